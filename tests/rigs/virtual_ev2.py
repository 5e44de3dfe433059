"""An NTAG 424 DNA made of software, and a copy of a card that only repeats."""

from __future__ import annotations

from tests.rigs.virtual_chip import ATR, NOT_FOUND, OK, Chip, KeySet, aes, mac8, mac16

APPLICATION = bytes.fromhex("D2760000850101")
HARDWARE = bytes.fromhex("04040230001105")


class Ev2Card(Chip):
    """``keys`` by number; ``version``: of all its keys, 0 if ``keys`` is empty. ``counter``:
    readings of its web address, which it signs each time anew.
    """

    def __init__(
        self, uid: bytes, keys: dict[int, bytes], *, random: bool = False, version: int = 1
    ) -> None:
        self._set = KeySet({number: bytes(16) for number in range(5)} | keys)
        self._set.versions = dict.fromkeys(range(5), version if keys else 0)
        self.counter = 0
        super().__init__(uid, HARDWARE, random)

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
        self._file = b""
        super().leave()

    def iso(self, apdu: bytes) -> bytes:
        if apdu[:4] == b"\x00\xa4\x04\x0c":
            self.leave()
            self._selected = apdu[5 : 5 + apdu[4]] == APPLICATION
            return OK if self._selected else NOT_FOUND
        if apdu[:3] == b"\x00\xa4\x00" and self._selected:
            self.counter += 1
            self._file = message_file(self.uid, self.counter, self.keys)
            return OK
        if apdu[:2] == b"\x00\xb0" and self._file:
            start = int.from_bytes(apdu[2:4], "big")
            return self._file[start : start + apdu[4]] + OK
        return b"\x6d\x00"


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
