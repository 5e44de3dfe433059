"""A receipt printer in the network (raw port 9100), through python-escpos.

A printer that was switched off and on swallows what is sent to it without an error, so it is
asked before and after each job (``DLE EOT``); only an answer afterwards counts as printed.
"""

from __future__ import annotations

import socket
import threading
from typing import Any

from drivers.device import Cause, DeviceMissing, Job, Kind, MaybePrinted, NotReady, Options

KIND: Kind = "receipt"
ASK_STATE, ASK_CAUSE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
OFFLINE, COVER_OPEN, PAPER_OUT = 0x08, 0x04, 0x60
"""Bits of the answers to the three questions (Epson ESC/POS reference, DLE EOT)."""
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 3.0
SEND_SECONDS = 20.0


def open(options: Options) -> NetworkPrinter:
    """``host``; ``port`` (9100); ``status`` (true): false for printers that cannot answer."""
    return NetworkPrinter(
        options.text("host"),
        options.whole("port", 9100, 1, 65535),
        asks=options.flag("status", True),
    )


class NetworkPrinter:
    """One connection per job, so that several desks can share a printer."""

    def __init__(
        self, host: str, port: int, *, asks: bool, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._host, self._port, self._asks = host, port, asks
        self._answer_seconds = answer_seconds
        self._busy = threading.Lock()

    def look(self) -> None:
        with self._busy:
            printer = self._connect()
            try:
                self._ask(printer)
            finally:
                printer.close()

    def send(self, job: Job) -> None:
        with self._busy:
            printer = self._connect()
            try:
                self._ask(printer)
                self._deliver(printer, job.data)
            finally:
                printer.close()

    def has_printed(self, job_id: str) -> bool | None:
        return None

    def _connect(self) -> Any:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Network

        printer = Network(self._host, self._port, timeout=CONNECT_SECONDS)
        try:
            printer.open()
        except DeviceNotFoundError as error:
            raise DeviceMissing("off", str(error.__context__)) from error
        # The question after the job must not wait for the job's acknowledgement (40 ms each).
        printer.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return printer

    def _ask(self, printer: Any) -> None:
        """NotReady when it says that it cannot print, or says nothing."""
        if not self._asks:
            return
        try:
            printer.device.settimeout(self._answer_seconds)
            state = _answer(printer, ASK_STATE)
            cause = _answer(printer, ASK_CAUSE)
            paper = _answer(printer, ASK_PAPER)
        except OSError as error:
            raise NotReady("silent", str(error)) from error
        if cause & COVER_OPEN:
            raise NotReady("cover_open")
        if paper & PAPER_OUT:
            raise NotReady("paper_out")
        if state & OFFLINE:
            raise NotReady("offline")

    def _deliver(self, printer: Any, data: bytes) -> None:
        """Everything after the first byte may have reached the paper, whatever goes wrong."""
        try:
            printer.device.settimeout(SEND_SECONDS)
            printer._raw(data)
            self._ask(printer)
        except OSError as error:
            raise MaybePrinted("broken", str(error)) from error
        except NotReady as error:
            cause: Cause = "broken" if error.cause == "silent" else error.cause
            raise MaybePrinted(cause, error.detail) from error


def _answer(printer: Any, question: bytes) -> int:
    """One status byte; OSError when the printer hangs up or stays silent."""
    printer._raw(question)
    answer: bytes = printer._read()
    if not answer:
        raise ConnectionResetError("the printer closed the connection")
    return answer[-1]
