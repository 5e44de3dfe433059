"""Hungary."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.payment_form import PaymentForm
from kiosk.salon.domain.country.rules import (
    CashRule,
    Country,
    Fields,
    FiscalOffice,
    FiscalTill,
    InvoiceSigns,
    Invoicing,
    Keeping,
    Limit,
    NumberName,
    SignedReturn,
    SmallBusiness,
    UsualVat,
    VatRates,
    Vouchers,
)
from kiosk.salon.domain.country.ways import EverySale
from kiosk.salon.domain.money import CashRounding

HUNGARY = Country(
    code="HU",
    currency="HUF",
    language="hu",
    timezone="Europe/Budapest",
    company_id="Nyilvántartási szám",
    vat_id="Adószám",
    vat_id_of_all=True,
    piece="db",
    vat=(VatRates(date(2012, 1, 1), (2700, 1800, 500, 0)),),
    usual_vat=(UsualVat(date(2012, 1, 1), 2700, 2700, {}),),
    small=(
        SmallBusiness(date(2025, 1, 1), ("Alanyi adómentes (AAM)",), 18_000_000, 0, "[M]"),
        SmallBusiness(
            date(2026, 1, 1), ("Alanyi adómentes (AAM)",), 20_000_000, 0, "[M] It goes on rising."
        ),
    ),
    # Sums that end in 0 or 5 forints (act III of 2008).
    cash=(CashRule(date(2008, 3, 1), CashRounding(5)),),
    cash_limit=(
        Limit(date(2013, 1, 1), 1_500_000, "[M] In a month, to one business.", businesses=True),
    ),
    simplified=(
        Limit(
            date(2014, 7, 1),
            900_000,
            "[M] A receipt (nyugta) to a private person who asks for no invoice and pays at once; "
            "otherwise an invoice whatever the sum.",
        ),
    ),
    receipt=(
        Fields(
            date(2014, 7, 1),
            frozenset(
                {"name", "address", "vat_id", "number", "issued", "lines", "total", "rounding"}
            ),
            "[M] Of a receipt (nyugta).",
        ),
    ),
    invoice=(
        Fields(
            date(2014, 7, 1),
            frozenset(
                {"name", "address", "vat_id", "buyer_name", "buyer_address", "buyer_vat_id",
                 "number", "issued", "supplied", "lines", "quantity", "unit_price", "discounts",
                 "rates", "base", "vat", "total"}
            ),
            "[M] It is reported to NAV Online Számla; the buyer's number where the buyer is a "
            "taxpayer in Hungary.",
        ),
    ),
    keeping=(Keeping(date(2001, 1, 1), 8, 8, "[M]"),),
    offices=(
        FiscalOffice(
            date(2021, 1, 4),
            "nav",
            "[M] Online Számla: every invoice, to whomever; from 100,000 HUF of VAT since 2018.",
        ),
    ),
    every_sale=(
        EverySale(
            date(2014, 7, 1),
            "invoice",
            "Magánszemély",
            "[M] Who gives an invoice owes no receipt (nyugta); the law wants a name.",
        ),
    ),
    vouchers=(
        Vouchers(date(2001, 1, 1), "BP", "KP", "[M] Strict numbering: act C of 2000, § 167."),
    ),
    invoice_signs=(
        InvoiceSigns(
            *(date(1993, 1, 1), "SZ", "H", "E"),
            note="[M] A custom: számla, helyesbítő számla, előlegszámla.",
        ),
    ),
    invoicing=(
        Invoicing(
            date(1993, 1, 1),
            "none",
            buyer_vat_id=True,
            seller_vat_id=True,
            note="[M] The slip is no tax document; taxpayers are named with their number.",
        ),
    ),
    beside=(
        FiscalTill(
            date(2013, 1, 1),
            "adóügyi bizonylat",
            "Nem adóügyi bizonylat",
            "[M] Unless the salon needs no register and this program writes its receipts.",
        ),
    ),
    # A company stands in the register of companies, a sole trader in one of their own.
    company_ids=(
        NumberName(r"\d{2}[- ]?\d{2}[- ]?\d{6}", "Cégjegyzékszám"),
        NumberName(r"\d{7,8}", "Nyilvántartási szám"),
    ),
    signed=(SignedReturn(date(2001, 1, 1), "[M] A custom: it shows that it was real."),),
    payment=(
        PaymentForm(
            date(2019, 7, 12),
            "hct",
            "QR-fizetés",
            "Közlemény",
            note="The name qvik is for those who have a contract of acceptance.",
        ),
    ),
)  # fmt: skip
