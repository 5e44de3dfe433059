"""Finds the format of a statement, and reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.statements import camt, gpc, mt940, table
from kiosk.salon.domain.invoices.statements.line import BROKEN, Line, keyed
from kiosk.salon.domain.text import T

_LARGEST_MINOR = 10**15
"""No account moves more at once; a column that is no amount may say so."""


def read(
    data: bytes, decode: Callable[[bytes], str], currency: str, today: date
) -> tuple[str, str, tuple[Line, ...]]:
    """Which format it is, the account it tells, and its lines. ``decode``: makes text of bytes;
    ``currency``: of the salon, where a file does not say it. Refused: no statement that is known,
    or one that is damaged."""
    if not data.strip():
        raise Refused(T("The file is empty."))
    if camt.is_camt(data):
        name, (account, lines) = "CAMT.053", camt.lines(data)
    elif data.startswith((b"%PDF", b"PK\x03\x04")):
        raise Refused(
            T("This is no statement. Save it as XML (CAMT.053), GPC, MT940 or CSV, not as PDF.")
        )
    else:
        text = decode(data)
        if gpc.is_gpc(text):
            name, (account, lines) = "GPC", gpc.lines(text, currency)
        elif mt940.is_mt940(text):
            name, (account, lines) = "MT940", mt940.lines(text, currency)
        else:
            name, (account, lines) = "CSV", table.lines(text, currency, today)
    if any(abs(line.amount_minor) > _LARGEST_MINOR for line in lines):
        raise Refused(BROKEN)
    return name, account, keyed(account, lines)
