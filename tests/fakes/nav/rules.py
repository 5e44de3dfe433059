"""What the office looks at in an invoice, after it was taken: the codes are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree

from tests.fakes.nav.reading import N

ORDER = {
    "InvoiceData": ["invoiceNumber", "invoiceIssueDate", "completenessIndicator", "invoiceMain"],
    "invoice": ["invoiceReference", "invoiceHead", "invoiceLines", "invoiceSummary"],
    "invoiceReference": ["originalInvoiceNumber", "modifyWithoutMaster", "modificationIndex"],
    "invoiceHead": ["supplierInfo", "customerInfo", "invoiceDetail"],
    "supplierInfo": ["supplierTaxNumber", "supplierName", "supplierAddress",
                     "supplierBankAccountNumber", "individualExemption"],
    "customerInfo": ["customerVatStatus", "customerVatData", "customerName", "customerAddress"],
    "line": ["lineNumber", "lineModificationReference", "advanceData", "lineExpressionIndicator",
             "lineNatureIndicator", "lineDescription", "quantity", "unitOfMeasure",
             "unitOfMeasureOwn", "unitPrice", "unitPriceHUF", "lineDiscountData",
             "lineAmountsNormal"],
}  # fmt: skip
FORMS = {
    "taxpayerId": r"\d{8}", "postalCode": r"[A-Z0-9][A-Z0-9\s-]{1,8}[A-Z0-9]",
    "countryCode": "[A-Z]{2}", "invoiceIssueDate": r"\d{4}-\d\d-\d\d", "currencyCode": "[A-Z]{3}",
    "invoiceNumber": r".{1,50}", "supplierName": r"(?=.*\S).{1,512}", "city": r"(?=.*\S).{1,255}",
    "customerName": r"(?=.*\S).{1,512}", "lineDescription": r"(?=.*\S).{1,512}",
    "paymentMethod": "TRANSFER|CASH|CARD|VOUCHER|OTHER",
    "additionalAddressDetail": r"(?=.*\S).{1,255}",
}  # fmt: skip


@dataclass
class Chain:
    """What the office has of one invoice and all that changes it."""

    lines: int = 0
    indices: set[int] = field(default_factory=set)
    cancelled: bool = False


def name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def schema(root: ElementTree.Element) -> Iterator[str]:
    """Order, forms: what breaks it."""
    for element in root.iter():
        tag, children = name(element), [name(child) for child in element]
        if tag in ORDER:
            known = [ORDER[tag].index(child) for child in children if child in ORDER[tag]]
            if len(known) != len(children) or known != sorted(set(known)):
                yield f"{tag}: {children}"
        form = FORMS.get(tag)
        if form and not re.fullmatch(form, element.text or ""):
            yield f"{tag}: {element.text!r}"
        if not children and not (element.text or "").strip():
            yield f"{tag} is empty"


def business(
    operation: str, root: ElementTree.Element, tax_number: str, chains: Mapping[str, Chain]
) -> Iterator[tuple[str, str]]:
    """Pairs of severity and code."""
    number = root.findtext("d:invoiceNumber", "", N)
    invoice = root.find("d:invoiceMain/d:invoice", N)
    assert invoice is not None
    if number in chains:
        yield "ERROR", "INVOICE_NUMBER_NOT_UNIQUE"
    if invoice.findtext(".//d:supplierTaxNumber/b:taxpayerId", "", N) != tax_number:
        yield "ERROR", "SUPPLIER_TAX_NUMBER_MISMATCH"
    lines = invoice.findall("d:invoiceLines/d:line", N)
    counted = [int(line.findtext("d:lineNumber", "0", N)) for line in lines]
    if counted != list(range(1, len(lines) + 1)):
        yield "ERROR", "LINE_NUMBER_NOT_SEQUENTIAL"
    yield from _chain(operation, invoice, lines, chains)
    yield from _customer(invoice)
    yield from _sums(invoice, lines)


def _chain(
    operation: str,
    invoice: ElementTree.Element,
    lines: list[ElementTree.Element],
    chains: Mapping[str, Chain],
) -> Iterator[tuple[str, str]]:
    reference = invoice.find("d:invoiceReference", N)
    references = [line.find("d:lineModificationReference", N) for line in lines]
    if operation == "CREATE":
        if reference is not None:
            yield "ERROR", "INVOICE_REFERENCE_NOT_EXPECTED"
        if any(one is not None for one in references):
            yield "ERROR", "LINE_MODIFICATION_NOT_EXPECTED"
        return
    if reference is None:
        yield "ERROR", "INVOICE_REFERENCE_EXPECTED"
        return
    if any(one is None for one in references):
        yield "ERROR", "LINE_MODIFICATION_EXPECTED"
    chain = chains.get(reference.findtext("d:originalInvoiceNumber", "", N))
    if chain is None:
        yield "ERROR", "INVALID_INVOICE_REFERENCE"
        return
    if int(reference.findtext("d:modificationIndex", "0", N)) in chain.indices:
        yield "ERROR", "MODIFICATION_INDEX_NOT_UNIQUE"
    places = [
        int(one.findtext("d:lineNumberReference", "0", N)) for one in references if one is not None
    ]
    if any(place <= chain.lines for place in places):
        yield "ERROR", "INVOICE_LINE_ALREADY_EXISTS"
    if chain.cancelled:
        yield "WARN", "CANCELLED_BEFORE"


def _customer(invoice: ElementTree.Element) -> Iterator[tuple[str, str]]:
    customer = invoice.find("d:invoiceHead/d:customerInfo", N)
    if customer is None:
        yield "ERROR", "CUSTOMER_INFO_MISSING"
        return
    private = customer.findtext("d:customerVatStatus", "", N) == "PRIVATE_PERSON"
    told = [name(child) for child in customer if name(child) != "customerVatStatus"]
    if private and told:
        yield "ERROR", "CUSTOMER_DATA_NOT_EXPECTED"
    if not private and not {"customerName", "customerAddress"} <= set(told):
        yield "ERROR", "CUSTOMER_DATA_EXPECTED"


def _sums(
    invoice: ElementTree.Element, lines: list[ElementTree.Element]
) -> Iterator[tuple[str, str]]:
    def total(tag: str) -> Decimal:
        return sum((Decimal(one.text or "0") for one in invoice.iterfind(f".//d:{tag}", N)), start)

    start = Decimal(0)
    if total("lineNetAmount") != total("invoiceNetAmount"):
        yield "WARN", "INCORRECT_SUMMARY_CALCULATION_INVOICE_NET_LINE_AMOUNT"
    if total("vatRateVatAmount") != total("invoiceVatAmount"):
        yield "WARN", "INCORRECT_SUMMARY_CALCULATION_INVOICE_VAT_AMOUNT_SUMMARY"
    for line in lines:
        price, quantity = line.findtext("d:unitPrice", "", N), line.findtext("d:quantity", "", N)
        if price and quantity:
            off = Decimal(line.findtext(".//d:discountValue", "0", N))
            net = Decimal(line.findtext(".//d:lineNetAmount", "0", N))
            if abs(Decimal(price) * Decimal(quantity) - off - net) > 1:
                yield "WARN", "INCORRECT_LINE_CALCULATION_LINE_NET_AMOUNT"
