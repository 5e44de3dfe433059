"""The days that an owner looks at, and those they are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Span = Literal["today", "week", "month"]
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``, both of them among it."""

    first: date
    last: date

    @property
    def each(self) -> tuple[date, ...]:
        return tuple(
            self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)
        )


def so_far(span: Span, today: date) -> Days:
    """The span up to today; a week begins on Monday."""
    if span == "today":
        return Days(today, today)
    if span == "week":
        return Days(today - timedelta(days=today.weekday()), today)
    return Days(today.replace(day=1), today)


def before(span: Span, today: date) -> Days:
    """As much of the same span before: of a day the same weekday a week ago (a Monday says nothing
    about a Saturday), of a week the same weekdays of the week before, of a month as many days of
    the month before, which may have had fewer."""
    if span != "month":
        days = so_far(span, today)
        return Days(days.first - WEEK, days.last - WEEK)
    end = today.replace(day=1) - timedelta(days=1)
    return Days(end.replace(day=1), end.replace(day=min(today.day, end.day)))


def drawn(span: Span, today: date) -> Days:
    """The days whose bars are drawn: of a day the week that ends with it."""
    days = so_far(span, today)
    return Days(today - WEEK + timedelta(days=1), today) if span == "today" else days
