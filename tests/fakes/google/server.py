"""The same fake over real HTTP/1.1, and without a socket."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httplib2

from .wire import Answer, Closed, Request

if TYPE_CHECKING:
    from .service import FakeGoogle


class Server:
    """A ThreadingHTTPServer on a free loopback port; stopping it ends every connection."""

    def __init__(self, google: FakeGoogle) -> None:
        handler = type("Handler", (_Handler,), {"google": google, "open": set()})
        self._open: set[socket.socket] = handler.open  # type: ignore[attr-defined]
        self._server = _Quiet(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        for connection in list(self._open):
            _end(connection)
        self._server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is ordinary here; everything else is shown."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one piece
    google: FakeGoogle
    open: set[socket.socket]

    def setup(self) -> None:
        super().setup()
        self.open.add(self.connection)

    def finish(self) -> None:
        self.open.discard(self.connection)
        super().finish()

    def answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        headers = {k.lower(): v for k, v in self.headers.items()}
        request = Request.of(self.command, self.path, headers, body)
        try:
            answer = self.google.handle(request)
        except Closed as closed:
            if closed.half is not None:
                self._send(closed.half, half=True)
            self.close_connection = True
            _end(self.connection)
            return
        if self.google.switches.gzip and "gzip" in headers.get("accept-encoding", ""):
            zipped = {**answer.headers, "content-encoding": "gzip"}
            answer = Answer(answer.status, zipped, gzip.compress(answer.body, 1))
        self._send(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

    def _send(self, answer: Answer, *, half: bool = False) -> None:
        self.send_response_only(answer.status)
        self.send_header("Date", self.google.clock.http_date())
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if half else answer.body)
        self.wfile.flush()


class Transport:
    """Shaped like ``httplib2.Http``: hands the request to the fake in this thread.

    A closed connection raises what a transport that does not resend raises:
    ``http.client.RemoteDisconnected``, or ``IncompleteRead`` for half an answer.
    """

    def __init__(self, google: FakeGoogle) -> None:
        self._google = google
        self.redirect_codes: frozenset[int] = frozenset()
        self.timeout: float | None = None
        self.follow_redirects = False

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: dict[str, Any] | None = None,
        redirections: int = 0,
        connection_type: Any = None,
    ) -> tuple[httplib2.Response, bytes]:
        raw = body.encode() if isinstance(body, str) else (body or b"")
        names = {
            _text(k).lower(): _text(v) for k, v in (headers or {}).items()
        }  # fmt: skip
        try:
            answer = self._google.handle(Request.of(method, uri, names, raw))
        except Closed as closed:
            if closed.half is None:
                raise http.client.RemoteDisconnected(
                    "Remote end closed connection without response"
                ) from None
            half = closed.half.body[: len(closed.half.body) // 2]
            raise http.client.IncompleteRead(half, len(closed.half.body) - len(half)) from None
        info = {
            "status": str(answer.status), "date": self._google.clock.http_date(),
            "content-length": str(len(answer.body)), **answer.headers,
        }  # fmt: skip
        response = httplib2.Response(info)
        response.reason = http.client.responses.get(answer.status, "")
        return response, answer.body

    def close(self) -> None:
        """Nothing is open."""


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself
