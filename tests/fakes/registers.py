"""The registers of companies on this machine, as they answer and as they fail."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal["", "down", "garbage", "cut", "huge", "html", "redirect", "busy", "wrapped",
                "strange", "list"]  # fmt: skip
ARES: dict[str, Any] = {
    "ico": "27074358",
    "obchodniJmeno": "Ukázková kadeřnictví, s.r.o.",
    "sidlo": {
        "kodStatu": "CZ",
        "nazevObce": "Praha",
        "nazevUlice": "Na Příkopě",
        "cisloDomovni": 33,
        "cisloOrientacni": 14,
        "cisloOrientacniPismeno": "a",
        "nazevCastiObce": "Staré Město",
        "psc": 11000,
        "textovaAdresa": "Na Příkopě 33/14a, Staré Město, 11000 Praha 1",
    },
    "pravniForma": "112",
    "dic": "CZ27074358",
    "seznamRegistraci": {"stavZdrojeVr": "AKTIVNI", "stavZdrojeDph": "AKTIVNI"},
}
RPO: dict[str, Any] = {
    "results": [
        {
            "id": 1,
            "identifiers": [{"value": "31333532", "validFrom": "1993-01-01"}],
            "fullNames": [
                {"value": "Staré meno, s.r.o.", "validFrom": "1993-01-01", "validTo": "2001-05-01"},
                {"value": "Ukážka, s.r.o.", "validFrom": "2001-05-02"},
            ],
            "addresses": [
                {"street": "Stará", "regNumber": 1, "municipality": {"value": "Nitra"},
                 "postalCodes": ["94901"], "validTo": "2010-01-01"},
                {"street": "Einsteinova", "regNumber": 3541, "buildingNumber": "24",
                 "municipality": {"value": "Bratislava"}, "postalCodes": ["85101"]},
            ],
        }
    ]
}  # fmt: skip
VIES: dict[str, Any] = {
    "isValid": True,
    "requestDate": "2026-11-21T09:00:00.000Z",
    "userError": "VALID",
    "name": "UKÁŽKA, s.r.o.",
    "address": "Einsteinova 24\n85101 Bratislava\nSlovensko",
    "requestIdentifier": "",
}


@dataclass
class Desks:
    """``known``: answers by the end of the path; whoever else is asked for is not known."""

    known: dict[str, tuple[int, Any]] = field(default_factory=dict)
    fault: Fault = ""
    address: str = ""
    asked: list[str] = field(default_factory=list)

    def tell(self, end: str, body: Any, status: int = 200) -> None:
        self.known[end] = (status, body)

    def answer(self, path: str) -> tuple[int, bytes]:
        match self.fault:
            case "down":
                return 503, b"maintenance"
            case "garbage":
                return 200, b'{"isValid": tr'
            case "html":
                return 200, b"<html>We are moving</html>"
            case "huge":
                return 200, b" " * 2_000_000
            case "redirect":
                return 302, b""
            case "list":
                return 200, b"[1, 2]"
            case "busy":
                said = {"isValid": False, "userError": "MS_MAX_CONCURRENT_REQ", "name": "---"}
                return 200, json.dumps(said).encode()
            case "wrapped":
                said = {"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}
                return 200, json.dumps(said).encode()
            case "strange":
                return 200, b'{"sidlo": "Praha", "obchodniJmeno": {"a": 1}, "results": 5}'
        for end, (status, body) in self.known.items():
            if path.endswith(end):
                return status, json.dumps(body).encode()
        if "/vat/" in path:
            return 200, json.dumps({"isValid": False, "userError": "INVALID"}).encode()
        if "/search" in path:
            return 200, b'{"results": []}'
        return 404, json.dumps({"kod": "NENALEZENO", "popis": "neexistuje"}).encode()


@contextmanager
def open_registers() -> Iterator[Desks]:
    """Until the block ends, at ``address``."""
    desks = Desks()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            desks.asked.append(self.path)
            status, body = desks.answer(self.path)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{desks.address}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if desks.fault == "cut" else body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    desks.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield desks
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
