"""Everything plugged into this desk, in one object that presenters ask.

It is made at once and imports nothing heavy: what a person does not see yet must not hold up the
first frame. :meth:`Hardware.start` opens the devices; what is asked before waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

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
from kiosk.salon.domain.machine import DeskMachine
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings

if TYPE_CHECKING:
    from kiosk.hardware.discovery import Places
    from kiosk.hardware.running import Post, RunningHardware


class Hardware:
    """Implements :class:`kiosk.salon.domain.devices.DeskHardware`; asked in the thread of the
    screens. ``play`` makes a sound; ``places``: where plugged things are looked for; ``machine``
    makes what all of it is plugged into, when somebody asks for it."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        services: Services,
        play: Callable[[Sound], object] = lambda sound: None,
        places: Places | None = None,
        machine: Callable[[], DeskMachine] | None = None,
    ) -> None:
        self._home, self._settings, self._services, self._places = home, settings, services, places
        self._make_machine = machine
        self._machine: DeskMachine | None = None
        self.devices: tuple[DeviceState, ...] = ()
        self.found: tuple[FoundDevice, ...] = ()
        self._play = play
        self._waiting: list[Callable[[RunningHardware], object]] = []
        self._ask: Callable[[Callable[[RunningHardware], object]], object] = self._waiting.append
        self._until_stop = ExitStack()

    def start(self, listener: HardwareListener, post: Post) -> None:
        """Opens the devices and does what was asked so far. ``post`` has something done in the
        thread of the screens, where the ``listener`` is told. Refused when the settings of a device
        are wrong."""
        from kiosk.hardware.running import RunningHardware

        def shown(states: tuple[DeviceState, ...], found: tuple[FoundDevice, ...]) -> None:
            if (states, found) != (self.devices, self.found):
                self.devices, self.found = states, found
                listener.hardware_changed()

        running = RunningHardware(
            self._home, self._settings, self._services, listener, post, shown, self._places
        )
        self._until_stop.callback(running.stop)
        running.start()
        self._ask = lambda question: question(running)
        while self._waiting:
            self._waiting.pop(0)(running)

    def stop(self) -> None:
        self._until_stop.close()

    def apply(self, settings: Settings) -> None:
        """Has other settings in effect at once. Devices are not looked at."""
        self._settings = settings
        self._ask(lambda running: running.apply(settings))

    @property
    def machine(self) -> DeskMachine:
        if self._machine is None:
            from kiosk.hardware.machine.machine import Machine

            self._machine = (self._make_machine or (lambda: Machine(self._home)))()
        return self._machine

    @property
    def page_folder(self) -> str | None:
        return None if any(one.kind == "page" for one in self.devices) else str(self._home.paper)

    # -- questions ----------------------------------------------------------------------------

    def sound(self, sound: Sound) -> None:
        self._play(sound)

    def print_soon(self) -> None:
        self._ask(lambda running: running.print_soon())

    def test_device(self, name: str, what: DeviceTest) -> None:
        self._ask(lambda running: running.test(name, what))

    def print_key(self, by: Id, done: Callable[[Text], object]) -> None:
        self._services.printing.may_print_key(by)
        self._ask(lambda running: running.print_key(by, running.answering(done)))

    def look_for_devices(self) -> None:
        self._ask(lambda running: running.finder.look())

    def look_for_places(self, plug: Plug, told: Callable[[tuple[Place, ...]], object]) -> None:
        self._ask(lambda running: running.workshop.look(plug, running.answering(told)))

    def device_ways(self) -> tuple[DeviceWay, ...]:
        from kiosk.hardware.device_setup import ways

        return ways()

    def device_options(self, driver: str, chosen: Mapping[str, str]) -> tuple[DeviceOption, ...]:
        from kiosk.hardware.device_setup import options

        return options(driver, chosen)

    def device_setup(self, name: str) -> DeviceSetup | None:
        from kiosk.hardware.device_setup import read

        return read(name, self._home)

    def set_device(self, setup: DeviceSetup, told: Callable[[str, Text], object]) -> None:
        self._ask(lambda running: running.workshop.put(setup, running.answering(told)))

    def printer_setup(self, name: str) -> PrinterSetup | None:
        from kiosk.hardware.printer_setup import read

        return read(name, self._home)

    def set_printer(self, setup: PrinterSetup, told: Callable[[str, Text], object]) -> None:
        self._ask(lambda running: running.workshop.put_printer(setup, running.answering(told)))

    def remove_device(self, name: str, told: Callable[[str, Text], object]) -> None:
        self._ask(lambda running: running.workshop.remove(name, running.answering(told)))

    def use_device(self, key: str) -> None:
        self._ask(lambda running: running.use(key))

    def make_cards(self, wanted: bool) -> None:
        self._ask(lambda running: running.make_cards(wanted))

    def weigh(self, answered: Callable[[int, Text], object]) -> None:
        self._ask(lambda running: running.scale.ask(running.answering(answered)))

    def draw_labels(
        self, products: tuple[Product, ...], drawn: Callable[[LabelPicture], object]
    ) -> None:
        self._ask(lambda running: running.labels.ask(products, running.answering(drawn)))

    def tell_customer(self, upper: Text, lower: Text = "") -> None:
        self._ask(lambda running: running.tell_customer(upper, lower))
