"""Codes as people, programs and scanners write them down."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods import gs1, written

EAN = "8594001234561"


@pytest.mark.req("P1", "K3")
@pytest.mark.parametrize(
    "cell",
    [
        *(
            f"’{EAN}",
            f"‘{EAN}",
            f"`{EAN}",
            f'="{EAN}"',
            f"=“{EAN}”",
            f'="{EAN}',
            f"„{EAN}“",
            f"={EAN}",
        ),
        *(f"A{EAN}", f"F0{EAN}", f"d{EAN}"),
        *(f"EAN{EAN}", f"EAN-13: {EAN}", f"GTIN {EAN}", f"čárový kód: {EAN}", f"Vonalkód {EAN}"),
        *(f"+{EAN}", f"-{EAN}", f"{EAN}#", f"{EAN}.", f"*{EAN}*", f"{EAN}.0", "8594–0012–34561"),
        "８５９４００１２３４５６１",
    ],
)
def test_signs_and_words_beside_a_number_of_goods_are_no_part_of_it(cell: str) -> None:
    assert written.checked(cell) == EAN


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("ISBN 978-0-306-40615-7", "9780306406157"),
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("0306406152", "0306406152"),
        ("KOD12345678", "KOD12345678"),
        ("ISBN-A", "ISBN-A"),
        ("PRO-25", "PRO-25"),
        ("12-3456", "123456"),
        ("X0012ABCDE", "X0012ABCDE"),
    ],
)
def test_older_numbers_of_books_and_codes_of_others(cell: str, kept: str) -> None:
    assert written.checked(cell) == kept


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    "cell",
    [
        *("8.59E12", "8,59E12", "O594001234561", "8594OO1234561", "85940012345l1"),
        *("24.12.1985", "1. 2. 2026", "2026-02-01 00:00:00", "1-Feb", "2.úno", "Jan-25"),
        *("https://salon.example/sampon", "HTTP://SALON.EXAMPLE", "www.salon.example/s"),
        *("WIFI:S:salon;;", "tel:+420601000101", "SPD*1.0*ACC:CZ65", "mailto:a@example.com"),
    ],
)
def test_what_only_looks_like_a_code_is_refused(cell: str) -> None:
    with pytest.raises(Refused):
        written.checked(cell)


@pytest.mark.parametrize("cell", ["bez EAN", "TRUE", "Šampon", "nemá"])
def test_words_in_a_column_of_codes_are_known(cell: str) -> None:
    assert written.is_word(cell)


@pytest.mark.parametrize("cell", ["SHAMPOO", "UKA/250", "40-abc"])
def test_codes_of_letters_are_no_words(cell: str) -> None:
    assert not written.is_word(cell)


@pytest.mark.req("K3")
@pytest.mark.parametrize(
    "code",
    [
        *(f"^010{EAN}^10AB", f"<GS>010{EAN}<GS>10AB", f"{{GS}}010{EAN}10AB", f"~010{EAN}"),
        *(f"010{EAN}10AB^17261231", f"010{EAN}10AB|17261231", f"010{EAN}10AB\\x1d17261231"),
        *(f"[01]0{EAN}[10]AB", f"(10)AB(01)0{EAN}", f"(01) 0{EAN} (17) 261231"),
        *(f"id.gs1.org/01/0{EAN}", f"https://salon.example/EAN/{EAN}"),
        *(f"https://salon.example/p?gtin=0{EAN}", f"https://salon.example/p?a=1&ean={EAN}"),
    ],
)
def test_symbols_of_gs1_in_other_spellings(code: str) -> None:
    found = gs1.read(code, 2026)
    assert found is not None
    assert found.product_code == EAN


@pytest.mark.parametrize(
    "code", ["A^B", "~", "^", "12|34", "(10) box", "[250]", "salon.example/01", "http://[", "a.b/"]
)
def test_what_only_has_such_signs_is_left_to_others(code: str) -> None:
    assert gs1.read(code, 2026) is None
