"""Text that enters the house."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client

FAMILY = "👨\u200d👩\u200d👧"
ODD = "\u200b\u200d\ufe0f\u00ad\u202e\ufeff\x00\x07\u0085\u2028\u3164"
ODD += "\U000e0041\u034f\u0301 \u00a0\n\ra👩🦰é"
"""Signs that meet here more often than by chance."""
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ji\u200břina No\u00adváková", "Jiřina Nováková"),
        ("\u202aNovák\u202c", "Novák"),
        ("\ufeff Eva\u2060 ", "Eva"),
        ("Jana\u00a0\u2009 Nová", "Jana Nová"),
        ("Ru\u030aža", "Růža"),
        ("Eva\tNová\nx\u2028y\x0bz", "Eva Nová x y z"),
        ("a\x00b\x1b[2Jc\x07", "ab[2Jc"),
        ("\u3164\u2800", ""),
        ("Jana\ufe0f", "Jana"),
        ("Z" + "\u0316\u0317\u0318\u0319\u031c\u031d", "Z\u0316\u0317\u0318\u0319"),
        (f"Eva {FAMILY} ❤️ 1️⃣ 🇨🇿", f"Eva {FAMILY} ❤️ 1️⃣ 🇨🇿"),
        ("🏴\U000e0067\U000e0062\U000e007f b\U000e0067", "🏴\U000e0067\U000e0062\U000e007f b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[b]Eva[/b] &bl;", "[b]Eva[/b] &bl;"),
    ],
)
def test_a_line_has_nothing_that_nobody_sees(typed: str, kept: str) -> None:
    assert entering.line(typed) == kept


def test_line_ends_stay_in_notes_alone() -> None:
    typed = " \r\n 6/0\u00a0 + 9 %  \r\n\u200b\r\n35 min\u2029\x07"
    assert entering.lines(typed) == "6/0  + 9 %\n\n35 min"
    assert entering.line(typed) == "6/0 + 9 % 35 min"


@given(texts)
def test_what_was_let_in_is_let_in_again_as_it_is(text: str) -> None:
    once, several = entering.tidied(text), entering.tidied_lines(text)
    assert entering.tidied(once) == once
    assert entering.tidied_lines(several) == several
    assert entering.tidied(several) == once
    for kept in (once, several):
        assert unicodedata.is_normalized("NFC", kept)
        assert not {"\u200b", "\u00ad", "\u202e", "\ufeff", "\x00", "\u00a0"} & set(kept)
    assert "\n" not in once


def test_what_is_too_long_or_torn_is_refused() -> None:
    assert entering.line("x" * 80, entering.NAME) == "x" * 80
    with pytest.raises(Refused, match="too long: at most 80"):
        entering.line("x" * 81, entering.NAME)
    with pytest.raises(Refused, match="damaged"):
        entering.line("Eva \ud83d")


def test_what_stands_already_is_tidied_but_not_measured() -> None:
    longest = {"first_name": 5, "note": entering.NOTE}
    old = Client(b"x", "Alexandra", "", note="a")
    kept = entering.record(replace(old, note=" b\u200b\nc "), longest, old)
    assert (kept.first_name, kept.note) == ("Alexandra", "b\nc")
    with pytest.raises(Refused, match="too long"):
        entering.record(replace(old, first_name="Alexandrina"), longest, old)


def test_what_is_taken_as_it_stands_holds_nothing_that_would_be_changed() -> None:
    plain = [chr(code) for code in range(sys.maxunicode + 1) if entering.PLAIN.fullmatch(chr(code))]
    assert {unicodedata.category(char)[0] for char in plain if char != " "} == {*"LNPS"}
    assert all(unicodedata.normalize("NFC", char) == char for char in plain)
    assert not any(unicodedata.combining(char) for char in plain)
