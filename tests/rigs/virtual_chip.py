"""What cards with AES keys do alike, made of software: proofs, secret commands, keys. Written apart
from the driver it is a test of (only the cipher itself is shared).
"""

from __future__ import annotations

import os
import zlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES128
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.cmac import CMAC

ATR = bytes.fromhex("3B8180018080")
NOT_FOUND, OK, DONE, MORE = b"\x6a\x82", b"\x90\x00", b"\x91\x00", b"\x91\xaf"
AUTHENTICATION, INTEGRITY, LENGTH = b"\x91\xae", b"\x91\x1e", b"\x91\x7e"
ILLEGAL, NO_KEY, DENIED = b"\x91\x1c", b"\x91\x40", b"\x91\x9d"


def aes(key: bytes, iv: bytes, data: bytes, *, back: bool = False) -> bytes:
    cipher = Cipher(AES128(key), CBC(iv))
    one = cipher.decryptor() if back else cipher.encryptor()
    return one.update(data) + one.finalize()


def mac16(key: bytes, data: bytes) -> bytes:
    one = CMAC(AES128(key))
    one.update(data)
    return one.finalize()


def mac8(key: bytes, data: bytes) -> bytes:
    whole = mac16(key, data)
    return bytes(whole[place] for place in range(1, 16, 2))


@dataclass
class KeySet:
    """Keys and their versions, by number. ``fixed``: key 0 cannot be changed. ``aes``: else they
    are for a cipher that this card does not prove anything with."""

    keys: dict[int, bytes]
    versions: dict[int, int] = field(default_factory=dict)
    fixed: bool = False
    aes: bool = True


class Chip(ABC):
    """``hardware``: the first part of what it tells as its version. ``random``: shows another UID
    each time it is put into a field. ``told_uid``: what it names as its UID after a proof (a
    forger's card may lie)."""

    HEADS: ClassVar[dict[int, int]] = {0x51: 0, 0xC4: 1}
    """Secret commands, and how many bytes of each go open."""

    def __init__(self, uid: bytes, hardware: bytes, random: bool) -> None:
        self.atr = ATR
        self.uid = self.told_uid = uid
        self._hardware, self._random = hardware, random
        self.reset()

    @property
    @abstractmethod
    def held(self) -> KeySet | None:
        """The keys of what is selected."""

    @abstractmethod
    def iso(self, apdu: bytes) -> bytes:
        """An answer to a command that is not the card's own."""

    def open(self, code: int, body: bytes) -> bytes | None:
        """An answer to a command that needs no proof; None when it is no such command."""
        return None

    def secret(self, code: int, head: bytes, plain: bytes) -> bytes:
        """An answer to a secret command."""
        return ILLEGAL

    def reset(self) -> None:
        self._shown = b"\x08" + os.urandom(3) if self._random else self.uid
        self.leave()

    def leave(self) -> None:
        """Ends a proof."""
        self._pending: tuple[int, bytes] | None = None
        self._telling: list[bytes] = []
        self.active: int | None = None
        self._count = 0

    def answer(self, apdu: bytes) -> bytes:
        if apdu == b"\xff\xca\x00\x00\x00":
            return self._shown + OK
        if apdu[:1] != b"\x90":
            return self.iso(apdu)
        if len(apdu) == 5:
            return self._own(apdu[1], b"")
        if len(apdu) < 6 or len(apdu) != apdu[4] + 6:
            return LENGTH
        return self._own(apdu[1], apdu[5:-1])

    def _own(self, code: int, body: bytes) -> bytes:
        pending, self._pending = self._pending, None
        telling, self._telling = self._telling, []
        if code == 0x60:
            return self._tell([self._hardware, self._hardware, self._made()])
        if code == 0xAF and telling:
            return self._tell(telling)
        said = self.open(code, body)
        if said is not None:
            return said
        held = self.held
        if held is None:
            return ILLEGAL
        if code == 0x64:
            known = len(body) == 1 and body[0] in held.keys
            return bytes([held.versions[body[0]]]) + DONE if known else NO_KEY
        if code == 0x71:
            return self._first(held, body)
        if code == 0xAF and pending is not None:
            return self._second(held.keys[pending[0]], *pending, body)
        if self.active is None:
            return AUTHENTICATION
        answer = self._in_session(held, code, body)
        if answer[-2:] != DONE:
            self.leave()
        return answer

    def _made(self) -> bytes:
        """The last part of the version: UID (hidden where it is random), batch, week and year."""
        return (bytes(7) if self._random else self.uid) + bytes.fromhex("CF4D4630452318")

    def _tell(self, parts: list[bytes]) -> bytes:
        self._telling = parts[1:]
        return parts[0] + (MORE if self._telling else DONE)

    def _first(self, held: KeySet, body: bytes) -> bytes:
        self.leave()
        if not held.aes:
            return AUTHENTICATION
        if len(body) < 2 or body[0] not in held.keys:
            return NO_KEY
        mine = os.urandom(16)
        self._pending = (body[0], mine)
        return aes(held.keys[body[0]], bytes(16), mine) + MORE

    def _second(self, key: bytes, number: int, mine: bytes, body: bytes) -> bytes:
        if len(body) != 32:
            return LENGTH
        both = aes(key, bytes(16), body, back=True)
        theirs = both[:16]
        if both[16:] != mine[1:] + mine[:1]:
            return AUTHENTICATION
        self.active, self._count, self._ti = number, 0, os.urandom(4)
        xored = bytes(theirs[place + 2] ^ mine[place] for place in range(6))
        tail = theirs[0:2] + xored + mine[6:16] + theirs[8:16]
        self._enc = mac16(key, bytes.fromhex("A55A00010080") + tail)
        self._mac = mac16(key, bytes.fromhex("5AA500010080") + tail)
        said = self._ti + theirs[1:] + theirs[:1] + bytes(12)
        return aes(key, bytes(16), said) + DONE

    def _in_session(self, held: KeySet, code: int, body: bytes) -> bytes:
        head = self.HEADS.get(code)
        if head is None:
            return ILLEGAL
        counted = self._count.to_bytes(2, "little")
        if body[-8:] != mac8(self._mac, bytes([code]) + counted + self._ti + body[:-8]):
            return INTEGRITY
        secret = body[head:-8]
        self._count += 1
        if code == 0x51:
            return self.sealed(self.told_uid)
        padded = aes(self._enc, self._iv(b"\xa5\x5a", counted), secret, back=True)
        plain = padded.rstrip(b"\x00")
        if plain[-1:] != b"\x80":
            return INTEGRITY
        if code == 0xC4:
            return self._change(held, body[0], plain[:-1])
        return self.secret(code, body[:head], plain[:-1])

    def _change(self, held: KeySet, number: int, plain: bytes) -> bytes:
        if self.active != 0:
            return AUTHENTICATION
        if number == 0:
            if held.fixed or len(plain) != 17:
                return DENIED
            held.keys[0], held.versions[0] = plain[:16], plain[16]
            self.leave()
            return DONE
        if number not in held.keys:
            return NO_KEY
        if len(plain) != 21:
            return LENGTH
        new = bytes(a ^ b for a, b in zip(plain[:16], held.keys[number], strict=True))
        if plain[17:] != (zlib.crc32(new) ^ 0xFFFFFFFF).to_bytes(4, "little"):
            return INTEGRITY
        held.keys[number], held.versions[number] = new, plain[16]
        return self.sealed(b"")

    def sealed(self, data: bytes) -> bytes:
        counted = self._count.to_bytes(2, "little")
        secret = b""
        if data:
            padded = data + b"\x80"
            padded += bytes(-len(padded) % 16)
            secret = aes(self._enc, self._iv(b"\x5a\xa5", counted), padded)
        return secret + mac8(self._mac, b"\x00" + counted + self._ti + secret) + DONE

    def _iv(self, label: bytes, counted: bytes) -> bytes:
        return aes(self._enc, bytes(16), label + self._ti + counted + bytes(8))
