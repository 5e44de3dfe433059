"""A barcode scanner that shows itself as a keyboard (USB HID, or Bluetooth paired as one)."""

from __future__ import annotations

import threading

from drivers.device import SCANNER, Emit, Options, Ready
from drivers.evdev_keys import Keyboard
from drivers.events import BarcodeScanned
from drivers.scans import without_aim

KIND = SCANNER
LIBRARIES = ("evdev",)


def open(options: Options) -> EvdevScanner:
    """``device``, ``suffix``, ``silence_ms``: see :class:`drivers.evdev_keys.Keyboard`."""
    return EvdevScanner(Keyboard.of(options))


class EvdevScanner:
    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        def scanned(scan: str) -> None:
            code = without_aim(scan)
            if code:
                emit(BarcodeScanned(code))

        self._keyboard.listen(scanned, ready, stop)
