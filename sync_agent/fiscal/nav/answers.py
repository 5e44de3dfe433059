"""What the office says, read out of XML that came from outside. The names of elements are looked
at, not their prefixes, which it changes."""

from __future__ import annotations

import base64
import binascii
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_BYTES = 12_000_000
"""Of an answer: the office takes invoices of up to ten megabytes."""
Read = TypeVar("Read")


class NotTheirs(Exception):
    """It is no message of the office's: a page that says that it is being mended, half a
    message."""


@dataclass(frozen=True, slots=True)
class Remark:
    """About an invoice. ``pointer``: what in it."""

    severity: str
    code: str
    text: str
    pointer: str = ""

    def __str__(self) -> str:
        said = ": ".join(part for part in (self.code, self.text) if part)
        return f"{said} ({self.pointer})" if self.pointer else said


@dataclass(frozen=True, slots=True)
class Processing:
    """Of one invoice. ``status``: RECEIVED, PROCESSING, SAVED, DONE, ABORTED. ``original``: what
    was sent, if it was asked for."""

    status: str
    remarks: tuple[Remark, ...]
    original: bytes | None

    def severe(self) -> tuple[Remark, ...]:
        return tuple(one for one in self.remarks if one.severity in ("ERROR", "CRITICAL"))


@dataclass(frozen=True, slots=True)
class Found:
    """An invoice as the office has it."""

    data: bytes
    transaction_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Of the list of transactions. ``pages``: how many there are."""

    transactions: tuple[str, ...]
    pages: int


def read(body: bytes) -> Element:
    """Raises :class:`NotTheirs`."""
    try:
        root: Element = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotTheirs("not XML") from error
    if not (_name(root).endswith("Response") and next(_all(root, "funcCode"), None) is not None):
        raise NotTheirs(_name(root)[:40])
    return root


def error_of(root: Element) -> Remark | None:
    """Why it did not do what it was asked; None when it did."""
    if text(root, "funcCode") == "OK":
        return None
    remarks = list(_remarks(root, "technicalValidationMessages"))
    said = [text(root, "message"), *map(str, remarks)]
    return Remark("ERROR", text(root, "errorCode"), "; ".join(filter(None, said)))


def processing(root: Element) -> Processing | None:
    """Of the one invoice of a transaction; None while nothing is known of it."""
    result = next(_all(root, "processingResult"), None)
    if result is None:
        return None
    remarks = (
        *_remarks(result, "technicalValidationMessages"),
        *_remarks(result, "businessValidationMessages"),
    )
    original = text(result, "originalRequest")
    zipped = text(result, "compressedContentIndicator") == "true"
    return Processing(
        text(result, "invoiceStatus"), remarks, _bytes(original, zipped) if original else None
    )


def found(root: Element) -> Found | None:
    """None when the office does not have it, or not yet."""
    result = next(_all(root, "invoiceDataResult"), None)
    if result is None:
        return None
    zipped = text(result, "compressedContentIndicator") == "true"
    return Found(_bytes(text(result, "invoiceData"), zipped), text(result, "transactionId"))


def page(root: Element) -> Page:
    pages = text(root, "availablePage")
    ids = (text(one, "transactionId") for one in _all(root, "transaction"))
    return Page(tuple(filter(None, ids)), int(pages) if pages.isascii() and pages.isdigit() else 0)


def text(root: Element, name: str) -> str:
    """Of the first element of that name, wherever it stands."""
    element = next(_all(root, name), None)
    return (element.text or "").strip() if element is not None else ""


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _name(element) == name)


def _remarks(root: Element, name: str) -> Iterator[Remark]:
    for one in _all(root, name):
        pointer = next(_all(one, "pointer"), None)
        parts = [] if pointer is None else [text(pointer, tag) for tag in ("tag", "value", "line")]
        yield Remark(
            text(one, "validationResultCode"),
            text(one, "validationErrorCode"),
            text(one, "message"),
            " ".join(filter(None, parts)),
        )


def _bytes(encoded: str, zipped: bool) -> bytes:
    try:
        data = base64.b64decode("".join(encoded.split()), validate=True)
        if zipped:
            data = _unzipped(data)
    except (binascii.Error, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise NotTheirs("not base64") from error
    return data


def _unzipped(data: bytes) -> bytes:
    """No more of it than an invoice can be."""
    unpacker = zlib.decompressobj(wbits=31)
    plain = unpacker.decompress(data, MOST_BYTES)
    if unpacker.unconsumed_tail:
        raise NotTheirs("too long")
    return plain
