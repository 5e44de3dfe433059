"""What the pages of the day's money say in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.salon.domain.text import Amount, Day, T, Text, side_by_side


def sums_beside(amounts: Sequence[Amount]) -> Text:
    """Sums of several currencies in one line; nothing is a word."""
    return side_by_side(amounts) if amounts else T("nothing")


def difference(minor: int, currency: str) -> tuple[Text, str]:
    """How counted money differs from what should be there, and the tone of it."""
    if not minor:
        return T("No difference"), "ok"
    amount = Amount(abs(minor), currency)
    if minor < 0:
        return T("{amount} short", amount=amount), "bad"
    return T("{amount} over", amount=amount), "warn"


def day_of(iso: str) -> Text:
    """A business day in words."""
    return Day(date.fromisoformat(iso), "brief")
