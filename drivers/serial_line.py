"""Devices that talk by themselves on a serial line: open it, read until it goes."""

from __future__ import annotations

import select
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.device import DeviceMissing, Ready, cause_of
from drivers.options import Options
from drivers.serial_port import BAUDS, checked_port, found_port, only_os_errors

if TYPE_CHECKING:
    from serial import Serial

LOOK_SECONDS = 0.25
"""How often ``stop`` is looked at while nothing arrives."""
CHUNK = 4096
"""The most bytes a terminal holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """``silence``: seconds without a byte after which what began has ended."""

    port: str
    baud: int
    silence: float

    @classmethod
    def of(cls, options: Options, silence_ms: int) -> Line:
        """``port`` (must be set), ``baud`` (9600) and ``silence_ms``."""
        port = checked_port(options)
        silence = options.whole("silence_ms", silence_ms, 10, 5000) / 1000
        return cls(
            port, options.whole("baud", 9600, 300, 921600, usual=BAUDS, decides=True), silence
        )

    def listen(
        self,
        heard: Callable[[bytes], bool],
        quiet: Callable[[], None],
        ready: Ready,
        stop: threading.Event,
    ) -> None:
        """Gives all bytes to ``heard``, which tells whether it waits for the rest of something;
        if that does not come within the silence, ``quiet`` is called. DeviceMissing when the line
        cannot be opened or goes."""
        try:
            with only_os_errors(), _opened(found_port(self.port), self.baud) as port:
                ready()
                waiting = False
                while not stop.is_set():
                    wait = self.silence if waiting else LOOK_SECONDS
                    if select.select([port], [], [], wait)[0]:
                        waiting = heard(port.read(CHUNK))
                    elif waiting:
                        quiet()
                        waiting = False
        except OSError as error:
            raise DeviceMissing(cause_of(error), f"{self.port}: {error}") from error


def _opened(path: str, baud: int) -> Serial:
    """Alone: a second program would take every other byte."""
    from serial import Serial

    # Without waiting: what is there is read once select has said that there is something.
    return Serial(path, baud, timeout=0, exclusive=True)
