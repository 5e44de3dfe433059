"""What the two banks publish each working day, and what one currency is worth in another by it.

The Czech National Bank writes a line a currency, ``EMU|euro|1|EUR|25.150``: so many crowns for the
amount beside it. The European Central Bank writes how much of a currency a euro is; it does for
every salon that does not count in crowns. Nothing here knows a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from kiosk.salon.domain.till.rates import MICRO, MOST_MICRO

_CNB_DAY = re.compile(r"(\d{1,2} [A-Z][a-z]{2} \d{4}) #\d+")
_CNB_ROW = re.compile(r"[^|]+\|[^|]+\|(\d+)\|([A-Z]{3})\|([\d.,]+)")
_ECB_DAY = re.compile(r"<Cube\s+time=['\"](\d{4}-\d{2}-\d{2})['\"]")
_ECB_ROW = re.compile(r"<Cube\s+currency=['\"]([A-Z]{3})['\"]\s+rate=['\"]([\d.]+)['\"]")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Unreadable(Exception):
    """It is not what the bank usually writes."""


@dataclass(frozen=True, slots=True)
class Published:
    """``worth``: one unit of each currency in that of the bank. ``day``: for which it is."""

    day: date
    worth: Mapping[str, Decimal]

    def rate_micro(self, currency: str, own: str) -> int:
        """Millionths of a unit of ``own`` for one of ``currency``. Unreadable when the bank does
        not tell of one of them."""
        try:
            rate = self.worth[currency] / self.worth[own]
            micro = int(rate.scaleb(MICRO).quantize(Decimal(1), ROUND_HALF_UP))
        except (KeyError, InvalidOperation) as error:
            raise Unreadable(f"no {currency} in {own}") from error
        if not 0 < micro <= MOST_MICRO:
            raise Unreadable(f"{currency} is {micro}")
        return micro


@dataclass(frozen=True, slots=True)
class Bank:
    """``read``: raises Unreadable."""

    address: str
    read: Callable[[str], Published]


def read_cnb(text: str) -> Published:
    """Of the Czech National Bank."""
    head, _, rest = text.partition("\n")
    found = _CNB_DAY.match(head.strip())
    if found is None:
        raise Unreadable("no day")
    day, month, year = found.group(1).split()
    worth = {"CZK": Decimal(1)}
    for line in rest.splitlines():
        row = _CNB_ROW.fullmatch(line.strip())
        if row is not None:
            amount, code, rate = row.groups()
            worth[code] = _number(rate.replace(",", ".")) / _number(amount)
    return Published(_day(int(year), _MONTHS.index(month) + 1 if month in _MONTHS else 0, int(day)),
                     worth)  # fmt: skip


def read_ecb(text: str) -> Published:
    """Of the European Central Bank."""
    found = _ECB_DAY.search(text)
    if found is None:
        raise Unreadable("no day")
    worth = {"EUR": Decimal(1)}
    for code, rate in _ECB_ROW.findall(text):
        worth[code] = 1 / _number(rate)
    return Published(_day(*map(int, found.group(1).split("-"))), worth)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Unreadable(text) from error
    if number <= 0:
        raise Unreadable(text)
    return number


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable("no day") from error


CNB = Bank(
    "https://www.cnb.cz/en/financial-markets/foreign-exchange-market/"
    "central-bank-exchange-rate-fixing/central-bank-exchange-rate-fixing/daily.txt",
    read_cnb,
)
ECB = Bank("https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", read_ecb)
BY_CURRENCY: dict[str, Bank] = {"CZK": CNB}
"""The bank of a salon that counts in this currency; any other has the ECB's."""
