"""A card reader that types the number of the card like a keyboard.

How it writes a number (hex, decimal, which byte first) is a setting of the reader; here it is
given on as it was typed.
"""

from __future__ import annotations

import threading

from drivers.device import READER, Emit, Ready
from drivers.evdev_keys import Keyboard
from drivers.events import TECHNOLOGIES, CardTapped, CardUnreadable, Technology
from drivers.one_tap import OneTap
from drivers.options import Options
from drivers.scans import STRANGE

KIND = READER
LIBRARIES = ("evdev",)
HOLD_MS = 1000


def open(options: Options) -> EvdevReader:
    """``device``, ``suffix``, ``silence_ms`` (see :class:`drivers.evdev_keys.Keyboard`) and
    ``hold_ms``: how long a card must have been away to count again; ``technology``: what the
    reader reads (``any``: not known)."""
    hold = options.whole("hold_ms", HOLD_MS, 0, 60_000) / 1000
    technology = TECHNOLOGIES[
        options.choice("technology", "any", tuple(TECHNOLOGIES), decides=True)
    ]
    return EvdevReader(Keyboard.of(options), hold, technology)


class EvdevReader:
    def __init__(self, keyboard: Keyboard, hold: float, technology: Technology) -> None:
        self._keyboard, self._hold, self._technology = keyboard, hold, technology

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        taps = OneTap(self._hold)

        def scanned(number: str) -> None:
            if number == STRANGE:
                emit(CardUnreadable("unknown"))
            elif taps.counts(number):
                emit(CardTapped(number, technology=self._technology))

        self._keyboard.listen(scanned, ready, stop)
