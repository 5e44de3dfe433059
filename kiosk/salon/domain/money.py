"""Money: integer minor units, and the rules of each currency.

Nothing here knows a float. HUF is kept in whole forints: filler coins ended in 1999 and every
price, receipt and card terminal in Hungary works in whole forints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Currency:
    """``exponent``: decimals of the minor unit. ``cash_step``: smallest sum payable in cash, in
    minor units. ``notes``: banknotes in minor units, ascending."""

    code: str
    exponent: int
    cash_step: int
    notes: tuple[int, ...]


CURRENCIES: dict[str, Currency] = {
    # CZK: sums in cash are rounded to whole crowns (Act 526/1990 as amended by 211/2008).
    "CZK": Currency("CZK", 2, 100, (10000, 20000, 50000, 100000, 200000, 500000)),
    # HUF: 5-forint rounding since 2008 (Act III of 2008).
    "HUF": Currency("HUF", 0, 5, (500, 1000, 2000, 5000, 10000, 20000)),
    # EUR: Slovenia uses every cent.
    "EUR": Currency("EUR", 2, 1, (500, 1000, 2000, 5000, 10000, 20000)),
}


def divide_half_up(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` rounded to the nearest integer, halves away from zero.

    ``denominator`` must be positive.
    """
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split ``total`` in proportion to ``weights`` so that the parts add up exactly.

    Largest remainder; ties go to the earlier part. Weights must not be negative. With all
    weights zero everything falls on the first part; no weights and a total is a ValueError.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative")
    if not weights:
        if total:
            raise ValueError("nothing to allocate to")
        return []
    whole = sum(weights)
    if whole == 0:
        return [total] + [0] * (len(weights) - 1)
    sign = -1 if total < 0 else 1
    parts = [abs(total) * weight // whole for weight in weights]
    missing = abs(total) - sum(parts)
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(abs(total) * weights[i] % whole), i)
    )
    for i in by_remainder[:missing]:
        parts[i] += 1
    return [sign * part for part in parts]


def round_cash(minor: int, currency: Currency) -> int:
    """The sum payable in cash for an exact sum, halves away from zero (2.50 CZK -> 3 CZK)."""
    return divide_half_up(minor, currency.cash_step) * currency.cash_step


def percent_of(minor: int, percent_milli: int) -> int:
    """``percent_milli`` thousandths of a percent of ``minor``: 5 % is 5000."""
    return divide_half_up(minor * percent_milli, 100_000)


def line_total(unit_minor: int, quantity_milli: int) -> int:
    """Price of a quantity in thousandths: 1.5 pieces are 1500."""
    return divide_half_up(unit_minor * quantity_milli, 1000)
