"""A ZPL label printer in the network (raw port 9100).

It is asked for its state before and after each job (``~HS``); only an answer afterwards counts as
printed.
"""

from __future__ import annotations

import socket
import threading

from drivers.device import Cause, DeviceMissing, Job, Kind, MaybePrinted, NotReady, Options

KIND: Kind = "label"
ASK = b"~HS"
ANSWER_LINES = 3
"""``~HS`` answers with three lines, each between STX and ETX (Zebra ZPL II guide)."""
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 3.0
SEND_SECONDS = 20.0


def open(options: Options) -> LabelPrinter:
    """``host``; ``port`` (9100); ``status`` (true): false for printers that cannot answer."""
    return LabelPrinter(
        options.text("host"),
        options.whole("port", 9100, 1, 65535),
        asks=options.flag("status", True),
    )


class LabelPrinter:
    def __init__(self, host: str, port: int, *, asks: bool) -> None:
        self._address, self._asks = (host, port), asks
        self._busy = threading.Lock()

    def look(self) -> None:
        with self._busy, self._connect() as printer:
            self._ask(printer)

    def send(self, job: Job) -> None:
        with self._busy, self._connect() as printer:
            self._ask(printer)
            try:
                printer.settimeout(SEND_SECONDS)
                printer.sendall(job.data)
                self._ask(printer)
            except OSError as error:
                raise MaybePrinted("broken", str(error)) from error
            except NotReady as error:
                cause: Cause = "broken" if error.cause == "silent" else error.cause
                raise MaybePrinted(cause, error.detail) from error

    def has_printed(self, job_id: str) -> bool | None:
        return None

    def _connect(self) -> socket.socket:
        try:
            printer = socket.create_connection(self._address, CONNECT_SECONDS)
        except OSError as error:
            raise DeviceMissing("off", str(error)) from error
        # The question after the job must not wait for the job's acknowledgement (40 ms each).
        printer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return printer

    def _ask(self, printer: socket.socket) -> None:
        """NotReady when it says that it cannot print, or says nothing."""
        if not self._asks:
            return
        try:
            printer.settimeout(ANSWER_SECONDS)
            printer.sendall(ASK)
            read = b""
            while read.count(b"\x03") < ANSWER_LINES:
                more = printer.recv(1024)
                if not more:
                    raise ConnectionResetError("the printer closed the connection")
                read += more
        except OSError as error:
            raise NotReady("silent", str(error)) from error
        check_state(read)


def check_state(answer: bytes) -> None:
    """Reads the flags of a ``~HS`` answer: paper out and pause in its first line, head up in its
    second. NotReady names what is wrong; an unreadable answer is ``silent``."""
    lines = [part.rpartition(b"\x02")[2] for part in answer.split(b"\x03")]
    first, second = lines[0].split(b","), lines[1].split(b",")
    if len(first) < 3 or len(second) < 3:
        raise NotReady("silent", "unreadable answer")
    if second[2] == b"1":
        raise NotReady("cover_open")
    if first[1] == b"1":
        raise NotReady("paper_out")
    if first[2] == b"1":
        raise NotReady("paused")
