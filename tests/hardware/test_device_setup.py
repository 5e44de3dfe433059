"""Readers, scanners, scales and displays set up at the screen: on real lines, in use at once."""

from __future__ import annotations

import queue
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import drivers
from drivers import device
from kiosk.hardware import device_setup, network_printers, plug_places
from kiosk.hardware.discovery import Places
from kiosk.hardware.hardware import Hardware
from kiosk.salon.domain.devices import DeviceSetup, Place
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home, open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings, load
from tests.hardware.test_discovery import Computer
from tests.hardware.test_spooler import Section
from tests.presenters.story import Story
from tests.rigs.serial_line import SerialLine
from tests.rigs.talking_line import TalkingLine
from tests.rigs.till_world import make_till

KINDS = {one.name for one in vars(device).values() if isinstance(one, device.Kind)}
BCC_CARD = bytes.fromhex("02 09 01 08 01 23 45 67 03")
"""A card of 125 kHz whose number begins with 08, as those made up for the moment do."""


class Desk:
    """The kiosk's own hardware with serial ports of its own; a manager looks at the devices."""

    def __init__(self, salon: Services, folder: Path) -> None:
        self.ports = folder / "dev" / "serial" / "by-id"
        self.ports.mkdir(parents=True)
        (folder / "home").mkdir()
        self.home: Home = open_home(folder / "home")
        places = Places(folder / "dev", folder / "sys", list)
        self.hardware = Hardware(self.home, load(self.home.settings), salon, places=places)
        self.calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self.story = Story(salon, hardware=self.hardware).unlock(make_till(salon).manager)
        self.hardware.start(self.story.nav, self.calls.put)
        self.story.nav.go("devices")

    def until(self, told: Callable[[], object]) -> None:
        """The page looks again and again, and its time stands still: what devices tell comes in
        between."""
        while not told():
            try:
                self.calls.get(timeout=0.05)()
            except queue.Empty:
                self.story.nav.tick()

    def add(self, kind: str, way: str = "", **options: str) -> Story:
        """By touch, up to the answers; the port is the one that is there."""
        story = self.story.tap("add").tap("edit", "kind", kind).at("device_form")
        if way:
            story.tap("edit", "way", way)
        self.until(lambda: self.field("place").options)
        ((port, _),) = self.field("place").options
        story.tap("edit", "place", port)
        for name, value in options.items():
            story.tap("edit", f"option_{name}", value)
        return story

    def save(self) -> Story:
        """The answer comes from the hardware."""
        self.story.tap("save")
        self.until(lambda: self.story.screen == "devices")
        return self.story

    def says(self, line: SerialLine, data: bytes, heard: str) -> None:
        """As often as somebody would try until it is heard: what is said before the port is open
        is lost."""

        def again() -> bool:
            line.write(data)
            return heard in self.heard()

        self.until(again)

    def field(self, name: str) -> object:
        return next(one for one in self.story.state.fields if one.name == name)

    def heard(self) -> str:
        state = self.story.state
        return " ".join(_said(card.heard) for card in state.devices) if state.devices else ""

    @property
    def settings(self) -> Settings:
        return load(self.home.settings)


def _said(text: Text) -> str:
    return text if isinstance(text, str) else text.plain()


@pytest.fixture
def desk(salon: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(network_printers, "own_address", lambda: "")  # nobody's network is searched
    one = Desk(salon, tmp_path)
    yield one
    one.hardware.stop()


@pytest.mark.req("K3", "K9")
def test_a_scanner_is_added_scans_is_changed_and_goes_without_a_restart(desk: Desk) -> None:
    line = SerialLine(desk.ports)
    try:
        desk.add("scanner", "serial_scanner", suffix="tab")
        desk.save()
        desk.until(lambda: "Scan any code." in desk.heard())
        desk.says(line, b"4006381333931\t", "4006381333931")
        section = desk.settings.device["scanner"]
        assert (section.driver, section.options) == (
            "serial_scanner",
            {"port": str(line.path), "suffix": "tab"},
        )
        text = desk.home.settings.read_text()
        desk.home.settings.write_text(text.replace("[device", "# at the till\n[device"))
        desk.story.tap("change", "scanner").at("device_form")
        desk.story.tap("edit", "option_suffix", "enter")
        desk.save()
        assert desk.settings.device["scanner"].options == {"port": str(line.path)}
        assert "# at the till" in desk.home.settings.read_text()
        desk.until(lambda: "Scan any code." in desk.heard())
        desk.says(line, b"8594001234567\r\n", "8594001234567")
        desk.story.tap("change", "scanner").tap("remove")
        desk.until(lambda: desk.story.screen == "devices" and not desk.story.state.devices)
    finally:
        line.close()
    assert desk.settings.device == {}


@pytest.mark.req("K2", "K9")
def test_a_reader_that_is_told_it_reads_125_khz_reads_every_card(desk: Desk) -> None:
    line = SerialLine(desk.ports)
    try:
        story = desk.add("reader", "serial_reader", frame="bcc", technology="lf")
        desk.save()
        desk.until(lambda: "Hold a card to it." in desk.heard())
        desk.says(line, BCC_CARD, "A card was read")
    finally:
        line.close()
    assert desk.settings.device["cards"].options["technology"] == "lf"
    assert "08012345" not in repr(story.state)


@pytest.mark.req("K9", "P1")
def test_a_scale_shows_its_weight_and_a_display_its_words(desk: Desk) -> None:
    scale = TalkingLine(desk.ports, lambda told: b"\x020.350\r" if told == b"W" else b"")
    try:
        # A pseudo-terminal has no parity.
        desk.add("scale", parity="none")
        desk.save()
        desk.until(lambda: "It weighs 350 g." in desk.heard())
        display = TalkingLine(desk.ports / "..")
        try:
            story = desk.story.tap("add").tap("edit", "kind", "display").at("device_form")
            story.tap("edit", "place", str(scale.path)).tap("save")
            desk.until(lambda: story.state.message)
            assert "already" in _said(story.state.message), "one port is one device's"
            story.tap("edit", "place", str(display.path))
            desk.save()
            desk.until(lambda: "customers' side" in desk.heard())
            shown = b""
            while b"Zkusebni tisk" not in shown:
                shown = display.wait_for(len(shown) + 1)
        finally:
            display.close()
    finally:
        scale.close()


# -- a driver that nobody has thought of ---------------------------------------------------------

DRIVER = """
import socket

from drivers.device import SCANNER, DeviceMissing, network_cause
from drivers.events import BarcodeScanned

KIND = SCANNER


def open(options):
    host = options.text("host", plug="network")
    port = options.whole("port", 9200, 1, 65535, decides=True)
    return NetScanner((host, port), options.flag("loud", False, decides=True))


class NetScanner:
    def __init__(self, address, loud):
        self._address, self.loud = address, loud

    def run(self, emit, ready, stop):
        try:
            line = socket.create_connection(self._address, 2)
        except OSError as error:
            raise DeviceMissing(network_cause(error), str(error)) from error
        with line:
            line.settimeout(0.05)
            ready()
            while not stop.is_set():
                try:
                    code = line.recv(100)
                except TimeoutError:
                    continue
                if not code:
                    raise DeviceMissing("off")
                emit(BarcodeScanned(code.decode().strip()))
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The driver stands beside ours."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "net_scanner.py").write_text(DRIVER)
    monkeypatch.setattr(drivers, "__path__", [*drivers.__path__, str(folder)])
    yield folder
    sys.modules.pop("drivers.net_scanner", None)


@pytest.mark.req("K9")
def test_a_new_driver_is_set_up_by_what_it_reads(shelf: Path, desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        story = desk.story.tap("add").tap("edit", "kind", "scanner")
        story.tap("edit", "way", "net_scanner")
        assert [one.name for one in story.state.fields] == [
            *("kind", "way", "place", "option_port", "option_loud")
        ]
        story.tap("edit", "place", "http://127,0,0,1/").tap("edit", "option_port", "70000")
        story.tap("save").at("device_form")
        assert "65535" in str(desk.field("option_port"))
        story.tap("edit", "option_port", str(server.getsockname()[1]))
        story.tap("edit", "option_loud", "true")
        desk.save()
        caller, _ = server.accept()
        with caller:
            desk.until(lambda: "Scan any code." in desk.heard())
            caller.sendall(b"4006381333931\n")
            desk.until(lambda: "4006381333931" in desk.heard())
    section = desk.settings.device["scanner"]
    assert section.options["host"] == "127.0.0.1"
    assert section.options["loud"] is True
    (card,) = desk.story.state.devices
    assert "in the network" in _said(card.about)


def test_every_driver_can_say_what_it_wants_to_know() -> None:
    """Also with answers that cannot be: those count as not given."""
    found = {way.driver: way for way in device_setup.ways()}
    assert "simulated" not in found, "nothing is plugged in"
    for driver, way in found.items():
        asked = device_setup.options(driver, {})
        for option in asked:
            assert not option.choices or option.value in option.choices, (driver, option)
            for choice in (*option.choices, "nonsense"):
                again = device_setup.options(driver, {option.key: choice})
                assert option.key in [one.key for one in again], (driver, option, choice)
        assert way.kind in KINDS


def test_what_would_be_wrong_is_refused_and_nothing_is_changed(desk: Desk) -> None:
    said: list[Text] = []
    for setup in (
        DeviceSetup("", "serial_scanner", "COM1"),
        DeviceSetup("", "serial_scanner", "/dev/x", (("baud", "much"),)),
        DeviceSetup("", "simulated", "x"),
    ):
        desk.hardware.set_device(setup, lambda name, wrong: said.append(wrong))
    desk.until(lambda: len(said) == 3)
    assert all(said)
    assert not desk.home.settings.exists()
    assert desk.hardware.device_setup("nobody") is None


# -- where something can be plugged in -----------------------------------------------------------


def test_two_adapters_of_a_kind_are_two_ports(tmp_path: Path) -> None:
    """They have one name by their maker; the second goes by its socket, and what has neither as
    the kernel calls it."""
    computer = Computer(tmp_path)
    first = computer.plug("tty", "ttyUSB0", "serial/by-id/usb-Sample-if00", "1a86:7523")
    second = computer.plug("tty", "ttyUSB1", "serial/by-path/pci-1-if00", "1a86:7523")
    bare = computer.plug("tty", "ttyACM0", "", "0483:5740")
    used = {"scanner": Section("serial_scanner", {"port": str(bare)})}
    found = plug_places.look("serial", used, computer.places)
    assert [(one.value, one.used_by) for one in found] == [
        (str(first), ""),
        (str(second), ""),
        (str(bare), "scanner"),
    ]
    assert found[0].title == "Sample Thing"
    assert found[2].title == "Sample Thing (ttyACM0)"


def test_ports_that_the_computer_does_not_have_are_left_out(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    driver = tmp_path / "sys" / "drivers" / "serial8250"
    driver.mkdir(parents=True)
    for name, kind in (("ttyS0", "4"), ("ttyS1", "0")):
        port = tmp_path / "sys/class/tty" / name
        (port / "device").mkdir(parents=True)
        (port / "device" / "driver").symlink_to(driver)
        (port / "type").write_text(kind)
        (tmp_path / "dev").mkdir(exist_ok=True)
        (tmp_path / "dev" / name).touch()
    (tmp_path / "sys/class/tty/tty1").mkdir()
    (tmp_path / "dev" / "tty1").touch()
    found = plug_places.look("serial", {}, computer.places)
    assert [one.value for one in found] == [str(tmp_path / "dev" / "ttyS0")]


def test_what_types_is_found_without_volume_keys_and_power_buttons(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    usb = computer.plug("input", "input/event3", "input/by-id/usb-Sample-event-kbd", "0c2e:0200")
    for number, name, keys in ((4, "Pager BT", "10007 fffffffffffffffe"), (5, "Power", "0")):
        event = tmp_path / "sys/class/input" / f"event{number}"
        (event / "device/capabilities").mkdir(parents=True)
        (event / "device/id").mkdir()
        (event / "device/id/vendor").write_text("05f9")
        (event / "device/id/product").write_text("2204")
        (event / "device/name").write_text(name)
        (event / "device/capabilities/key").write_text(keys)
        (tmp_path / "dev/input" / f"event{number}").touch()
    found = plug_places.look("keys", {}, computer.places)
    assert found == (
        Place(str(usb), "Sample Thing"),
        Place("05f9:2204", "Pager BT (event4)"),
    )
    taken = {"x": Section("evdev_scanner", {"device": "05f9:2204"})}
    assert [one.used_by for one in plug_places.look("keys", taken, computer.places)] == ["", "x"]
