"""CAMT.053 (and 052, 054) of ISO 20022, of any version: the names are the same, their space not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.statements.line import BROKEN, Line, minor, said_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NONE = {"", "NOTPROVIDED", "NONREF"}
_DEEPEST = 64
"""Levels of a real one: a dozen and a half."""


def is_camt(data: bytes) -> bool:
    head = data[:4000]
    return b"BkToCstmr" in head or b"B\0k\0T\0o\0C\0s\0t\0m\0r" in head


def lines(data: bytes) -> tuple[str, list[Line]]:
    """The account and what was booked on it; what only waits there is left out."""
    root = _root(data)
    account = ""
    found: list[Line] = []
    for statement in root.iter():
        if _name(statement) in {"Stmt", "Rpt", "Ntfctn"}:
            of = _at(statement, "Acct", "Id")
            account = account or _text(of, "IBAN") or _text(of, "Othr", "Id")
            for entry in _all(statement, "Ntry"):
                found += _entry(entry)
    return account, found


def _root(data: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    opened: list[Element] = []
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
            if event == "end":
                root = opened.pop()
                continue
            opened.append(element)
            if len(opened) > _DEEPEST:
                raise Refused(BROKEN)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused(BROKEN) from error
    if root is None:
        raise Refused(BROKEN)
    return root


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(parent: Element | None, name: str) -> list[Element]:
    return [one for one in parent if _name(one) == name] if parent is not None else []


def _at(parent: Element | None, *path: str) -> Element | None:
    for name in path:
        parent = next(iter(_all(parent, name)), None)
    return parent


def _text(parent: Element | None, *path: str) -> str:
    found = _at(parent, *path)
    return (found.text or "").strip() if found is not None else ""


def _entry(entry: Element) -> Iterator[Line]:
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
    if status not in {"BOOK", ""}:
        return
    sign = 1 if _text(entry, "CdtDbtInd") == "CRDT" else -1
    reversal = _text(entry, "RvslInd").lower() in {"true", "1"}
    on = _day(_text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm")
              or _text(entry, "ValDt", "Dt") or _text(entry, "ValDt", "DtTm"))  # fmt: skip
    own = _text(entry, "AcctSvcrRef")
    details = [one for part in _all(entry, "NtryDtls") for one in _all(part, "TxDtls")]
    batch = len(details) > 1 and all(_amount(one) is not None for one in details)
    for place, one in enumerate(details if batch else [details[0] if details else entry], 1):
        amount = _amount(one) if batch else _sum(_at(entry, "Amt"))
        if amount is None:
            raise Refused(BROKEN)
        mark = _text(one, "Refs", "AcctSvcrRef") or own
        if mark and batch and mark == own:
            mark = f"{own}#{place}"
        of = sign if not batch or not _text(one, "CdtDbtInd") else (
            1 if _text(one, "CdtDbtInd") == "CRDT" else -1
        )  # fmt: skip
        line = _line(one, on, (amount[0] * of, amount[1]), mark, _text(entry, "AddtlNtryInf"))
        yield replace(line, reversal=reversal)


def _line(one: Element, on: date, amount: tuple[int, str], mark: str, beside: str) -> Line:
    remittance = _all(one, "RmtInf")
    written = [_plain(part) for info in remittance for part in _all(info, "Ustrd")]
    named = [_text(part, "CdtrRefInf", "Ref") for info in remittance for part in _all(info, "Strd")]
    named += [_text(one, "Refs", name) for name in ("EndToEndId", "PmtInfId", "InstrId")]
    said = [found for text in (*named, *written) for found in said_in(text)]
    plain = [text for text in named if text.upper() not in _NONE and not said_in(text)]
    party = _at(one, "RltdPties", "Dbtr")
    of = _at(one, "RltdPties", "DbtrAcct", "Id")
    return Line(
        on=on,
        amount_minor=amount[0],
        currency=amount[1],
        references=tuple(dict.fromkeys((*said, *plain))),
        text=" ".join(text for text in (*written, beside) if text),
        payer=_text(party, "Nm") or _text(party, "Pty", "Nm"),
        payer_account=_text(of, "IBAN") or _text(of, "Othr", "Id"),
        bank_ref=mark if mark.upper() not in _NONE else "",
    )


def _plain(element: Element) -> str:
    return " ".join((element.text or "").split())


def _amount(details: Element) -> tuple[int, str] | None:
    """Of one of several payments that the bank booked together; what it was abroad is not it."""
    return _sum(_at(details, "Amt")) or _sum(_at(details, "AmtDtls", "TxAmt", "Amt"))


def _sum(element: Element | None) -> tuple[int, str] | None:
    if element is None:
        return None
    currency = element.get("Ccy", "")
    value = minor(element.text or "", currency)
    return None if value is None or value < 0 else (value, currency)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise Refused(BROKEN) from error
