"""Invoices to write: of a payer and of who pays no VAT, paid and unpaid, with an advance taken off,
and the notes that take one back."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.invoices.invoice import (
    Corrected,
    Invoice,
    InvoiceLine,
    InvoicePayment,
    Party,
    Receipt,
)
from kiosk.salon.domain.vat import VatRow, vat_table

CZECH = Party(
    name="Salon U Zrcadla s.r.o.", street="Dlouhá třída 12/3a", city="Praha 1", postcode="110 00",
    country="CZ", company_id="27074358", vat_id="CZ27074358", phone="+420 601 123 456",
    email="salon@example.cz", register="Městský soud v Praze, oddíl C, vložka 94920",
    iban="CZ65 0800 0000 1920 0014 5399", bic="GIBACZPX",
)  # fmt: skip
SLOVENE = Party(
    name="Frizerstvo Škarje, Čopova & sin s.p.", street="Slovenska cesta 9", city="Ljubljana",
    postcode="1000", country="SI", company_id="6564534000", vat_id="SI50223054",
    iban="SI56 0110 0600 0005 649", bic="BSLJSI2X", email="salon@example.si",
)  # fmt: skip
HUNGARIAN = Party(
    name="Tükör Szalon Kft.", street="Fő utca 4.", city="Győr", postcode="9021", country="HU",
    company_id="08-09-012345", vat_id="12345676-2-08", iban="HU42 1177 3016 1111 1018 0000 0000",
)  # fmt: skip
BUYERS = {
    "CZ": Party(
        name='Novák & <synové>, "a.s."', street="Nádražní", city="Brno", postcode="602 00",
        country="CZ", company_id="00006947", vat_id="CZ00006947",
    ),
    "SI": Party(
        name="Kupec d.o.o.", street="Dunajska 1", city="Ljubljana", postcode="1000", country="SI",
        company_id="1234567000", vat_id="SI15012557",
    ),
    "HU": Party(
        name="Vevő Kft.", street="Északi sugárút 123.", city="Pécs", postcode="7600",
        country="HU", vat_id="99887764-2-02",
    ),
}  # fmt: skip
SELLERS = {"CZ": CZECH, "SI": SLOVENE, "HU": HUNGARIAN}
CURRENCY = {"CZ": "CZK", "SI": "EUR", "HU": "HUF"}
RATES = {"CZ": (2100, 1200), "SI": (2200, 950), "HU": (2700, 500)}


def lines_of(country: str) -> tuple[InvoiceLine, ...]:
    high, low = RATES[country]
    return (
        InvoiceLine(name="Střih Účes & <foukaná>", price_minor=89_033, vat_bp=high,
                    discount_minor=8_903, discount_text="10 %", bill_discount_minor=130,
                    total_minor=80_000),
        InvoiceLine(name="Šampon", kind="product", unit="ml", quantity_milli=2_500,
                    price_minor=1_111, vat_bp=low, total_minor=2_778),
        InvoiceLine(name="Barva", price_minor=33_333, vat_bp=high, total_minor=33_333),
        InvoiceLine(name="Gratis", price_minor=0, vat_bp=high, total_minor=0),
    )  # fmt: skip


def invoice(country: str = "CZ", **changed: object) -> Invoice:
    """Unpaid, of a payer of VAT to a company."""
    lines = lines_of(country)
    table = vat_table((line.vat_bp, line.total_minor) for line in lines)
    total = sum(line.total_minor for line in lines)
    made = Invoice(
        id=bytes.fromhex("0193aabbccdd70008000000000000001"), number="2026-1-F00017",
        kind="invoice", currency=CURRENCY[country], country=country, language="cs",
        seller=SELLERS[country], buyer=BUYERS[country], lines=lines, vat=table, pays_vat=True,
        total_minor=total, due_minor=total, issued_on=date(2026, 11, 30),
        supplied_on=date(2026, 11, 29), due_on=date(2026, 12, 14), issued_at=1_796_000_000_000,
        reference="2026100017", staff_name="Jana", note="Děkujeme",
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def paid(country: str = "CZ", method: str = "cash", **changed: object) -> Invoice:
    made = invoice(country)
    part = InvoicePayment(method, made.total_minor + 11)
    return replace(
        made, payments=(part,), paid_minor=part.amount_minor, rounding_minor=11, due_minor=0,
        due_on=None,
        receipt=Receipt("1-2026-000123", made.issued_at, "EOR-1", "a" * 32, country == "SI"),
        **changed,  # type: ignore[arg-type]
    )  # fmt: skip


def untaxed(country: str = "CZ") -> Invoice:
    made = invoice(country)
    lines = tuple(replace(line, vat_bp=0) for line in made.lines)
    clause = "Alanyi adómentes (AAM)" if country == "HU" else "Neplátce DPH"
    return replace(made, lines=lines, vat=(), pays_vat=False, clause=clause)


def credit(country: str = "CZ", of: Invoice | None = None, **changed: object) -> Invoice:
    """Takes the whole of an invoice back."""
    whole = of or invoice(country)
    lines = tuple(
        replace(
            line, quantity_milli=-line.quantity_milli, discount_minor=-line.discount_minor,
            bill_discount_minor=-line.bill_discount_minor, total_minor=-line.total_minor,
        )
        for line in whole.lines
    )  # fmt: skip
    table = tuple(
        VatRow(row.rate_bp, -row.base_minor, -row.vat_minor, -row.gross_minor) for row in whole.vat
    )
    return replace(
        whole, kind="credit_note", number="2026-1-D00003", lines=lines, vat=table,
        total_minor=-whole.total_minor, due_minor=-whole.total_minor, due_on=None, payments=(),
        paid_minor=0, rounding_minor=0, issued_on=date(2026, 12, 1),
        corrects=Corrected(whole.number, whole.issued_on, "Reklamace"),
        id=bytes.fromhex("0193aabbccdd70008000000000000002"), **changed,  # type: ignore[arg-type]
    )  # fmt: skip


def advance(country: str = "CZ") -> Invoice:
    rate = RATES[country][0]
    line = InvoiceLine(name="Svatební účes", price_minor=20_000, vat_bp=rate, total_minor=20_000,
                       advance=True)  # fmt: skip
    return replace(
        invoice(country), kind="advance", number="2026-1-Z00001", lines=(line,),
        vat=vat_table(((rate, 20_000),)), total_minor=20_000, paid_minor=20_000, due_minor=0,
        payments=(InvoicePayment("card", 20_000),), due_on=None,
    )  # fmt: skip


def final(country: str = "CZ") -> Invoice:
    """Takes an advance off whose VAT was rounded up on its own."""
    rate = RATES[country][0]
    taken = InvoiceLine(name="Odečet zálohy", price_minor=20_000, vat_bp=rate,
                        quantity_milli=-1000, total_minor=-20_000, deducts="2026-1-Z00001",
                        deducts_reference="926100001",
                        vat_minor=-(vat_table(((rate, 20_000),))[0].vat_minor))  # fmt: skip
    made = invoice(country)
    rows = tuple(
        VatRow(row.rate_bp, row.base_minor - 20_000 - (taken.vat_minor or 0),
               row.vat_minor + (taken.vat_minor or 0), row.gross_minor - 20_000)
        if row.rate_bp == rate else row
        for row in made.vat
    )  # fmt: skip
    total = made.total_minor - 20_000
    return replace(made, lines=(*made.lines, taken), vat=rows, total_minor=total, due_minor=total)


def all_of(country: str) -> dict[str, Invoice]:
    person = Party(kind="person", name="Žofie Malá", street="Krátká 5", city="Brno",
                   postcode="60200", country=country)  # fmt: skip
    bare = Party(kind="person", name="A")
    return {
        "unpaid": invoice(country),
        "cash": paid(country),
        "card": paid(country, "card"),
        "voucher": paid(country, "own-1"),
        "untaxed": untaxed(country),
        "credit": credit(country),
        "credit of untaxed": credit(country, untaxed(country)),
        "advance": advance(country),
        "credit of advance": credit(country, advance(country)),
        "final": final(country),
        "person": invoice(country, buyer=person),
        "nobody's address": invoice(country, buyer=bare, seller=replace(SELLERS[country], iban="")),
        "order": invoice(country, order_ref="e-shop/991", note="řádek\nřádek\x01"),
    }


def schema_folder() -> Path:
    """Where somebody has put the offices' own schemas; we may not hand them on."""
    folder = os.environ.get("PULT_SCHEMAS", "")
    if not folder:
        pytest.skip("PULT_SCHEMAS names no folder with the published schemas")
    return Path(folder)
