"""Two banks on this machine: they publish on working days, and everything can go wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal["", "down", "garbage", "cut", "huge", "missing"]


@dataclass
class Banks:
    """``per_euro``: what a euro is on ``day``. ``fault``: what goes wrong now. ``asked``: the pages
    that were asked for, oldest first; ``agents``: by whom."""

    day: date
    per_euro: dict[str, str] = field(default_factory=dict)
    fault: Fault = ""
    address: str = ""
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def publish(self, day: date, **per_euro: str) -> None:
        """Nothing on a Saturday or Sunday: what was published before stays."""
        if day.weekday() < 5:
            self.day, self.per_euro = day, per_euro

    def cnb(self) -> str:
        """Crowns for an amount, a hundred for what is worth little; from a decimal comma."""
        crowns = self.per_euro["CZK"]
        lines = [f"{self.day.day} {self.day:%b %Y} #229", "Country|Currency|Amount|Code|Rate"]
        lines += [f"EMU|euro|1|EUR|{crowns}", "Hungary|forint|100|HUF|6.359"]
        return "\n".join(lines) + "\n"

    def ecb(self) -> str:
        rows = "".join(
            f"<Cube currency='{code}' rate='{rate}'/>" for code, rate in self.per_euro.items()
        )
        head = "<?xml version='1.0' encoding='UTF-8'?><gesmes:Envelope><Cube>"
        return f"{head}<Cube time='{self.day.isoformat()}'>{rows}</Cube></Cube></gesmes:Envelope>"

    def answer(self, path: str) -> tuple[int, bytes]:
        text = self.cnb() if path == "/cnb" else self.ecb()
        match self.fault:
            case "down":
                return 503, b"later"
            case "garbage":
                return 200, b"<html>We are moving</html>"
            case "huge":
                return 200, b"x" * 500_000
            case "missing":
                return 200, text.replace("EUR", "XXX").replace("CZK", "XXX").encode()
        return 200, text.encode()


@contextmanager
def open_banks(day: date, **per_euro: str) -> Iterator[Banks]:
    """Until the block ends, at ``address``."""
    banks = Banks(day, per_euro)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            banks.asked.append(self.path)
            banks.agents.append(self.headers["User-Agent"])
            status, body = banks.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if banks.fault == "cut" else body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    banks.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield banks
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
