"""Devices that talk by themselves on a serial line: find it, open it, read until it goes.

``port`` is a path (``/dev/serial/by-id/…`` keeps its name whatever else is plugged in) or the
``vendor:product`` of a USB adapter in hex (``0403:6001``).
"""

from __future__ import annotations

import errno
import re
import select
import termios
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.device import BadOption, Cause, DeviceMissing, Options

if TYPE_CHECKING:
    from serial import Serial

LOOK_SECONDS = 0.25
"""How often ``stop`` is looked at while nothing arrives."""
_USB = re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}")


@dataclass(frozen=True, slots=True)
class Line:
    """``silence``: seconds without a byte after which what began has ended."""

    port: str
    baud: int
    silence: float

    @classmethod
    def of(cls, options: Options, silence_ms: int) -> Line:
        """``port`` (must be set), ``baud`` (9600) and ``silence_ms``."""
        port = options.text("port")
        if not port.startswith("/") and not _USB.fullmatch(port):
            raise BadOption(
                f"device.{options.name}.port must be a path such as /dev/serial/by-id/... "
                "or vendor:product such as 0403:6001"
            )
        silence = options.whole("silence_ms", silence_ms, 10, 5000) / 1000
        return cls(port, options.whole("baud", 9600, 300, 921600), silence)

    def listen(
        self,
        heard: Callable[[bytes], bool],
        quiet: Callable[[], None],
        ready: Callable[[], None],
        stop: threading.Event,
    ) -> None:
        """Gives all bytes to ``heard``, which tells whether it waits for the rest of something;
        if that does not come within the silence, ``quiet`` is called. DeviceMissing when the line
        cannot be opened or goes."""
        try:
            with _opened(self._path(), self.baud) as port:
                ready()
                waiting = False
                while not stop.is_set():
                    wait = self.silence if waiting else LOOK_SECONDS
                    if select.select([port], [], [], wait)[0]:
                        waiting = heard(port.read(port.in_waiting or 1))
                    elif waiting:
                        quiet()
                        waiting = False
        except (OSError, termios.error) as error:
            # pyserial's own exception is an OSError; that of termios is not.
            raise DeviceMissing(_cause(error), f"{self.port}: {error}") from error

    def _path(self) -> str:
        if self.port.startswith("/"):
            return self.port
        from serial.tools.list_ports import comports

        for found in comports():
            if found.vid is not None and f"{found.vid:04x}:{found.pid:04x}" == self.port.lower():
                return str(found.device)
        raise FileNotFoundError(errno.ENOENT, "no such USB device")


def _opened(path: str, baud: int) -> Serial:
    """Alone: a second program would take every other byte."""
    from serial import Serial

    return Serial(path, baud, timeout=LOOK_SECONDS, exclusive=True)


def _cause(error: Exception) -> Cause:
    return "refused" if getattr(error, "errno", None) in (errno.EACCES, errno.EPERM) else "off"
