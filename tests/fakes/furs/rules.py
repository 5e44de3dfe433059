"""What a message must look like: written from what is known of the office's published schema, in
which nothing may stand that it does not name. Numbers are read exactly."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from jsonschema import Draft4Validator

Schema = dict[str, Any]


def _text(least: int, most: int, pattern: str = "") -> Schema:
    made: Schema = {"type": "string", "minLength": least, "maxLength": most}
    return made | ({"pattern": pattern} if pattern else {})


def _only(required: list[str], /, **properties: Schema) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"required": required} if required else {})


def _some(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": 1000}


_AMOUNT: Schema = {
    "type": "number",
    "multipleOf": Decimal("0.01"),
    "minimum": -(10**14),
    "exclusiveMinimum": True,
    "maximum": 10**14,
    "exclusiveMaximum": True,
}
_RATE: Schema = {"type": "number", "multipleOf": Decimal("0.01"), "minimum": 0, "maximum": 99999}
_TAX: Schema = {"type": "integer", "minimum": 10_000_000, "maximum": 99_999_999}
_CODE = _text(1, 20, "^[0-9a-zA-Z]+$")
_NUMBER = _text(1, 20, "^[1-9][0-9]*$")
_TIME = _text(19, 19, r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")
_DAY = _text(10, 10, r"^\d{4}-\d{2}-\d{2}$")
_UUID = _text(36, 36, "^[a-fA-F0-9]{8}(-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$")
_NOTES = _text(1, 1000)
_HEADER = _only(["MessageID", "DateTime"], MessageID=_UUID, DateTime=_TIME)


def _count(most: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": most}


_IDENTIFIER = _only(
    ["BusinessPremiseID", "ElectronicDeviceID", "InvoiceNumber"],
    BusinessPremiseID=_CODE,
    ElectronicDeviceID=_CODE,
    InvoiceNumber=_NUMBER,
)
_BOOK = _only(
    ["InvoiceNumber", "SetNumber", "SerialNumber"],
    InvoiceNumber=_NUMBER,
    SetNumber=_text(2, 2),
    SerialNumber=_text(12, 12),
)
_VAT = _only(
    ["TaxRate", "TaxableAmount", "TaxAmount"],
    TaxRate=_RATE,
    TaxableAmount=_AMOUNT,
    TaxAmount=_AMOUNT,
)
_FLAT = _only(
    ["FlatRateRate", "FlatRateTaxableAmount", "FlatRateAmount"],
    FlatRateRate=_RATE,
    FlatRateTaxableAmount=_AMOUNT,
    FlatRateAmount=_AMOUNT,
)
_SELLER = _only(
    [],
    SellerTaxNumber=_TAX,
    VAT=_some(_VAT),
    FlatRateCompensation=_some(_FLAT),
    OtherTaxesAmount=_AMOUNT,
    ExemptVATTaxableAmount=_AMOUNT,
    ReverseVATTaxableAmount=_AMOUNT,
    NontaxableAmount=_AMOUNT,
    SpecialTaxRulesAmount=_AMOUNT,
) | {"minProperties": 1}
_SUMS: dict[str, Schema] = {
    "TaxNumber": _TAX,
    "CustomerVATNumber": _text(1, 20),
    "InvoiceAmount": _AMOUNT,
    "ReturnsAmount": _AMOUNT,
    "PaymentAmount": _AMOUNT,
    "TaxesPerSeller": _some(_SELLER),
    "ReferenceInvoice": _some(
        _only(
            ["ReferenceInvoiceIdentifier", "ReferenceInvoiceIssueDateTime"],
            ReferenceInvoiceIdentifier=_IDENTIFIER,
            ReferenceInvoiceIssueDateTime=_TIME,
        )
    ),
    "ReferenceSalesBook": _some(
        _only(
            ["ReferenceSalesBookIdentifier", "ReferenceSalesBookIssueDate"],
            ReferenceSalesBookIdentifier=_BOOK,
            ReferenceSalesBookIssueDate=_DAY,
        )
    ),
    "SpecialNotes": _NOTES,
}
_WANTED = ["TaxNumber", "InvoiceAmount", "PaymentAmount", "TaxesPerSeller"]
_INVOICE = _only(
    [*_WANTED, "IssueDateTime", "NumberingStructure", "InvoiceIdentifier", "ProtectedID"],
    **_SUMS,
    IssueDateTime=_TIME,
    NumberingStructure={"enum": ["B", "C"]},
    InvoiceIdentifier=_IDENTIFIER,
    OperatorTaxNumber=_TAX,
    ForeignOperator={"type": "boolean"},
    ProtectedID=_text(32, 32, "^[0-9a-fA-F]{32}$"),
    SubsequentSubmit={"type": "boolean"},
) | {"not": {"required": ["OperatorTaxNumber", "ForeignOperator"]}}
_BOOK_INVOICE = _only(
    [*_WANTED, "IssueDate", "SalesBookIdentifier", "BusinessPremiseID"],
    **_SUMS,
    IssueDate=_DAY,
    SalesBookIdentifier=_BOOK,
    BusinessPremiseID=_CODE,
)
_ADDRESS = _only(
    ["Street", "HouseNumber", "Community", "City", "PostalCode"],
    Street=_text(1, 100),
    HouseNumber=_text(1, 10),
    HouseNumberAdditional=_text(1, 10),
    Community=_text(1, 100),
    City=_text(1, 100),
    PostalCode=_text(4, 4),
)
_PLACE = _only(
    [],
    RealEstateBP=_only(
        ["PropertyID", "Address"],
        PropertyID=_only(
            ["CadastralNumber", "BuildingNumber", "BuildingSectionNumber"],
            CadastralNumber=_count(9999),
            BuildingNumber=_count(99_999),
            BuildingSectionNumber=_count(9999),
        ),
        Address=_ADDRESS,
    ),
    PremiseType={"enum": ["A", "B", "C"]},
) | {"minProperties": 1, "maxProperties": 1}
_SUPPLIER = _only([], TaxNumber=_TAX, NameForeign=_NOTES) | {
    "minProperties": 1,
    "maxProperties": 1,
}
_PREMISE = _only(
    ["TaxNumber", "BusinessPremiseID", "BPIdentifier", "ValidityDate", "SoftwareSupplier"],
    TaxNumber=_TAX,
    BusinessPremiseID=_CODE,
    BPIdentifier=_PLACE,
    ValidityDate=_DAY,
    SoftwareSupplier={"type": "array", "items": _SUPPLIER, "minItems": 1},
    ClosingTag={"enum": ["Z"]},
    SpecialNotes=_NOTES,
)
_WHOLE = _only(
    [],
    InvoiceRequest=_only(
        ["Header"], Header=_HEADER, Invoice=_INVOICE, SalesBookInvoice=_BOOK_INVOICE
    )
    | {"minProperties": 2, "maxProperties": 2},
    BusinessPremiseRequest=_only(
        ["Header", "BusinessPremise"], Header=_HEADER, BusinessPremise=_PREMISE
    ),
) | {"minProperties": 1, "maxProperties": 1}
_VALIDATOR = Draft4Validator(_WHOLE)


def read(message: bytes) -> dict[str, Any]:
    """ValueError with what is wrong."""
    try:
        said: dict[str, Any] = json.loads(message, parse_float=Decimal)
    except ValueError as error:
        raise ValueError("no JSON") from error
    for error in _VALIDATOR.iter_errors(said):
        raise ValueError(f"{error.json_path}: {error.message}")
    return said
