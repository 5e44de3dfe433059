"""A card with AES keys made of software: the card's side of an NTAG 424 DNA, written apart from
the driver it is a test of (only the cipher itself is shared).
"""

from __future__ import annotations

import os
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES128
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.cmac import CMAC

APPLICATION = bytes.fromhex("D2760000850101")
ATR = bytes.fromhex("3B8180018080")
NOT_FOUND, OK, DONE, MORE = b"\x6a\x82", b"\x90\x00", b"\x91\x00", b"\x91\xaf"
AUTHENTICATION, INTEGRITY, LENGTH = b"\x91\xae", b"\x91\x1e", b"\x91\x7e"
ILLEGAL, NO_KEY = b"\x91\x1c", b"\x91\x40"


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


class Ev2Card:
    """``keys`` by number; ``random``: shows another UID each time it is put into a field.

    ``version``: of all its keys, 0 if ``keys`` is empty. ``told_uid``: what it names as its UID
    after a proof (a forger's card may lie). ``counter``: readings of its web address, which it
    signs each time anew.
    """

    def __init__(
        self, uid: bytes, keys: dict[int, bytes], *, random: bool = False, version: int = 1
    ) -> None:
        self.atr = ATR
        self.uid = self.told_uid = uid
        self.counter = 0
        self.keys = {number: bytes(16) for number in range(5)} | keys
        self.versions = dict.fromkeys(range(5), version if keys else 0)
        self._random = random
        self.reset()

    def reset(self) -> None:
        self._shown = b"\x08" + os.urandom(3) if self._random else self.uid
        self._selected = False
        self._leave()

    def _leave(self) -> None:
        self._file = b""
        self._pending: tuple[int, bytes] | None = None
        self._active: int | None = None
        self._count = 0

    def answer(self, apdu: bytes) -> bytes:
        if apdu == b"\xff\xca\x00\x00\x00":
            return self._shown + OK
        if apdu[:4] == b"\x00\xa4\x04\x0c":
            self._leave()
            self._selected = apdu[5 : 5 + apdu[4]] == APPLICATION
            return OK if self._selected else NOT_FOUND
        if apdu[:3] == b"\x00\xa4\x00" and self._selected:
            self.counter += 1
            self._file = message_file(self.uid, self.counter, self.keys)
            return OK
        if apdu[:2] == b"\x00\xb0" and self._file:
            start = int.from_bytes(apdu[2:4], "big")
            return self._file[start : start + apdu[4]] + OK
        if apdu[:1] != b"\x90" or not self._selected:
            return b"\x6d\x00"
        if len(apdu) < 6 or len(apdu) != apdu[4] + 6:
            return LENGTH
        code, body = apdu[1], apdu[5:-1]
        pending, self._pending = self._pending, None
        if code == 0x71:
            return self._first(body)
        if code == 0x64:
            return bytes([self.versions[body[0]]]) + DONE if body[0] in self.keys else NO_KEY
        if code == 0xAF and pending is not None:
            return self._second(*pending, body)
        if self._active is None:
            return AUTHENTICATION
        answer = self._in_session(code, body)
        if answer[-2:] != DONE:
            self._leave()
        return answer

    def _first(self, body: bytes) -> bytes:
        self._leave()
        if len(body) < 2 or body[0] not in self.keys:
            return NO_KEY
        mine = os.urandom(16)
        self._pending = (body[0], mine)
        return aes(self.keys[body[0]], bytes(16), mine) + MORE

    def _second(self, number: int, mine: bytes, body: bytes) -> bytes:
        if len(body) != 32:
            return LENGTH
        key = self.keys[number]
        both = aes(key, bytes(16), body, back=True)
        theirs = both[:16]
        if both[16:] != mine[1:] + mine[:1]:
            return AUTHENTICATION
        self._active, self._count, self._ti = number, 0, os.urandom(4)
        xored = bytes(theirs[place + 2] ^ mine[place] for place in range(6))
        tail = theirs[0:2] + xored + mine[6:16] + theirs[8:16]
        self._enc = mac16(key, bytes.fromhex("A55A00010080") + tail)
        self._mac = mac16(key, bytes.fromhex("5AA500010080") + tail)
        said = self._ti + theirs[1:] + theirs[:1] + bytes(12)
        return aes(key, bytes(16), said) + DONE

    def _in_session(self, code: int, body: bytes) -> bytes:
        head = {0x51: 0, 0xC4: 1}.get(code)
        if head is None:
            return ILLEGAL
        counted = self._count.to_bytes(2, "little")
        if body[-8:] != mac8(self._mac, bytes([code]) + counted + self._ti + body[:-8]):
            return INTEGRITY
        secret = body[head:-8]
        self._count += 1
        if code == 0x51:
            return self._sealed(self.told_uid)
        plain = aes(self._enc, self._iv(b"\xa5\x5a", counted), secret, back=True)
        return self._change(body[0], plain)

    def _change(self, number: int, plain: bytes) -> bytes:
        if self._active != 0:
            return AUTHENTICATION
        if number == 0:
            self.keys[0], self.versions[0] = plain[:16], plain[16]
            self._leave()
            return DONE
        if number not in self.keys:
            return NO_KEY
        new = bytes(a ^ b for a, b in zip(plain[:16], self.keys[number], strict=True))
        if plain[17:21] != (zlib.crc32(new) ^ 0xFFFFFFFF).to_bytes(4, "little"):
            return INTEGRITY
        self.keys[number], self.versions[number] = new, plain[16]
        return self._sealed(b"")

    def _sealed(self, data: bytes) -> bytes:
        counted = self._count.to_bytes(2, "little")
        secret = b""
        if data:
            padded = data + b"\x80"
            padded += bytes(-len(padded) % 16)
            secret = aes(self._enc, self._iv(b"\x5a\xa5", counted), padded)
        return secret + mac8(self._mac, b"\x00" + counted + self._ti + secret) + DONE

    def _iv(self, label: bytes, counted: bytes) -> bytes:
        return aes(self._enc, bytes(16), label + self._ti + counted + bytes(8))


def message_file(uid: bytes, counter: int, keys: dict[int, bytes]) -> bytes:
    """The file with the address, as the card fills it in (SUN): key 4 covers, key 3 signs."""
    shown = uid + counter.to_bytes(3, "little")
    covered = aes(keys[4], bytes(16), b"\xc7" + shown + bytes(5))
    session = mac16(keys[3], bytes.fromhex("3CC300010080") + shown)
    url = f"example.com/c?e={covered.hex().upper()}&c={mac8(session, b'').hex().upper()}"
    record = bytes([0xD1, 0x01, len(url) + 1]) + b"U\x04" + url.encode()
    return len(record).to_bytes(2, "big") + record


class ReplayCard:
    """A copy that repeats what a genuine card once answered, command by command."""

    def __init__(self, recorded: list[tuple[bytes, bytes]]) -> None:
        self.atr = ATR
        self._recorded = recorded
        self.reset()

    def reset(self) -> None:
        self._next = 0

    def answer(self, apdu: bytes) -> bytes:
        for place in range(self._next, len(self._recorded)):
            asked, said = self._recorded[place]
            if asked[:2] == apdu[:2]:
                self._next = place + 1
                return said
        return b"\x91\x1c"
