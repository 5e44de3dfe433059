"""A second currency at the till: what its money is worth, and how much of it is due.

``rate_micro``: millionths of a unit of the salon's currency for one unit of the foreign one, so
that 25.15 CZK for a euro is 25,150,000. All sums are integers of minor units; what is left of a
division always falls to the salon: less than a coin of the foreign currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import CURRENCIES, Currency
from kiosk.salon.domain.text import T

MICRO = 6
"""Decimals of a rate."""
MOST_MICRO = 10**12
DAY_MS = 86_400_000
FAR_PERCENT = 20
COINS = {"CZK": 100, "HUF": 5, "EUR": 1}
"""The smallest coin of each currency in its own country, in minor units."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What somebody set. ``at``: UTC ms; ``source``: ``typed``, or ``official`` where what the
    agent had fetched was accepted."""

    currency: str
    rate_micro: int
    at: int
    by_id: Id | None = None
    source: str = "typed"

    def days_old(self, now: int) -> int:
        """Whole days since it was set."""
        return max(0, now - self.at) // DAY_MS


@dataclass(frozen=True, slots=True)
class OfficialRate:
    """What a central bank published for ``day``; nobody has accepted it."""

    currency: str
    day: date
    rate_micro: int


def check_rate(rate_micro: int) -> None:
    """Refused unless above zero and at most a million."""
    if not 0 < rate_micro <= MOST_MICRO:
        raise Refused(T("Check the rate: it must be above zero."), field="rate")


def is_far(rate_micro: int, known_micro: int) -> bool:
    """Whether it is more than a fifth away from a rate that was right: a slip of the finger, or the
    other way round."""
    return abs(rate_micro - known_micro) * 100 > known_micro * FAR_PERCENT


def worth(foreign_minor: int, currency: str, rate_micro: int, own: Currency) -> int:
    """Value of foreign money in the salon's minor units, rounded down."""
    times, parts = _ratio(currency, rate_micro, own)
    return foreign_minor * times // parts


def due_in(currency: str, minor: int, rate_micro: int, own: Currency) -> int:
    """How much foreign money a sum comes to, rounded up to a coin of it: its worth is never less
    than the sum."""
    times, parts = _ratio(currency, rate_micro, own)
    coin = COINS[currency]
    return -(-minor * parts // (times * coin)) * coin


def _ratio(currency: str, rate_micro: int, own: Currency) -> tuple[int, int]:
    """Minor units of the salon's currency, for so many of the foreign one."""
    exponent = CURRENCIES[currency].exponent
    return rate_micro * int(10**own.exponent), int(10 ** (exponent + MICRO))


def offered(own: Currency) -> tuple[str, ...]:
    """Currencies that a salon may take beside its own."""
    return tuple(code for code in ("EUR", "CZK", "HUF") if code != own.code)
