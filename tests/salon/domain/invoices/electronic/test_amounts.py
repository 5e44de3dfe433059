"""Lines without VAT add up to their rates, whatever was rounded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.invoices.electronic.amounts import decimal, line_amounts
from kiosk.salon.domain.invoices.invoice import InvoiceLine
from kiosk.salon.domain.vat import vat_table
from tests.salon.domain.invoices.electronic import samples

RATES = st.sampled_from((2700, 2100, 1200, 950, 500, 0))
TOTALS = st.lists(st.tuples(RATES, st.integers(-10_000, 100_000)), min_size=1, max_size=60)


@given(TOTALS)
def test_by_rate_the_lines_are_the_table(totals: list[tuple[int, int]]) -> None:
    lines = tuple(
        InvoiceLine(name="x", price_minor=gross, vat_bp=rate, total_minor=gross)
        for rate, gross in totals
    )
    table = vat_table(totals)
    amounts = line_amounts(replace(samples.invoice(), lines=lines, vat=table))
    for row in table:
        vats = [
            one.vat_minor
            for line, one in zip(lines, amounts, strict=True)
            if line.vat_bp == row.rate_bp
        ]
        assert sum(vats) == row.vat_minor
    assert [one.gross_minor for one in amounts] == [gross for _, gross in totals]


@pytest.mark.parametrize("country", ["CZ", "HU", "SI"])
def test_what_a_line_says_of_its_own_vat_is_not_touched(country: str) -> None:
    invoice = samples.final(country)
    assert line_amounts(invoice)[-1].vat_minor == invoice.lines[-1].vat_minor


@pytest.mark.parametrize(
    ("value", "decimals", "least", "text"),
    [
        (0, 2, 2, "0.00"),
        (5, 2, 2, "0.05"),
        (-5, 2, 2, "-0.05"),
        (1_230, 3, 0, "1.23"),
        (1_000, 3, 0, "1"),
        (1_000, 3, 2, "1.00"),
        (7, 0, 0, "7"),
        (-123_456, 4, 0, "-12.3456"),
    ],
)
def test_decimals(value: int, decimals: int, least: int, text: str) -> None:
    assert decimal(value, decimals, least=least) == text
