"""The web address on a card."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from drivers import ndef
from drivers.apdu import BadAnswer
from tests.rigs.virtual_ev2 import Ev2Card, message_file

KEYS = {number: bytes(16) for number in range(5)}


def test_an_address_is_read_with_its_beginning() -> None:
    card = Ev2Card(bytes(7), KEYS)
    card.answer(bytes.fromhex("00A4040C07D276000085010100"))
    assert ndef.read_address(card.answer).startswith("https://example.com/c?e=")
    assert card.counter == 1
    assert ndef.address(bytes.fromhex("D1010555") + b"\x02a.cz") == "https://www.a.cz"


def test_what_is_no_address_is_none() -> None:
    for message in (
        "",
        "D10100",
        "D101015500FF",
        "D101065402656E68",
        "D10105550161",
        "D1010255F061",
    ):
        assert ndef.address(bytes.fromhex(message)) == ""
    assert ndef.read_address(lambda _: b"\x6a\x82") == ""


@given(st.binary(max_size=80))
def test_any_message_is_an_address_or_none(message: bytes) -> None:
    assert isinstance(ndef.address(message), str)


@given(st.integers(0, 200), st.binary(min_size=1, max_size=4))
def test_a_changed_message_never_stops_a_reader(place: int, noise: bytes) -> None:
    whole = message_file(bytes(7), 5, KEYS)[2:]
    assert isinstance(ndef.address(whole[:place] + noise + whole[place + len(noise) :]), str)


@given(st.lists(st.binary(max_size=60), min_size=3, max_size=3))
def test_whatever_a_card_says_is_an_address_or_nonsense(answers: list[bytes]) -> None:
    said = iter(answers)
    with contextlib.suppress(BadAnswer):
        assert isinstance(ndef.read_address(lambda _: next(said)), str)
