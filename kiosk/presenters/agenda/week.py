"""A week: a stylist's as columns of days, or the salon's as a table of how busy each day is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.presenters.agenda.args import (
    BookingArgs,
    DatePickerArgs,
    DayPicked,
    DeskArgs,
    TimeOffFormArgs,
    WeekArgs,
)
from kiosk.presenters.agenda.clash_words import worth_a_mark
from kiosk.presenters.agenda.columns import (
    HOUR,
    Block,
    Column,
    Zone,
    blocks_of,
    hours_shown,
    key_id,
    slot_instant,
)
from kiosk.presenters.agenda.date_picker import DayCell
from kiosk.presenters.agenda.no_time import mark, works
from kiosk.presenters.agenda.zones import column_zones
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.salon.domain.agenda.hours import TimeOff
from kiosk.salon.domain.agenda.spans import Span
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Day, Percent, T, Text, TimeOfDay
from kiosk.salon.services.agenda.visits import DayView

SALON = ""
"""Key of the salon beside those of the stylists."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A stylist in the salon's week: how many visits on each day, and how busy that is."""

    name: str
    cells: tuple[DayCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekState:
    """``who``: ``SALON`` or a stylist, of ``people``. ``heads``: the days, with their keys. Of the
    salon there are ``lines``; of a stylist what the desk draws of a day: columns, which are days,
    ``blocks``, ``zones``, ``shown``, ``hours``."""

    title: Text = ""
    who: str = SALON
    people: tuple[tuple[str, Text], ...] = ()
    heads: tuple[tuple[str, Text], ...] = ()
    today: str = ""
    lines: tuple[WeekLine, ...] = ()
    first: date = date.min
    columns: tuple[Column, ...] = ()
    blocks: tuple[Block, ...] = ()
    zones: tuple[Zone, ...] = ()
    shown: tuple[int, int] = (0, HOUR)
    hours: tuple[TimeOfDay, ...] = ()


class WeekPage(Presenter[WeekState, WeekArgs]):
    name = "week"
    blank = WeekState()

    def forget(self) -> None:
        self._first = date.min
        self._who: Id = b""
        self._off: dict[str, TimeOff] = {}

    def enter(self, args: WeekArgs) -> None:
        self._who = args.staff_id or b""
        self._turn_to(args.day)

    def reenter(self, args: WeekArgs) -> None:
        self.enter(args)

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, DayPicked):
            self._first = result.day - timedelta(days=result.day.weekday())
        self._redraw()

    # -- touches ------------------------------------------------------------------------------

    def choose_who(self, key: str) -> None:
        self._who = key_id(key)
        self._redraw()

    def previous_week(self) -> None:
        self._turn_to(self._first - timedelta(days=7))

    def next_week(self) -> None:
        self._turn_to(self._first + timedelta(days=7))

    def pick_day(self) -> None:
        self.host.go(DatePickerArgs(day=self._first, staff_id=self._who or None))

    def open_day(self, key: str) -> None:
        self.host.go(DeskArgs(day=date.fromisoformat(key)))

    def select(self, key: str) -> None:
        self.host.go(DeskArgs(appointment_id=key_id(key)))

    def slot(self, column_key: str, minute: int) -> None:
        """An empty place: it is booked, or what blocks it comes up."""
        day = date.fromisoformat(column_key)
        place = (day - self._first).days
        keys = [
            zone.off
            for zone in self.state.zones
            if zone.off and zone.column == place and zone.start <= minute < zone.end
        ]
        if keys:
            off = self._off[keys[-1]]
            self.host.go(TimeOffFormArgs(staff_id=off.staff_id, off=off))
            return
        at = slot_instant(self.services.context.salon, day, minute)
        self.host.go(BookingArgs(staff_id=self._who, starts_at=at))

    def drag_to(self, key: str, column_key: str, minute: int) -> None:
        """A visit was dropped on a day: the page of the booking asks, and says what is in the
        way."""
        at = slot_instant(self.services.context.salon, date.fromisoformat(column_key), minute)
        self.host.go(BookingArgs(appointment_id=key_id(key), starts_at=at))

    def load(self) -> None:
        self.host.go("load")

    # -- inside -------------------------------------------------------------------------------

    def _turn_to(self, day: date) -> None:
        self._first = day - timedelta(days=day.weekday())
        self._redraw()

    def _redraw(self) -> None:
        if self._first == date.min:
            return
        days = [self._first + timedelta(days=number) for number in range(7)]
        views = self.services.agenda.days(days[0], days[-1])
        people = [one for one in self.services.team.members() if one.bookable]
        state = WeekState(
            title=T("{first} to {last}", first=Day(days[0], "date"), last=Day(days[-1], "date")),
            who=self._who.hex(),
            people=((SALON, T("Salon")), *((one.id.hex(), one.first_name) for one in people)),
            heads=tuple((day.isoformat(), Day(day, "head")) for day in days),
            today=self.services.agenda.today().isoformat(),
            first=self._first,
        )
        if self._who:
            self.show(self._of_stylist(state, days, views))
        else:
            self.show(replace(state, lines=self._lines(days, views, people)))

    def _lines(
        self, days: Sequence[date], views: Sequence[DayView], people: Sequence[StaffMember]
    ) -> tuple[WeekLine, ...]:
        calendar = self.services.hours.calendar(days[0], days[-1])
        today = self.services.agenda.today()
        counts = [Counter(visit.staff_id for visit in view.appointments) for view in views]
        shares = [
            {line.id: line.share for line in load.staff}
            for load in self.services.planning.loads(days[0], days[-1])
        ]

        def cell(one: StaffMember, place: int) -> DayCell:
            day, count = days[place], counts[place][one.id]
            open_then = works(calendar, one.id, day)
            return DayCell(
                key=day.isoformat(),
                number=str(count) if count or open_then else "–",
                note=Percent(shares[place].get(one.id, 0) // 100 * 1000)
                if open_then
                else mark(calendar, day, one.id),
                quiet=not open_then,
                over=day < today,
                today=day == today,
            )

        return tuple(
            WeekLine(one.first_name, tuple(cell(one, place) for place in range(7)))
            for one in people
        )

    def _of_stylist(
        self, state: WeekState, days: Sequence[date], views: Sequence[DayView]
    ) -> WeekState:
        salon, now = self.services.context.salon, self.services.context.now()
        calendar = self.services.hours.calendar(days[0], days[-1])
        clashes = self.services.planning.clashing(days[0], days[-1], self._who)
        colour = next(
            (one.colour for one in self.services.team.members() if one.id == self._who), 0
        )
        blocks: list[Block] = []
        zones: list[Zone] = []
        hours: list[Span] = []
        self._off = {}
        own = (Column(self._who.hex(), "", colour),)
        for place, (day, view) in enumerate(zip(days, views, strict=True)):
            visits = [visit for visit in view.appointments if visit.staff_id == self._who]
            clashing = {
                visit.id for visit in visits if worth_a_mark(visit, clashes.get(visit.id, ()))
            }
            found = blocks_of(salon, day, own, visits, now, clashing)
            blocks += [replace(block, column=place) for block in found]
            off = calendar.off(self._who, day)
            self._off |= {one.id.hex(): one for _, one in off}
            hours += calendar.working(self._who, day)
            zones += column_zones(place, calendar.working(self._who, day), off)
        shown = hours_shown(hours, blocks, None)
        return replace(
            state,
            columns=tuple(Column(day.isoformat(), "", colour) for day in days),
            blocks=tuple(blocks),
            zones=tuple(zones),
            shown=shown,
            hours=tuple(
                TimeOfDay(salon.instant(days[0], minute))
                for minute in range(shown[0], shown[1] + 1, HOUR)
            ),
        )
