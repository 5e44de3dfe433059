"""What Slovenia's office is told: the published values, and what must hold of any receipt."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.fiscal import furs
from kiosk.salon.domain.vat import VatRow, vat_table

LJUBLJANA = ZoneInfo("Europe/Ljubljana")
ISSUED = datetime(2026, 12, 24, 9, 5, 7, tzinfo=LJUBLJANA)
OF = furs.Identifier("BP101", "B1", 11)
MESSAGE = furs.Message("0a4d71fc-ff92-4e8d-9148-075411f218ee", ISSUED + timedelta(seconds=1))
MARK = "5fcdef27f574d11010f1b400c26b7cdb"
RECEIPT = furs.Receipt(
    tax_number="10039856",
    of=OF,
    issued=ISSUED,
    total_minor=1915,
    paid_minor=1915,
    vat=(VatRow(2200, 1570, 345, 1915),),
    pays_vat=True,
    mark=MARK,
    operator="12345678",
)
cents = st.integers(-(10**15), 10**15)
moments = st.integers(1_451_689_200, 4_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, LJUBLJANA)
)
marks = st.integers(0, 2**128 - 1).map(lambda value: f"{value:032x}")


def read(payload: bytes) -> Any:
    return json.loads(payload, parse_float=Decimal)


def invoice(receipt: furs.Receipt) -> Any:
    return read(furs.invoice(MESSAGE, receipt))["InvoiceRequest"]["Invoice"]


def test_the_text_that_is_signed_is_the_published_one() -> None:
    text = furs.zoi_text("10039856", ISSUED, OF, 1915)
    assert text == "1003985624.12.2026 09:05:0711BP101B119.15"
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "9a4d71fcff92572e8d9148075411f218eef870f28f1a4c2ac50ea04d209d8f09"
    )


def test_the_sixty_digits_are_the_published_ones() -> None:
    zoi, tax = "d1ed963bf41db325bebc7aa482613150", "87654321"
    code = furs.digits(zoi, tax, datetime(2016, 1, 2, 15, 3, tzinfo=LJUBLJANA))
    assert code == "279042272585972554922067893753871413584876543211601021503002"
    assert furs.digits(MARK, "10039856", ISSUED) == (
        "127345931117325308467519530661782977755100398562612240905075"
    )


def test_the_mark_is_the_digest_of_a_signature() -> None:
    assert furs.zoi(b"") == "d41d8cd98f00b204e9800998ecf8427e"


@given(marks, moments)
def test_a_scanned_code_gives_the_mark_back(mark: str, issued: datetime) -> None:
    code = furs.digits(mark, "10039856", issued)
    assert len(code) == furs.DIGITS
    assert furs.mark_of(code) == mark
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert furs.mark_of(wrong) is None


@pytest.mark.parametrize(
    "scanned", ["", "8594001234567", "9" * 60, "1" * 59 + "x", "²" * 60, "2026-1-000123"]
)
def test_any_other_code_is_no_receipt(scanned: str) -> None:
    assert furs.mark_of(scanned) is None


@given(cents)
def test_a_number_has_two_decimals_and_its_sign_apart(value: int) -> None:
    """-1915 // 100 is -20: refunds came out a euro and some cents off elsewhere."""
    assert Decimal(str(furs.Minor(value))) * 100 == value
    assert str(furs.Minor(-1915)) == "-19.15"
    assert str(furs.Minor(-5)) == "-0.05"


@given(cents, cents, marks)
def test_the_sum_of_the_message_is_the_sum_that_was_signed(
    total: int, paid: int, mark: str
) -> None:
    receipt = replace(RECEIPT, total_minor=total, paid_minor=paid, mark=mark)
    found = invoice(receipt)
    assert found["InvoiceAmount"] == Decimal(total) / 100
    assert found["PaymentAmount"] == Decimal(paid) / 100
    text = furs.zoi_text("10039856", ISSUED, OF, total)
    assert text.endswith(f"B1{found['InvoiceAmount']:.2f}")
    assert found["ProtectedID"] == mark


@given(st.lists(st.tuples(st.sampled_from([2200, 950, 500, 0]), cents), min_size=1, max_size=9))
def test_sums_by_rate_add_up_to_the_receipt(lines: list[tuple[int, int]]) -> None:
    table, total = vat_table(lines), sum(minor for _, minor in lines)
    (seller,) = invoice(replace(RECEIPT, vat=table, total_minor=total))["TaxesPerSeller"]
    whole = sum(row["TaxableAmount"] + row["TaxAmount"] for row in seller.get("VAT", ()))
    assert whole + seller.get("ExemptVATTaxableAmount", 0) == Decimal(total) / 100


def test_the_whole_message_is_this() -> None:
    assert furs.invoice(MESSAGE, RECEIPT).decode() == (
        '{"InvoiceRequest":{"Header":{"MessageID":"0a4d71fc-ff92-4e8d-9148-075411f218ee",'
        '"DateTime":"2026-12-24T09:05:08"},"Invoice":{"TaxNumber":10039856,'
        '"IssueDateTime":"2026-12-24T09:05:07","NumberingStructure":"B",'
        '"InvoiceIdentifier":{"BusinessPremiseID":"BP101","ElectronicDeviceID":"B1",'
        '"InvoiceNumber":"11"},"InvoiceAmount":19.15,"PaymentAmount":19.15,'
        '"TaxesPerSeller":[{"VAT":[{"TaxRate":22.00,"TaxableAmount":15.70,"TaxAmount":3.45}]}],'
        '"OperatorTaxNumber":12345678,"ProtectedID":"5fcdef27f574d11010f1b400c26b7cdb"}}}'
    )


def test_who_pays_no_vat_has_one_sum_outside_it() -> None:
    found = invoice(replace(RECEIPT, vat=(), pays_vat=False))
    assert found["TaxesPerSeller"] == [{"NontaxableAmount": Decimal("19.15")}]


def test_a_receipt_of_nothing_still_names_a_sum() -> None:
    found = invoice(replace(RECEIPT, vat=(), total_minor=0, paid_minor=0))
    assert found["TaxesPerSeller"] == [{"ExemptVATTaxableAmount": 0}]


@pytest.mark.parametrize(
    ("operator", "says"),
    [("12345678", {"OperatorTaxNumber"}), ("HR94577403194", {"ForeignOperator"}), ("", set())],
)
def test_the_operator_is_a_number_or_a_foreigner_never_both(operator: str, says: set[str]) -> None:
    found = invoice(replace(RECEIPT, operator=operator))
    assert found.keys() & {"OperatorTaxNumber", "ForeignOperator"} == says


def test_what_takes_back_names_the_receipt_and_is_below_zero() -> None:
    back = replace(
        RECEIPT,
        of=replace(OF, number=12),
        total_minor=-1915,
        paid_minor=-1915,
        vat=(VatRow(2200, -1570, -345, -1915),),
        corrects=(furs.Reference(OF, ISSUED),),
    )
    payload = furs.invoice(MESSAGE, back)
    assert b'"TaxableAmount":-15.70,"TaxAmount":-3.45' in payload
    assert read(payload)["InvoiceRequest"]["Invoice"]["ReferenceInvoice"] == [
        {
            "ReferenceInvoiceIdentifier": {
                "BusinessPremiseID": "BP101",
                "ElectronicDeviceID": "B1",
                "InvoiceNumber": "11",
            },
            "ReferenceInvoiceIssueDateTime": "2026-12-24T09:05:07",
        }
    ]


@given(st.text(max_size=40), cents)
def test_being_late_adds_one_flag_and_moves_nothing(operator: str, total: int) -> None:
    payload = furs.invoice(MESSAGE, replace(RECEIPT, operator=operator, total_minor=total))
    late = furs.subsequent(payload)
    assert late.replace(b',"SubsequentSubmit":true', b"") == payload
    before, after = read(payload), read(late)
    assert after["InvoiceRequest"]["Invoice"].pop("SubsequentSubmit") is True
    assert after == before


def test_a_books_receipt_has_no_mark_no_operator_and_no_flag() -> None:
    book = furs.BookReceipt(
        tax_number="10039856",
        premise="BP101",
        number="11",
        set_number="03",
        serial_number="5001-0001018",
        issued_on=date(2026, 12, 24),
        total_minor=1915,
        vat=RECEIPT.vat,
        pays_vat=True,
    )
    payload = furs.book_receipt(MESSAGE, book)
    assert furs.subsequent(payload) == payload
    found = read(payload)["InvoiceRequest"]["SalesBookInvoice"]
    assert found["IssueDate"] == "2026-12-24"
    assert found["SalesBookIdentifier"]["SerialNumber"] == "5001-0001018"
    assert not found.keys() & {"ProtectedID", "OperatorTaxNumber", "SubsequentSubmit"}


def test_a_premise_is_a_building_or_a_letter_and_closes_for_ever() -> None:
    place = furs.Building(
        cadastre=365, building=64, section=6, street="Sample street", house="24",
        community="Ljubljana", city="Ljubljana", postcode="1000",
    )  # fmt: skip
    opened = furs.Premise(
        tax_number="10039856", code="BP101", place=place, since=date(2026, 12, 1),
        supplier="Sample supplier",
    )  # fmt: skip
    found = read(furs.premise(MESSAGE, opened))["BusinessPremiseRequest"]["BusinessPremise"]
    assert found["SoftwareSupplier"] == [{"NameForeign": "Sample supplier"}]
    assert "HouseNumberAdditional" not in found["BPIdentifier"]["RealEstateBP"]["Address"]
    assert "ClosingTag" not in found
    closed = replace(opened, place="A", supplier="12345678", closes=True)
    found = read(furs.premise(MESSAGE, closed))["BusinessPremiseRequest"]["BusinessPremise"]
    assert found["BPIdentifier"] == {"PremiseType": "A"}
    assert found["SoftwareSupplier"] == [{"TaxNumber": 12345678}]
    assert found["ClosingTag"] == "Z"


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # Monday
        (date(2026, 11, 20), date(2026, 11, 24)),  # Friday
        (date(2026, 11, 21), date(2026, 11, 24)),  # Saturday
        (date(2026, 12, 24), date(2026, 12, 29)),  # Christmas, Independence Day, a weekend
        (date(2026, 12, 31), date(2027, 1, 5)),  # two holidays and a weekend into a new year
        (date(2027, 4, 30), date(2027, 5, 4)),
    ],
)
def test_two_working_days_leave_out_weekends_and_holidays(issued: date, last: date) -> None:
    assert furs.deadline(issued) == last


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("BP101-B1-11", OF),
        ("2026-1-000123", None),
        ("BP101-B1", None),
        ("BP101-B1-0", None),
        ("BP 1-B1-1", None),
    ],
)
def test_a_number_on_paper_is_read_back(text: str, of: furs.Identifier | None) -> None:
    assert furs.identifier(text) == of
    if of is not None:
        assert of.on_paper == text
