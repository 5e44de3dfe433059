"""MT940 of SWIFT: ``:61:`` is a turnover, ``:86:`` what was written with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.statements.line import BROKEN, Line, minor, said_in

_TAG = re.compile(r"^:(\d\d[A-Z]?):", re.MULTILINE)
_TURNOVER = re.compile(
    r"(\d{6})(\d{4})?(R?[CD])([A-Z])?(\d[\d,]*)[A-Z]([A-Z0-9]{3})([^\n]*)", re.DOTALL | re.ASCII
)
_SUBFIELD = re.compile(r"[?\x3f]([0-9][0-9])")
_NONE = {"", "NONREF", "NOTPROVIDED"}


def is_mt940(text: str) -> bool:
    return ":20:" in text[:2000] and re.search(r"^:6[01][FM]?:", text, re.MULTILINE) is not None


def _fields(text: str) -> Iterator[tuple[str, str]]:
    parts = _TAG.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    for tag, value in zip(parts[1::2], parts[2::2], strict=True):
        yield tag, re.split(r"\n-(?:\}|\n|$)", value)[0].strip("\n")


def lines(text: str, currency: str) -> tuple[str, list[Line]]:
    """The account and its turnovers. ``currency``: where the balance does not say it."""
    account = ""
    found: list[Line] = []
    turnover = ""
    for tag, value in _fields(text):
        if turnover and tag != "86":
            found.append(_line(turnover, "", currency))
            turnover = ""
        if tag == "25":
            account = value.strip()
        elif tag in {"60F", "60M"} and (balance := re.match(r"[CD]\d{6}([A-Z]{3})", value)):
            currency = balance[1]
        elif tag == "61":
            turnover = value
        elif tag == "86" and turnover:
            found.append(_line(turnover, value, currency))
            turnover = ""
    if turnover:
        found.append(_line(turnover, "", currency))
    return account, found


def _line(turnover: str, written: str, currency: str) -> Line:
    head, _, beside = turnover.partition("\n")
    found = _TURNOVER.match(head)
    amount = minor(found[5].replace(",", ".", 1), currency) if found else None
    if found is None or amount is None:
        raise Refused(BROKEN)
    own, _, bank = found[7].partition("//")
    told = _told(written)
    text = " ".join(part for part in (told.get("text", ""), beside.strip()) if part)
    named = [own.strip()] if own.strip().upper() not in _NONE else []
    sign = 1 if found[3] in {"C", "RD"} else -1
    return Line(
        on=_day(found[1], found[2]),
        amount_minor=amount * sign,
        currency=currency,
        references=(*said_in(f"{own} {text}"), *named),
        text=text,
        payer=told.get("name", ""),
        payer_account=told.get("account", ""),
        bank_ref=bank.strip() if bank.strip().upper() not in _NONE else "",
        reversal=found[3].startswith("R"),
    )


def _told(written: str) -> dict[str, str]:
    """What ``:86:`` says: by its numbered parts, or as it is."""
    plain = written.replace("\n", "")
    parts = _SUBFIELD.split(plain)
    if len(parts) < 3:
        return {"text": re.sub(r"\s*\n\s*", " ", written).strip()}
    told = {"text": "", "name": "", "account": ""}
    for code, value in zip(parts[1::2], parts[2::2], strict=True):
        number = int(code)
        if 20 <= number <= 29 or 60 <= number <= 63:
            told["text"] += value if number % 10 else f" {value}"
        elif number in {32, 33}:
            told["name"] += value
        elif number in {31, 38}:
            told["account"] = told["account"] or value
    return {name: value.strip() for name, value in told.items()}


def _day(value: str, entry: str | None) -> date:
    """The day of entry, which has no year, within half a year of that of value."""
    try:
        of_value = date(2000 + int(value[:2]), int(value[2:4]), int(value[4:]))
        if not entry:
            return of_value
        years = (of_value.year - 1, of_value.year, of_value.year + 1)
        days = [_of(year, int(entry[:2]), int(entry[2:])) for year in years]
        return min((day for day in days if day), key=lambda day: abs((day - of_value).days))
    except ValueError as error:
        raise Refused(BROKEN) from error


def _of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
