"""A barcode scanner that shows itself as a keyboard (USB HID, or Bluetooth paired as one)."""

from __future__ import annotations

import threading

from drivers.device import SCANNER, Emit, Ready
from drivers.evdev_keys import Keyboard
from drivers.options import Options
from drivers.scans import Wrapping

KIND = SCANNER
LIBRARIES = ("evdev",)


def open(options: Options) -> EvdevScanner:
    """``device``, ``suffix``, ``silence_ms``: see :class:`drivers.evdev_keys.Keyboard`;
    ``before``, ``after``: see :class:`drivers.scans.Wrapping`."""
    return EvdevScanner(Keyboard.of(options), Wrapping.of(options))


class EvdevScanner:
    def __init__(self, keyboard: Keyboard, wrapping: Wrapping) -> None:
        self._keyboard, self._wrapping = keyboard, wrapping

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        def scanned(scan: str) -> None:
            for event in self._wrapping.events(scan):
                emit(event)

        self._keyboard.listen(scanned, ready, stop)
