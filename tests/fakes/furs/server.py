"""The office on this machine's loopback: mutual TLS, signed answers, and everything that goes wrong
on the way."""

from __future__ import annotations

import base64
import json
import ssl
import tempfile
import threading
import time
from collections import deque
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from tests.fakes.furs.office import Books
from tests.fakes.furs.papers import Authority, Ring

Fault = Literal[
    "drop", "lost", "cut", "html", "empty", "signer", "unsigned", "slow", "S100", "S100 stored",
    "408", "429", "500", "502 stored", "503", "403", "302", "garbage",
]  # fmt: skip
"""``lost``: stored, and the connection ends without an answer; ``cut``: in the middle of it;
``drop``: before anything was read; ``signer``: signed by somebody else."""
HTML = b"<html><head><title>Request Rejected</title></head><body>Zavrnjeno.</body></html>"


class FakeFurs:
    """``faults``: one for each of the next messages, None for none; ``always``: for all. ``down``:
    nobody answers. ``latency``: seconds that every message takes."""

    def __init__(self, authority: Authority, *, newest_tls: bool = True) -> None:
        self.authority, self.books = authority, Books(authority.root)
        self.faults: deque[Fault | None] = deque()
        self.always: Fault | None = None
        self.down, self.latency, self.slow_seconds = False, 0.0, 3.0
        self.seen: list[bytes] = []
        """Every message that came, as it came over the line."""
        self.busy_seconds = 0.0
        """Between a message's last byte and its answer's first, together."""
        self.lock = threading.Lock()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if not newest_tls:
            tls.maximum_version = ssl.TLSVersion.TLSv1_2
        authority.server.configure_cert(tls)
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(authority.root.public_bytes(Encoding.PEM))
            file.flush()
            tls.load_verify_locations(file.name)
        tls.verify_mode = ssl.CERT_REQUIRED
        self._server = _Server(self, tls)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def address(self) -> str:
        return f"https://localhost:{self._server.server_port}"

    def __enter__(self) -> FakeFurs:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def salon(self, ring: Ring) -> None:
        """Knows its key, and so can compute its marks again."""
        self.books.keys[ring.certificate.serial_number] = ring.key

    def write_settings(self, folder: Path, more: str = "") -> None:
        self.authority.put(folder)
        lines = "[fiscal]", f'furs = "{self.address}"', f'furs_test = "{self.address}"', more
        (folder / "pult.toml").write_text("\n".join(lines) + "\n")

    def answer(self, content: dict[str, Any], signer: Ring) -> bytes:
        chain = base64.b64encode(signer.certificate.public_bytes(Encoding.DER)).decode()
        head = _packed(json.dumps({"alg": "RS256", "x5c": [chain]}).encode())
        payload = _packed(json.dumps(content).encode())
        signature = signer.key.sign(f"{head}.{payload}".encode(), padding.PKCS1v15(), SHA256())
        return json.dumps({"token": f"{head}.{payload}.{_packed(signature)}"}).encode()


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, fake: FakeFurs, tls: ssl.SSLContext) -> None:
        self.fake, self._tls = fake, tls
        super().__init__(("127.0.0.1", 0), _Desk)

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the connection's own thread: a handshake that fails keeps nobody waiting.
        if self.fake.down:
            return
        request.settimeout(20)
        with suppress(OSError), self._tls.wrap_socket(request, server_side=True) as secure:
            self.RequestHandlerClass(secure, client_address, self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that ends is part of the play."""


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server
    connection: ssl.SSLSocket

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""

    def do_POST(self) -> None:
        fake = self.server.fake
        if fake.down:
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.endswith("/echo"):
            self._say(200, json.dumps({"EchoResponse": json.loads(body)["EchoRequest"]}).encode())
            return
        began = time.monotonic()
        with fake.lock:
            fault = fake.faults.popleft() if fake.faults else fake.always
        if fault == "drop":
            self._hang_up()
            return
        shown = x509.load_der_x509_certificate(self.connection.getpeercert(True) or b"")
        with fake.lock:
            fake.seen.append(body)
            stored = fault in (None, "lost", "cut", "html", "empty", "signer", "unsigned", "slow",
                               "S100 stored", "502 stored", "garbage")  # fmt: skip
            content = fake.books.take(self.path, body, shown) if stored else {}
        if fault == "slow":
            time.sleep(fake.slow_seconds)
        signer = fake.authority.office("nobody") if fault == "signer" else fake.authority.signing
        if fault in ("S100", "S100 stored"):
            content = {
                "InvoiceResponse": {"Error": {"ErrorCode": "S100", "ErrorMessage": "napaka"}}
            }
        data = fake.answer(content, signer)
        left = fake.latency - (time.monotonic() - began)
        if left > 0:
            time.sleep(left)
        with fake.lock:
            fake.busy_seconds += time.monotonic() - began
        self._reply(fault, data, content)

    def _reply(self, fault: Fault | None, data: bytes, content: dict[str, Any]) -> None:
        if fault == "lost":
            self._hang_up()
        elif fault == "cut":
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2])
            self._hang_up()
        elif fault == "html":
            self._say(200, HTML, "text/html")
        elif fault == "empty":
            self._say(200, b"")
        elif fault == "garbage":
            self._say(200, b'{"token":"a.b"}')
        elif fault == "unsigned":
            self._say(200, json.dumps(content).encode())
        elif fault is not None and fault[:3].isdigit():
            self._say(int(fault[:3]), HTML, "text/html")
        else:
            self._say(200, data)

    def _say(self, status: int, data: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if status == 429:
            self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write(data)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
        self.connection.close()
