"""A DESFire EV1, EV2 or EV3 made of software: applications with keys, made and selected by its own
commands, beside a card whose own master key is the maker's.
"""

from __future__ import annotations

from tests.rigs.virtual_chip import DENIED, DONE, LENGTH, NOT_FOUND, OK, Chip, KeySet

EV1, EV2, EV3 = 0x01, 0x12, 0x33
NO_APPLICATION, DUPLICATE, FULL = b"\x91\xa0", b"\x91\xde", b"\x91\x0e"
CARD = bytes(3)


class Desfire(Chip):
    """``applications``: keys by the application's number; that of the card itself is zero.

    ``open_card``: anybody may make applications, as the card comes from the maker. ``room``: for so
    many. ``names``: ISO names of applications, by name.
    """

    def __init__(
        self,
        uid: bytes,
        *,
        generation: int = EV2,
        random: bool = False,
        open_card: bool = True,
        room: int = 28,
    ) -> None:
        # The card's own key is for an older cipher.
        self.applications = {CARD: KeySet({0: bytes(16)}, {0: 0}, aes=False)}
        self.names: dict[bytes, bytes] = {}
        self._open, self._room, self._generation = open_card, room, generation
        hardware = bytes([0x04, 0x01, 0x01, generation, 0x00, 0x18, 0x05])
        super().__init__(uid, hardware, random)

    @property
    def held(self) -> KeySet | None:
        return self.applications[self._selected]

    def reset(self) -> None:
        self._selected = CARD
        super().reset()

    def iso(self, apdu: bytes) -> bytes:
        if apdu[:3] != b"\x00\xa4\x04":
            return b"\x6d\x00"
        number = self.names.get(apdu[5 : 5 + apdu[4]])
        if number is None:
            return NOT_FOUND
        self._select(number)
        return OK

    def open(self, code: int, body: bytes) -> bytes | None:
        if code == 0x71 and self._generation < EV2:
            return b"\x91\x1c"
        if code == 0x5A:
            if len(body) != 3:
                return LENGTH
            if body not in self.applications:
                return NO_APPLICATION
            self._select(body)
            return DONE
        if code == 0xCA:
            return self._make(body)
        return None

    def _select(self, number: bytes) -> None:
        self.leave()
        self._selected = number

    def _make(self, body: bytes) -> bytes:
        if len(body) != 5:
            return LENGTH
        number, settings, keys = body[:3], body[3], body[4]
        if self._selected != CARD or not self._open:
            return DENIED
        if number in self.applications:
            return DUPLICATE
        if len(self.applications) > self._room:
            return FULL
        count = keys & 0x0F
        self.applications[number] = KeySet(
            {key: bytes(16) for key in range(count)},
            dict.fromkeys(range(count), 0),
            fixed=not settings & 1,
            aes=keys & 0xC0 == 0x80,
        )
        return DONE
