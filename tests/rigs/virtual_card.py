"""Cards made of software, laid on the virtual reader of vsmartcard.

Protocol of its reader driver: messages of a 2-byte length (big endian) and a body. A body of one
byte is a command (0 power off, 1 power on, 2 reset, 4 say your ATR: the only one answered);
anything longer is an APDU, answered by the card's answer. A closed connection is a card taken away.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from typing import Protocol

POWER_OFF, POWER_ON, RESET, SAY_ATR = 0, 1, 2, 4
OK, NOT_SUPPORTED, WRONG = b"\x90\x00", b"\x6d\x00", b"\x67\x00"


class Card(Protocol):
    atr: bytes

    def answer(self, apdu: bytes) -> bytes: ...

    def reset(self) -> None: ...


class Slot:
    """One place for a card: ``port`` of 127.0.0.1, where the reader's driver listens.

    ``tear_at``: the card is torn away when so many APDUs (from 1) have come to it, before it
    answers; 0 never. ``answered``: APDUs and answers since the card was laid on. ``asked``: how
    many APDUs have come.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.tear_at = 0
        self.answered: list[tuple[bytes, bytes]] = []
        self.asked = 0
        self._connection: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._away = threading.Event()
        self._answering = threading.Lock()

    def lay_on(self, card: Card, tear_at: int = 0) -> None:
        self.take_away()
        self.tear_at, self.answered, self.asked = tear_at, [], 0
        self._away.clear()
        self._thread = threading.Thread(target=self._lie, args=(card,), daemon=True)
        self._thread.start()

    @property
    def occupied(self) -> bool:
        return self._thread is not None

    def take_away(self) -> None:
        self._away.set()
        if self._thread is not None:
            if self._connection is not None:
                with self._answering, contextlib.suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)
            self._thread.join(5)
            assert not self._thread.is_alive()
            self._thread = None

    def wait_until_torn(self, seconds: float = 5.0) -> None:
        assert self._away.wait(seconds), f"not torn away; {len(self.answered)} APDUs answered"

    def _lie(self, card: Card) -> None:
        """The card lies there, over restarts of the daemon, until it is taken away."""
        while not self._away.is_set():
            card.reset()
            with contextlib.suppress(OSError), socket.socket() as connection:
                connection.connect(("127.0.0.1", self.port))
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._connection = connection
                if not self._away.is_set():
                    self._talk(connection, card)
            self._away.wait(0.02)

    def _talk(self, connection: socket.socket, card: Card) -> None:
        while True:
            body = _message(connection)
            if body is None:
                return
            if body == bytes([SAY_ATR]):
                connection.sendall(struct.pack(">H", len(card.atr)) + card.atr)
            elif len(body) == 1:
                card.reset()
            else:
                self.asked += 1
                if self.tear_at and self.asked >= self.tear_at:
                    self._away.set()
                    return
                answer = card.answer(body)
                with self._answering:
                    self.answered.append((body, answer))
                    connection.sendall(struct.pack(">H", len(answer)) + answer)


def _message(connection: socket.socket) -> bytes | None:
    """The next body; None when the reader hung up."""
    head = _exactly(connection, 2)
    return None if head is None else _exactly(connection, struct.unpack(">H", head)[0])


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            return None
        # The driver writes a length and a body apart; a late acknowledgement of the first would
        # hold up the second for 40 ms, as no card does.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        data += more
    return data


def storage_atr(name: int) -> bytes:
    """As a contactless reader makes it up for a storage card (PC/SC part 3). ``name``: 1 MIFARE
    Classic 1K, 3 Ultralight and NTAG."""
    body = bytes.fromhex("8F8001804F0CA000000306") + b"\x03" + name.to_bytes(2, "big") + bytes(4)
    check = 0
    for byte in body:
        check ^= byte
    return b"\x3b" + body + bytes([check])


class UidCard:
    """A storage card that knows its UID. ``says``: other answers, by the whole APDU."""

    def __init__(self, uid: bytes, atr: bytes | None = None) -> None:
        self.uid = uid
        self.atr = storage_atr(1 if len(uid) == 4 else 3) if atr is None else atr
        self.says: dict[bytes, bytes] = {}

    def reset(self) -> None:
        pass

    def answer(self, apdu: bytes) -> bytes:
        if apdu in self.says:
            return self.says[apdu]
        if apdu == b"\xff\xca\x00\x00\x00":
            return self.uid + OK
        if apdu[:3] == b"\xff\x00\x40":
            return b"\x90\x02"
        return NOT_SUPPORTED


MEMORY_ATRS = {6: bytes.fromhex("3B04A2131091"), 5: bytes.fromhex("3B0492231091")}


class MemoryCard:
    """A contact memory card in an ACS reader: SLE4442 (``type_code`` 6, 256 bytes, one address
    byte) or SLE4428/5528 (5, 1024 bytes, two)."""

    def __init__(self, type_code: int, memory: bytes) -> None:
        self.atr = MEMORY_ATRS[type_code]
        self._type = type_code
        self._memory = memory.ljust(256 if type_code == 6 else 1024, b"\xff")
        self._selected = False

    def reset(self) -> None:
        self._selected = False

    def answer(self, apdu: bytes) -> bytes:
        if apdu[:5] == b"\xff\xa4\x00\x00\x01":
            self._selected = apdu[5] == self._type
            return OK if self._selected else b"\x63\x00"
        if apdu[:2] == b"\xff\xb0" and len(apdu) == 5:
            if not self._selected:
                return b"\x69\x82"
            start = apdu[3] if self._type == 6 else int.from_bytes(apdu[2:4], "big")
            return self._memory[start : start + (apdu[4] or 256)] + OK
        return NOT_SUPPORTED
