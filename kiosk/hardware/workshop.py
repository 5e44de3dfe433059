"""Devices taken into use, changed and removed at the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

from kiosk.hardware import device_setup, plug_places, printer_setup
from kiosk.hardware.devices import Devices
from kiosk.hardware.discovery import Places
from kiosk.hardware.finder import Finder
from kiosk.salon import threads
from kiosk.salon.domain.devices import DeviceSetup, Place, Plug, PrinterSetup
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home
from kiosk.salon.settings import Settings

Told = Callable[[str, Text], object]


class Workshop:
    """``apply`` is called with the settings that are in effect from now on."""

    def __init__(
        self,
        home: Home,
        finder: Finder,
        devices: Devices,
        apply: Callable[[Settings], object],
        places: Places,
    ) -> None:
        self._home, self._finder, self._devices, self._apply = home, finder, devices, apply
        self._places = places
        self._searching = threading.Lock()

    def look(self, plug: Plug, told: Callable[[tuple[Place, ...]], object]) -> None:
        """In a thread of its own; ``told`` is called from it."""
        sections = self._finder.sections

        def search() -> None:
            found: tuple[Place, ...] = ()
            try:
                # One after the other: looking through the network takes many sockets.
                with self._searching:
                    found = plug_places.look(plug, sections, self._places)
            finally:
                told(found)

        threads.begin(f"{plug}-search", search)

    def put_printer(self, setup: PrinterSetup, told: Told) -> None:
        self._put(setup.name, lambda: printer_setup.write(setup, self._home), told)

    def put(self, setup: DeviceSetup, told: Told) -> None:
        self._put(setup.name, lambda: (*device_setup.write(setup, self._home), ()), told)

    def _put(
        self,
        name: str,
        write: Callable[[], tuple[str, Settings, Collection[str]]],
        told: Told,
    ) -> None:
        try:
            name, settings, replaced = write()
            section = settings.device[name]
            self._devices.add(name, section, replaced)
        except PultError as error:
            told(name, error.message)
            return
        for gone in replaced:
            self._finder.known(gone, None)
        self._finder.known(name, section)
        self._apply(settings)
        told(name, "")

    def remove(self, name: str, told: Told) -> None:
        try:
            printer_setup.remove(name, self._home)
        except PultError as error:
            told(name, error.message)
            return
        self._devices.remove(name)
        self._finder.known(name, None)
        told(name, "")
