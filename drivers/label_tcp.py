"""A label printer in the network (raw port 9100).

It is asked for its state before and after each job, if its language can ask; then only an answer
afterwards counts as printed.
"""

from __future__ import annotations

import socket
import threading

from drivers.device import LABEL, DeviceMissing, Job, NotReady, delivering, network_cause
from drivers.label_status import QUESTIONS, Question, language_of
from drivers.options import Options

KIND = LABEL
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 3.0
SEND_SECONDS = 20.0


def open(options: Options) -> LabelPrinter:
    """``host``; ``port`` (9100); ``status`` (true): false for printers that cannot answer;
    ``language``, ``gap_mm``, ``tape_mm``."""
    question = QUESTIONS.get(language_of(options))
    return LabelPrinter(
        options.text("host", plug="network"),
        options.whole("port", 9100, 1, 65535),
        question if options.flag("status", True) else None,
    )


class LabelPrinter:
    def __init__(self, host: str, port: int, question: Question | None) -> None:
        self._address, self._question = (host, port), question
        self._busy = threading.Lock()

    def look(self) -> None:
        with self._busy, self._connect() as printer:
            self._ask(printer)

    def send(self, job: Job) -> None:
        with self._busy, self._connect() as printer:
            self._ask(printer)
            with delivering():
                printer.settimeout(SEND_SECONDS)
                printer.sendall(job.data)
                self._ask(printer)

    def has_printed(self, job_id: str) -> bool | None:
        return None

    def _connect(self) -> socket.socket:
        try:
            printer = socket.create_connection(self._address, CONNECT_SECONDS)
        except (OSError, UnicodeError) as error:
            raise DeviceMissing(network_cause(error), str(error)) from error
        # The question after the job must not wait for the job's acknowledgement (40 ms each).
        printer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return printer

    def _ask(self, printer: socket.socket) -> None:
        """NotReady when it says that it cannot print, or says nothing."""
        if self._question is None:
            return
        try:
            printer.settimeout(ANSWER_SECONDS)
            printer.sendall(self._question.ask)
            read = b""
            while not self._question.whole(read):
                more = printer.recv(1024)
                if not more:
                    raise ConnectionResetError("the printer closed the connection")
                read += more
        except OSError as error:
            raise NotReady("silent", str(error)) from error
        self._question.check(read)
