"""Money: integer minor units, what each currency has, and rounding.

Nothing here knows a float. HUF is kept in whole forints: filler coins ended in 1999 and every
price, receipt and card terminal in Hungary works in whole forints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Currency:
    """``exponent``: decimals of the minor unit. ``notes``: banknotes that people hand over, and
    ``coins``, both in minor units, ascending. ``old_notes``: those that are good, but are not
    printed any more."""

    code: str
    exponent: int
    notes: tuple[int, ...]
    coins: tuple[int, ...]
    old_notes: tuple[int, ...] = ()

    @property
    def faces(self) -> tuple[int, ...]:
        """All that can lie in a drawer, in minor units, largest first."""
        return tuple(sorted((*self.old_notes, *self.notes, *self.coins), reverse=True))


# [M] The faces are general knowledge of 2026, not compared with what the central banks list.
CURRENCIES: dict[str, Currency] = {
    "CZK": Currency(
        "CZK",
        2,
        (10000, 20000, 50000, 100000, 200000, 500000),
        (100, 200, 500, 1000, 2000, 5000),
    ),
    "HUF": Currency("HUF", 0, (500, 1000, 2000, 5000, 10000, 20000), (5, 10, 20, 50, 100, 200)),
    "EUR": Currency(
        "EUR",
        2,
        (500, 1000, 2000, 5000, 10000, 20000),
        (1, 2, 5, 10, 20, 50, 100, 200),
        (50000,),
    ),
}


@dataclass(frozen=True, slots=True)
class CashRounding:
    """What can be paid in coins, which the country decides, not the currency: ``step`` is the
    smallest difference, in minor units; ``smallest`` what a sum becomes that would be rounded to
    nothing (0: nothing)."""

    step: int
    smallest: int = 0


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


def round_cash(minor: int, rounding: CashRounding) -> int:
    """The sum payable in cash for an exact sum, halves away from zero (2.50 CZK -> 3 CZK)."""
    rounded = divide_half_up(minor, rounding.step) * rounding.step
    if minor and not rounded:
        return -rounding.smallest if minor < 0 else rounding.smallest
    return rounded


def percent_of(minor: int, percent_milli: int) -> int:
    """``percent_milli`` thousandths of a percent of ``minor``: 5 % is 5000."""
    return divide_half_up(minor * percent_milli, 100_000)


def line_total(unit_minor: int, quantity_milli: int) -> int:
    """Price of a quantity in thousandths: 1.5 pieces are 1500."""
    return divide_half_up(unit_minor * quantity_milli, 1000)
