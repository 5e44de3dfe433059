"""Sums in words, as a careful person writes them on a voucher."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.language.spelled import UNITS, spelled

WHOLE = {
    ("cs", "CZK"): {
        0: "nula korun českých",
        1: "jedna koruna česká",
        2: "dvě koruny české",
        5: "pět korun českých",
        21: "dvacet jedna korun českých",
        102: "sto dvě koruny české",
        1001: "tisíc jedna korun českých",
        1234: "tisíc dvě stě třicet čtyři korun českých",
        987_500: "devět set osmdesát sedm tisíc pět set korun českých",
        21_000: "dvacet jedna tisíc korun českých",
        22_000: "dvacet dva tisíc korun českých",
        101_000: "sto jeden tisíc korun českých",
        2_000_002: "dva miliony dvě koruny české",
    },
    ("sk", "EUR"): {
        1: "jedno euro",
        2: "dve eurá",
        5: "päť eur",
        21: "dvadsaťjeden eur",
        1001: "tisícjeden eur",
        21_000: "dvadsaťjedentisíc eur",
        1_000_001: "milión jeden eur",
        3_000_003: "tri milióny tri eurá",
    },
    ("hu", "HUF"): {
        1: "egy forint",
        2: "kettő forint",
        102: "százkettő forint",
        1001: "ezeregy forint",
        2000: "kétezer forint",
        2001: "kétezer-egy forint",
        21_000: "huszonegyezer forint",
        22_000: "huszonkétezer forint",
        1_234_567: "egymillió-kétszázharmincnégyezer-ötszázhatvanhét forint",
    },
    ("sl", "EUR"): {
        1: "en evro",
        2: "dva evra",
        3: "trije evri",
        5: "pet evrov",
        21: "enaindvajset evrov",
        101: "sto en evro",
        104: "sto štirje evri",
        1001: "tisoč en evro",
        3000: "tri tisoč evrov",
        102_000: "sto dva tisoč evrov",
        5_000_000: "pet milijonov evrov",
    },
    ("en", "CZK"): {
        1: "one Czech crown",
        2: "two Czech crowns",
        1001: "one thousand and one Czech crowns",
        21_000: "twenty-one thousand Czech crowns",
    },
}
PARTS = {
    ("cs", "CZK"): {
        1: "jeden haléř",
        102: "jedna koruna česká dva haléře",
        550: "pět korun českých padesát haléřů",
        -150: "mínus jedna koruna česká padesát haléřů",
    },
    ("sk", "EUR"): {4832: "štyridsaťosem eur tridsaťdva centov", -1: "mínus jeden cent"},
    ("hu", "EUR"): {203: "kettő euró három cent"},
    ("sl", "EUR"): {101: "en evro en cent", 403: "štirje evri trije centi"},
    ("en", "EUR"): {1_01: "one euro and one cent", 50: "fifty cents"},
}


@pytest.mark.req("M2")
@pytest.mark.parametrize(
    ("language", "currency", "minor", "words"),
    [
        (*unit, number * (1 if unit[1] == "HUF" else 100), words)
        for unit, sums in WHOLE.items()
        for number, words in sums.items()
    ]
    + [(*unit, minor, words) for unit, sums in PARTS.items() for minor, words in sums.items()],
)
def test_a_sum_is_said_as_it_is_counted(
    language: str, currency: str, minor: int, words: str
) -> None:
    assert spelled(minor, currency, language) == words


@given(st.sampled_from(sorted(UNITS)), st.integers(-99_999_999_999, 99_999_999_999))
def test_any_sum_has_words_of_its_own(unit: tuple[str, str], minor: int) -> None:
    """No figure stands among the words, and two sums are never called alike."""
    language, currency = unit
    words = spelled(minor, currency, language)
    if abs(minor) < 1_000_000_000:
        assert not any(char.isdigit() for char in words)
        assert words == " ".join(words.split())
        other = minor + (1 if minor < 999_999_999 else -1)
        assert words != spelled(other, currency, language)


@pytest.mark.parametrize(
    ("minor", "currency", "language", "words"),
    [
        (-12_050, "USD", "cs", "-120,50 USD"),
        (500, "EUR", "de", "5,00 EUR"),
        (1_000_000_000, "HUF", "hu", "1000000000 HUF"),
    ],
)
def test_what_has_no_words_stays_figures(
    minor: int, currency: str, language: str, words: str
) -> None:
    assert spelled(minor, currency, language) == words
