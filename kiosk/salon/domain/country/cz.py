"""Czechia."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.payment_form import PaymentForm
from kiosk.salon.domain.country.rules import (
    CashRule,
    Country,
    Fields,
    InvoiceSigns,
    Invoicing,
    Keeping,
    Limit,
    SignedReturn,
    SmallBusiness,
    UsualVat,
    VatRates,
    Vouchers,
)
from kiosk.salon.domain.money import CashRounding

CZECHIA = Country(
    code="CZ",
    currency="CZK",
    language="cs",
    timezone="Europe/Prague",
    company_id="IČO",
    vat_id="DIČ",
    piece="ks",
    vat=(
        VatRates(date(2015, 1, 1), (2100, 1500, 1000, 0)),
        VatRates(date(2024, 1, 1), (2100, 1200, 0)),
    ),
    # Hairdressing had the lower rate until the end of 2023.
    usual_vat=(
        UsualVat(date(2020, 5, 1), 2100, 2100, {"hair": 1000}),
        UsualVat(date(2024, 1, 1), 2100, 2100, {}),
    ),
    small=(
        SmallBusiness(
            date(2025, 1, 1),
            ("Nejsem plátce DPH", "Nejsme plátci DPH"),
            2_000_000_00,
            2_536_500_00,
            "[M] Turnover of a calendar year. The clause is a custom, no duty.",
        ),
    ),
    # Whole crowns, half up, since the coin of 50 hellers went (act 526/1990); the difference is no
    # part of what VAT is of.
    cash=(CashRule(date(2008, 9, 1), CashRounding(100)),),
    cash_limit=(
        Limit(
            date(2014, 12, 1),
            270_000_00,
            "[M] Of one payer in a day (act 254/2004). A limit of 10,000 EUR for the whole Union "
            "comes in July 2027.",
        ),
    ),
    simplified=(Limit(date(2014, 1, 1), 10_000_00, "Act 235/2004, § 30; however it is paid."),),
    receipt=(
        Fields(
            date(2014, 1, 1),
            frozenset(
                {"name", "address", "vat_id", "number", "issued", "lines", "quantity", "rates",
                 "total", "rounding"}
            ),
            "Act 235/2004, § 30a: the sum of VAT may be left out where rate and total stand.",
        ),
    ),
    invoice=(
        Fields(
            date(2014, 1, 1),
            frozenset(
                {"name", "address", "company_id", "vat_id", "buyer_name", "buyer_address",
                 "buyer_vat_id", "number", "issued", "supplied", "lines", "quantity", "unit_price",
                 "discounts", "rates", "base", "vat", "total"}
            ),
            "[M] Also the file mark of the register.",
        ),
    ),
    keeping=(Keeping(date(2004, 5, 1), 10, 5, "[M]"),),
    vouchers=(
        Vouchers(date(1992, 1, 1), "PPD", "VPD", "[M] A custom. The fields: act 563/1991, § 11."),
    ),
    invoice_signs=(
        InvoiceSigns(
            date(1993, 1, 1), "F", "D", "Z", "[M] A custom: faktura, dobropis, zálohová faktura."
        ),
    ),
    invoicing=(
        Invoicing(
            date(1993, 1, 1),
            "named",
            note="[M] The receipt is a simplified document of the same supply; it is named.",
        ),
    ),
    signed=(SignedReturn(date(1992, 1, 1), "[M] A custom: it shows that it was real."),),
    payment=(PaymentForm(date(2021, 1, 1), "spayd", "QR Platba", "Variabilní symbol"),),
)  # fmt: skip
