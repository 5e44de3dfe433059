"""GPC, the ABO format of Czech banks: records of fixed width, a letter a byte.

A turnover is record 075; what was written with it follows in 076 to 079.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.statements.line import BROKEN, Line, said_in

_CURRENCIES = {
    "0203": "CZK", "0978": "EUR", "0840": "USD", "0826": "GBP", "0348": "HUF", "0985": "PLN",
    "0756": "CHF",
}  # fmt: skip
_SIGNS = {"1": -1, "2": 1, "4": 1, "5": -1}
"""Of the accounting code: debit, credit, and what takes either back."""
_REVERSALS = "45"


def is_gpc(text: str) -> bool:
    return re.match(r"\ufeff?074[0-9 ]{16}", text) is not None


def lines(text: str, currency: str) -> tuple[str, list[Line]]:
    """The account and its turnovers. ``currency``: of records that do not say it."""
    account = ""
    found: list[Line] = []
    more: list[str] = []
    for row in text.replace("\ufeff", "").splitlines():
        kind = row[:3]
        if kind == "074":
            account = row[3:19].strip().lstrip("0")
        elif kind == "075":
            if more and found:
                found[-1] = _with(found[-1], more)
            more = []
            found.append(_line(row, currency))
        elif kind in {"076", "078", "079"} and found:
            more.append(row[3:].strip() if kind != "076" else row[35:].strip())
        elif row.strip() and kind not in {"076", "077", "078", "079"}:
            raise Refused(BROKEN)
    if more and found:
        found[-1] = _with(found[-1], more)
    return account, found


def _line(row: str, currency: str) -> Line:
    amount = row[48:60]
    if len(row) < 122 or row[60] not in _SIGNS or not (amount.isascii() and amount.isdigit()):
        raise Refused(BROKEN)
    symbols = (row[61:71], row[81:91])
    return Line(
        on=_day(row[122:128]) or _day(row[91:97]) or _broken(),
        amount_minor=int(amount) * _SIGNS[row[60]],
        currency=_CURRENCIES.get(row[118:122], currency),
        references=tuple(one.strip() for one in symbols if one.strip().strip("0")),
        payer=row[97:117].strip(),
        payer_account=_account(row),
        bank_ref=row[35:48].strip().lstrip("0"),
        reversal=row[60] in _REVERSALS,
    )


def _account(row: str) -> str:
    number, bank = row[19:35].strip().lstrip("0"), row[73:77].strip()
    return f"{number}/{bank}" if number and bank.strip("0") else number


def _with(line: Line, more: list[str]) -> Line:
    text = " ".join(one for one in more if one)
    return replace(line, text=text, references=line.references + said_in(text))


def _day(digits: str) -> date | None:
    """``ddmmyy``."""
    if not (len(digits) == 6 and digits.isdigit()) or digits == "000000":
        return None
    try:
        return date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


def _broken() -> date:
    raise Refused(BROKEN)
