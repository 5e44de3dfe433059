"""How busy stylists, services, rooms and devices are over any span of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kiosk.presenters.agenda.args import DatePickerArgs, DayPicked
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.rows import Row
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Day, Duration, Percent, T, Text
from kiosk.salon.services.agenda.planning import LoadLine

LONGEST = 366
"""Days that are counted at once."""
Span = Literal["week", "month", "before"]
SPANS: tuple[tuple[Span, Text], ...] = (
    ("week", T("This week")),
    ("month", T("This month")),
    ("before", T("Last month")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadState:
    """``span``: which of ``SPANS`` it is, empty for days that were picked."""

    first: Text = ""
    last: Text = ""
    span: str = ""
    staff: tuple[Row, ...] = ()
    services: tuple[Row, ...] = ()
    resources: tuple[Row, ...] = ()


class LoadPage(Presenter[LoadState, None]):
    name = "load"
    blank = LoadState()

    def forget(self) -> None:
        self._first = self._last = date.min
        self._span = ""

    def enter(self, _: None = None) -> None:
        self.choose_span("week")

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, DayPicked):
            self._span = ""
            if result.what == "first":
                self._first, self._last = result.day, max(self._last, result.day)
            else:
                self._first, self._last = min(self._first, result.day), result.day
        self._redraw()

    def choose_span(self, span: Span) -> None:
        today, self._span = self.services.agenda.today(), span
        month = today.replace(day=1)
        if span == "week":
            self._first = today - timedelta(days=today.weekday())
            self._last = self._first + timedelta(days=6)
        elif span == "month":
            self._first = month
            self._last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        else:
            self._last = month - timedelta(days=1)
            self._first = self._last.replace(day=1)
        self._redraw()

    def pick_first(self) -> None:
        self.host.go(DatePickerArgs(day=self._first, what="first"))

    def pick_last(self) -> None:
        self.host.go(DatePickerArgs(day=self._last, what="last"))

    def _redraw(self) -> None:
        if self._first == date.min:
            return
        if (self._last - self._first).days > LONGEST:
            self._last = self._first + timedelta(days=LONGEST)
            self._redraw()
            raise Refused(T("A year at most is counted at once."))
        load = self.services.planning.load(self._first, self._last)
        self.show(
            LoadState(
                first=Day(self._first, "date"),
                last=Day(self._last, "date"),
                span=self._span,
                staff=_rows(load.staff),
                services=_rows(load.services),
                resources=_rows(load.resources),
            )
        )


def _rows(lines: Iterable[LoadLine]) -> tuple[Row, ...]:
    return tuple(
        Row(
            line.id.hex(),
            line.name,
            T(
                "{booked} of {open}",
                booked=Duration(line.booked_minutes),
                open=Duration(line.open_minutes),
            )
            if line.open_minutes
            else Duration(line.booked_minutes),
            Percent(line.share // 100 * 1000),
        )
        for line in lines
    )
