"""What is typed without accents finds what is written with them."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.folding import fold, words


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
