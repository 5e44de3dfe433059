"""The line to the office: TLS on which both sides show a certificate, and one request at a time.

What matters most when it breaks is whether the message may have arrived. Until the connection
stands it cannot; once its first byte is on the way it may. With TLS 1.3 a server refuses our
certificate only after the connection seems to stand: there a harmless request goes first.
"""

from __future__ import annotations

import http.client
import os
import select
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.salon.domain.fiscal.identity import Identity

CONNECT_SECONDS, ANSWER_SECONDS, WHOLE_SECONDS = 6.0, 15.0, 30.0
IDLE_SECONDS = 10.0
"""A connection that was quiet for longer is not used again: who knows whether it still stands."""
MOST_BYTES = 256_000
ECHO_PATH = "/v1/cash_registers/echo"
ECHO = b'{"EchoRequest":"furs"}'
HEADERS = {"Content-Type": "application/json; charset=UTF-8", "Accept": "application/json"}


class NotReached(Exception):
    """Nothing of the message can have arrived. ``code``: line, server, certificate."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code, self.text = code, text


class Lost(Exception):
    """It may have arrived: the answer did not."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def context(identity: Identity, bundle: Path) -> ssl.SSLContext:
    """``bundle``: whom we believe that the office is who it says. Raises OSError, which
    ``ssl.SSLError`` is too."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.load_verify_locations(bundle)
    # The library reads a key from a file alone: this one has no name and is on no disk.
    file = os.memfd_create("identity", os.MFD_CLOEXEC)
    try:
        text = "".join((identity.key, identity.certificate, *identity.chain)).encode()
        with open(file, "wb", closefd=False) as out:
            out.write(text)
        made.load_cert_chain(f"/proc/self/fd/{file}")
    finally:
        os.ftruncate(file, 0)
        os.close(file)
    return made


class Line:
    """To one address with one identity. Not for two threads."""

    def __init__(self, address: str, tls: ssl.SSLContext) -> None:
        self._url, self._tls = urlsplit(address), tls
        self._open: http.client.HTTPSConnection | None = None
        self._used_at = 0.0

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def echo(self) -> Answer:
        """Asks whether somebody is there. Raises :class:`NotReached`."""
        try:
            return self._exchange(self._connected(), ECHO_PATH, ECHO, lambda: None)
        except Lost as error:
            raise NotReached("line", str(error)) from error

    def post(self, path: str, body: bytes, meanwhile: Callable[[], None]) -> Answer:
        """Sends a message and reads the answer. ``meanwhile``: done while the office thinks.
        Raises :class:`NotReached` and :class:`Lost`."""
        connection = self._connected()
        return self._exchange(connection, path, body, meanwhile)

    # -- a connection -----------------------------------------------------------------------------

    def _connected(self) -> http.client.HTTPSConnection:
        if self._open is not None and not self._stands(self._open):
            self.close()
        if self._open is not None:
            return self._open
        host, port = self._url.hostname or "", self._url.port or 443
        made = http.client.HTTPSConnection(host, port, timeout=CONNECT_SECONDS, context=self._tls)
        try:
            made.connect()
            sock = made.sock
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(ANSWER_SECONDS)
            if sock.version() == "TLSv1.3":
                self._exchange(made, ECHO_PATH, ECHO, lambda: None)
        except ssl.SSLCertVerificationError as error:
            made.close()
            raise NotReached("server", error.verify_message) from error
        except (Lost, OSError, http.client.HTTPException) as error:
            made.close()
            raise not_reached(error) from error
        self._open = made
        return made

    def _stands(self, connection: http.client.HTTPSConnection) -> bool:
        """Whether nothing has come of it meanwhile: a closed one has something to read."""
        if connection.sock is None or time.monotonic() - self._used_at > IDLE_SECONDS:
            return False
        return not select.select([connection.sock], [], [], 0)[0]

    # -- a request --------------------------------------------------------------------------------

    def _exchange(
        self,
        connection: http.client.HTTPSConnection,
        path: str,
        body: bytes,
        meanwhile: Callable[[], None],
    ) -> Answer:
        try:
            connection.request("POST", f"{self._url.path.rstrip('/')}{path}", body, HEADERS)
            meanwhile()
            answer = connection.getresponse()
            data = self._read(answer)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            connection.close()
            raise Lost(told(error)) from error
        except BaseException:
            self.close()
            connection.close()
            raise
        self._used_at = time.monotonic()
        if answer.will_close:
            self.close()
        return Answer(answer.status, dict(answer.getheaders()), data)

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        """All of it, within bounds of size and time."""
        data, end = b"", time.monotonic() + WHOLE_SECONDS
        while part := answer.read1(MOST_BYTES):
            data += part
            if len(data) > MOST_BYTES:
                raise ValueError("too long")
            if time.monotonic() > end:
                raise TimeoutError("too slow")
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        answer.close()
        return data


def told(error: BaseException) -> str:
    """A few words for the log of attempts; nothing of what was sent stands in them."""
    if isinstance(error, ssl.SSLError):
        return (error.reason or type(error).__name__).lower().replace("_", " ")
    if isinstance(error, socket.gaierror):
        return "the address is not found"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error) if isinstance(error, Lost) else type(error).__name__


REFUSED = (
    "alert certificate",
    "alert unknown ca",
    "alert bad certificate",
    "alert handshake failure",
    "alert access denied",
)
"""How a server says that our certificate is not good enough."""


def not_reached(error: BaseException) -> NotReached:
    """Of what went wrong before anything was sent."""
    words = told(error)
    return NotReached("certificate" if any(one in words for one in REFUSED) else "line", words)
