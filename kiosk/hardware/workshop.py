"""Printers taken into use, changed and removed at the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.hardware import network_printers, printer_setup
from kiosk.hardware.devices import Devices
from kiosk.hardware.finder import Finder
from kiosk.salon.domain.devices import PrinterPlaces, PrinterSetup
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home
from kiosk.salon.settings import Settings

PORTS = Path("/dev/serial/by-id")


class Workshop:
    """``apply`` is called with the settings that are in effect from now on."""

    def __init__(
        self, home: Home, finder: Finder, devices: Devices, apply: Callable[[Settings], object]
    ) -> None:
        self._home, self._finder, self._devices, self._apply = home, finder, devices, apply

    def look(self, told: Callable[[PrinterPlaces], object]) -> None:
        """In a thread of its own; ``told`` is called from it."""

        def search() -> None:
            around = network_printers.neighbours(network_printers.own_address())
            ports = tuple(sorted(map(str, PORTS.glob("*"))))
            told(PrinterPlaces(network_printers.printers(around), ports))

        threading.Thread(target=search, name="printer-search", daemon=True).start()

    def put(self, setup: PrinterSetup, told: Callable[[str, Text], object]) -> None:
        try:
            name, settings, replaced = printer_setup.write(setup, self._home)
            section = settings.device[name]
            self._devices.add(name, section, replaced)
        except PultError as error:
            told(setup.name, error.message)
            return
        for gone in replaced:
            self._finder.known(gone, None)
        self._finder.known(name, section)
        self._apply(settings)
        told(name, "")

    def remove(self, name: str, told: Callable[[str, Text], object]) -> None:
        try:
            printer_setup.remove(name, self._home)
        except PultError as error:
            told(name, error.message)
            return
        self._devices.remove(name)
        self._finder.known(name, None)
        told(name, "")
