"""DESFire cards: which they are, room made for our keys, and torn away while that is done; against
a card of software that was written apart from the driver."""

from __future__ import annotations

import pytest

from drivers import desfire, key_cards
from drivers.apdu import BadAnswer
from drivers.ev2 import WrongKey
from tests.rigs.torn import Torn, torn_at
from tests.rigs.virtual_chip import KeySet
from tests.rigs.virtual_desfire import EV1, EV2, EV3, Desfire
from tests.rigs.virtual_ev2 import APPLICATION as NDEF
from tests.rigs.virtual_ev2 import Ev2Card

UID = bytes.fromhex("04958CAA5C5E80")
KEYS = {number: bytes([number + 1] * 16) for number in range(5)}
OTHERS = {number: bytes([number + 50] * 16) for number in range(5)}


class Keys:
    versions = (1,)

    def of_card(self, uid: bytes, version: int) -> tuple[int, bytes]:
        return 2, {1: KEYS}[version][2]

    def common(self, version: int) -> tuple[int, bytes]:
        return 1, {1: KEYS}[version][1]


@pytest.mark.req("K2")
@pytest.mark.parametrize("generation", [EV2, EV3])
def test_a_blank_card_is_given_an_application_with_keys_and_proves_them(generation: int) -> None:
    card = Desfire(UID, generation=generation)
    assert key_cards.prove(card.answer, UID, Keys()) is None
    card.reset()
    assert key_cards.personalise(card.answer, KEYS, 1)
    assert card.applications[desfire.APPLICATION].keys == KEYS
    assert card.applications[bytes(3)].keys == {0: bytes(16)}, "the card itself stays the maker's"
    card.reset()
    assert key_cards.prove(card.answer, UID, Keys()) == UID


def test_the_commands_are_what_the_data_sheet_says() -> None:
    card, asked = Desfire(UID), []

    def transmit(apdu: bytes) -> bytes:
        asked.append(apdu.hex())
        return card.answer(apdu)

    key_cards.personalise(transmit, KEYS, 1)
    assert asked[:8] == [
        "00a4040c07d276000085010100",
        "9060000000",
        "90af000000",
        "90af000000",
        "905a000003504c5400",
        "905a00000300000000",
        "90ca000005504c540b8500",
        "905a000003504c5400",
    ]


def test_a_random_number_hides_a_card_from_others_alone() -> None:
    card = Desfire(UID, random=True)
    card.applications[desfire.APPLICATION] = KeySet(KEYS, dict.fromkeys(KEYS, 1))
    assert key_cards.prove(card.answer, b"\x08abc", Keys()) == UID


@pytest.mark.req("K2")
@pytest.mark.parametrize("heard", [False, True])
def test_torn_away_at_every_apdu_it_is_finished_the_next_time(heard: bool) -> None:
    at, whole = 0, False
    while not whole:
        at += 1
        card = Desfire(UID)
        try:
            whole = key_cards.personalise(torn_at(card, at, heard=heard), KEYS, 1)
        except Torn:
            card.reset()
            key_cards.prove(card.answer, UID, Keys())
            card.reset()
            assert key_cards.personalise(card.answer, KEYS, 1)
        assert card.applications[desfire.APPLICATION].keys == KEYS
        assert set(card.applications[desfire.APPLICATION].versions.values()) == {1}
        card.reset()
        assert key_cards.prove(card.answer, UID, Keys()) == UID
    assert at == 16, "APDUs of a card that was not torn away, and one"


@pytest.mark.parametrize(
    "card",
    [
        Desfire(UID, generation=EV1),
        Desfire(UID, open_card=False),
        Desfire(UID, room=0),
    ],
)
def test_a_card_without_room_for_our_keys_is_left_as_it_was(card: Desfire) -> None:
    assert not key_cards.personalise(card.answer, KEYS, 1)
    assert list(card.applications) == [bytes(3)]
    card.reset()
    assert key_cards.prove(card.answer, UID, Keys()) is None


def test_an_application_that_telephones_made_is_not_taken_for_ours() -> None:
    card = Desfire(UID)
    card.applications[b"\x01\x00\x00"] = KeySet({0: bytes(16)}, {0: 0}, aes=False)
    card.names[NDEF] = b"\x01\x00\x00"
    assert key_cards.personalise(card.answer, KEYS, 1)
    assert card.applications[b"\x01\x00\x00"].keys == {0: bytes(16)}
    card.reset()
    assert key_cards.prove(card.answer, UID, Keys()) == UID


def test_a_card_with_keys_of_another_salon_is_refused() -> None:
    card = Desfire(UID)
    card.applications[desfire.APPLICATION] = KeySet(dict(OTHERS), dict.fromkeys(OTHERS, 1))
    with pytest.raises(WrongKey):
        key_cards.prove(card.answer, UID, Keys())
    card.reset()
    with pytest.raises(WrongKey):
        key_cards.personalise(card.answer, KEYS, 1)
    assert card.applications[desfire.APPLICATION].keys == OTHERS


def test_a_card_that_names_another_number_is_refused() -> None:
    card = Desfire(UID)
    card.applications[desfire.APPLICATION] = KeySet(KEYS, dict.fromkeys(KEYS, 1))
    card.told_uid = bytes(7)
    with pytest.raises(WrongKey, match="another UID"):
        key_cards.prove(card.answer, UID, Keys())


def test_cards_are_told_apart_by_their_version() -> None:
    for card, is_desfire, is_ntag in (
        (Desfire(UID, generation=EV1), False, False),
        (Desfire(UID, generation=EV2), True, False),
        (Desfire(UID, generation=EV3), True, False),
        (Ev2Card(UID, {}), False, True),
    ):
        hardware = desfire.version(card.answer)
        assert desfire.is_desfire(hardware) == is_desfire
        assert desfire.is_ntag_424(hardware) == is_ntag
    assert desfire.version(lambda _: b"\x6d\x00") == b""
    assert not desfire.is_desfire(b"")
    with pytest.raises(BadAnswer):
        desfire.version(lambda apdu: bytes(7) + (b"\x91\xaf" if apdu[1] == 0x60 else b"\x91\x1c"))
