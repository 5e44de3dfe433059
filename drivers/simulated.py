"""A card reader and a barcode scanner fed by ``pult tap`` and ``pult scan``.

A Unix socket in the data folder that only the same user can open: mode 0600, and the caller's
user id is asked from the kernel. One JSON line in (``{"event": "tap", "value": "…"}``), one out
(``{"ok": true}`` or ``{"ok": false, "error": "…"}``).
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

from drivers.device import READER, DeviceMissing, Emit, Ready
from drivers.events import BarcodeScanned, CardTapped, Event
from drivers.options import Options

KIND = READER
FILE = "devices.sock"
LONGEST_LINE = 4096
LONGEST_VALUE = 512
CALLER_SECONDS = 2.0
"""How long a caller may take to say its line."""


def open(options: Options) -> Simulated:
    """No options. The socket is ``devices.sock`` in the data folder."""
    return Simulated(options.folder / FILE)


class Simulated:
    def __init__(self, path: Path) -> None:
        self._path = path

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        """Serves callers one after the other. DeviceMissing when the socket cannot be made."""
        try:
            listener = _listen(self._path)
        except OSError as error:
            raise DeviceMissing("refused", f"{self._path.name}: {error.strerror}") from error
        with listener:
            ready()
            while not stop.is_set():
                try:
                    caller, _ = listener.accept()
                except TimeoutError:
                    if not self._path.exists():
                        raise DeviceMissing("off", "the socket was removed") from None
                    continue
                with caller:
                    _serve(caller, emit)
        self._path.unlink(missing_ok=True)


def send(path: Path, event: str, value: str) -> None:
    """Feeds a running kiosk. OSError when none listens there, or it refused (``strerror``)."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as kiosk:
        kiosk.settimeout(5.0)
        with _short(path) as address:
            kiosk.connect(address)
        kiosk.sendall(json.dumps({"event": event, "value": value}).encode() + b"\n")
        answer = json.loads(_line(kiosk) or "{}")
    if not answer.get("ok"):
        raise OSError(errno.EPROTO, str(answer.get("error", "the kiosk did not answer")))


def _listen(path: Path) -> socket.socket:
    """A socket nobody else can connect to: its mode is set before it accepts anything, and it
    listens before it stands under its name, so that whoever sees it is served."""
    unborn = path.with_suffix(".new")
    unborn.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _short(unborn) as address:
            listener.bind(address)
        unborn.chmod(0o600)
        listener.settimeout(0.25)
        listener.listen(8)
        unborn.replace(path)
    except OSError:
        listener.close()
        raise
    return listener


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """An address of at most 107 bytes, which is all a Unix socket's may have: a deep folder is
    named through an open descriptor of it."""
    if len(os.fsencode(path)) < 100:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def _serve(caller: socket.socket, emit: Emit) -> None:
    """Answers one line of one caller; whatever goes wrong with a caller ends only that caller."""
    with contextlib.suppress(OSError):
        caller.settimeout(CALLER_SECONDS)
        try:
            if _user_of(caller) != os.geteuid():
                raise ValueError("only the user who runs the kiosk may do this")
            event = parse(_line(caller))
        except ValueError as error:
            caller.sendall(json.dumps({"ok": False, "error": str(error)}).encode() + b"\n")
            return
        emit(event)
        caller.sendall(b'{"ok": true}\n')


def parse(line: str) -> Event:
    """The event of a line; ValueError says what is wrong with it, without repeating the value."""
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError("not a line of JSON") from error
    if not isinstance(told, dict) or not isinstance(told.get("value"), str):
        raise ValueError('expected {"event": ..., "value": ...}')
    value = told["value"].strip()
    if not value or len(value) > LONGEST_VALUE or not value.isprintable():
        raise ValueError(f"a value has 1-{LONGEST_VALUE} printable characters")
    match told.get("event"):
        case "tap" | "prove" as event:
            return CardTapped(value, proven=event == "prove")
        case "scan":
            return BarcodeScanned(value)
    raise ValueError('the event must be "tap", "prove" or "scan"')


def _user_of(caller: socket.socket) -> int:
    size = struct.calcsize("3i")
    credentials = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    _, user, _ = struct.unpack("3i", credentials)
    return int(user)


def _line(peer: socket.socket) -> str:
    """Up to a line feed or the end; ValueError when it is too long or not UTF-8."""
    read = b""
    while b"\n" not in read:
        if len(read) > LONGEST_LINE:
            raise ValueError("the line is too long")
        more = peer.recv(LONGEST_LINE)
        if not more:
            break
        read += more
    return read.partition(b"\n")[0].decode("utf-8")
