"""What is plugged in is recognised, offered once, written into the settings and used."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers import device
from kiosk.demo.prepare import DEVICES
from kiosk.hardware.discovery import TABLE, Offer, Places, known, offers
from kiosk.hardware.fitting import fit
from kiosk.hardware.hardware import Hardware
from kiosk.hardware.settings_file import use
from kiosk.salon.domain.errors import NeedsPerson, Refused
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import load
from tests.hardware.test_spooler import Section
from tests.presenters.story import Story


class Computer:
    """Folders that look like /dev and /sys of a computer with things plugged in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.readers: list[str] = []
        self.places = Places(folder / "dev", folder / "sys", lambda: self.readers)
        self._ports = 0

    def plug(
        self, group: str, node: str, link: str, usb: str, *, says: str = "", answers: bool = False
    ) -> Path:
        """``group``: of /sys/class; ``link``: below /dev, empty for none; ``answers``: a printer
        with a bulk endpoint each way. Gives its path."""
        self._ports += 1
        plug = self.folder / "sys" / "devices" / f"1-{self._ports}"
        interface = plug / "1.0"
        interface.mkdir(parents=True)
        vendor, product = usb.split(":")
        (plug / "idVendor").write_text(f"{vendor}\n")
        (plug / "idProduct").write_text(f"{product}\n")
        (plug / "manufacturer").write_text("Sample\n")
        (plug / "product").write_text("Thing\n")
        if says:
            (interface / "ieee1284_id").write_text(f"MFG:Sample;CMD:{says};\n")
        (plug / "busnum").write_text("1\n")
        (plug / "devnum").write_text(f"{self._ports}\n")
        if group == "usbmisc":
            (interface / "bInterfaceClass").write_text("07\n")
            self._endpoint(interface / "ep_01", "out")
        if answers:
            self._endpoint(interface / "ep_82", "in")
            self.bus(self._ports).parent.mkdir(parents=True, exist_ok=True)
            self.bus(self._ports).touch()
        system = self.folder / "sys" / "class" / group / Path(node).name
        system.mkdir(parents=True)
        (system / "device").symlink_to(interface)
        path = self.folder / "dev" / node
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        if not link:
            return path
        named = self.folder / "dev" / link
        named.parent.mkdir(parents=True, exist_ok=True)
        named.symlink_to(path)
        return named

    @staticmethod
    def _endpoint(folder: Path, direction: str) -> None:
        folder.mkdir()
        (folder / "type").write_text("Bulk\n")
        (folder / "direction").write_text(f"{direction}\n")

    def bus(self, port: int) -> Path:
        """What libusb opens."""
        return self.folder / "dev" / "bus" / "usb" / "001" / f"{port:03}"


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "computer")


def test_each_sort_is_recognised(computer: Computer) -> None:
    serial = computer.plug("tty", "ttyUSB0", "serial/by-id/usb-FTDI-if00-port0", "0403:6001")
    keys = computer.plug("input", "input/event5", "input/by-id/usb-Scan-event-kbd", "0c2e:0b61")
    printer = computer.plug("usbmisc", "usb/lp0", "", "9999:0001", says="ESC/POS")
    labels = computer.plug("usbmisc", "usb/lp1", "", "0a5f:011c")
    computer.readers = ["Sample PICC 00 00"]
    assert [
        (one.kind.name, one.driver, dict(one.options)) for one in offers({}, computer.places)
    ] == [
        ("reader", "serial_reader", {"port": str(serial)}),
        ("scanner", "evdev_scanner", {"device": str(keys)}),
        ("receipt", "escpos_file", {"path": str(printer)}),
        ("label", "label_file", {"path": str(labels), "language": "zpl"}),
        ("reader", "pcsc", {"reader": "Sample PICC 00 00"}),
    ]


def test_a_printer_that_can_answer_is_offered_with_the_driver_that_asks(
    computer: Computer,
) -> None:
    computer.plug("usbmisc", "usb/lp0", "", "04b8:0e15", answers=True)
    one_way = computer.plug("usbmisc", "usb/lp1", "", "04b8:0202")
    stalls = computer.plug("usbmisc", "usb/lp2", "", "0416:5011", answers=True)
    labels = computer.plug("usbmisc", "usb/lp3", "", "0a5f:011c", answers=True)
    found = offers({}, computer.places)
    assert [(one.driver, dict(one.options)) for one in found] == [
        ("escpos_usb", {"usb": "04b8:0e15"}),
        ("escpos_file", {"path": str(one_way)}),
        ("escpos_file", {"path": str(stalls), "width_mm": 58}),
        ("label_file", {"path": str(labels), "language": "zpl"}),
    ]
    for offer in found:
        assert fit({"new": Section(offer.driver, offer.options)}, computer.folder)
    in_use = {"receipts": Section("escpos_usb", {"usb": "04b8:0e15"})}
    assert offers(in_use, computer.places) == found[1:]


def test_two_printers_of_a_kind_are_told_apart_by_their_paths(computer: Computer) -> None:
    paths = [
        computer.plug("usbmisc", f"usb/lp{number}", "", "04b8:0e15", answers=True)
        for number in (0, 1)
    ]
    found = offers({}, computer.places)
    assert [(one.driver, one.options["path"]) for one in found] == [
        ("escpos_file", str(path)) for path in paths
    ]


def test_a_printer_that_may_not_be_asked_is_printed_on_all_the_same(computer: Computer) -> None:
    path = computer.plug("usbmisc", "usb/lp0", "", "9999:0001", says="ESC/POS", answers=True)
    (offer,) = offers({}, computer.places)
    assert offer.driver == "escpos_usb"
    computer.bus(1).unlink()
    (offer,) = offers({}, computer.places)
    assert (offer.driver, offer.options) == ("escpos_file", {"path": str(path)})


def test_every_entry_of_the_table_names_its_source() -> None:
    blocks = TABLE.read_text().split("[[device]]")[:-1]
    assert len(blocks) == len(known())
    for block in blocks:
        said = block.rstrip().splitlines()[-1]
        assert said.startswith("# "), block


def test_keyboards_and_unknown_things_are_left_alone(computer: Computer) -> None:
    computer.plug("input", "input/event1", "input/by-id/usb-Keyboard-event-kbd", "046d:c31c")
    computer.plug("usbmisc", "usb/lp0", "", "03f0:0001", says="PCL")
    assert offers({}, computer.places) == ()


def test_what_is_in_use_is_not_offered(computer: Computer) -> None:
    path = computer.plug("tty", "ttyUSB0", "serial/by-id/usb-FTDI-if00", "0403:6001")
    computer.plug("input", "input/event5", "input/by-id/usb-Scan-event-kbd", "0c2e:0b61")
    computer.readers = ["Sample PICC 00 00"]
    sections = {
        "a": Section("serial_reader", {"port": str(path.resolve())}),
        "b": Section("evdev_scanner", {"device": "0C2E:0b61"}),
        "c": Section("pcsc", {"reader": "sample"}),
    }
    assert offers(sections, computer.places) == ()


def test_every_entry_of_the_table_can_be_opened(tmp_path: Path) -> None:
    paths = {"serial": "port", "keys": "device", "printer": "path"}
    for row in known():
        options = {paths[row["on"]]: "/dev/null", **row.get("options", {})}
        assert fit({"new": Section(row["driver"], options)}, tmp_path)


READER = Offer("pcsc", device.READER, "A reader", "A reader", {"reader": 'A "fine" reader'})
PRINTER = Offer("escpos_file", device.RECEIPT, "TM", "/dev/usb/lp0", {"path": "/dev/usb/lp0"})


def test_a_printer_takes_the_place_of_the_folder_that_stood_in_for_it(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    home.settings.write_text(DEVICES)
    added = use(PRINTER, home)
    assert (added.name, added.instead_of) == ("receipts", ("receipt",))
    drivers = {name: one.driver for name, one in load(home.settings).device.items()}
    assert drivers == {
        "simulated": "simulated",
        "label": "label_folder",
        "receipts": "escpos_file",
    }
    assert use(READER, home).name == "cards"
    assert use(READER, home).name == "cards2"
    assert load(home.settings).device["cards"].options == {
        "reader": 'A "fine" reader',
        "model": "A reader",
    }


def test_comments_and_other_settings_stay(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    home.settings.write_text(
        '# ours\nrole = "desk"\n[device.till]  # for now\ndriver = "folder_printer"\n'
        "width_mm = 58\n\n[screen]\nsound_volume = 5"
    )
    assert use(PRINTER, home).instead_of == ("till",)
    text = home.settings.read_text()
    assert text.startswith('# ours\nrole = "desk"\n# [device.till]  # for now\n# driver = ')
    settings = load(home.settings)
    assert (settings.role, settings.screen.sound_volume) == ("desk", 5)
    assert list(settings.device) == ["receipts"]


def test_nothing_is_written_when_it_would_be_wrong(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    home.settings.write_text('role = "desk"\n')
    with pytest.raises(Refused):
        use(Offer("escpos_tcp", device.RECEIPT, "no host", "", {}), home)
    assert home.settings.read_text() == 'role = "desk"\n'
    home.settings.with_suffix(".new").mkdir()
    with pytest.raises(NeedsPerson):
        use(READER, home)
    assert home.settings.read_text() == 'role = "desk"\n'


def test_from_the_plug_to_the_page_with_one_touch(
    salon: Services, tmp_path: Path, computer: Computer
) -> None:
    """The whole way, with the kiosk's own parts."""
    home = open_home(tmp_path / "home")
    home.settings.write_text('[device.receipt]\ndriver = "folder_printer"\n')
    settings = load(home.settings)
    hardware = Hardware(home, settings, salon, places=computer.places)
    calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
    manager = next(one for one in salon.team.members() if one.role == "manager")
    story = Story(salon, hardware=hardware).unlock(manager)

    def until_told(told: Callable[[], object]) -> None:
        while not told():
            calls.get(timeout=30)()

    def said() -> str:
        return story.out.toast.text.plain() if story.out.toast else ""  # type: ignore[union-attr]

    story.nav.go("devices")
    computer.plug("usbmisc", "usb/lp0", "", "9999:0001", says="ESC/POS")
    hardware.start(story.nav, calls.put)
    try:
        until_told(lambda: story.state.found)
        assert [one.title.plain() for one in story.state.found] == ["Receipt printer"]
        story.tap("use", story.state.found[0].key)
        until_told(lambda: said() == "It is in use from now on.")
        until_told(lambda: [one.key for one in story.state.devices] == ["receipts"])
        until_told(lambda: not story.state.devices[0].works)
        assert story.state.found == ()
        story.tap("try_it", "receipts")
        until_told(lambda: said() != "Sent to the printer.")
        assert story.out.toast is not None
        assert story.out.toast.tone == "bad"
    finally:
        hardware.stop()
    assert list(load(home.settings).device) == ["receipts"]
