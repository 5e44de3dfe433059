"""A receipt printer on a serial line, through python-escpos."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from drivers.device import RECEIPT, DeviceMissing, cause_of
from drivers.escpos_status import EscposPrinter
from drivers.options import Options
from drivers.serial_port import checked_port, found_port, only_os_errors

KIND = RECEIPT
LIBRARIES = ("escpos", "serial")
ANSWER_SECONDS = 2.0
SPARE_SECONDS = 20.0
"""How long a line may stand still, beyond the time its bytes take at its speed."""
BITS = 10
"""Bits on the line for each byte: start, eight, stop."""
CHUNK = 512


def open(options: Options) -> EscposPrinter:
    """``port``; ``baud`` (9600); ``flow`` (``none``, ``rts`` or ``xonxoff``): how the printer
    says that its buffer is full; and those of :meth:`EscposPrinter.of`."""
    port, baud = checked_port(options), options.whole("baud", 9600, 300, 921600)
    flow = options.choice("flow", "none", ("none", "rts", "xonxoff"))
    return EscposPrinter.of(options, lambda: Line(port, baud, flow))


class Line:
    def __init__(
        self,
        port: str,
        baud: int,
        flow: str = "none",
        answer_seconds: float = ANSWER_SECONDS,
        spare_seconds: float = SPARE_SECONDS,
    ) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Serial

        self._baud, self._spare = baud, spare_seconds
        try:
            with only_os_errors():
                self._printer: Any = Serial(
                    found_port(port),
                    baud,
                    timeout=answer_seconds,
                    xonxoff=flow == "xonxoff",
                    dsrdtr=False,
                )
                self._printer.open()
                self._printer.device.rtscts = flow == "rts"
        except DeviceNotFoundError as error:
            known = error.__context__ or error
            raise DeviceMissing(cause_of(known), f"{port}: {known}") from error
        except OSError as error:
            raise DeviceMissing(cause_of(error), f"{port}: {error}") from error

    def ask(self, question: bytes) -> bytes:
        device = self._printer.device
        with only_os_errors():
            # What is lying there is the answer to an older question.
            device.reset_input_buffer()
            device.write_timeout = self._spare
            self._printer._raw(question)
            answer: bytes = device.read(1)
            answer += device.read(device.in_waiting)
        if not answer:
            raise TimeoutError("the printer does not answer")
        return answer

    def write(self, data: bytes) -> None:
        """Piece by piece, so that a line held by the printer is noticed; then until all has left
        this computer."""
        device = self._printer.device
        deadline = time.monotonic() + len(data) * BITS / self._baud + self._spare
        with only_os_errors():
            for start in range(0, len(data), CHUNK):
                device.write_timeout = max(0.01, deadline - time.monotonic())
                self._printer._raw(data[start : start + CHUNK])
            while device.out_waiting:
                if time.monotonic() > deadline:
                    raise TimeoutError("the printer takes no more bytes")
                time.sleep(0.005)

    def close(self) -> None:
        """Not through the library: it would wait for a stuck line without end."""
        device = self._printer.device
        with contextlib.suppress(OSError), only_os_errors():
            device.reset_output_buffer()
        device.close()
