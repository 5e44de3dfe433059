"""Symbols with more in them than a number: GS1, and what was weighed in the shop."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_messages import GS1Message
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.barcode import check_digit
from kiosk.salon.domain.goods.gs1 import FNC1, Elements, read
from kiosk.salon.domain.goods.weighed import Pattern, Weighed
from kiosk.salon.domain.goods.weighed import read as read_weighed
from kiosk.salon.domain.money import CURRENCIES
from tests.fuzz.checks import written

GTIN = "08594001234561"
CZK, HUF = CURRENCIES["CZK"], CURRENCIES["HUF"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f"01{GTIN}", Elements(GTIN)),
        (f"{FNC1}01{GTIN}", Elements(GTIN)),
        (f"{FNC1}01{GTIN}10A-1/b", Elements(GTIN, batch="A-1/b")),
        (f"{FNC1}10A1{FNC1}01{GTIN}", Elements(GTIN, batch="A1")),
        (f"{FNC1}01{GTIN}{FNC1}10A1{FNC1}", Elements(GTIN, batch="A1")),
        (f"{FNC1}01{GTIN}17270131", Elements(GTIN, expires=date(2027, 1, 31))),
        (f"{FNC1}17280200", Elements(expires=date(2028, 2, 29))),
        (f"{FNC1}17760101", Elements(expires=date(2076, 1, 1))),
        (f"{FNC1}17770101", Elements(expires=date(1977, 1, 1))),
        (f"{FNC1}01{GTIN}3103001250", Elements(GTIN, weight_g=1250)),
        (f"{FNC1}3102000125", Elements(weight_g=1250)),
        (f"{FNC1}3100000002", Elements(weight_g=2000)),
        (f"{FNC1}3105125049", Elements(weight_g=1250)),
        (f"{FNC1}3105125050", Elements(weight_g=1251)),
        (f"{FNC1}240X{FNC1}21S{FNC1}3922199{FNC1}01{GTIN}", Elements(GTIN)),
        (f"{FNC1}00106141412345678908", Elements()),
    ],
)
def test_what_a_symbol_says(code: str, said: Elements) -> None:
    assert read(code, 2026) == said


@pytest.mark.req("K3")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f"https://id.gs1.org/01/{GTIN}", Elements(GTIN)),
        (f"HTTPS://EXAMPLE.COM/01/{GTIN}", Elements(GTIN)),
        (f"http://example.com:8080/shop/a/01/{GTIN}/", Elements(GTIN)),
        (f"https://example.com/01/{GTIN}/10/A%2Fb", Elements(GTIN, batch="A/b")),
        (
            f"https://example.com/01/{GTIN}/22/2A/10/A1/21/12?17=270131&lang=cs#top",
            Elements(GTIN, batch="A1", expires=date(2027, 1, 31)),
        ),
        (f"https://example.com/01/{GTIN}?3103=000250", Elements(GTIN, weight_g=250)),
        (f"https://example.com/01/{GTIN}?utm_source=qr&17=999999", Elements(GTIN)),
        ("https://example.com/01/8594001234561", Elements(GTIN)),
        (f"https://example.com/gtin/{GTIN}", Elements(GTIN)),
        (f"(01){GTIN}", Elements(GTIN)),
        (f"(01){GTIN} (17)270131 (10)A(1)", Elements(GTIN, "A(1)", date(2027, 1, 31))),
        (f"]C101{GTIN}10A1", Elements(GTIN, batch="A1")),
        (f"]d201{GTIN}", Elements(GTIN)),
    ],
)
def test_the_same_said_in_other_ways(code: str, said: Elements) -> None:
    assert read(code, 2026) == said


@pytest.mark.parametrize(
    "code",
    [
        "https://example.com/",
        "https://example.com/shop/01/detail",
        "https://example.com/414/9506000134376",
        "(10) box",
        "(see inside)",
        "]x",
    ],
)
def test_other_addresses_and_parentheses_are_left_to_others(code: str) -> None:
    assert read(code, 2026) is None


@pytest.mark.parametrize(
    "code", ["https://example.com/01/08594001234562", "(01)08594001234562", "(01)(10)A"]
)
def test_one_that_says_it_is_of_gs1_and_has_a_wrong_digit_is_refused(code: str) -> None:
    with pytest.raises(Refused):
        read(code, 2026)


@given(
    body=st.text("0123456789", min_size=13, max_size=13),
    batch=st.text("ABCxyz019-./", min_size=1, max_size=20),
    expires=st.dates(date(2020, 1, 1), date(2060, 1, 1)),
)
def test_another_program_reads_the_same(body: str, batch: str, expires: date) -> None:
    gtin = f"{body}{check_digit(body)}"
    data = f"01{gtin}17{expires:%y%m%d}10{batch}"
    theirs = GS1Message.parse(data).element_strings.get(ai="01")
    link = GS1DigitalLinkURI.parse(
        f"https://example.com/01/{gtin}/10/{quote(batch, safe='')}?17={expires:%y%m%d}"
    )
    ours = read(FNC1 + data, 2026)
    assert ours == Elements(gtin, batch, expires)
    assert theirs is not None
    assert theirs.value == gtin
    assert {one.ai.ai: one.value for one in link.element_strings} == {
        "01": gtin,
        "10": batch,
        "17": f"{expires:%y%m%d}",
    }
    assert read(f"https://example.com/01/{gtin}/10/{quote(batch, safe='')}", 2026) == Elements(
        gtin, batch
    )


@pytest.mark.parametrize(
    "code", ["8594001234561", "0118594001234561", "01", f"01{GTIN}999999999"[:15], "", "ABC"]
)
def test_what_is_no_gs1_code_is_left_to_others(code: str) -> None:
    assert read(code, 2026) is None


@pytest.mark.parametrize(
    "code",
    [
        *("", "1", "10", "XX1", "01085940", "0108594001234562", "17271301", "17270230"),
        *("3109000001", "31030012", "10" + "A" * 21, "10é", "3103" + "\u0661" * 6),
    ],
)
def test_a_torn_one_is_refused(code: str) -> None:
    with pytest.raises(Refused):
        read(FNC1 + code, 2026)


@pytest.mark.parametrize(
    ("gtin", "code"),
    [
        (GTIN, "8594001234561"),
        ("00000096385074", "96385074"),
        ("00012345678905", "0012345678905"),
        ("18594001234568", "18594001234568"),
    ],
)
def test_the_number_is_the_one_under_the_bars(gtin: str, code: str) -> None:
    assert Elements(gtin).product_code == code


@given(
    body=st.text("0123456789", min_size=13, max_size=13),
    batch=st.text("ABCxyz019-./", max_size=20),
    expires=st.none() | st.dates(date(1990, 1, 1), date(2070, 1, 1)),
    weight=st.none() | st.integers(0, 999_999),
)
def test_what_is_written_is_read(
    body: str, batch: str, expires: date | None, weight: int | None
) -> None:
    said = Elements(f"{body}{check_digit(body)}", batch, expires, weight)
    assert read(written(said), 2026) == said


def ean(body: str) -> str:
    return f"{body}{check_digit(body)}"


@pytest.mark.parametrize(
    ("pattern", "scanned", "said"),
    [
        ("28IIIIIWWWWWC", "281234501250", Weighed(ean("281234500000"), weight_g=1250)),
        ("29IIIIIPPPPPC", "291234512990", Weighed(ean("291234500000"), price_minor=12990)),
        ("29IIIIIUUUUUC", "291234500129", Weighed(ean("291234500000"), price_minor=12900)),
        ("02IIIIVPPPPPC", "021234712990", Weighed(ean("021234000000"), price_minor=12990)),
        ("230IIIIWWWWWC", "230123400005", Weighed(ean("230123400000"), weight_g=5)),
    ],
)
def test_weight_or_price_of_an_in_store_code(pattern: str, scanned: str, said: Weighed) -> None:
    assert Pattern(pattern).read(ean(scanned), CZK) == said


def test_whole_units_are_those_of_the_currency() -> None:
    said = Pattern("29IIIIIUUUUUC").read(ean("291234500129"), HUF)
    assert said is not None
    assert said.price_minor == 129


def test_the_first_pattern_that_fits_counts_and_others_are_left_alone() -> None:
    patterns = [Pattern("281IIIIWWWWWC"), Pattern("28IIIIIPPPPPC")]
    assert read_weighed(ean("281234501250"), patterns, CZK) == Weighed(
        ean("281234500000"), weight_g=1250
    )
    said = read_weighed(ean("282234501250"), patterns, CZK)
    assert said is not None
    assert said.price_minor == 1250
    assert read_weighed("8594001234561", patterns, CZK) is None
    assert read_weighed(ean("281234501250")[:-1] + "x", patterns, CZK) is None


@pytest.mark.parametrize(
    "text", ["", "28IIIIIWWWWW", "28IIIIIWWPPPC", "85IIIIIWWWWWC", "21IIIIIWWWWWC", "28WWWWWIIIIIC"]
)
def test_a_text_that_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|prefix"):
        Pattern(text)
