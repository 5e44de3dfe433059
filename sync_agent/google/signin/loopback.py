"""The address on this machine to which Google's page sends the browser back (RFC 8252, 7.3).

Anything on this machine can knock there: only an answer with the right ``state`` counts, all
others are told that there is nothing here.
"""

from __future__ import annotations

import hmac
import html
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sync_agent.google.signin import errors

HOST = "127.0.0.1"
PATIENCE_SECONDS = 0.2
"""Between two looks at whether to give up."""
PAGE = (
    '<!doctype html><meta charset="utf-8"><title>Pult</title>'
    '<body style="font:24px sans-serif;margin:20vh auto;max-width:26em;text-align:center">{}</body>'
)


class Handler(BaseHTTPRequestHandler):
    """One request a connection; who opens one and says nothing is cut off."""

    server: Receiver
    timeout = 3

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path != "/" or not hmac.compare_digest(
            fields.get("state", "").encode(), self.server.state.encode()
        ):
            self.send_error(404)
            return
        self.server.fields = fields
        page = PAGE.format(html.escape(self.server.goodbye)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Addresses hold the code: they are written nowhere."""


class Receiver(HTTPServer):
    """Listens on a free port from the moment it is made. ``state``: what the answer has to show,
    set before the browser is opened. ``goodbye``: the sentence on the page at the end."""

    def __init__(self, goodbye: str) -> None:
        super().__init__((HOST, 0), Handler)
        self.goodbye = goodbye
        self.state = ""
        self.fields: dict[str, str] | None = None
        self.timeout = PATIENCE_SECONDS

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def code(
        self, seconds: float, monotonic: Callable[[], float], check: Callable[[], None]
    ) -> str:
        """Waits for the browser; returns the code. ``check`` may raise to give up early. Raises
        :class:`kiosk.salon.domain.errors.Refused` when the owner declined or nobody came."""
        end = monotonic() + seconds
        while self.fields is None:
            check()
            if monotonic() > end:
                raise errors.too_late()
            self.handle_request()
        if "code" in self.fields:
            return self.fields["code"]
        problem = self.fields.get("error", "")
        raise errors.declined() if problem == "access_denied" else errors.not_accepted(problem)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever knocks and breaks off is none of our business."""
