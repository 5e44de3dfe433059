"""Receipts of what is paid by voucher, in another currency and with a tip: golden texts, and sums
that add up on the paper itself.

A golden text is rewritten by deleting its file and running the test once; read it before it goes
into a commit.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.paper import escpos
from kiosk.paper.document import Line
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale, Tip
from kiosk.salon.domain.till.settling import settle
from tests.paper.samples import CASH, SATURDAY, make_salon, speaker, usual_sale
from tests.rigs import escpos_reader

LANGUAGES = ("cs", "hu", "sl", "en")
GOLDEN = Path(__file__).parent / "golden"
RATES = {"CZK": ("EUR", 25_150_000), "HUF": ("EUR", 395_500_000), "EUR": ("CZK", 39_761)}


@pytest.mark.req("M1")
def test_the_rate_on_the_paper_is_the_one_that_was_counted_with() -> None:
    """And what a customer did not pay in coins of the salon's is not rounded cash."""
    sale = usual_sale("sl")
    part = Payment(
        "foreign", sale.total_minor, currency="CZK", foreign_minor=500_000, rate_micro=41_234
    )
    paid = settle(
        [part], sale.total_minor, CURRENCIES["EUR"], make_salon("sl").cash_rounding(SATURDAY)
    )
    sale = replace(sale, payments=paid.payments, rounding_minor=1, paid_minor=sale.total_minor + 1)
    paper = receipt(sale, make_salon("sl"), speaker("en"))
    said = [op.left.replace("\u00a0", " ") for op in paper.ops if isinstance(op, Line)]
    assert "100.00 Kč = 4.1234 EUR" in said
    assert "Rounding" in said
    assert "Cash rounding" not in said


def mixed_sale(language: str) -> Sale:
    """A quarter by voucher, the rest in another currency, a tenth as a tip."""
    sale = usual_sale(language)
    own = CURRENCIES[sale.currency]
    code, rate = RATES[sale.currency]
    voucher = sale.total_minor // 4
    rest = sale.total_minor - voucher
    tip = sale.total_minor // 10
    handed = {"CZK": 20_000, "HUF": 20_000, "EUR": 500_000}[sale.currency]
    parts = [
        Payment("voucher", voucher, reference="V-12"),
        Payment("foreign", rest, currency=code, foreign_minor=handed, rate_micro=rate),
    ]
    paid = settle(parts, sale.total_minor, own, CASH[sale.currency], tip)
    return replace(
        sale,
        payments=paid.payments,
        rounding_minor=paid.rounding_minor,
        paid_minor=sale.total_minor + paid.rounding_minor,
        tips=(Tip(paid.tip_method, paid.tip_minor, "Eva"),),
    )


@pytest.mark.req("M1")
@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    sale = mixed_sale(language)
    paper, wide = receipt(sale, make_salon(language), speaker(language)), Profile.of(80)
    reader = escpos_reader.read(escpos.encode(paper, wide), wide.columns)
    text = "\n".join(reader.lines) + "\n"
    kept = GOLDEN / f"receipt_means_{language}_80.txt"
    if not kept.exists():
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_handed_over_is_what_was_paid_given_and_given_back(language: str) -> None:
    sale = mixed_sale(language)
    foreign = sale.payments[1]
    assert foreign.tendered_minor == (
        foreign.amount_minor + foreign.change_minor + sale.tips[0].amount_minor
    )
    assert sum(part.amount_minor for part in sale.payments) == sale.paid_minor
