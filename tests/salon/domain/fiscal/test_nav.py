"""What the Hungarian office is told of an invoice: its schema where that is at hand, and what it
adds up itself always."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.fiscal.nav import BASE, DATA, Chain, TaxNumber, prepare, report, status_of
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine, Party
from kiosk.salon.domain.vat import vat_table
from tests.salon.domain.invoices.electronic import samples

N = {"d": DATA, "b": BASE}
ALL = samples.all_of("HU")
WHOLE = Chain("2026-1-SZ00017", 1, 4, True)


def chain_of(invoice: Invoice) -> Chain | None:
    return WHOLE if invoice.kind == "credit_note" else None


def read(invoice: Invoice, chain: Chain | None = None) -> ElementTree.Element:
    paid = {"2026-1-Z00001": date(2026, 11, 1)}
    return ElementTree.fromstring(report(invoice, chain or chain_of(invoice), paid))


def texts(root: ElementTree.Element, tag: str) -> list[str]:
    return [found.text or "" for found in root.iter(f"{{{DATA}}}{tag}")]


def numbers(root: ElementTree.Element, tag: str) -> list[int]:
    return [int(text) for text in texts(root, tag)]


@pytest.fixture(scope="module")
def schema() -> object:
    xmlschema = pytest.importorskip("xmlschema")
    folder = samples.schema_folder()
    space = "http://schemas.nav.gov.hu"
    places = {
        f"{space}/NTCA/1.0/common": str(folder / "common.xsd"),
        f"{space}/OSA/3.0/base": str(folder / "invoiceBase.xsd"),
    }
    return xmlschema.XMLSchema(str(folder / "invoiceData.xsd"), locations=places)


@pytest.mark.parametrize("name", ALL)
def test_the_published_schema_takes_it(name: str, schema: object) -> None:
    schema.validate(ElementTree.ElementTree(read(ALL[name])))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ALL)
def test_it_adds_up_as_the_office_adds(name: str) -> None:
    """INCORRECT_LINE_CALCULATION and INCORRECT_SUMMARY_CALCULATION of every kind that we can
    raise."""
    invoice, root = ALL[name], read(ALL[name])
    assert numbers(root, "invoiceGrossAmount") == [invoice.total_minor]
    assert sum(numbers(root, "lineNetAmount")) == numbers(root, "invoiceNetAmount")[0]
    assert sum(numbers(root, "lineVatAmount")) == numbers(root, "invoiceVatAmount")[0]
    assert sum(numbers(root, "lineGrossAmountNormal")) == invoice.total_minor
    assert sum(numbers(root, "vatRateNetAmount")) == numbers(root, "invoiceNetAmount")[0]
    assert sum(numbers(root, "vatRateVatAmount")) == numbers(root, "invoiceVatAmount")[0]
    by_rate: dict[str, int] = {}
    for line in root.iter(f"{{{DATA}}}line"):
        rate = (texts(line, "vatPercentage") or ["AAM"])[0]
        by_rate[rate] = by_rate.get(rate, 0) + numbers(line, "lineNetAmount")[0]
        if texts(line, "lineExpressionIndicator") == ["true"]:
            product = Decimal(texts(line, "quantity")[0]) * Decimal(texts(line, "unitPrice")[0])
            off = sum(numbers(line, "discountValue"))
            assert abs(product - off - numbers(line, "lineNetAmount")[0]) < Decimal("0.01")
    rates = texts(root.find(".//d:invoiceSummary", N), "vatPercentage") or ["AAM"]  # type: ignore[arg-type]
    assert by_rate == dict(zip(rates, numbers(root, "vatRateNetAmount"), strict=True))
    for tag in ("lineNetAmount", "vatRateVatAmount", "invoiceGrossAmount", "unitPrice"):
        assert texts(root, tag) == texts(root, f"{tag}HUF")


@given(
    st.lists(
        st.tuples(st.sampled_from((2700, 500)), st.integers(1, 5_000), st.integers(0, 900_000)),
        min_size=1,
        max_size=40,
    )
)
def test_any_prices_multiply_again(rows: list[tuple[int, int, int]]) -> None:
    lines = tuple(
        InvoiceLine(name="x", quantity_milli=milli, price_minor=total, vat_bp=rate,
                    total_minor=total)
        for rate, milli, total in rows
    )  # fmt: skip
    total = sum(line.total_minor for line in lines)
    table = vat_table((line.vat_bp, line.total_minor) for line in lines)
    root = read(samples.invoice("HU", lines=lines, vat=table, total_minor=total, due_minor=total))
    for line in root.iter(f"{{{DATA}}}line"):
        product = Decimal(texts(line, "quantity")[0]) * Decimal(texts(line, "unitPrice")[0])
        assert abs(product - numbers(line, "lineNetAmount")[0]) < Decimal("0.01")


def test_nothing_is_told_of_a_private_person() -> None:
    root = read(ALL["person"])
    assert texts(root, "customerVatStatus") == ["PRIVATE_PERSON"]
    assert len(root.find(".//d:customerInfo", N)) == 1  # type: ignore[arg-type]
    assert "Malá" not in ElementTree.tostring(root, "unicode")


@pytest.mark.parametrize(
    ("country", "vat_id", "status", "told"),
    [
        ("HU", "99887764-2-02", "DOMESTIC", "customerTaxNumber"),
        ("", "HU99887764", "DOMESTIC", "customerTaxNumber"),
        ("HU", "", "OTHER", ""),
        ("SK", "SK2020273893", "OTHER", "communityVatNumber"),
        ("CH", "CHE-123.456.788", "OTHER", "thirdStateTaxId"),
        ("DE", "?", "OTHER", ""),
    ],
)
def test_what_a_buyer_is_to_the_office(country: str, vat_id: str, status: str, told: str) -> None:
    buyer = Party(name="Vevő", city="Győr", country=country, vat_id=vat_id)
    root = read(samples.invoice("HU", buyer=buyer))
    assert (status_of(buyer), texts(root, "customerVatStatus")) == (status, [status])
    data = root.find(".//d:customerVatData", N)
    assert ([e.tag.partition("}")[2] for e in data] if data is not None else []) == [told][
        : bool(told)
    ]
    assert texts(root, "customerName") == ["Vevő"]


def test_who_pays_no_vat_is_aam() -> None:
    root = read(ALL["untaxed"])
    assert set(texts(root, "case")) == {"AAM"}
    assert set(texts(root, "reason")) == {"Alanyi adómentes (AAM)"}
    assert texts(root, "individualExemption") == ["true"]
    assert texts(root, "vatPercentage") == []


def test_an_advance_and_what_takes_it_off_are_marked() -> None:
    assert texts(read(ALL["advance"]), "advanceIndicator") == ["true"]
    line = list(read(ALL["final"]).iter(f"{{{DATA}}}line"))[-1]
    assert texts(line, "advanceOriginalInvoice") == ["2026-1-Z00001"]
    assert texts(line, "advancePaymentDate") == ["2026-11-01"]
    assert numbers(line, "lineGrossAmountNormal") == [-20_000]
    assert texts(line, "lineExpressionIndicator") == ["false"]


def test_a_storno_and_a_modification_go_on_with_the_lines_of_their_invoice() -> None:
    credit = ALL["credit"]
    first = prepare(credit, b"\x01" * 16, chain=WHOLE)
    assert (first.operation, first.queue, first.kind) == ("STORNO", WHOLE.original, "credit_note")
    root = read(credit, Chain(WHOLE.original, 3, 11, False))
    assert texts(root, "modificationIndex") == ["3"]
    assert numbers(root, "lineNumberReference") == [12, 13, 14, 15]
    assert set(texts(root, "lineOperation")) == {"CREATE"}
    later = prepare(credit, b"\x02" * 16, chain=Chain(WHOLE.original, 3, 11, False))
    assert later.operation == "MODIFY"
    assert max(numbers(root, "lineGrossAmountNormal")) <= 0


def test_an_invoice_is_its_own_queue_and_the_same_bytes_each_time() -> None:
    one, two = (prepare(ALL["unpaid"], b"\x01" * 16) for _ in range(2))
    assert one == two
    assert (one.queue, one.operation, one.provider) == (ALL["unpaid"].number, "CREATE", "nav")
    assert one.deadline == ALL["unpaid"].issued_at + 24 * 3_600_000


@pytest.mark.parametrize(
    ("name", "method"),
    [("unpaid", "TRANSFER"), ("cash", "CASH"), ("card", "CARD"), ("voucher", "OTHER")],
)
def test_how_it_is_paid(name: str, method: str) -> None:
    assert texts(read(ALL[name]), "paymentMethod") == [method]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12345676-2-08", TaxNumber("12345676", "2", "08")),
        ("12345676208", TaxNumber("12345676", "2", "08")),
        ("HU 12345676", TaxNumber("12345676")),
        ("12345676", TaxNumber("12345676")),
        ("1234567", None),
        ("12345676-9-08", None),
        ("", None),
    ],
)
def test_tax_numbers_as_people_write_them(text: str, number: TaxNumber | None) -> None:
    assert TaxNumber.of(text) == number


def test_odd_units_and_addresses_are_said_somehow() -> None:
    invoice = samples.invoice("HU")
    seller = replace(invoice.seller, postcode="?", city="", street="", iban="nothing")
    root = read(replace(invoice, seller=seller))
    assert root.findtext(".//b:postalCode", None, N) == "0000"
    assert texts(root, "unitOfMeasureOwn") == ["ml"]
    assert texts(root, "supplierBankAccountNumber") == []
