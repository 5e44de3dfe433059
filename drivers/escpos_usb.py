"""A receipt printer on USB, through python-escpos and libusb.

Unlike ``/dev/usb/lp0`` this way the printer can answer. The kernel's own printer driver (usblp) is
asked to let go of it.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from drivers.device import RECEIPT, DeviceMissing, cause_of
from drivers.escpos_status import EscposPrinter
from drivers.options import BadOption, Options

KIND = RECEIPT
LIBRARIES = ("escpos", "usb")
ANSWER_SECONDS = 2.0
SEND_SECONDS = 20.0
CHUNK = 4096
PACKET = 64
PRINTERS = 7
"""Class of interfaces of printers (USB Device Class Definition for Printing Devices)."""
_ID = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


def open(options: Options) -> EscposPrinter:
    """``usb``: ``vendor:product`` in hex, as ``lsusb`` shows it; and those of
    :meth:`EscposPrinter.of`."""
    told = _ID.fullmatch(options.text("usb", plug="usb"))
    if told is None:
        raise BadOption(f"device.{options.name}.usb must be vendor:product such as 04b8:0e15")
    wanted = {"idVendor": int(told[1], 16), "idProduct": int(told[2], 16)}
    return EscposPrinter.of(options, lambda: Cable(wanted))


class Cable:
    """``wanted``: for pyusb's ``find``."""

    def __init__(
        self,
        wanted: Mapping[str, Any],
        answer_seconds: float = ANSWER_SECONDS,
        send_seconds: float = SEND_SECONDS,
    ) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from usb.core import NoBackendError

        self._answer_seconds, self._send_seconds = answer_seconds, send_seconds
        self._printer: Any = _library()(usb_args=wanted)
        try:
            self._printer.open()
        except NoBackendError as error:
            raise DeviceMissing("off", "libusb-1.0 is not installed") from error
        except DeviceNotFoundError as error:
            known = error.__context__ or error
            raise DeviceMissing(cause_of(known), str(known)) from error

    def ask(self, question: bytes) -> bytes:
        """Printers answer a reading that comes too early with nothing."""
        self.write(question)
        deadline = time.monotonic() + self._answer_seconds
        while (left := deadline - time.monotonic()) > 0:
            answer = self._printer.device.read(self._printer.in_ep, PACKET, _ms(left))
            if answer:
                return bytes(answer)
            time.sleep(0.01)
        raise TimeoutError("the printer does not answer")

    def write(self, data: bytes) -> None:
        """Not through the library's own writing: it does not look how much of it was taken."""
        deadline = time.monotonic() + self._send_seconds
        rest = memoryview(data)
        while rest:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the printer takes no more bytes")
            taken = self._printer.device.write(self._printer.out_ep, rest[:CHUNK], _ms(left))
            rest = rest[taken:]

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._printer.close()


def _ms(seconds: float) -> int:
    return max(1, int(seconds * 1000))


@lru_cache(maxsize=1)
def _library() -> Any:
    """python-escpos takes most of a second to import, so not before it is used."""
    from escpos.printer import Usb

    class Unreset(Usb):  # type: ignore[misc]
        def _configure_usb(self) -> None:
            """Finds the endpoints. The library's own way resets the printer, which would empty
            the buffer of the paper that is just coming out."""
            from usb.core import USBError

            try:
                configuration = self.device.get_active_configuration()
            except USBError:
                self.device.set_configuration()
                configuration = self.device.get_active_configuration()
            interfaces = sorted(configuration, key=lambda one: one.bInterfaceClass != PRINTERS)
            bulk = [end for end in interfaces[0] if end.bmAttributes & 3 == 2]
            for end in bulk:
                if end.bEndpointAddress & 0x80:
                    self.in_ep = end.bEndpointAddress
                else:
                    self.out_ep = end.bEndpointAddress

    return Unreset
