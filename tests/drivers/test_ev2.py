"""The dialogue with cards that cannot be copied, against the public examples of NXP AN12196 and
against a card of software that was written apart from it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import ev2, key_cards
from drivers.apdu import BadAnswer
from tests.rigs.torn import Torn, torn_at
from tests.rigs.virtual_ev2 import Ev2Card

ZERO = bytes(16)
UID = bytes.fromhex("04958CAA5C5E80")
KEYS = {number: bytes([number + 1] * 16) for number in range(5)}
NEWER = {number: bytes([number + 100] * 16) for number in range(5)}


class Script:
    """Answers in their order, and what was asked."""

    def __init__(self, *answers: str) -> None:
        self._answers: Iterator[str] = iter(answers)
        self.asked: list[bytes] = []

    def __call__(self, apdu: bytes) -> bytes:
        self.asked.append(apdu)
        return bytes.fromhex(next(self._answers))


class Keys:
    def __init__(self, *versions: int) -> None:
        self.versions = versions or (1,)

    def of_card(self, uid: bytes, version: int) -> tuple[int, bytes]:
        return 2, {1: KEYS, 2: NEWER}[version][2]

    def common(self, version: int) -> tuple[int, bytes]:
        return 1, {1: KEYS, 2: NEWER}[version][1]


def session(identifier: str, encrypting: str, signing: str, commands: int) -> ev2.Session:
    return ev2.Session(*map(bytes.fromhex, (identifier, encrypting, signing)), commands)


def test_the_published_proof_is_repeated_byte_by_byte() -> None:
    card = Script(
        "A04C124213C186F22399D33AC2A3021591AF",
        "3FA64DB5446D1F34CD6EA311167F5E4985B89690C04A05F17FA7AB2F081206639100",
    )
    ours = bytes.fromhex("13C5DB8A5930439FC3DEF9A4C675360F")
    opened = ev2.authenticate(card, 0, ZERO, ours)
    assert card.asked[0].hex() == "9071000002000000"
    assert card.asked[1].hex().upper() == (
        "90AF00002035C3E05A752E0144BAC0DE51C1F22C56B34408A23D8AEA266CAB947EA8E0118D00"
    )
    assert opened.identifier.hex().upper() == "9D00C4DF"
    assert opened.encrypting.hex().upper() == "1309C877509E5A215007FF0ED19CA564"
    assert opened.signing.hex().upper() == "4C6626F5E72EA694202139295C7A7FC7"
    assert "1309" not in repr(opened)


def test_the_published_change_of_another_key_is_repeated() -> None:
    opened = session(
        "7614281A", "4CF3CB41A22583A61E89B158D252FC53", "5529860B2FC5FB6154B7F28361D30BF9", 2
    )
    card = Script("9100")
    with pytest.raises(ev2.WrongKey):
        ev2.change_key(card, opened, 2, bytes.fromhex("F3847D627727ED3BC9C4CC050489B966"), ZERO)
    assert card.asked[0].hex().upper() == (
        "90C400002902"
        "2CF362B7BF4311FF3BE1DAA295E8C68DE09050560D19B9E16C2393AE9CD1FAC7"
        "5D0CE20BCD1D06E600"
    )


def test_the_published_change_of_the_key_in_use_is_repeated() -> None:
    opened = session(
        "7614281A", "4CF3CB41A22583A61E89B158D252FC53", "5529860B2FC5FB6154B7F28361D30BF9", 3
    )
    card = Script("9100")
    ev2.change_own_key(card, opened, 0, bytes.fromhex("5004BF991F408672B1EF00F08F9E8647"))
    assert card.asked[0].hex().upper() == (
        "90C400002900"
        "C0EB4DEEFEDDF0B513A03A95A75491818580503190D4D05053FF75668A01D6FD"
        "A6610234BDED643200"
    )


def test_a_proven_card_tells_its_true_number_even_behind_a_random_one() -> None:
    for random in (False, True):
        card = Ev2Card(UID, KEYS, random=random)
        assert (
            key_cards.prove(card.answer, card.answer(bytes.fromhex("FFCA000000"))[:-2], Keys())
            == UID
        )


@pytest.mark.parametrize("number", [1, 2])
def test_a_card_with_another_key_is_refused(number: int) -> None:
    card = Ev2Card(UID, KEYS | {number: ZERO}, random=True)
    with pytest.raises(ev2.WrongKey):
        key_cards.prove(card.answer, b"\x08abc", Keys())


def test_a_card_that_lies_about_its_number_is_refused() -> None:
    card = Ev2Card(UID, KEYS)
    card.told_uid = bytes(7)
    with pytest.raises(ev2.WrongKey, match="another UID"):
        key_cards.prove(card.answer, UID, Keys())


@given(st.data())
def test_an_answer_changed_on_its_way_never_passes(data: st.DataObject) -> None:
    card = Ev2Card(UID, KEYS, random=True)
    at, count = data.draw(st.integers(0, 7), "answer"), 0

    def disturbed(apdu: bytes) -> bytes:
        nonlocal count
        answer = card.answer(apdu)
        if count == at and len(answer) > 2:
            place = data.draw(st.integers(0, len(answer) - 3), "byte")
            bit = 1 << data.draw(st.integers(0, 7), "bit")
            answer = answer[:place] + bytes([answer[place] ^ bit]) + answer[place + 1 :]
        count += 1
        return answer

    try:
        proven = key_cards.prove(disturbed, b"\x08abc", Keys())
    except (ev2.WrongKey, BadAnswer):
        return
    # None: the version, which nobody signs, was changed to that of a new card.
    assert proven == UID or (proven is None and at == 1)


@given(st.lists(st.binary(max_size=60), min_size=12, max_size=12))
def test_whatever_a_card_says_ends_as_refusal_or_no_such_card(answers: list[bytes]) -> None:
    said = iter(answers)
    with contextlib.suppress(ev2.WrongKey, BadAnswer):
        assert key_cards.prove(lambda _: next(said), UID, Keys()) is None


def test_a_new_card_is_given_its_keys_and_proves_them() -> None:
    card = Ev2Card(UID, {})
    key_cards.personalise(card.answer, KEYS, 1)
    assert card.keys == KEYS
    assert key_cards.prove(card.answer, UID, Keys()) == UID
    assert ev2.key_version(card.answer) == 1


@pytest.mark.parametrize("random", [False, True])
def test_cards_of_older_and_newer_keys_are_told_apart(random: bool) -> None:
    for keys, version in ((KEYS, 1), (NEWER, 2)):
        card = Ev2Card(UID, keys, random=random, version=version)
        uid = card.answer(bytes.fromhex("FFCA000000"))[:-2]
        assert key_cards.prove(card.answer, uid, Keys(2, 1)) == UID
    for strange in (Ev2Card(UID, KEYS, version=7), Ev2Card(UID, KEYS, version=2)):
        with pytest.raises(ev2.WrongKey):
            key_cards.prove(strange.answer, UID, Keys(2, 1))


def test_a_card_torn_away_while_it_is_given_keys_is_finished_the_next_time() -> None:
    for at in range(1, 40):
        for heard in (True, False):
            card, whole = Ev2Card(UID, {}), False
            try:
                key_cards.personalise(torn_at(card, at, heard=heard), KEYS, 1)
                whole = True
            except Torn:
                card.reset()
                key_cards.personalise(card.answer, KEYS, 1)
            assert card.keys == KEYS
    assert whole, "some attempts were long enough not to be torn"


def test_a_card_of_somebody_else_is_not_given_keys() -> None:
    card = Ev2Card(UID, {0: b"somebody else's!"})
    with pytest.raises(ev2.WrongKey):
        key_cards.personalise(card.answer, KEYS, 1)
    assert card.keys[1] == ZERO
