"""The same office over real HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fakes.nav.office import FakeNav


class Served(FakeNav):
    address: str = ""


@contextmanager
def open_nav(now: Callable[[], int]) -> Iterator[Served]:
    """Until the block ends, at ``address``."""
    office = Served(now)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                answer = office.answer(self.path.rpartition("/")[2], body)
            if answer.body is None:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
            if answer.status == 429:
                self.send_header("Retry-After", "90")
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            """A connection that was cut is meant to be."""

    server = Quiet(("127.0.0.1", 0), Handler)
    office.address = f"http://127.0.0.1:{server.server_port}/invoiceService/v3"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
