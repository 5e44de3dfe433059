"""What the Hungarian tax office (NAV Online Számla 3.0) is told of an invoice, as XML.

Each invoice is told, those to private persons too, whose name and address the office may not be
told. A credit note is the storno of the whole or a modification: its lines are new lines of the
invoice's chain, their numbers go on where those before end. Sums are forints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.salon.domain.fiscal.port import Prepared
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.electronic.amounts import (
    LineAmounts,
    before_discount,
    decimal,
    line_amounts,
)
from kiosk.salon.domain.invoices.electronic.trees import Tree, clean, cut
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine, Party
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.vat import VatRow, vat_within

PROVIDER = "nav"
COUNTRY = "HU"
DATA = "http://schemas.nav.gov.hu/OSA/3.0/data"
BASE = "http://schemas.nav.gov.hu/OSA/3.0/base"
GRACE_MS = 24 * 3_600_000
"""It is to be told at once; while the line is down, as soon as it is back [M]."""
Operation = Literal["CREATE", "MODIFY", "STORNO"]
Status = Literal["PRIVATE_PERSON", "DOMESTIC", "OTHER"]
_METHODS = {"cash": "CASH", "card": "CARD", "transfer": "TRANSFER", "voucher": "VOUCHER"}
_UNITS = {"": "PIECE", "db": "PIECE", "kg": "KILOGRAM", "l": "LITER", "m": "METER", "h": "HOUR"}
_TAX_NUMBER = re.compile(r"(?:HU)?(\d{8})(?:-?([1-5])-?(\d{2}))?")
_POSTCODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,8}[A-Z0-9]")
_BANK = re.compile(r"\d{8}-\d{8}(-\d{8})?|[A-Z]{2}\d{2}[0-9A-Za-z]{11,30}")
_COMMUNITY = re.compile(r"[A-Z]{2}[0-9A-Z]{2,13}")
_NO_POSTCODE = "0000"
_EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GR", "HR",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
})  # fmt: skip
_PRICE_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class TaxNumber:
    """``payer``: the eight digits of who it is; ``vat_code``, ``county``: empty if not said."""

    payer: str
    vat_code: str = ""
    county: str = ""

    @staticmethod
    def of(text: str) -> TaxNumber | None:
        """None for what is no Hungarian tax number."""
        found = _TAX_NUMBER.fullmatch("".join(text.split()).upper())
        return TaxNumber(found[1], found[2] or "", found[3] or "") if found else None


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a credit note stands. ``original``: number of the invoice that it takes back;
    ``index``: the first one is 1; ``lines_before``: of the invoice and all notes before;
    ``whole``: it takes back everything at once."""

    original: str
    index: int
    lines_before: int
    whole: bool


def prepare(
    invoice: Invoice,
    item_id: Id,
    *,
    chain: Chain | None = None,
    advances: Mapping[str, date] | None = None,
    test: bool = False,
) -> Prepared:
    """The message about an invoice. ``chain``: of a credit note; ``advances``: when the advances
    that it deducts were paid, by their invoices' numbers.

    A queue is an invoice with what takes it back: what the office will not have of one keeps no
    other waiting."""
    return Prepared(
        provider=PROVIDER,
        queue=chain.original if chain else invoice.number,
        kind=invoice.kind,
        subject_id=invoice.id,
        number=invoice.number,
        payload=report(invoice, chain, advances or {}),
        message_id=item_id.hex(),
        deadline=invoice.issued_at + GRACE_MS,
        test=test,
        operation=operation_of(chain),
    )


def report(invoice: Invoice, chain: Chain | None, advances: Mapping[str, date]) -> bytes:
    root = Tree.root("InvoiceData", **{"xmlns": DATA, "xmlns:b": BASE})
    root.add("invoiceNumber", invoice.number)
    root.add("invoiceIssueDate", invoice.issued_on.isoformat())
    root.add("completenessIndicator", "false")
    into = root.add("invoiceMain").add("invoice")
    if chain is not None:
        reference = into.add("invoiceReference")
        reference.add("originalInvoiceNumber", chain.original)
        reference.add("modifyWithoutMaster", "false")
        reference.add("modificationIndex", str(chain.index))
    head = into.add("invoiceHead")
    _supplier(head.add("supplierInfo"), invoice)
    _customer(head.add("customerInfo"), invoice.buyer)
    _detail(head.add("invoiceDetail"), invoice)
    lines = into.add("invoiceLines")
    lines.add("mergedItemIndicator", "false")
    pairs = zip(invoice.lines, line_amounts(invoice), strict=True)
    for number, (line, amounts) in enumerate(pairs, 1):
        one = lines.add("line")
        one.add("lineNumber", str(number))
        if chain is not None:
            change = one.add("lineModificationReference")
            change.add("lineNumberReference", str(chain.lines_before + number))
            change.add("lineOperation", "CREATE")
        _line(one, line, amounts, invoice, advances)
    _summary(into.add("invoiceSummary"), invoice)
    return root.bytes()


def operation_of(chain: Chain | None) -> Operation:
    """What is to be done with a report: signed with it when it is sent."""
    if chain is None:
        return "CREATE"
    return "STORNO" if chain.whole else "MODIFY"


def status_of(buyer: Party) -> Status:
    """What the office calls a buyer."""
    if buyer.kind == "person":
        return "PRIVATE_PERSON"
    domestic = buyer.country in ("", COUNTRY) and TaxNumber.of(buyer.vat_id)
    return "DOMESTIC" if domestic else "OTHER"


def _sum(into: Tree, tag: str, forints: int) -> None:
    """Each sum stands twice: in the currency of the invoice and in forints."""
    into.add(tag, str(forints))
    into.add(f"{tag}HUF", str(forints))


def _tax_number(into: Tree, number: TaxNumber) -> None:
    into.add("b:taxpayerId", number.payer)
    into.some("b:vatCode", number.vat_code)
    into.some("b:countyCode", number.county)


def _address(into: Tree, party: Party) -> None:
    address = into.add("b:simpleAddress")
    address.add("b:countryCode", party.country or COUNTRY)
    postcode = clean(party.postcode).upper()
    address.add("b:postalCode", postcode if _POSTCODE.fullmatch(postcode) else _NO_POSTCODE)
    address.add("b:city", cut(party.city, 255) or "-")
    address.add("b:additionalAddressDetail", cut(party.street, 255) or "-")


def _supplier(into: Tree, invoice: Invoice) -> None:
    seller = invoice.seller
    number = TaxNumber.of(seller.vat_id) or TaxNumber(cut(seller.vat_id, 8))
    _tax_number(into.add("supplierTaxNumber"), number)
    into.add("supplierName", cut(seller.name, 512))
    _address(into.add("supplierAddress"), seller)
    account = "".join(seller.iban.split()).upper()
    if _BANK.fullmatch(account):
        into.add("supplierBankAccountNumber", account)
    if not invoice.pays_vat:
        into.add("individualExemption", "true")


def _customer(into: Tree, buyer: Party) -> None:
    status = status_of(buyer)
    into.add("customerVatStatus", status)
    if status == "PRIVATE_PERSON":
        return
    bare = "".join(buyer.vat_id.split()).upper()
    number = TaxNumber.of(buyer.vat_id)
    if status == "DOMESTIC" and number is not None:
        _tax_number(into.add("customerVatData").add("customerTaxNumber"), number)
    elif bare and buyer.country in _EU and _COMMUNITY.fullmatch(bare):
        into.add("customerVatData").add("communityVatNumber", bare)
    elif bare and buyer.country not in ("", COUNTRY, *_EU):
        into.add("customerVatData").add("thirdStateTaxId", cut(bare, 50))
    into.add("customerName", cut(buyer.name, 512) or "-")
    _address(into.add("customerAddress"), buyer)


def _detail(into: Tree, invoice: Invoice) -> None:
    into.add("invoiceCategory", "NORMAL")
    into.add("invoiceDeliveryDate", invoice.supplied_on.isoformat())
    into.add("currencyCode", invoice.currency)
    into.add("exchangeRate", "1")
    into.add("paymentMethod", _method(invoice))
    if invoice.due_on is not None:
        into.add("paymentDate", invoice.due_on.isoformat())
    into.add("invoiceAppearance", "PAPER")


def _method(invoice: Invoice) -> str:
    """How most of it is paid; what is open comes to the account."""
    parts = [
        (abs(part.amount_minor), _METHODS.get(part.method, "OTHER"))
        for part in invoice.payments
        if part.method != LATER
    ]
    return max([*parts, (abs(invoice.due_minor), "TRANSFER")])[1]


def _line(
    into: Tree,
    line: InvoiceLine,
    amounts: LineAmounts,
    invoice: Invoice,
    advances: Mapping[str, date],
) -> None:
    if line.advance or line.deducts:
        advance = into.add("advanceData")
        advance.add("advanceIndicator", "true")
        if line.deducts in advances:
            paid = advance.add("advancePaymentData")
            paid.add("advanceOriginalInvoice", cut(line.deducts, 50))
            paid.add("advancePaymentDate", advances[line.deducts].isoformat())
            paid.add("advanceExchangeRate", "1")
    counted = line.quantity_milli != 0 and not line.deducts
    into.add("lineExpressionIndicator", "true" if counted else "false")
    into.add("lineNatureIndicator", "PRODUCT" if line.kind == "product" else "SERVICE")
    into.add("lineDescription", cut(line.name, 512) or "-")
    gross = before_discount(line)
    net = gross - vat_within(gross, line.vat_bp)
    if gross == line.total_minor:
        net = amounts.net_minor
    if counted:
        _counted(into, line, net)
        if net != amounts.net_minor:
            discount = into.add("lineDiscountData")
            discount.some("discountDescription", cut(line.discount_text, 255))
            discount.add("discountValue", str(net - amounts.net_minor))
    amount = into.add("lineAmountsNormal")
    _sum(amount.add("lineNetAmountData"), "lineNetAmount", amounts.net_minor)
    _rate(amount.add("lineVatRate"), line.vat_bp, invoice)
    _sum(amount.add("lineVatData"), "lineVatAmount", amounts.vat_minor)
    _sum(amount.add("lineGrossAmountData"), "lineGrossAmountNormal", amounts.gross_minor)


def _counted(into: Tree, line: InvoiceLine, net: int) -> None:
    """Of what the whole line is without VAT and discount: the office multiplies it again."""
    into.add("quantity", decimal(line.quantity_milli, 3))
    unit = clean(line.unit)
    into.add("unitOfMeasure", _UNITS.get(unit, "OWN"))
    if unit not in _UNITS:
        into.add("unitOfMeasureOwn", cut(unit, 50))
    sign = -1 if line.quantity_milli < 0 else 1
    price = divide_half_up(sign * net * 1000 * 10**_PRICE_DECIMALS, abs(line.quantity_milli))
    text = decimal(price, _PRICE_DECIMALS)
    into.add("unitPrice", text)
    into.add("unitPriceHUF", text)


def _rate(into: Tree, vat_bp: int, invoice: Invoice) -> None:
    if invoice.pays_vat:
        into.add("vatPercentage", decimal(vat_bp, 4))
        return
    exempt = into.add("vatExemption")
    exempt.add("case", "AAM")
    exempt.add("reason", cut(invoice.clause, 200) or "Alanyi adómentes")


def _summary(into: Tree, invoice: Invoice) -> None:
    normal = into.add("summaryNormal")
    untaxed = VatRow(0, invoice.total_minor, 0, invoice.total_minor)
    for row in invoice.vat or (untaxed,):
        by_rate = normal.add("summaryByVatRate")
        _rate(by_rate.add("vatRate"), row.rate_bp, invoice)
        _sum(by_rate.add("vatRateNetData"), "vatRateNetAmount", row.base_minor)
        _sum(by_rate.add("vatRateVatData"), "vatRateVatAmount", row.vat_minor)
        _sum(by_rate.add("vatRateGrossData"), "vatRateGrossAmount", row.gross_minor)
    vat = sum(row.vat_minor for row in invoice.vat)
    _sum(normal, "invoiceNetAmount", invoice.total_minor - vat)
    _sum(normal, "invoiceVatAmount", vat)
    _sum(into.add("summaryGrossData"), "invoiceGrossAmount", invoice.total_minor)
