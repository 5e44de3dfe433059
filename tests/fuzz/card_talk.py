"""What must hold for whatever a card says while it proves itself or is given keys."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

from drivers import desfire, key_cards
from drivers.apdu import BadAnswer
from drivers.ev2 import WrongKey
from kiosk.salon.domain.cards.aes_cards import CardKeyring, NotGenuine
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.rigs.virtual_chip import KeySet
from tests.rigs.virtual_desfire import Desfire
from tests.rigs.virtual_ev2 import Ev2Card, message_file

UID = bytes.fromhex("04958CAA5C5E80")
RING = CardKeyring(SalonKeys(1, bytes(range(32))))
KEYS = RING.all_of(UID)
ADDRESS = "https://example.com/c"
MOST_APDUS = 60
"""Of one dialogue, whatever the card says: it ends."""


class _Endless(AssertionError):
    """The card is spoken to again and again."""


def nonsense(data: bytes) -> None:
    """Answers one after another, each behind its length; then the card refuses. None proves a key
    or takes any, and nothing but the two errors comes of it."""

    def said() -> Iterator[bytes]:
        here = 0
        while here < len(data):
            yield data[here + 1 : here + 1 + data[here]]
            here += 1 + data[here]
        for _ in range(MOST_APDUS):
            yield b"\x91\x1c"
        raise _Endless

    with contextlib.suppress(WrongKey, BadAnswer):
        assert key_cards.prove(_speaker(said()), UID, RING) is None
    with contextlib.suppress(WrongKey, BadAnswer):
        assert not key_cards.personalise(_speaker(said()), KEYS, 1, ADDRESS)
    with contextlib.suppress(BadAnswer):
        hardware = desfire.version(_speaker(said()))
        assert len(hardware) in (0, 7)
        assert not (desfire.is_desfire(hardware) and desfire.is_ntag_424(hardware))


def disturbed(data: bytes) -> None:
    """The first byte names a card and a dialogue, the second the answer in it that arrives as the
    rest (or with the rest over its bytes, by the third). The card is proven as itself or not."""
    if len(data) < 4:
        return
    which, place, over, noise = data[0], data[1] % 24, data[2] & 1, data[3:]
    card = _card(which & 1, which & 2)
    uid = card.answer(b"\xff\xca\x00\x00\x00")[:-2]
    asked = 0

    def transmit(apdu: bytes) -> bytes:
        nonlocal asked
        asked += 1
        if asked > MOST_APDUS:
            raise _Endless
        answer = card.answer(apdu)
        if asked - 1 != place:
            return answer
        if not over:
            return noise
        mixed = bytes(a ^ b for a, b in zip(answer, noise, strict=False))
        return mixed + answer[len(mixed) :]

    with contextlib.suppress(WrongKey, BadAnswer):
        if which & 2:
            key_cards.personalise(transmit, KEYS, 1, ADDRESS)
        else:
            assert key_cards.prove(transmit, uid, RING) in (UID, None)
    if which & 2:
        _finished_by_the_next_tap(card)


def _finished_by_the_next_tap(card: Ev2Card | Desfire) -> None:
    """Nobody changed what the card was told, only what was heard of it."""
    card.reset()
    assert key_cards.personalise(card.answer, KEYS, 1, ADDRESS)
    card.reset()
    assert key_cards.prove(card.answer, UID, RING) == UID


def messages(data: bytes) -> None:
    """An address is a card's message or none; of what was not signed nothing is genuine."""
    text = data.decode("utf-8", errors="replace")
    for address in (text, f"https://example.com/c?{text}"):
        with contextlib.suppress(NotGenuine):
            assert RING.message_in(address).uid == UID
            assert _signed(address), "only the seed is genuine"


def _signed(address: str) -> bool:
    file = message_file(UID, 5, KEYS)[7:].decode()
    said = unquote_plus(address).casefold()
    return all(part.casefold()[2:] in said for part in file.split("?")[1].split("&"))


def _card(kind: int, blank: int) -> Ev2Card | Desfire:
    if kind:
        return Ev2Card(UID, {} if blank else dict(KEYS), random=not blank)
    card = Desfire(UID, random=not blank)
    if not blank:
        card.applications[desfire.APPLICATION] = KeySet(dict(KEYS), dict.fromkeys(KEYS, 1))
    return card


def _speaker(answers: Iterator[bytes]) -> Callable[[bytes], bytes]:
    return lambda _: next(answers)


TALK_CHECKS: dict[str, Callable[[bytes], None]] = {
    "nonsense": nonsense,
    "disturbed": disturbed,
    "messages": messages,
}
TALK_SEEDS: dict[str, list[bytes]] = {
    "nonsense": [
        b"\x02\x90\x00\x03\x01\x91\x00\x12" + bytes(16) + b"\x91\xaf\x22" + bytes(32) + b"\x91\x00",
        b"\x02\x6a\x82\x09\x04\x01\x01\x33\x00\x1a\x05\x91\xaf\x09" + bytes(7) + b"\x91\xaf",
        b"\x02\x6a\x82\x02\x91\x00\x03\x00\x91\x00",
    ],
    "disturbed": [bytes([which, 3, 1]) + bytes(20) for which in range(4)],
    "messages": [b"example.com/c" + message_file(UID, 5, KEYS)[20:], b"e=00&c=00"],
}
