"""ISDOC 6.0.2, the Czech form of an invoice as a file (namespace ``http://isdoc.cz/namespace/2013``).

Its sums are above zero in a credit note too: its kind says which way they go. What an advance took
before is not a line of it, it stands among the deposits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from kiosk.salon.domain.invoices.electronic.amounts import (
    LineAmounts,
    Written,
    before_discount,
    line_amounts,
    percent,
)
from kiosk.salon.domain.invoices.electronic.trees import Tree
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine, Party
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.vat import VatRow

NAMESPACE = "http://isdoc.cz/namespace/2013"
SYSTEM = "Pult"
FROM_THE_TOP = "1"
"""VAT is taken out of prices that include it."""
_CASH, _ACCOUNT, _CARD, _BETWEEN_PARTNERS = "10", "42", "48", "97"
_MEANS = {"cash": _CASH, "card": _CARD, "transfer": _ACCOUNT, "foreign": _CASH}
_COUNTRIES = {
    "CZ": "Česká republika", "SK": "Slovensko", "HU": "Maďarsko", "SI": "Slovinsko",
    "DE": "Německo", "AT": "Rakousko", "PL": "Polsko",
}  # fmt: skip
_NUMBERED = re.compile(r"(.*\S)\s+(\d+\S*)")
Line = tuple[InvoiceLine, LineAmounts]


def isdoc(invoice: Invoice) -> bytes:
    """The whole file."""
    root = Tree.root("Invoice", xmlns=NAMESPACE, version="6.0.2")
    credit = invoice.kind == "credit_note"
    written = Written.of(invoice, -1 if credit else 1)
    pairs = tuple(zip(invoice.lines, line_amounts(invoice), strict=True))
    lines = [pair for pair in pairs if not pair[0].deducts]
    claimed = [pair for pair in pairs if pair[0].deducts]
    root.add("DocumentType", _document_type(invoice))
    root.add("ID", invoice.number)
    root.add("UUID", str(UUID(bytes=invoice.id)).upper())
    root.add("IssuingSystem", SYSTEM)
    root.add("IssueDate", invoice.issued_on.isoformat())
    if invoice.pays_vat and not credit:
        root.add("TaxPointDate", invoice.supplied_on.isoformat())
    root.add("VATApplicable", _bool(invoice.pays_vat))
    root.add("ElectronicPossibilityAgreementReference", "")
    root.some("Note", ". ".join(_notes(invoice)))
    root.add("LocalCurrencyCode", invoice.currency)
    root.add("CurrRate", "1")
    root.add("RefCurrRate", "1")
    _party(root.add("AccountingSupplierParty"), invoice.seller, pays_vat=invoice.pays_vat)
    _party(root.add("AccountingCustomerParty"), invoice.buyer, pays_vat=True)
    if invoice.order_ref:
        root.add("OrderReferences").add("OrderReference", id="order").add(
            "SalesOrderID", invoice.order_ref
        )
    if invoice.corrects is not None:
        original = root.add("OriginalDocumentReferences").add(
            "OriginalDocumentReference", id="original"
        )
        original.add("ID", invoice.corrects.number)
        original.add("IssueDate", invoice.corrects.issued_on.isoformat())
    rows = root.add("InvoiceLines")
    for index, pair in enumerate(lines, 1):
        _line(rows.add("InvoiceLine"), index, pair, invoice, written)
    if claimed:
        _deposits(root.add("TaxedDeposits"), claimed, invoice, written)
    _totals(root, lines, claimed, invoice, written)
    _payments(root, invoice, written)
    return root.bytes()


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _document_type(invoice: Invoice) -> str:
    if invoice.kind == "advance":
        return "5" if invoice.pays_vat else "4"
    if invoice.kind == "credit_note":
        return "6" if all(line.advance for line in invoice.lines) else "2"
    return "1"


def _notes(invoice: Invoice) -> Iterable[str]:
    if invoice.corrects is not None and invoice.corrects.reason:
        yield invoice.corrects.reason
    if invoice.note:
        yield invoice.note
    if invoice.clause:
        yield invoice.clause


def _party(parent: Tree, party: Party, *, pays_vat: bool) -> None:
    into = parent.add("Party")
    into.add("PartyIdentification").add("ID", party.company_id)
    into.add("PartyName").add("Name", party.name)
    address = into.add("PostalAddress")
    numbered = _NUMBERED.fullmatch(party.street.strip())
    address.add("StreetName", numbered[1] if numbered else party.street)
    address.add("BuildingNumber", numbered[2] if numbered else "")
    address.add("CityName", party.city)
    address.add("PostalZone", party.postcode)
    country = address.add("Country")
    country.add("IdentificationCode", party.country)
    country.add("Name", _COUNTRIES.get(party.country, party.country))
    if party.vat_id:
        scheme = into.add("PartyTaxScheme")
        scheme.add("CompanyID", party.vat_id)
        scheme.add("TaxScheme", "VAT" if pays_vat else "TIN")
    if party.register:
        into.add("RegisterIdentification").add("Preformatted", party.register)
    if party.phone or party.email:
        contact = into.add("Contact")
        contact.some("Telephone", party.phone)
        contact.some("ElectronicMail", party.email)


def _line(into: Tree, index: int, pair: Line, invoice: Invoice, written: Written) -> None:
    line, amounts = pair
    gross_before = before_discount(line)
    net_before = gross_before - divide_half_up(gross_before * line.vat_bp, 10_000 + line.vat_bp)
    reduced = gross_before != line.total_minor
    into.add("ID", str(index))
    if invoice.corrects is not None:
        into.add("OriginalDocumentReference", ref="original")
    quantity = into.add("InvoicedQuantity", written.quantity(line.quantity_milli))
    if line.unit:
        quantity.element.set("unitCode", line.unit)
    into.add("LineExtensionAmount", written.sum(amounts.net_minor))
    if reduced:
        into.add("LineExtensionAmountBeforeDiscount", written.sum(net_before))
    into.add("LineExtensionAmountTaxInclusive", written.sum(line.total_minor))
    if reduced:
        into.add("LineExtensionAmountTaxInclusiveBeforeDiscount", written.sum(gross_before))
    into.add("LineExtensionTaxAmount", written.sum(amounts.vat_minor))
    price = Written(written.exponent)
    into.add("UnitPrice", price.unit(line.price_minor, line.vat_bp))
    into.add("UnitPriceTaxInclusive", price.sum(line.price_minor))
    _category(into.add("ClassifiedTaxCategory"), line.vat_bp, invoice)
    reasons = [text for text in (line.discount_text,) if text and reduced]
    into.some("Note", ", ".join(reasons))
    into.add("Item").add("Description", line.name)


def _category(into: Tree, vat_bp: int, invoice: Invoice) -> None:
    into.add("Percent", percent(vat_bp))
    into.add("VATCalculationMethod", FROM_THE_TOP)
    into.add("VATApplicable", _bool(invoice.pays_vat))


def _deposits(into: Tree, claimed: list[Line], invoice: Invoice, written: Written) -> None:
    for line, amounts in claimed:
        deposit = into.add("TaxedDeposit")
        deposit.add("ID", line.deducts)
        deposit.add("VariableSymbol", line.deducts_reference)
        deposit.add("TaxableDepositAmount", written.sum(-amounts.net_minor))
        deposit.add("TaxInclusiveDepositAmount", written.sum(-line.total_minor))
        _category(deposit.add("ClassifiedTaxCategory"), line.vat_bp, invoice)


def _totals(
    root: Tree, lines: list[Line], claimed: list[Line], invoice: Invoice, written: Written
) -> None:
    total = root.add("TaxTotal")
    net_claimed = -sum(amounts.net_minor for _, amounts in claimed)
    gross_claimed = -sum(line.total_minor for line, _ in claimed)
    for row in invoice.vat or (_untaxed(invoice),):
        of_rate = [one for line, one in claimed if line.vat_bp == row.rate_bp]
        net = -sum(one.net_minor for one in of_rate)
        vat = -sum(one.vat_minor for one in of_rate)
        into = total.add("TaxSubTotal")
        for before, base, tax in (
            ("", row.base_minor + net, row.vat_minor + vat),
            ("AlreadyClaimed", net, vat),
            ("Difference", row.base_minor, row.vat_minor),
        ):
            into.add(f"{before}TaxableAmount", written.sum(base))
            into.add(f"{before}TaxAmount", written.sum(tax))
            into.add(f"{before}TaxInclusiveAmount", written.sum(base + tax))
        category = into.add("TaxCategory")
        category.add("Percent", percent(row.rate_bp))
        category.add("VATApplicable", _bool(invoice.pays_vat))
    vat_of_all = sum(row.vat_minor for row in invoice.vat)
    total.add("TaxAmount", written.sum(vat_of_all))
    net_of_all = invoice.total_minor - vat_of_all
    money = root.add("LegalMonetaryTotal")
    money.add("TaxExclusiveAmount", written.sum(net_of_all + net_claimed))
    money.add("TaxInclusiveAmount", written.sum(invoice.total_minor + gross_claimed))
    money.add("AlreadyClaimedTaxExclusiveAmount", written.sum(net_claimed))
    money.add("AlreadyClaimedTaxInclusiveAmount", written.sum(gross_claimed))
    money.add("DifferenceTaxExclusiveAmount", written.sum(net_of_all))
    money.add("DifferenceTaxInclusiveAmount", written.sum(invoice.total_minor))
    money.add("PayableRoundingAmount", written.sum(invoice.rounding_minor))
    money.add("PaidDepositsAmount", written.sum(0))
    money.add("PayableAmount", written.sum(invoice.total_minor + invoice.rounding_minor))


def _untaxed(invoice: Invoice) -> VatRow:
    """The form wants a row though no VAT is paid."""
    return VatRow(0, invoice.total_minor, 0, invoice.total_minor)


def _payments(root: Tree, invoice: Invoice, written: Written) -> None:
    """What was paid when it was issued, and what is to come to the account."""
    parts = [
        (_MEANS.get(part.method, _BETWEEN_PARTNERS), part.amount_minor)
        for part in invoice.payments
        if part.method != LATER
    ]
    if not parts and not invoice.due_minor:
        return
    means = root.add("PaymentMeans")
    for code, amount in parts:
        payment = means.add("Payment")
        payment.add("PaidAmount", written.sum(amount))
        payment.add("PaymentMeansCode", code)
        if code != _ACCOUNT and invoice.receipt is not None:
            details = payment.add("Details")
            details.add("DocumentID", invoice.receipt.number)
            details.add("IssueDate", invoice.issued_on.isoformat())
    if invoice.due_minor:
        payment = means.add("Payment")
        payment.add("PaidAmount", written.sum(invoice.due_minor))
        payment.add("PaymentMeansCode", _ACCOUNT)
        if invoice.seller.iban:
            _account(payment.add("Details"), invoice)


def _account(into: Tree, invoice: Invoice) -> None:
    iban = "".join(invoice.seller.iban.split()).upper()
    into.add("PaymentDueDate", (invoice.due_on or invoice.issued_on).isoformat())
    czech = iban[:2] in ("CZ", "SK") and len(iban) == 24
    prefix, number = iban[8:14].lstrip("0"), iban[14:].lstrip("0")
    into.add("ID", "-".join(filter(None, (prefix, number))) if czech else iban)
    into.add("BankCode", iban[4:8] if czech else "")
    into.add("Name", "")
    into.add("IBAN", iban)
    into.add("BIC", invoice.seller.bic)
    into.some("VariableSymbol", invoice.reference)
