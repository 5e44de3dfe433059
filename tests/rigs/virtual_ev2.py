"""An NTAG 424 DNA made of software, and a copy of a card that only repeats."""

from __future__ import annotations

from typing import ClassVar

from tests.rigs.virtual_chip import (
    ATR,
    AUTHENTICATION,
    ILLEGAL,
    LENGTH,
    NOT_FOUND,
    OK,
    Chip,
    KeySet,
    aes,
    mac8,
    mac16,
)

APPLICATION = bytes.fromhex("D2760000850101")
HARDWARE = bytes.fromhex("04040230001105")
FILE_BYTES = 256
ANYBODY = 0xE
NOT_ALLOWED, WRONG_SETTINGS = b"\x69\x82", b"\x91\x9e"


class Ev2Card(Chip):
    """``keys`` by number; ``version``: of all its keys, 0 if ``keys`` is empty. A card with keys
    comes with a web address that it signs; ``counter``: readings of it. ``file``, ``settings``: the
    file with the address and what it was told of it by ChangeFileSettings.
    """

    HEADS: ClassVar[dict[int, int]] = {**Chip.HEADS, 0x5F: 1}

    def __init__(
        self, uid: bytes, keys: dict[int, bytes], *, random: bool = False, version: int = 1
    ) -> None:
        self._set = KeySet({number: bytes(16) for number in range(5)} | keys)
        self._set.versions = dict.fromkeys(range(5), version if keys else 0)
        self.counter = 0
        self.file, self.settings = bytearray(FILE_BYTES), bytes.fromhex("00E0EE")
        if keys:
            self._prepare(message_file(uid, 0, self.keys))
        super().__init__(uid, HARDWARE, random)

    def _prepare(self, file: bytes) -> None:
        """As a shop sells it with an address on it."""
        self.file[: len(file)] = file
        covered, signed = file.index(b"?e=") + 3, file.index(b"&c=") + 3
        offsets = (covered, signed, signed)
        self.settings = bytes.fromhex("4000E0C1FF43") + b"".join(
            offset.to_bytes(3, "little") for offset in offsets
        )

    @property
    def keys(self) -> dict[int, bytes]:
        return self._set.keys

    @property
    def held(self) -> KeySet | None:
        return self._set if self._selected else None

    def reset(self) -> None:
        self._selected = False
        super().reset()

    def leave(self) -> None:
        self._at_file, self._shown_file = False, b""
        super().leave()

    def iso(self, apdu: bytes) -> bytes:
        if apdu[:4] == b"\x00\xa4\x04\x0c":
            self.leave()
            self._selected = apdu[5 : 5 + apdu[4]] == APPLICATION
            return OK if self._selected else NOT_FOUND
        if apdu[:3] == b"\x00\xa4\x00" and self._selected:
            self._at_file, self._shown_file = apdu[5:7] == b"\xe1\x04", b""
            return OK if self._at_file else NOT_FOUND
        start = int.from_bytes(apdu[2:4], "big")
        if apdu[:2] == b"\x00\xb0" and self._at_file:
            # What stands in the file when it is first read is what all of this reading sees.
            self._shown_file = self._shown_file or self._filled_in()
            return self._shown_file[start : start + apdu[4]] + OK
        if apdu[:2] == b"\x00\xd6" and self._at_file:
            return self._write(start, apdu[5:], apdu[4])
        return b"\x6d\x00"

    def _write(self, start: int, data: bytes, count: int) -> bytes:
        if self.settings[2] & 0x0F != ANYBODY or self.active is not None:
            return NOT_ALLOWED
        if len(data) != count or start + count > FILE_BYTES:
            return b"\x67\x00"
        self.file[start : start + count] = data
        return OK

    def secret(self, code: int, head: bytes, plain: bytes) -> bytes:
        if code != 0x5F:
            return ILLEGAL
        if head != b"\x02" or self.active != self.settings[1] & 0x0F:
            return AUTHENTICATION
        if len(plain) < 3 or len(plain) != (15 if plain[0] & 0x40 else 3):
            return LENGTH
        if plain[0] & 0x40:
            covered, signed_from, signed = offsets_in(plain)
            room = covered + 32 <= signed <= FILE_BYTES - 16 and signed_from <= signed
            if plain[3] != 0xC1 or plain[4] >> 4 != 0xF or not room:
                return WRONG_SETTINGS
            self.counter = 0
        self.settings = plain
        return self.sealed(b"")

    def _filled_in(self) -> bytes:
        """The file as whoever reads it sees it: UID and counter covered, all of it signed."""
        if not self.settings[0] & 0x40:
            return bytes(self.file)
        self.counter += 1
        covering, signing = self.keys[self.settings[5] >> 4], self.keys[self.settings[5] & 0x0F]
        covered, signed_from, signed = offsets_in(self.settings)
        shown, file = shown_by(self.uid, self.counter), bytearray(self.file)
        file[covered : covered + 32] = covered_by(covering, shown)
        file[signed : signed + 16] = signed_by(signing, shown, bytes(file[signed_from:signed]))
        return bytes(file)


def offsets_in(settings: bytes) -> tuple[int, int, int]:
    """Where the covered part stands, where signing begins, where the signature stands."""
    covered, begin, signed = (int.from_bytes(settings[at : at + 3], "little") for at in (6, 9, 12))
    return covered, begin, signed


def shown_by(uid: bytes, counter: int) -> bytes:
    return uid + counter.to_bytes(3, "little")


def covered_by(key: bytes, shown: bytes) -> bytes:
    return aes(key, bytes(16), b"\xc7" + shown + bytes(5)).hex().upper().encode()


def signed_by(key: bytes, shown: bytes, text: bytes) -> bytes:
    session = mac16(key, bytes.fromhex("3CC300010080") + shown)
    return mac8(session, text).hex().upper().encode()


def message_file(uid: bytes, counter: int, keys: dict[int, bytes]) -> bytes:
    """A file with an address, as the card fills it in: key 4 covers, key 3 signs."""
    shown = shown_by(uid, counter)
    url = b"example.com/c?e=" + covered_by(keys[4], shown) + b"&c=" + signed_by(keys[3], shown, b"")
    record = bytes([0xD1, 0x01, len(url) + 1]) + b"U\x04" + url
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
