"""The Czech file of an invoice: the published schema where it is at hand, and its rules always."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from kiosk.salon.domain.invoices.electronic.isdoc import NAMESPACE, isdoc
from kiosk.salon.domain.invoices.invoice import Invoice
from tests.salon.domain.invoices.electronic import samples

N = {"i": NAMESPACE}
ALL = samples.all_of("CZ")


def read(invoice: Invoice) -> ElementTree.Element:
    return ElementTree.fromstring(isdoc(invoice))


def minor(text: str | None) -> int:
    whole, _, part = (text or "").partition(".")
    assert len(part) == 2, text
    return int(whole + part)


def all_minor(root: ElementTree.Element, path: str) -> list[int]:
    return [minor(found.text) for found in root.findall(path, N)]


@pytest.mark.parametrize("name", ALL)
def test_the_published_schema_takes_it(name: str) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(samples.schema_folder() / "isdoc-invoice-6.0.2.xsd"))
    schema.validate(ElementTree.ElementTree(read(ALL[name])))


@pytest.mark.parametrize("name", ALL)
def test_the_sums_are_those_of_the_invoice(name: str) -> None:
    invoice, root = ALL[name], read(ALL[name])
    sign = -1 if invoice.kind == "credit_note" else 1
    total = "i:LegalMonetaryTotal/i:"
    assert all_minor(root, f"{total}DifferenceTaxInclusiveAmount") == [sign * invoice.total_minor]
    payable = invoice.total_minor + invoice.rounding_minor
    assert all_minor(root, f"{total}PayableAmount") == [sign * payable]
    taxes = all_minor(root, "i:TaxTotal/i:TaxSubTotal/i:DifferenceTaxAmount")
    assert taxes == ([sign * row.vat_minor for row in invoice.vat] or [0])
    net, gross = "i:InvoiceLines/i:InvoiceLine/i:LineExtensionAmount", "TaxInclusive"
    claimed = "i:LegalMonetaryTotal/i:AlreadyClaimedTax"
    exclusive = sum(all_minor(root, f"{total}DifferenceTaxExclusiveAmount"))
    assert sum(all_minor(root, net)) == exclusive + sum(
        all_minor(root, f"{claimed}ExclusiveAmount")
    )
    assert sum(all_minor(root, net + gross)) == sign * invoice.total_minor + sum(
        all_minor(root, f"{claimed}InclusiveAmount")
    )


@pytest.mark.parametrize("name", ALL)
def test_a_document_in_crowns_says_nothing_of_another_currency(name: str) -> None:
    root = read(ALL[name])
    assert [e.tag for e in root.iter() if e.tag.endswith("Curr")] == []
    assert root.find("i:CurrRate", N).text == root.find("i:RefCurrRate", N).text == "1"  # type: ignore[union-attr]


def test_a_credit_note_is_above_zero_and_names_its_invoice() -> None:
    root = read(samples.credit())
    assert root.findtext("i:DocumentType", None, N) == "2"
    assert root.find("i:TaxPointDate", N) is None
    below = [e.tag.partition("}")[2] for e in root.iter() if (e.text or "").strip().startswith("-")]
    assert below == []
    original = "i:OriginalDocumentReferences/i:OriginalDocumentReference/i:ID"
    assert root.findtext(original, None, N) == "2026-1-F00017"


def test_what_an_advance_took_stands_among_the_deposits_and_not_as_a_line() -> None:
    root = read(samples.final())
    assert len(root.findall("i:InvoiceLines/i:InvoiceLine", N)) == 4
    deposit = "i:TaxedDeposits/i:TaxedDeposit/i:"
    assert root.findtext(f"{deposit}ID", None, N) == "2026-1-Z00001"
    assert root.findtext(f"{deposit}VariableSymbol", None, N) == "926100001", "as it was paid by"
    assert all_minor(root, f"{deposit}TaxInclusiveDepositAmount") == [20_000]
    assert all_minor(root, f"{deposit}TaxableDepositAmount") == [16_529]
    claimed = "i:TaxTotal/i:TaxSubTotal/i:AlreadyClaimedTaxAmount"
    assert all_minor(root, claimed) == [3_471, 0]


def test_who_pays_no_vat_says_so_on_every_line() -> None:
    root = read(samples.untaxed())
    says = {e.text for e in root.iter(f"{{{NAMESPACE}}}VATApplicable")}
    assert says == {"false"}
    assert root.findtext("i:Note", None, N) == "Děkujeme. Neplátce DPH"


def test_an_unpaid_one_says_where_the_money_goes() -> None:
    root = read(samples.invoice())
    details = "i:PaymentMeans/i:Payment/i:Details/i:"
    said = {k: root.findtext(details + k, None, N) for k in ("ID", "BankCode", "VariableSymbol")}
    assert said == {"ID": "19-2000145399", "BankCode": "0800", "VariableSymbol": "2026100017"}
    assert root.findtext(f"{details}PaymentDueDate", None, N) == "2026-12-14"


def test_the_kind_of_an_advance_and_of_what_takes_it_back() -> None:
    kinds = {name: read(ALL[name]).findtext("i:DocumentType", None, N) for name in ALL}
    assert (kinds["advance"], kinds["credit of advance"]) == ("5", "6")
    untaxed = replace(samples.advance(), pays_vat=False, vat=())
    assert read(untaxed).findtext("i:DocumentType", None, N) == "4"


def test_it_is_the_same_bytes_each_time_and_any_text_goes_in() -> None:
    odd = replace(samples.invoice(), note="a\x00b\x0b & <c> \ud7ff 💇")
    assert isdoc(odd) == isdoc(odd)
    assert read(odd).findtext("i:Note", None, N) == "a b & <c> \ud7ff 💇"
