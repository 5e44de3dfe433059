"""A driver that cannot be used on this computer: its device is told as not working, and why; the
desk goes on."""

from __future__ import annotations

import queue
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers import device
from drivers.device import LABEL
from drivers.events import DeviceGone, Event
from kiosk.hardware import spooler as module
from kiosk.hardware.devices import REASONS, Devices
from kiosk.hardware.discovery import Offer
from kiosk.hardware.fitting import fit
from kiosk.hardware.hardware import Hardware
from kiosk.hardware.settings_file import use
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import N
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Device, Settings, load
from tests.hardware.test_spooler import desk
from tests.presenters.story import Story
from tests.rigs.till_world import SHAMPOO, make_till
from tests.rigs.waiting import until

LIBRARIES = ("escpos", "evdev", "serial", "smartcard", "usb")
SECTIONS = {
    "receipts": Device("escpos_usb", {"usb": "04b8:0e15"}),
    "network": Device("escpos_tcp", {"host": "127.0.0.1"}),
    "labels": Device("label_file", {"path": "/dev/null"}),
    "scanner": Device("evdev_scanner", {"device": "0c2e:0200"}),
    "cards": Device("serial_reader", {"port": "/dev/null", "frame": "bcc"}),
    "customer": Device("customer_display", {"port": "/dev/null"}),
    "scale": Device("scale", {"port": "/dev/null"}),
    "reader": Device("pcsc"),
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with none of the libraries that drivers need."""
    for name in list(sys.modules):
        if name.partition(".")[0] in LIBRARIES or name in ("drivers.pcsc", "drivers.pcsc_link"):
            monkeypatch.delitem(sys.modules, name)
    for library in LIBRARIES:
        monkeypatch.setitem(sys.modules, library, None)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", SECTIONS)
def test_a_missing_library_is_told_of_its_device_and_of_no_other(tmp_path: Path, name: str) -> None:
    section = SECTIONS[name]
    with pytest.raises(Refused, match="needs the library"):
        fit({name: section}, tmp_path)
    events: queue.Queue[Event] = queue.Queue()
    sections = {name: section, "other": Device("label_folder")}
    devices = Devices(sections, tmp_path, events.put, first_pause=0.02)
    devices.start()
    try:
        assert events.get(timeout=30) == DeviceGone(name)
        until(lambda: devices.usable(LABEL))
        state, other = devices.states()
        assert (state.name, state.driver, state.ok) == (name, section.driver, False)
        assert state.detail == REASONS["no_library"]
        assert other.ok
    finally:
        devices.stop()
    assert events.empty()


@pytest.mark.usefixtures("bare")
def test_a_desk_whose_libraries_are_all_missing_sells(salon: Services, tmp_path: Path) -> None:
    settings = Settings(device=SECTIONS)
    hardware = Hardware(open_home(tmp_path / "home"), settings, salon)
    till = make_till(salon)
    story = Story(salon, hardware=hardware).unlock(till.manager)
    calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()

    def until_told(told: Callable[[], object]) -> None:
        while not told():
            calls.get(timeout=30)()

    hardware.start(story.nav, calls.put)
    try:
        until_told(lambda: not any(one.ok for one in hardware.devices))
        assert story.at("desk").state.chip.text == N(
            "{n} device does not work", "{n} devices do not work", 8
        )
        story.scan(SHAMPOO).tap("bill", "pay_card").tap("done")
        until_told(lambda: story.screen == "paid")
        assert [job.state for job in salon.printing.open_jobs()] == ["waiting"]
        story.nav.go("devices")
        until_told(
            lambda: [card.why for card in story.state.devices] == [REASONS["no_library"]] * 8
        )
        for tried in ("receipts", "labels"):
            story.tap("try_it", tried)
            until_told(lambda: story.out.toast and story.out.toast.text == REASONS["no_library"])
            story.out.toast = None
        hardware.make_cards(True)
        answers: list[object] = []
        hardware.weigh(lambda grams, why: answers.append(grams))
        until_told(lambda: answers)
        assert answers == [0]
    finally:
        hardware.stop()


@pytest.mark.usefixtures("bare")
def test_a_paper_that_cannot_be_made_for_want_of_a_library_is_told(
    salon: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WARM_SECONDS", 0.0)
    till = make_till(salon)
    with desk(till, tmp_path, receipt=Device("folder_printer")) as running:
        salon.printing.slip(till.visit().id)
        running.spooler.print_soon()
        until(lambda: running.states() == ["failed"])
        salon.printing.slip(till.visit(hours=1).id)
        running.spooler.print_soon()
        until(lambda: running.states() == ["failed", "failed"])


def test_a_device_that_is_set_up_wrongly_stops_nobody_and_says_why(tmp_path: Path) -> None:
    sections = {
        "none": Device("no_such_thing"),
        "shared": Device("events"),
        "bare": Device("escpos_tcp"),
        "right": Device("label_folder"),
    }
    devices = Devices(sections, tmp_path, lambda event: None)
    devices.start()
    try:
        until(lambda: [one.ok for one in devices.states()] == [False, False, False, True])
        told = {one.name: one for one in devices.states()}
    finally:
        devices.stop()
    assert "no driver no_such_thing" in told["none"].detail.plain()  # type: ignore[union-attr]
    assert "host is missing" in told["bare"].detail.plain()  # type: ignore[union-attr]
    assert told["bare"].kind == "receipt"


@pytest.mark.usefixtures("bare")
def test_a_device_is_taken_into_use_beside_one_that_is_out_of_order(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    home.settings.write_text('[device.scale]\ndriver = "scale"\nport = "/dev/ttyS0"\n')
    with pytest.raises(Refused, match="needs the library smartcard"):
        use(Offer("pcsc", device.READER, "A reader", "A reader", {"reader": "A reader"}), home)
    assert list(load(home.settings).device) == ["scale"]
    use(Offer("label_folder", device.LABEL, "Labels", "labels"), home)
    assert list(load(home.settings).device) == ["scale", "labels"]
