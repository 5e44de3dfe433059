"""Hardware of a desk that only remembers what it was asked, and answers when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.hardware import device_setup
from kiosk.salon.domain.devices import (
    DeviceOption,
    DeviceSetup,
    DeviceState,
    DeviceTest,
    DeviceWay,
    FoundDevice,
    HardwareListener,
    LabelPicture,
    Place,
    Plug,
    PrinterSetup,
    Sound,
)
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Text
from tests.fakes.machine import FakeMachine


class FakeHardware:
    """Implements :class:`kiosk.salon.domain.devices.DeskHardware`. ``listener``: who is told; set
    by whoever composes."""

    listener: HardwareListener

    def __init__(self) -> None:
        self._machine: FakeMachine | None = None
        self.devices: tuple[DeviceState, ...] = ()
        self.found: tuple[FoundDevice, ...] = ()
        self.sounds: list[Sound] = []
        self.prints = 0
        self.customer: list[tuple[Text, Text]] = []
        self.weighings = 0
        self.answered: Callable[[int, Text], object] = lambda grams, why: None
        self.labels: list[tuple[Product, ...]] = []
        self.drawn: Callable[[LabelPicture], object] = lambda picture: None
        self.key_printed: Callable[[Text], object] = lambda why: None
        self.setups: dict[str, PrinterSetup] = {}
        self.device_setups: dict[str, DeviceSetup] = {}
        self.searches: dict[Plug, Callable[[tuple[Place, ...]], object]] = {}
        self.asks: list[tuple[str, str]] = []

    @property
    def machine(self) -> FakeMachine:
        self._machine = self._machine or FakeMachine()
        return self._machine

    @property
    def page_folder(self) -> str | None:
        return None if any(one.kind == "page" for one in self.devices) else "/home/paper"

    # -- what a test does ---------------------------------------------------------------------

    def set_devices(self, devices: tuple[DeviceState, ...]) -> None:
        self.devices = devices
        self.listener.hardware_changed()

    def set_found(self, found: tuple[FoundDevice, ...]) -> None:
        self.found = found
        self.listener.hardware_changed()

    def weighed(self, grams: int, why: Text = "") -> None:
        """The answer to the last who asked."""
        self.listener.answered(lambda: self.answered(grams, why))

    def places(self, plug: Plug, *places: Place) -> None:
        """The answer to the last who looked for such places."""
        self.listener.answered(lambda: self.searches[plug](places))

    def label_drawn(self, picture: LabelPicture) -> None:
        """A picture for the last who asked."""
        self.listener.answered(lambda: self.drawn(picture))

    # -- what presenters ask ------------------------------------------------------------------

    def sound(self, sound: Sound) -> None:
        self.sounds.append(sound)

    def print_soon(self) -> None:
        self.prints += 1

    def test_device(self, name: str, what: DeviceTest) -> None:
        self.asks.append((what, name))

    def print_key(self, by: Id, done: Callable[[Text], object]) -> None:
        self.asks.append(("key", by.hex()))
        self.key_printed = done

    def look_for_places(self, plug: Plug, told: Callable[[tuple[Place, ...]], object]) -> None:
        self.searches[plug] = told

    def device_ways(self) -> tuple[DeviceWay, ...]:
        """Those of the drivers: no presenter is told others than there are."""
        return device_setup.ways()

    def device_options(self, driver: str, chosen: Mapping[str, str]) -> tuple[DeviceOption, ...]:
        return device_setup.options(driver, chosen)

    def device_setup(self, name: str) -> DeviceSetup | None:
        return self.device_setups.get(name)

    def set_device(self, setup: DeviceSetup, told: Callable[[str, Text], object]) -> None:
        """In use at once under a name of its own; one at "/nowhere" is refused."""
        if setup.place == "/nowhere":
            told(setup.name, "It is nowhere.")
            return
        name = setup.name or f"new-{setup.driver}"
        self.device_setups[name] = replace(setup, name=name)
        told(name, "")

    def printer_setup(self, name: str) -> PrinterSetup | None:
        return self.setups.get(name)

    def set_printer(self, setup: PrinterSetup, told: Callable[[str, Text], object]) -> None:
        """In use at once under a name of its own; one at "nowhere" is refused."""
        if setup.place == "nowhere":
            told(setup.name, "It is nowhere.")
            return
        name = setup.name or f"new-{setup.kind}"
        self.setups[name] = replace(setup, name=name)
        told(name, "")

    def remove_device(self, name: str, told: Callable[[str, Text], object]) -> None:
        self.setups.pop(name, None)
        self.device_setups.pop(name, None)
        self.devices = tuple(one for one in self.devices if one.name != name)
        told(name, "")

    def look_for_devices(self) -> None:
        self.asks.append(("find", ""))

    def use_device(self, key: str) -> None:
        self.asks.append(("use", key))

    def make_cards(self, wanted: bool) -> None:
        self.asks.append(("make" if wanted else "make_no_more", ""))

    def weigh(self, answered: Callable[[int, Text], object]) -> None:
        self.weighings += 1
        self.answered = answered

    def draw_labels(
        self, products: tuple[Product, ...], drawn: Callable[[LabelPicture], object]
    ) -> None:
        self.labels.append(products)
        self.drawn = drawn

    def tell_customer(self, upper: Text, lower: Text = "") -> None:
        self.customer.append((upper, lower))
