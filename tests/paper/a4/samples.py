"""Plainly fictitious invoices in each country: short and long, paid and not, of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.invoice import (
    Corrected,
    Invoice,
    InvoiceLine,
    InvoicePayment,
    Party,
    Receipt,
)
from kiosk.salon.domain.vat import VatRow, vat_table, vat_within
from tests.paper.samples import COUNTRY_OF, PRICES, TEN_O_CLOCK, TOWN_OF
from tests.salon.domain.invoices.payments import BICS, CURRENCY, IBANS

DAY = date(2026, 11, 21)
CUT = {
    "cs": "Střih dámský s foukanou", "hu": "Női hajvágás szárítással",
    "sl": "Žensko striženje s sušenjem", "en": "Ladies' cut and blow-dry",
}  # fmt: skip
SHAMPOO = {
    "cs": "Šampon Argan 250 ml", "hu": "Argán sampon 250 ml",
    "sl": "Šampon Argan 250 ml", "en": "Argan shampoo 250 ml",
}  # fmt: skip
BUYER = {
    "cs": "Vzorová Žluťoučká s. r. o.", "hu": "Árvíztűrő Minta Kft.",
    "sl": "Vzorčno podjetje Češnja d. o. o.", "en": "Sample Buyer Ltd.",
}  # fmt: skip
ADVANCE = {
    "cs": "Záloha na svatební účes", "hu": "Előleg menyasszonyi frizurára",
    "sl": "Predplačilo za poročno pričesko", "en": "Advance for a wedding hairdo",
}  # fmt: skip
LONG = "Společnost s velmi dlouhým jménem pro výrobu, dovoz, vývoz a prodej vlasové kosmetiky "


def line(name: str, price: int, vat_bp: int, *, milli: int = 1000, unit: str = "",
         discount: int = 0, why: str = "", **more: object) -> InvoiceLine:  # fmt: skip
    total = price * milli // 1000 - discount
    return InvoiceLine(
        name=name, quantity_milli=milli, unit=unit, price_minor=price, vat_bp=vat_bp,
        discount_minor=discount, discount_text=why, total_minor=total, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def table(lines: tuple[InvoiceLine, ...]) -> tuple[VatRow, ...]:
    """Deductions with their own VAT, the rest by rate."""
    by_rate = {
        row.rate_bp: row
        for row in vat_table(
            (one.vat_bp, one.total_minor) for one in lines if one.vat_minor is None
        )
    }
    for one in lines:
        if one.vat_minor is not None:
            row = by_rate.get(one.vat_bp, VatRow(one.vat_bp, 0, 0, 0))
            vat, gross = row.vat_minor + one.vat_minor, row.gross_minor + one.total_minor
            by_rate[one.vat_bp] = VatRow(one.vat_bp, gross - vat, vat, gross)
    return tuple(by_rate[rate] for rate in sorted(by_rate, reverse=True))


def invoice(language: str, country: str = "", *, lines: tuple[InvoiceLine, ...] = (),
            **changes: object) -> Invoice:  # fmt: skip
    """A cut and two shampoos for a company, to be paid in a fortnight."""
    country = country or COUNTRY_OF[language]
    rates = COUNTRIES[country].rates_on(DAY)
    cut, shampoo = PRICES[country]
    lines = lines or (
        line(CUT[language], cut, rates[1]),
        line(SHAMPOO[language], shampoo, rates[0], milli=2000,
             unit=COUNTRIES[country].piece, discount=shampoo // 10, why="10 %"),
    )  # fmt: skip
    total = sum(one.total_minor for one in lines)
    facts: dict[str, object] = {
        "id": bytes(16),
        "number": "2026-1-F00123",
        "kind": "invoice",
        "currency": CURRENCY[country],
        "country": country,
        "language": language,
        "seller": Party(
            name="Sample Salon", street="Sample Street 1", city=TOWN_OF[country],
            postcode="100 00", country=country, company_id="00000001",
            vat_id=f"{country}00000001", phone="+420 777 123 456", email="salon@example.com",
            register="C 12345, Sample Register", iban=IBANS[country], bic=BICS[country],
        ),
        "buyer": Party(
            name=BUYER[language], street="Příkladná 12", city="Plzeň", postcode="301 00",
            country=country, company_id="00000002", vat_id=f"{country}00000002",
        ),
        "lines": lines,
        "vat": table(lines),
        "pays_vat": True,
        "total_minor": total,
        "due_minor": total,
        "issued_on": DAY,
        "supplied_on": DAY,
        "due_on": date(2026, 12, 5),
        "issued_at": TEN_O_CLOCK,
        "reference": "2026100123",
        "staff_name": "Petra",
    }  # fmt: skip
    return Invoice(**{**facts, **changes})  # type: ignore[arg-type]


def paid(language: str) -> Invoice:
    usual = invoice(language)
    return replace(
        usual, paid_minor=usual.total_minor, due_minor=0, due_on=None,
        payments=(InvoicePayment("card", usual.total_minor),),
        receipt=Receipt("2026-1-000123", TEN_O_CLOCK),
    )  # fmt: skip


def many(language: str, count: int = 60) -> Invoice:
    country = COUNTRY_OF[language]
    rates, price = COUNTRIES[country].rates_on(DAY), PRICES[country][0]
    lines = tuple(
        line(f"{number}. {CUT[language]}", price + 7 * number, rates[number % 2])
        for number in range(1, count + 1)
    )
    return invoice(language, lines=lines)


def long_names(language: str) -> Invoice:
    usual = invoice(language)
    first = replace(usual.lines[0], name=LONG * 3)
    second = replace(usual.lines[1], name="Nepřerušené" * 14, discount_text=LONG)
    buyer = replace(usual.buyer, name=LONG * 2, street=LONG, city="Vzorov" * 12)
    seller = replace(usual.seller, name=LONG, register=LONG)
    return replace(usual, lines=(first, second), buyer=buyer, seller=seller, note=LONG * 4)


def credit_note(language: str) -> Invoice:
    usual = invoice(language)
    lines = tuple(
        replace(one, quantity_milli=-one.quantity_milli, total_minor=-one.total_minor,
                discount_minor=-one.discount_minor)
        for one in usual.lines
    )  # fmt: skip
    total = -usual.total_minor
    return replace(
        usual, kind="credit_note", number="2026-1-D00007", lines=lines, vat=table(lines),
        total_minor=total, due_minor=0, due_on=None, paid_minor=total,
        payments=(InvoicePayment("cash", total),),
        corrects=Corrected(usual.number, DAY, "12 > 21"),
    )  # fmt: skip


def advance(language: str) -> Invoice:
    country = COUNTRY_OF[language]
    price, rate = PRICES[country][0], COUNTRIES[country].rates_on(DAY)[0]
    lines = (line(ADVANCE[language], price, rate, advance=True),)
    return replace(
        invoice(language, lines=lines), kind="advance", number="2026-1-Z00004", due_minor=0,
        due_on=None, paid_minor=price, payments=(InvoicePayment("cash", price),),
    )  # fmt: skip


def deducting(language: str) -> Invoice:
    """A final invoice that takes an advance off, by its rate."""
    country = COUNTRY_OF[language]
    price, rate = PRICES[country][0], COUNTRIES[country].rates_on(DAY)[0]
    back = line(
        ADVANCE[language], -price, rate, deducts="2026-1-Z00004",
        vat_minor=-vat_within(price, rate),
    )  # fmt: skip
    lines = (line(CUT[language], 3 * price, rate), back)
    total = 2 * price
    return replace(
        invoice(language, lines=lines, total_minor=total, due_minor=total, discount_minor=0),
    )


def discounted(language: str) -> Invoice:
    """With a discount on the whole bill, and rounding."""
    usual = invoice(language)
    off = [one.total_minor // 10 for one in usual.lines]
    lines = tuple(
        replace(one, bill_discount_minor=cut, total_minor=one.total_minor - cut)
        for one, cut in zip(usual.lines, off, strict=True)
    )
    total = sum(one.total_minor for one in lines)
    return replace(
        usual, lines=lines, vat=table(lines), total_minor=total, due_minor=total,
        discount_minor=sum(off), discount_text="10 %",
    )  # fmt: skip


def no_vat(language: str) -> Invoice:
    usual = invoice(language)
    lines = tuple(replace(one, vat_bp=0) for one in usual.lines)
    clause = COUNTRIES[usual.country].small_on(DAY).clauses[0]
    return replace(
        usual, lines=lines, vat=(), pays_vat=False, clause=clause,
        seller=replace(usual.seller, vat_id=""),
    )  # fmt: skip


def of_tax_receipt(language: str) -> Invoice:
    """Of a receipt that the fiscal office knows."""
    return replace(
        paid(language),
        receipt=Receipt(
            "BP101-B1-11", TEN_O_CLOCK, "c4b8e4bf-8bf7-4a4e-9d57-3c4ee1a0a6a1",
            "a7e5f55e1dbb48b799268e1a6d8618a3", is_tax=True,
        ),
    )  # fmt: skip


def practice(language: str) -> Invoice:
    return replace(invoice(language), training=True)


SAMPLES: dict[str, Callable[[str], Invoice]] = {
    "invoice": invoice,
    "invoice_paid": paid,
    "invoice_sixty_lines": many,
    "invoice_long_names": long_names,
    "invoice_discounted": discounted,
    "invoice_no_vat": no_vat,
    "invoice_tax_receipt": of_tax_receipt,
    "invoice_practice": practice,
    "credit_note": credit_note,
    "advance_invoice": advance,
    "advance_deducted": deducting,
}
