"""Tips: given for somebody of the team beside what is to pay, and no part of the turnover."""

from __future__ import annotations

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.text import T

PERCENTS = (5, 10)
ROUND_UP: dict[str, tuple[int, ...]] = {
    "CZK": (1_000, 5_000, 10_000),
    "HUF": (100, 500, 1_000),
    "EUR": (100, 500, 1_000),
}
"""Sums that people round up to, in minor units."""
WHOLE: dict[str, int] = {"CZK": 100, "HUF": 5, "EUR": 10}
"""A tip in percent is a multiple of it."""


def check_tip(tip_minor: int) -> None:
    """Refused below zero and above the highest price there is."""
    if tip_minor < 0:
        raise Refused(T("A tip cannot be below zero."))
    if tip_minor > MAX_PRICE_MINOR:
        raise Refused(T("That is too much. Please check the tip."))


def percent_tip(due_minor: int, percent: int, currency: str) -> int:
    """So many percent of what is to pay, to the nearest sum that is easily said."""
    whole = WHOLE[currency]
    return divide_half_up(due_minor * percent, 100 * whole) * whole


def rounded_up(due_minor: int, currency: str) -> tuple[int, ...]:
    """Round sums above what is to pay, ascending; the tip is the difference."""
    sums: list[int] = []
    for step in ROUND_UP[currency]:
        sums.append(((sums[-1] if sums else due_minor) // step + 1) * step)
    return tuple(sums)
