"""Receipt printers on USB: python-escpos and pyusb on a bus that is a backend of pyusb."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from drivers import escpos_usb
from drivers.device import DeviceMissing, Job, MaybePrinted, NotReady
from drivers.escpos_status import EscposPrinter
from drivers.escpos_usb import Cable
from drivers.options import BadOption, Options
from tests.rigs.escpos_talk import LOW_ON_PAPER
from tests.rigs.tcp_printer import OUT_OF_PAPER, READY
from tests.rigs.usb_printer import PRODUCT, VENDOR, UsbBus

JOB = Job("0190", b"\x1b@receipt\n" + bytes(range(256)).replace(b"\x10", b"") * 40)


@pytest.fixture
def bus() -> UsbBus:
    return UsbBus()


def driver(bus: UsbBus, *, asks: bool = True, send_seconds: float = 0.3) -> EscposPrinter:
    wanted = {"idVendor": VENDOR, "idProduct": PRODUCT, "backend": bus}
    cable = partial(Cable, wanted, answer_seconds=0.2, send_seconds=send_seconds)
    return EscposPrinter(cable, asks=asks)


@pytest.mark.req("K4")
def test_the_paper_has_all_bytes_and_nothing_else(bus: UsbBus) -> None:
    printer = driver(bus)
    printer.look()
    printer.send(JOB)
    assert bus.talk.paper == JOB.data
    assert bus.open_handles == 0
    assert bus.resets == 0, "a reset empties the buffer of the paper before"
    assert printer.has_printed(JOB.id) is None


def test_a_full_buffer_loses_nothing(bus: UsbBus) -> None:
    bus.takes = 7
    driver(bus, send_seconds=5.0).send(JOB)
    assert bus.talk.paper == JOB.data


def test_a_printer_that_takes_nothing_any_more_is_given_up(bus: UsbBus) -> None:
    bus.takes = 0
    with pytest.raises(MaybePrinted, match="broken"):
        driver(bus, asks=False).send(JOB)


def test_out_of_paper_gets_nothing(bus: UsbBus) -> None:
    bus.talk.state = OUT_OF_PAPER
    with pytest.raises(NotReady, match="paper_out"):
        driver(bus).send(JOB)
    assert bus.talk.paper == b""
    bus.talk.state = LOW_ON_PAPER
    assert driver(bus).look() == "paper_low"


def test_silent_is_not_printed(bus: UsbBus) -> None:
    bus.talk.state = {}
    with pytest.raises(NotReady, match="silent"):
        driver(bus).send(JOB)
    assert bus.open_handles == 0


def test_pulled_in_the_middle_and_plugged_in_again_fifty_times(bus: UsbBus) -> None:
    printer = driver(bus)
    for _ in range(50):
        bus.dies_after = len(bus.talk.paper) + 100
        with pytest.raises(MaybePrinted):
            printer.send(JOB)
        with pytest.raises(DeviceMissing, match="off"):
            printer.send(JOB)
        bus.plugged, bus.dies_after, bus.talk.state = True, None, READY
        printer.look()
    assert bus.open_handles == 0


def test_a_printer_this_user_may_not_use_says_so(bus: UsbBus) -> None:
    bus.forbidden = True
    with pytest.raises(DeviceMissing, match="refused"):
        driver(bus).look()


def test_without_any_printer_libusb_is_asked_and_nothing_is_there(tmp_path: Path) -> None:
    printer = escpos_usb.open(Options("receipt", {"usb": "ffff:fffe"}, tmp_path))
    with pytest.raises(DeviceMissing, match="off"):
        printer.look()


@pytest.mark.parametrize("usb", ["04b8", "04b8:0e15:1", "printer"])
def test_wrong_options_are_named(usb: str, tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="vendor:product"):
        escpos_usb.open(Options("front", {"usb": usb}, tmp_path))
