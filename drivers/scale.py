"""A scale on a serial line that tells its weight when asked: Toledo 8217, or SMA."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from drivers.device import SCALE, NotReady
from drivers.options import Options
from drivers.scale_frames import SMA_ASK, TOLEDO_ASK, BadFrame, Reading, sma, toledo
from drivers.serial_port import BAUDS, checked_port, opened

KIND = SCALE
LIBRARIES = ("serial",)
ANSWER_SECONDS = 1.0
CR = b"\r"
PARITY = {"toledo": "even", "sma": "none"}
LONGEST = 64


def open(options: Options) -> Scale:
    """``port``, ``baud`` (9600), ``protocol`` (``toledo`` or ``sma``), ``unit`` (``kg`` or ``lb``,
    Toledo only), ``parity`` (``even`` for Toledo, ``none`` for SMA, or ``odd``)."""
    protocol = options.choice("protocol", "toledo", ("toledo", "sma"), decides=True)
    return Scale(
        checked_port(options),
        options.whole("baud", 9600, 300, 115200, usual=BAUDS, decides=True),
        protocol,
        options.choice("unit", "kg", ("kg", "lb"), decides=protocol == "toledo"),
        options.choice("parity", PARITY[protocol], ("none", "even", "odd"), decides=True),
    )


class Scale:
    def __init__(self, port: str, baud: int, protocol: str, unit: str, parity: str) -> None:
        self._port, self._baud, self._parity = port, baud, parity
        self._protocol, self._unit = protocol, unit
        self._busy = threading.Lock()

    def look(self) -> None:
        """Raises as :meth:`weigh` does."""
        self.weigh()

    def weigh(self) -> Reading:
        """What lies on it now; moving weights are told as such, waiting is the caller's. Raises
        DeviceMissing, or NotReady when it does not answer or talks nonsense."""
        with self._busy, opened(self._port, self._baud, self._parity, 0.05) as line:
            try:
                line.reset_input_buffer()
                line.write(TOLEDO_ASK if self._protocol == "toledo" else SMA_ASK)
                frame = self._frame(line.read)
                return toledo(frame, self._unit) if self._protocol == "toledo" else sma(frame)
            except (OSError, BadFrame) as error:
                raise NotReady("silent", str(error)) from error

    def _frame(self, read: Callable[[int], bytes]) -> bytes:
        """Up to the CR that ends it."""
        deadline = time.monotonic() + ANSWER_SECONDS
        frame = b""
        while not frame.endswith(CR):
            if time.monotonic() > deadline or len(frame) > LONGEST:
                raise BadFrame(f"no end after {len(frame)} bytes")
            frame += read(1)
        return frame
