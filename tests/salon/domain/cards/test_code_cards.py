"""Codes of printed cards: what is wrong by one sign, or by two, is never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.cards import code_cards
from kiosk.salon.domain.cards.code_cards import (
    DRAWN,
    LETTERS,
    PREFIX,
    CodeCard,
    completed,
    draw,
    read,
)

CODES = st.lists(st.integers(0, len(LETTERS) - 1), min_size=DRAWN, max_size=DRAWN).map(completed)
PLACES = st.integers(0, len(PREFIX) + DRAWN + 1)
SIGNS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-: ž")


def with_sign(code: str, place: int, sign: str) -> str:
    return code[:place] + sign + code[place + 1 :]


@given(CODES)
def test_it_is_read_as_it_was_made_in_any_case_and_with_blanks(code: str) -> None:
    assert read(code) == read(f" {code.lower()}\r\n") == read(f"{code[:9]} {code[9:]}") == code


@pytest.mark.req("K11")
@given(CODES, PLACES, SIGNS)
def test_one_wrong_sign_is_no_code_of_ours(code: str, place: int, sign: str) -> None:
    wrong = with_sign(code, place, sign)
    assert (read(wrong) == "") == (wrong != code)


@pytest.mark.req("K11")
@given(CODES, PLACES, PLACES)
def test_two_signs_that_changed_places_are_no_code_of_ours(code: str, one: int, two: int) -> None:
    wrong = with_sign(with_sign(code, one, code[two]), two, code[one])
    assert (read(wrong) == "") == (wrong != code)


@given(CODES, PLACES, SIGNS, PLACES, SIGNS)
def test_nor_are_any_two_wrong_ones(code: str, one: int, sign: str, two: int, other: str) -> None:
    wrong = with_sign(with_sign(code, one, sign), two, other)
    assert (read(wrong) == "") == (wrong != code)


@given(st.text(max_size=40) | st.from_regex(rf"{PREFIX}[{LETTERS}]{{0,20}}", fullmatch=True))
def test_what_is_read_always_has_the_whole_form(text: str) -> None:
    found = read(text)
    assert found in ("", "".join(text.split()).upper())
    assert not found or len(found) == len(PREFIX) + DRAWN + 2


@pytest.mark.parametrize(
    "foreign", ["", PREFIX, "PULT:7Q3K9ZSAMPLE", "PULT-KEY 1", "2900000000018", f"{PREFIX}ABCDEFGH"]
)
def test_what_others_print_is_none(foreign: str) -> None:
    assert read(foreign) == ""


def test_each_is_drawn_anew_and_hidden_where_it_might_be_written() -> None:
    codes = {draw() for _ in range(50)}
    assert len(codes) == 50
    assert all(map(read, codes))
    code = codes.pop()
    assert code not in repr(CodeCard(code, "Kateřina", "Vzorová"))
    assert len(set(code_cards.LETTERS)) == 19
