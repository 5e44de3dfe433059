"""Names of serial ports in settings, and what can be wrong with one.

A port is a path (``/dev/serial/by-id/…`` keeps its name whatever else is plugged in) or the
``vendor:product`` of a USB adapter in hex (``0403:6001``).
"""

from __future__ import annotations

import errno
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drivers.device import DeviceMissing, cause_of
from drivers.options import Options

if TYPE_CHECKING:
    from serial import Serial


BAUDS = (2400, 4800, 9600, 19200, 38400, 57600, 115200)
"""Usual speeds."""


def checked_port(options: Options) -> str:
    """The option ``port``, which must be set."""
    return options.plugged("port", "serial", "/dev/serial/by-id/...", "0403:6001")


def found_port(port: str) -> str:
    """The path of a port now. FileNotFoundError when the adapter is not plugged in."""
    if port.startswith("/"):
        return port
    from serial.tools.list_ports import comports

    for found in comports():
        if found.vid is not None and f"{found.vid:04x}:{found.pid:04x}" == port.lower():
            return str(found.device)
    raise FileNotFoundError(errno.ENOENT, "no such USB device")


@contextmanager
def only_os_errors() -> Iterator[None]:
    """pyserial's own exception is an OSError; that of termios, which it lets through, is not."""
    try:
        yield
    except termios.error as error:
        raise OSError(*error.args) from error


@contextmanager
def opened(port: str, baud: int, parity: str = "none", seconds: float = 1.0) -> Iterator[Serial]:
    """The port, alone, for a moment; ``seconds`` bound each reading and writing. Even or odd parity
    goes with seven bits. DeviceMissing when it cannot be opened; later errors are OSErrors."""
    from serial import PARITY_EVEN, PARITY_NONE, PARITY_ODD, Serial

    kinds = {"none": PARITY_NONE, "even": PARITY_EVEN, "odd": PARITY_ODD}
    try:
        with only_os_errors():
            line = Serial(
                found_port(port),
                baud,
                bytesize=8 if parity == "none" else 7,
                parity=kinds[parity],
                timeout=seconds,
                write_timeout=seconds,
                exclusive=True,
            )
    except OSError as error:
        raise DeviceMissing(cause_of(error), f"{port}: {error}") from error
    with line, only_os_errors():
        yield line
