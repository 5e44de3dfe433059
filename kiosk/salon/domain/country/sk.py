"""Slovakia. Its screens are Czech; what the law wants said stands on papers in Slovak."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.country.payment_form import PaymentForm
from kiosk.salon.domain.country.rules import (
    CashRule,
    Country,
    Fields,
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
from kiosk.salon.domain.money import CashRounding

SLOVAKIA = Country(
    code="SK",
    currency="EUR",
    language="cs",
    law_language="sk",
    timezone="Europe/Bratislava",
    company_id="IČO",
    vat_id="DIČ / IČ DPH",
    vat_id_of_all=True,
    piece="ks",
    vat=(
        VatRates(date(2023, 1, 1), (2000, 1000, 500, 0)),
        VatRates(date(2025, 1, 1), (2300, 1900, 500, 0)),
    ),
    usual_vat=(
        UsualVat(date(2011, 1, 1), 2000, 2000, {}),
        UsualVat(date(2025, 1, 1), 2300, 2300, {}),
    ),
    small=(
        SmallBusiness(
            date(2025, 1, 1), ("Nie som platiteľ DPH",), 50_000_00, 62_500_00, "[M]"
        ),
    ),
    # To five cents; one or two cents become five, for nothing is given for nothing.
    cash=(
        CashRule(date(2009, 1, 1), CashRounding(1)),
        CashRule(date(2022, 7, 1), CashRounding(5, 5)),
    ),
    cash_limit=(
        Limit(date(2013, 1, 1), 5_000_00, "[M]"),
        Limit(date(2023, 7, 1), 15_000_00, "[M]"),
        Limit(date(2027, 7, 10), 10_000_00, "[M] The limit of the whole Union."),
    ),
    simplified=(
        Limit(date(2019, 7, 1), 1_000_00, "In cash; 1,600 EUR by card."),
        Limit(date(2025, 1, 1), 400_00, "However it is paid; only a receipt of eKasa."),
    ),
    receipt=(
        Fields(
            date(2019, 7, 1),
            frozenset(
                {"name", "address", "company_id", "vat_id", "number", "issued", "time", "lines",
                 "quantity", "rates", "base", "vat", "total", "rounding"}
            ),
            "[M] The receipt that counts is that of eKasa, with its own marks.",
        ),
    ),
    invoice=(
        Fields(
            date(2019, 7, 1),
            frozenset(
                {"name", "address", "company_id", "vat_id", "buyer_name", "buyer_address",
                 "buyer_vat_id", "number", "issued", "supplied", "lines", "quantity", "unit_price",
                 "discounts", "rates", "base", "vat", "total"}
            ),
            "[M] Also the register.",
        ),
    ),
    keeping=(Keeping(date(2004, 5, 1), 10, 10, "[M]"),),
    vouchers=(
        Vouchers(date(2003, 1, 1), "PPD", "VPD", "[M] A custom. The fields: act 431/2002, § 10."),
    ),
    invoice_signs=(
        InvoiceSigns(
            date(1993, 1, 1), "F", "D", "Z", "[M] A custom: faktúra, dobropis, zálohová faktúra."
        ),
    ),
    invoicing=(
        Invoicing(
            date(1993, 1, 1),
            "named",
            note="[M] A receipt of eKasa would be the tax document, but it is written elsewhere, "
            "and the slip of this program is none.",
        ),
    ),
    fiscal=(
        FiscalTill(
            date(2019, 7, 1),
            "eKasa",
            "Toto nie je pokladničný doklad z eKasa.",
            "For all services and goods since 1 January 2026 (act 384/2025).",
        ),
    ),
    vat_ids=(
        NumberName(r"[Ss][Kk] ?\d{10}", "IČ DPH"),
        NumberName(r"\d{10}", "DIČ"),
    ),
    signed=(SignedReturn(date(2003, 1, 1), "[M] A custom: it shows that it was real."),),
    payment=(PaymentForm(date(2013, 1, 1), "pay_by_square", "PAY by square", "Variabilný symbol"),),
)  # fmt: skip
