"""A receipt printer in the network that is a folder: what comes over TCP becomes files there.

It answers what a TM-T20III answers to ``DLE EOT n`` while all is well (Epson's command reference)
and keeps every job as the folder printer does: ``NAME.png``, then the bytes as ``NAME.bin``.
"""

from __future__ import annotations

import socket
import socketserver
import threading
from pathlib import Path
from typing import Self

from kiosk.demo import paper_reader
from kiosk.paper import png
from kiosk.paper.document import Cut, Document, Line
from kiosk.paper.profile import Profile
from kiosk.salon import threads

ASK = b"\x10\x04"
READY = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}
"""Answer to each question."""


class NetworkPrinter:
    """Listens on ``address`` (``HOST:PORT``) of this computer until the ``with`` block ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        printer = self

        class Job(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                printer._print(_received(self.request))

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self._folder = folder
        self._jobs = 0
        self._lock = threading.Lock()
        self._server = Server(("127.0.0.1", 0), Job)
        host, port = self._server.socket.getsockname()
        self.address = f"{host}:{port}"

    def __enter__(self) -> Self:
        threads.begin("network-printer", self._server.serve_forever)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _print(self, data: bytes) -> None:
        """Nothing for a connection that only asked."""
        if not data:
            return
        with self._lock:
            self._jobs += 1
            path = self._folder / f"network-{self._jobs:03d}.bin"
        path.with_suffix(".png").write_bytes(_picture(data))
        partial = path.with_suffix(".part")
        partial.write_bytes(data)
        partial.replace(path)


def _received(connection: socket.socket) -> bytes:
    """The bytes of a job without the questions between them, which are answered."""
    job = waiting = b""
    while more := connection.recv(4096):
        waiting += more
        while (at := waiting.find(ASK)) >= 0 and len(waiting) > at + len(ASK):
            connection.sendall(bytes([READY[waiting[at + len(ASK)]]]))
            job, waiting = job + waiting[:at], waiting[at + len(ASK) + 1 :]
    return job + waiting


def _picture(data: bytes) -> bytes:
    """The words on the paper, all in one size."""
    profile = Profile()
    text = paper_reader.text_of(data, profile.codec).rstrip("\n")
    lines = (Line(line.rstrip()) for line in text.splitlines())
    return png.draw(Document("job", (*lines, Cut())), profile)
