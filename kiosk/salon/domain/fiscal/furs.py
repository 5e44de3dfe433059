"""Slovenia's confirming of receipts (FURS): the marks of a receipt and the messages about it.

Everything here is made offline, in the receipt's own transaction, from integers alone. What goes
to the office is a request in JSON, and :func:`invoice`, :func:`book_receipt` and :func:`premise`
return it as the bytes that are kept as ``payload``: the whole object that the signed envelope
carries, its outer name and its ``Header`` (with the ``MessageID`` that every repetition keeps)
included::

    {"InvoiceRequest":{"Header":{"MessageID":…,"DateTime":…},"Invoice":{…}}}
    {"InvoiceRequest":{"Header":{…},"SalesBookInvoice":{…}}}
    {"BusinessPremiseRequest":{"Header":{…},"BusinessPremise":{…}}}

These bytes are what the JWS signs, untouched; only a receipt whose paper went out without the
office's code is sent as :func:`subsequent` makes it, which adds the one flag and moves nothing.
Numbers are written as they stand on paper, ``-19.15``: never through a binary fraction, which has
no 0.01, and with the sign apart, since -1915 // 100 is -20.

The mark of the issuer (ZOI) is the MD5 of a signature over a text: :func:`zoi_text`, signed by the
salon's key with RSA and SHA-256 (PKCS#1 v1.5), then :func:`zoi`. The text is kept with the
receipt, for nobody can tell it from the mark.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kiosk.salon.domain.fiscal import working_days
from kiosk.salon.domain.vat import VatRow

PROVIDER = "furs"
COUNTRY = "SI"
TAX_NUMBER = re.compile(r"[1-9]\d{7}")
CODE = re.compile(r"[0-9A-Za-z]{1,20}")
"""What premises and devices may be called."""
WORKING_DAYS = 2
DIGITS = 60
_ZOI_DIGITS = 39
NumberedBy = Literal["B", "C"]
"""By device or by premise."""
PREMISE_KINDS = ("A", "B", "C")
"""Without a building: one that moves, one that stands in a place, none at all [M]."""


@dataclass(frozen=True, slots=True)
class Minor:
    """A number with two decimals, from how many hundredths it has."""

    value: int

    def __str__(self) -> str:
        sign = "-" if self.value < 0 else ""
        whole, rest = divmod(abs(self.value), 100)
        return f"{sign}{whole}.{rest:02d}"


_quoted = json.JSONEncoder(ensure_ascii=False).encode
Json = Mapping[str, "Json"] | Sequence["Json"] | Minor | str | int


def dump(value: Json) -> bytes:
    """As JSON without blanks; the order of the names stays."""
    return _text(value).encode()


def _text(value: Json) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join([f'"{name}":{_text(inner)}' for name, inner in value.items()]) + "}"
    if isinstance(value, Minor):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return ("true" if value else "false") if isinstance(value, bool) else str(value)
    return "[" + ",".join([_text(one) for one in value]) + "]"


@dataclass(frozen=True, slots=True)
class Identifier:
    """What the office calls a receipt: ``number`` goes up by one with each of a device."""

    premise: str
    device: str
    number: int

    @property
    def on_paper(self) -> str:
        return f"{self.premise}-{self.device}-{self.number}"

    @property
    def json(self) -> Json:
        return {
            "BusinessPremiseID": self.premise,
            "ElectronicDeviceID": self.device,
            "InvoiceNumber": str(self.number),
        }


def identifier(on_paper: str) -> Identifier | None:
    """Of a number as it stands on paper; None for anything else."""
    parts = on_paper.split("-")
    if len(parts) != 3 or not all(map(CODE.fullmatch, parts)):
        return None
    premise, device, number = parts
    plain = number.isascii() and number.isdecimal() and number[0] != "0"
    return Identifier(premise, device, int(number)) if plain else None


def zoi_text(tax_number: str, issued: datetime, of: Identifier, total_minor: int) -> str:
    """What is signed for the mark. ``issued``: on the wall of Ljubljana."""
    when = issued.strftime("%d.%m.%Y %H:%M:%S")
    return f"{tax_number}{when}{of.number}{of.premise}{of.device}{Minor(total_minor)}"


def zoi(signature: bytes) -> str:
    """The mark of a signature: 32 small hexadecimal digits."""
    return hashlib.md5(signature, usedforsecurity=False).hexdigest()


def digits(mark: str, tax_number: str, issued: datetime) -> str:
    """The sixty digits of the printed code: mark, tax number, time and a check digit."""
    text = f"{int(mark, 16):0{_ZOI_DIGITS}d}{tax_number}{issued:%y%m%d%H%M%S}"
    return f"{text}{_check(text)}"


def _check(text: str) -> int:
    return sum(map(int, text)) % 10


def mark_of(scanned: str) -> str | None:
    """The mark that the sixty digits of a printed code hold; None for anything else."""
    text = scanned.strip()
    if len(text) != DIGITS or not (text.isascii() and text.isdecimal()):
        return None
    if int(text[-1]) != _check(text[:-1]) or int(text[:_ZOI_DIGITS]) >> 128:
        return None
    return f"{int(text[:_ZOI_DIGITS]):032x}"


def deadline(issued: date) -> date:
    """The last day on which a receipt may reach the office when the line was cut."""
    return working_days.after(COUNTRY, issued, WORKING_DAYS)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


@dataclass(frozen=True, slots=True)
class Message:
    """What is one of a message: ``made``: when, on the wall of Ljubljana."""

    message_id: str
    made: datetime

    @property
    def json(self) -> Json:
        return {"MessageID": self.message_id, "DateTime": _time(self.made)}


@dataclass(frozen=True, slots=True)
class Reference:
    """The receipt that another one corrects."""

    of: Identifier
    issued: datetime


def taxes(table: Sequence[VatRow], total_minor: int, *, pays_vat: bool) -> Json:
    """Sums by rate. What has no rate is exempt; of who pays no VAT everything is outside it."""
    if not pays_vat:
        return [{"NontaxableAmount": Minor(total_minor)}]
    rates: list[Json] = [
        {
            "TaxRate": Minor(row.rate_bp),
            "TaxableAmount": Minor(row.base_minor),
            "TaxAmount": Minor(row.vat_minor),
        }
        for row in table
        if row.rate_bp
    ]
    of_seller: dict[str, Json] = {"VAT": rates} if rates else {}
    exempt = [row.gross_minor for row in table if not row.rate_bp]
    if exempt or not rates:
        of_seller["ExemptVATTaxableAmount"] = Minor(sum(exempt))
    return [of_seller]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is told of a sale, or of what takes it back (then sums are below zero). ``operator``:
    the tax number of who made it; one of another country's stands for a foreigner, none is left
    out. ``buyer_vat_id``: of a business that wants an invoice."""

    tax_number: str
    of: Identifier
    issued: datetime
    total_minor: int
    paid_minor: int
    vat: tuple[VatRow, ...]
    pays_vat: bool
    mark: str
    operator: str = ""
    buyer_vat_id: str = ""
    corrects: tuple[Reference, ...] = ()
    numbered_by: NumberedBy = "B"


def invoice(message: Message, receipt: Receipt) -> bytes:
    """The message about a receipt, without the flag of one that comes late."""
    body: dict[str, Json] = {
        "TaxNumber": int(receipt.tax_number),
        "IssueDateTime": _time(receipt.issued),
        "NumberingStructure": receipt.numbered_by,
        "InvoiceIdentifier": receipt.of.json,
    }
    if receipt.buyer_vat_id:
        body["CustomerVATNumber"] = receipt.buyer_vat_id[:20]
    body |= {
        "InvoiceAmount": Minor(receipt.total_minor),
        "PaymentAmount": Minor(receipt.paid_minor),
        "TaxesPerSeller": taxes(receipt.vat, receipt.total_minor, pays_vat=receipt.pays_vat),
    }
    if TAX_NUMBER.fullmatch(receipt.operator):
        body["OperatorTaxNumber"] = int(receipt.operator)
    elif receipt.operator:
        body["ForeignOperator"] = True
    body["ProtectedID"] = receipt.mark
    if receipt.corrects:
        body["ReferenceInvoice"] = [
            {
                "ReferenceInvoiceIdentifier": one.of.json,
                "ReferenceInvoiceIssueDateTime": _time(one.issued),
            }
            for one in receipt.corrects
        ]
    return dump({"InvoiceRequest": {"Header": message.json, "Invoice": body}})


_FLAG = b',"SubsequentSubmit":true'


def subsequent(payload: bytes) -> bytes:
    """The same message about a receipt that went out without the office's code. Messages that know
    no such flag, about a book's receipt or a premise, are as they were."""
    if not re.match(rb'\{"InvoiceRequest":\{"Header":\{[^{}]*\},"Invoice":\{', payload):
        return payload
    return payload[:-3] + _FLAG + payload[-3:]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReceipt:
    """A receipt that was written by hand into a bound book. ``set_number`` (2 characters) and
    ``serial_number`` (12) are printed on it."""

    tax_number: str
    premise: str
    number: str
    set_number: str
    serial_number: str
    issued_on: date
    total_minor: int
    vat: tuple[VatRow, ...]
    pays_vat: bool


def book_receipt(message: Message, receipt: BookReceipt) -> bytes:
    """The message about a book's receipt: it has no mark, and nobody's number."""
    body: Json = {
        "TaxNumber": int(receipt.tax_number),
        "IssueDate": receipt.issued_on.isoformat(),
        "SalesBookIdentifier": {
            "InvoiceNumber": receipt.number,
            "SetNumber": receipt.set_number,
            "SerialNumber": receipt.serial_number,
        },
        "BusinessPremiseID": receipt.premise,
        "InvoiceAmount": Minor(receipt.total_minor),
        "PaymentAmount": Minor(receipt.total_minor),
        "TaxesPerSeller": taxes(receipt.vat, receipt.total_minor, pays_vat=receipt.pays_vat),
    }
    return dump({"InvoiceRequest": {"Header": message.json, "SalesBookInvoice": body}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """Where a premise is: the three numbers of the land register, and its address."""

    cadastre: int
    building: int
    section: int
    street: str
    house: str
    house_addition: str = ""
    community: str
    city: str
    postcode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """A place that receipts are issued in. ``place``: a building, or the letter of what has none
    (:data:`PREMISE_KINDS`). ``supplier``: of the program, by tax number, or by name where it is a
    foreigner's. ``closes``: for ever."""

    tax_number: str
    code: str
    place: Building | str
    since: date
    supplier: str
    closes: bool = False


def premise(message: Message, of: Premise) -> bytes:
    """The message that opens, changes or closes a premise."""
    supplier: Json = (
        {"TaxNumber": int(of.supplier)}
        if TAX_NUMBER.fullmatch(of.supplier)
        else {"NameForeign": of.supplier[:1000]}
    )
    body: dict[str, Json] = {
        "TaxNumber": int(of.tax_number),
        "BusinessPremiseID": of.code,
        "BPIdentifier": _place(of.place),
        "ValidityDate": of.since.isoformat(),
        "SoftwareSupplier": [supplier],
    }
    if of.closes:
        body["ClosingTag"] = "Z"
    return dump({"BusinessPremiseRequest": {"Header": message.json, "BusinessPremise": body}})


def _place(place: Building | str) -> Json:
    if isinstance(place, str):
        return {"PremiseType": place}
    address: dict[str, Json] = {"Street": place.street, "HouseNumber": place.house}
    if place.house_addition:
        address["HouseNumberAdditional"] = place.house_addition
    address |= {
        "Community": place.community,
        "City": place.city,
        "PostalCode": place.postcode,
    }
    return {
        "RealEstateBP": {
            "PropertyID": {
                "CadastralNumber": place.cadastre,
                "BuildingNumber": place.building,
                "BuildingSectionNumber": place.section,
            },
            "Address": address,
        }
    }
