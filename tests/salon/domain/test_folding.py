"""What is typed without accents finds what is written with them."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.folding import fold, indexed, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Růžičková", "ruzickova"),
        ("  Őry-Szűcs  Ágnes ", "ory szucs agnes"),
        ("Đorđević", "dordevic"),
        ("Straße & Co.", "strasse co"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_of_a_query() -> None:
    assert words(" Šam  250ML") == ["sam", "250ml"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("d´Artagnan D`Or", "dartagnan dor"),
        ("No\u00adváková\u200b", "novakova"),
        ("Ǿrsted ǽ ﬁ Łódź Þór", "orsted ae fi lodz thor"),
        ("Ng\u0302o\u0323", "ngo"),
        ("anna-maria_k.", "anna maria k"),
    ],
)
def test_what_is_not_typed_does_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_what_signs_divide_is_found_in_one_and_in_parts() -> None:
    assert indexed("Anna-Maria O'Brien") == {
        *("anna", "maria", "annamaria"),
        *("o", "brien", "obrien"),
    }
    assert indexed("J.R. ' -") == {"j", "r", "jr"}
