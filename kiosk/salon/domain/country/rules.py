"""What a country decides for a salon: currency, VAT, rounding, language, zone, names of numbers.

What the law changes now and then is a row with the day from which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from kiosk.salon.domain.money import CashRounding
from kiosk.salon.domain.text import Msg, T

Trade = Literal["hair", "cosmetics", "nails", "massage"]
"""What a salon mostly does; a country may tax one unlike another."""
TRADE_NAMES: dict[Trade, Msg] = {
    "hair": T("Hair"),
    "cosmetics": T("Cosmetics"),
    "nails": T("Nails"),
    "massage": T("Massage"),
}
TRADES: tuple[Trade, ...] = tuple(TRADE_NAMES)


class Dated(Protocol):
    """A row of what holds from a day on."""

    @property
    def since(self) -> date: ...


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Sequence[Row], day: date) -> Row:
    """Of rows, oldest first, the one that holds on ``day``; the oldest for a day before them."""
    return next((row for row in reversed(rows) if row.since <= day), rows[0])


@dataclass(frozen=True, slots=True)
class UsualVat:
    """The rates that hold ``since`` a day, in hundredths of a percent: of services by trade, of any
    other service, and of goods."""

    since: date
    service_bp: int
    goods_bp: int
    by_trade: Mapping[Trade, int]

    def of_service(self, trade: Trade) -> int:
        return self.by_trade.get(trade, self.service_bp)


@dataclass(frozen=True, slots=True)
class CashRule:
    """How a sum in cash is rounded ``since`` a day."""

    since: date
    rounding: CashRounding


@dataclass(frozen=True, slots=True)
class NumberName:
    """What a number that looks like ``pattern`` is called."""

    pattern: str
    name: str


@dataclass(frozen=True, slots=True)
class Country:
    """``vat_bp``: VAT rates on offer in hundredths of a percent, highest first (settings may
    override them). ``usual_vat``: what is charged where nobody says otherwise, ``cash``: how sums
    in cash are rounded, both oldest first.
    ``company_id``/``vat_id``: what the two tax numbers are called there; ``company_ids``: where the
    first one has several names, by what it looks like. ``no_vat``: what stands on the papers of
    who pays no VAT, in the country's language; the first one unless the salon says otherwise.
    ``piece``: the unit of what is sold by the piece."""

    code: str
    currency: str
    vat_bp: tuple[int, ...]
    language: str
    timezone: str
    company_id: str
    vat_id: str
    no_vat: tuple[str, ...]
    usual_vat: tuple[UsualVat, ...]
    cash: tuple[CashRule, ...]
    piece: str
    company_ids: tuple[NumberName, ...] = ()

    def usual_vat_on(self, day: date) -> UsualVat:
        """What nobody needs to say of a rate on ``day``."""
        return in_force(self.usual_vat, day)

    def cash_rounding_on(self, day: date) -> CashRounding:
        """How a sum is rounded that is paid in cash on ``day``."""
        return in_force(self.cash, day).rounding

    def name_of_company_id(self, number: str) -> str:
        """What this very number is called on paper."""
        for kind in self.company_ids:
            if re.fullmatch(kind.pattern, number.strip()):
                return kind.name
        return self.company_id
