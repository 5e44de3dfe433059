"""The web address written onto an NTAG 424 DNA, against the public examples of NXP AN12196 and a
card of software that fills it in by the settings it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import ev2, key_cards, ndef, sun
from drivers.apdu import BadAnswer
from kiosk.salon.domain.cards.aes_cards import CardKeyring, NotGenuine, OldMessage, accept
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.rigs.torn import Torn, torn_at
from tests.rigs.virtual_ev2 import FILE_BYTES, Ev2Card

UID = bytes.fromhex("04958CAA5C5E80")
RING = CardKeyring(SalonKeys(1, bytes(range(32))))
KEYS = RING.all_of(UID)
BASE = "https://example.com/card"


def shown_by(card: Ev2Card) -> str:
    card.reset()
    assert card.answer(key_cards.select(key_cards.NTAG_424)) == b"\x90\x00"
    return ndef.read_address(card.answer)


def test_the_published_change_of_settings_is_repeated_and_its_answer_understood() -> None:
    asked: list[str] = []

    def transmit(apdu: bytes) -> bytes:
        asked.append(apdu.hex().upper())
        return bytes.fromhex("57BFF87B1241E93D9100")

    session = ev2.Session(
        bytes.fromhex("9D00C4DF"),
        bytes.fromhex("1309C877509E5A215007FF0ED19CA564"),
        bytes.fromhex("4C6626F5E72EA694202139295C7A7FC7"),
        1,
    )
    ev2.command(transmit, session, 0x5F, b"\x02", bytes.fromhex("4000E0C1F121200000430000430000"))
    assert asked == ["905F0000190261B6D97903566E84C3AE5274467E89EAD799B7C1A0EF7A0400"]


def test_settings_differ_from_the_published_ones_in_keys_and_places_alone() -> None:
    file = sun.contents("https://choose.url.com/ntag424")
    ours, published = sun.settings(file).hex().upper(), "4000E0C1F121200000430000430000"
    assert ours == "4000E0C1FF43" + "280000" + "4E0000" * 2
    # The published address says ?e= and &c=, ours ?picc_data= and &cmac=: 8 and 3 letters more.
    assert ours[:8] == published[:8]
    assert file[0x28:0x48] == b"0" * 32
    assert file[0x4E:] == b"0" * 16
    assert int.from_bytes(file[:2], "big") == len(file) - 2


@given(st.from_regex(r"\Ahttps?://[a-z./-]{0,170}\Z"))
def test_what_is_written_is_read_again(base: str) -> None:
    file = sun.contents(base)
    assert len(file) <= FILE_BYTES
    assert ndef.address(file[2:]) == f"{base}?picc_data={'0' * 32}&cmac={'0' * 16}"


def test_an_address_that_does_not_fit_is_refused() -> None:
    assert len(sun.contents("https://" + "a" * (sun.LONGEST - 8))) <= ndef.LONGEST
    with pytest.raises(ValueError, match="more than"):
        sun.contents("https://" + "a" * (sun.LONGEST - 7))


@pytest.mark.req("K2")
def test_from_a_blank_card_to_a_message_and_its_copy() -> None:
    card = Ev2Card(UID, {})
    assert shown_by(card) == ""
    card.reset()
    assert key_cards.personalise(card.answer, KEYS, 1, BASE)
    last: int | None = None
    for counter in (1, 2, 3):
        address = shown_by(card)
        assert address.startswith(f"{BASE}?picc_data=")
        shown = RING.message_in(address)
        assert (shown.uid, shown.counter) == (UID, counter)
        last = accept(shown.counter, last)
    with pytest.raises(OldMessage):
        accept(RING.message_in(address).counter, last)
    changed = address.replace("&cmac=", "&cmac=0")[:-1]
    with pytest.raises(NotGenuine):
        RING.message_in(changed)


def test_without_an_address_nothing_is_written() -> None:
    card = Ev2Card(UID, {})
    assert key_cards.personalise(card.answer, KEYS, 1)
    assert card.file == bytearray(256)
    assert card.settings == sun.OPEN
    assert shown_by(card) == ""


def test_nobody_writes_over_the_address_afterwards() -> None:
    card = Ev2Card(UID, {})
    key_cards.personalise(card.answer, KEYS, 1, BASE)
    card.reset()
    card.answer(key_cards.select(key_cards.NTAG_424))
    card.answer(ndef.SELECT_FILE)
    assert card.answer(bytes.fromhex("00D60000020000")) == b"\x69\x82"
    with pytest.raises(ev2.WrongKey):
        ev2.authenticate(card.answer, 0, bytes(16))


def test_a_blank_card_with_somebody_elses_address_gets_ours() -> None:
    card = Ev2Card(UID, {})
    assert key_cards.personalise(card.answer, KEYS, 1, "https://example.org/a-longer-one/than/ours")
    card.keys.update(dict.fromkeys(range(5), bytes(16)))
    assert key_cards.personalise(card.answer, KEYS, 1, BASE)
    address = shown_by(card)
    assert address.startswith(f"{BASE}?")
    assert RING.message_in(address).counter == 1


@pytest.mark.req("K2")
@pytest.mark.parametrize("heard", [False, True])
@pytest.mark.parametrize("base", [BASE, "https://example.com/" + "a" * 100])
def test_torn_away_at_every_apdu_it_is_finished_the_next_time(heard: bool, base: str) -> None:
    at, whole = 0, False
    while not whole:
        at += 1
        card = Ev2Card(UID, {})
        try:
            whole = key_cards.personalise(torn_at(card, at, heard=heard), KEYS, 1, base)
        except Torn:
            card.reset()
            assert key_cards.personalise(card.answer, KEYS, 1, base)
        assert card.keys == KEYS
        assert RING.message_in(shown_by(card)).uid == UID
        assert shown_by(card).startswith(base)
        card.reset()
        assert key_cards.prove(card.answer, UID, RING) == UID
    assert at == (19 if base == BASE else 20), "APDUs of a card that was not torn away, and one"


def test_a_card_that_does_not_take_the_address_is_told() -> None:
    card = Ev2Card(UID, {})

    def full(apdu: bytes) -> bytes:
        return b"\x65\x81" if apdu[:2] == b"\x00\xd6" else card.answer(apdu)

    with pytest.raises(BadAnswer, match="6581"):
        key_cards.personalise(full, KEYS, 1, BASE)
    assert card.keys[0] == bytes(16), "it is still blank"
