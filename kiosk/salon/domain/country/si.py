"""Slovenia."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.payment_form import PaymentForm
from kiosk.salon.domain.country.rules import (
    CashRule,
    Country,
    Fields,
    FiscalOffice,
    InvoiceSigns,
    Invoicing,
    Keeping,
    Limit,
    SmallBusiness,
    UsualVat,
    VatRates,
    Vouchers,
)
from kiosk.salon.domain.money import CashRounding

SLOVENIA = Country(
    code="SI",
    currency="EUR",
    language="sl",
    timezone="Europe/Ljubljana",
    company_id="Matična št.",
    vat_id="ID za DDV",
    piece="kos",
    vat=(
        VatRates(date(2013, 7, 1), (2200, 950, 0)),
        VatRates(date(2020, 1, 1), (2200, 950, 500, 0)),
    ),
    usual_vat=(
        UsualVat(
            date(2013, 7, 1),
            2200,
            2200,
            {"hair": 950},
            "[M] Cosmetics and nails at the full rate: ask an accountant.",
        ),
    ),
    small=(
        SmallBusiness(
            date(2025, 1, 1),
            ("DDV ni obračunan na podlagi 1. odstavka 94. člena ZDDV-1",),
            60_000_00,
            66_000_00,
            "[M]",
        ),
    ),
    # Every cent is paid.
    cash=(CashRule(date(2007, 1, 1), CashRounding(1)),),
    cash_limit=(Limit(date(2022, 4, 5), 5_000_00, "[M]"),),
    simplified=(
        Limit(
            date(2013, 7, 1),
            100_00,
            "[M] Of a sale to a business; what people buy stands on the same receipt.",
            businesses=True,
        ),
    ),
    receipt=(
        Fields(
            date(2016, 1, 2),
            frozenset(
                {"name", "address", "vat_id", "number", "issued", "time", "lines", "quantity",
                 "rates", "base", "vat", "total", "person"}
            ),
            "ZDavPR wants EOR and ZOI besides: see `offices`.",
        ),
    ),
    invoice=(
        Fields(
            date(2013, 7, 1),
            frozenset(
                {"name", "address", "vat_id", "buyer_name", "buyer_address", "buyer_vat_id",
                 "number", "issued", "supplied", "lines", "quantity", "unit_price", "discounts",
                 "rates", "base", "vat", "total"}
            ),
            "[M] A company says its register court and its capital too.",
        ),
    ),
    keeping=(Keeping(date(2007, 1, 1), 10, 10, "[M]"),),
    offices=(
        FiscalOffice(
            date(2016, 1, 2),
            "furs",
            "ZDavPR: every receipt that is not paid by a transfer to the account alone.",
        ),
    ),
    vouchers=(
        Vouchers(
            date(2007, 1, 1), "BP", "BI", "[M] A custom, within the salon's own rule on its till."
        ),
    ),
    invoice_signs=(
        InvoiceSigns(
            *(date(1991, 10, 8), "R", "D", "P"),
            note="[M] A custom: račun, dobropis, račun za predplačilo.",
        ),
    ),
    invoicing=(
        Invoicing(
            date(1991, 10, 8),
            "tax",
            note="[M] The confirmed receipt is the tax document; the invoice refers to it.",
        ),
    ),
    payment=(
        PaymentForm(
            date(2016, 12, 15),
            "upn_qr",
            "UPN QR",
            "Sklic",
            "SI00",
            "SI00 has no check digit: the reference comes back in the bank's statement as it is.",
        ),
    ),
)  # fmt: skip
