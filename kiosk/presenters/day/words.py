"""What the pages of the day's money say in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.salon.domain.text import Amount, Day, N, T, Text, side_by_side
from kiosk.salon.domain.till.session import Session, TillDay, TillRules, is_over


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
    """A business day in words, where it stands for itself."""
    return Day(date.fromisoformat(iso), "brief")


def uncounted(day: TillDay, today: str, rules: TillRules) -> tuple[Session, ...]:
    """Sessions of days that are over and nobody counted, oldest first. That of a day which only the
    next sale will end is one of them. ``today``: the business day, ISO."""
    session = day.session
    if session is None or not is_over(session.business_day, today, rules):
        return day.uncounted
    return (*day.uncounted, session)


def told_uncounted(sessions: Sequence[Session]) -> Text:
    """Which days wait to be counted, or empty."""
    if not sessions:
        return ""
    if len(sessions) == 1:
        return T("{day} is not counted", day=Day(date.fromisoformat(sessions[0].business_day)))
    return N("{n} day is not counted", "{n} days are not counted", len(sessions))
