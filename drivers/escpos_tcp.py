"""A receipt printer in the network (raw port 9100), through python-escpos."""

from __future__ import annotations

import socket
from typing import Any

from drivers.device import RECEIPT, DeviceMissing, network_cause
from drivers.escpos_status import EscposPrinter
from drivers.options import Options

KIND = RECEIPT
LIBRARIES = ("escpos",)
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 3.0
SEND_SECONDS = 20.0


def open(options: Options) -> EscposPrinter:
    """``host``; ``port`` (9100); and those of :meth:`EscposPrinter.of`."""
    host, port = options.text("host", plug="network"), options.whole("port", 9100, 1, 65535)
    return EscposPrinter.of(options, lambda: Connection(host, port))


class Connection:
    def __init__(self, host: str, port: int, answer_seconds: float = ANSWER_SECONDS) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Network

        self._answer_seconds = answer_seconds
        self._printer: Any = Network(host, port, timeout=CONNECT_SECONDS)
        try:
            self._printer.open()
        except (DeviceNotFoundError, UnicodeError) as error:
            known = error.__context__ or error
            raise DeviceMissing(network_cause(known), str(known)) from error
        # The question after the job must not wait for the job's acknowledgement (40 ms each).
        self._printer.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, question: bytes) -> bytes:
        self._printer.device.settimeout(self._answer_seconds)
        self._printer._raw(question)
        answer: bytes = self._printer._read()
        if not answer:
            raise ConnectionResetError("the printer closed the connection")
        return answer

    def write(self, data: bytes) -> None:
        self._printer.device.settimeout(SEND_SECONDS)
        self._printer._raw(data)

    def close(self) -> None:
        self._printer.close()
