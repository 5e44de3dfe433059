"""Printers set up at the screen: in the file, in use at once, changed and taken out again."""

from __future__ import annotations

import queue
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.demo.prepare import DEVICES
from kiosk.hardware import printer_setup
from kiosk.hardware.hardware import Hardware
from kiosk.hardware.network_printers import neighbours, printers
from kiosk.salon.domain.devices import LabelPaperSize, PrinterKind, PrinterSetup
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home, open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings, load
from tests.presenters.story import Story
from tests.rigs.tcp_printer import MutePrinter, TcpPrinter
from tests.rigs.till_world import make_till
from tests.rigs.waiting import until

NEW = PrinterSetup("", "receipt", "network", "127.0.0.1", "PC852")


class Desk:
    """The kiosk's own hardware, its answers fetched when a test waits for them."""

    def __init__(self, salon: Services, folder: Path) -> None:
        self.home: Home = open_home(folder)
        self.hardware = Hardware(self.home, load(self.home.settings), salon)
        self.calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self.story = Story(salon, hardware=self.hardware)
        self.hardware.start(self.story.nav, self.calls.put)

    def until(self, told: Callable[[], object]) -> None:
        while not told():
            self.calls.get(timeout=30)()

    def put(self, setup: PrinterSetup) -> tuple[str, Text]:
        answers: list[tuple[str, Text]] = []
        self.hardware.set_printer(setup, lambda name, wrong: answers.append((name, wrong)))
        self.until(lambda: answers)
        return answers[0]

    @property
    def settings(self) -> Settings:
        return load(self.home.settings)


@pytest.mark.req("K4", "K9")
def test_a_printer_is_added_prints_is_changed_and_goes_without_a_restart(
    salon: Services, tmp_path: Path
) -> None:
    till = make_till(salon)
    with TcpPrinter() as paper:
        (tmp_path / "home").mkdir()
        (tmp_path / "home" / "pult.toml").write_text(
            f'# ours\n[device.receipts]  # at the till\ndriver = "escpos_tcp"\nhost = "192.0.2.1"\n'
            f"port = {paper.port}\n"
        )
        desk = Desk(salon, tmp_path / "home")
        try:
            setup = desk.hardware.printer_setup("receipts")
            assert setup is not None
            assert setup.place == f"192.0.2.1:{paper.port}"
            place = f"127.0.0.1:{paper.port}"
            assert desk.put(replace(setup, place=place, width_mm=58, drawn_qr=True)) == (
                "receipts",
                "",
            )
            sale = till.pay(till.retail())
            desk.hardware.print_soon()
            (data,) = paper.wait_for(1)
            assert sale.number.encode() in data
            assert b"(k" not in data
            text = desk.home.settings.read_text()
            assert text.startswith("# ours\n[device.receipts]  # at the till\n")
            assert desk.settings.device["receipts"].options["port"] == paper.port
            gone: list[str] = []
            desk.hardware.remove_device("receipts", lambda name, wrong: gone.append(name))
            desk.until(lambda: gone and not desk.hardware.devices)
        finally:
            desk.hardware.stop()
    assert desk.settings.device == {}


@pytest.mark.req("K4", "P2")
def test_a_label_printer_brings_the_size_of_its_labels(salon: Services, tmp_path: Path) -> None:
    desk = Desk(salon, tmp_path / "home")
    try:
        paper = LabelPaperSize(40, 25, 12, 2)
        setup = PrinterSetup("", "label", "network", "127.0.0.1", "tspl", paper=paper)
        assert desk.put(setup) == ("labels", "")
        assert desk.hardware.printer_setup("labels") == replace(setup, name="labels")
        assert desk.put(replace(setup, speaks="zpl")) == ("labels2", "")
        pictures: list[object] = []
        shampoo = make_till(salon).shampoo
        desk.hardware.draw_labels((shampoo,), lambda one: pictures.append(one.width_mm))
        desk.until(lambda: pictures)
        assert pictures == [40]
    finally:
        desk.hardware.stop()
    assert desk.settings.label.dots_per_mm == 12


@pytest.mark.req("K4", "K9")
@pytest.mark.parametrize(("kind", "speaks"), [("receipt", "PC852"), ("label", "zpl")])
def test_a_printer_that_never_answers_prints_once_it_is_not_asked(
    salon: Services, tmp_path: Path, kind: PrinterKind, speaks: str
) -> None:
    till = make_till(salon)
    with MutePrinter() as printer:
        desk = Desk(salon, tmp_path / "home")
        try:
            place = f"127.0.0.1:{printer.port}"
            setup = PrinterSetup("", kind, "network", place, speaks)
            name, wrong = desk.put(setup)
            assert not wrong
            if kind == "receipt":
                waiting = till.pay(till.retail()).number.encode()
            else:
                waiting = till.shampoo.name.split()[0].encode()
                salon.printing.label(till.shampoo.id, 1)
            desk.until(lambda: [one.cause for one in desk.hardware.devices] == ["silent"])
            assert desk.hardware.devices[0].where == place
            assert desk.put(replace(setup, name=name, answers=False)) == (name, "")
            desk.until(lambda: [one.ok for one in desk.hardware.devices] == [True])
            desk.hardware.print_soon()
            until(lambda: waiting in printer.taken)
            read = desk.hardware.printer_setup(name)
            assert read is not None
            assert read.answers is False
            assert desk.settings.device[name].options["status"] is False
            assert desk.put(replace(read, answers=True)) == (name, "")
            assert "status" not in desk.settings.device[name].options
        finally:
            desk.hardware.stop()


@pytest.mark.parametrize(
    ("section", "answers"),
    [
        ('driver = "escpos_serial"\nport = "/dev/ttyS0"\nstatus = false', False),
        ('driver = "escpos_usb"\nusb = "04b8:0e15"', True),
        ('driver = "escpos_file"\npath = "/dev/usb/lp0"', None),
        ('driver = "label_file"\npath = "/dev/usb/lp0"', None),
    ],
)
def test_whether_it_is_asked_is_kept_where_it_can_be(
    tmp_path: Path, section: str, answers: bool | None
) -> None:
    home = open_home(tmp_path / "home")
    home.settings.write_text(f"[device.printer]\n{section}\n")
    setup = printer_setup.read("printer", home)
    assert setup is not None
    assert setup.answers is answers
    printer_setup.write(setup, home)
    assert printer_setup.read("printer", home) == setup
    if answers is not None:
        printer_setup.write(replace(setup, answers=not answers), home)
        turned = printer_setup.read("printer", home)
        assert turned is not None
        assert turned.answers is not answers


def test_a_new_printer_takes_the_place_of_a_folder(salon: Services, tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    home.settings.write_text(DEVICES)
    desk = Desk(salon, tmp_path / "home")
    try:
        assert desk.put(NEW) == ("receipts", "")
        desk.until(lambda: "receipt" not in {one.name for one in desk.hardware.devices})
    finally:
        desk.hardware.stop()
    assert list(desk.settings.device) == ["simulated", "label", "receipts"]


def test_what_would_be_wrong_is_refused_and_nothing_is_changed(
    salon: Services, tmp_path: Path
) -> None:
    desk = Desk(salon, tmp_path / "home")
    try:
        _, wrong = desk.put(replace(NEW, width_mm=76))
        assert wrong
        assert not desk.home.settings.exists()
        desk.home.settings.write_text('device = { }\nrole = "desk"\n')
        _, wrong = desk.put(NEW)
        assert wrong
        assert desk.home.settings.read_text() == 'device = { }\nrole = "desk"\n'
        assert desk.hardware.printer_setup("none") is None
    finally:
        desk.hardware.stop()


def test_only_what_listens_is_found_and_only_around_a_private_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert printers(("127.0.0.1", "127.0.0.2"), port, 2.0) == ("127.0.0.1",)
        listening.settimeout(2)
        caller, _ = listening.accept()
        with caller:
            assert caller.recv(16) == b""
    assert len(neighbours("192.168.1.50")) == 253
    for public in ("8.8.8.8", "127.0.0.1", "169.254.3.3", "", "::1"):
        assert neighbours(public) == ()


@pytest.mark.req("K9")
@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("192.0.2.9", "192.0.2.9", None),
        ("192.0.2.9:9101", "192.0.2.9", 9101),
        ("printer.example", "printer.example", None),
        ("printer.example:515", "printer.example", 515),
        ("2001:db8::9", "2001:db8::9", None),
        ("[2001:db8::9]", "2001:db8::9", None),
        ("[2001:db8::9]:9101", "2001:db8::9", 9101),
        ("192.0.2.9:", "192.0.2.9:", None),
    ],
)
def test_an_address_may_say_its_port(typed: str, host: str, port: int | None) -> None:
    assert printer_setup.address(typed) == (host, port)
