"""The closings of a month, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.presenters.agenda.args import DatePickerArgs, DayPicked
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.day.args import ClosingArgs, ClosingsArgs
from kiosk.presenters.day.words import day_of, difference
from kiosk.presenters.rows import Row
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Day, N, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.till.closing import Closing


@dataclass(frozen=True, slots=True)
class ClosingsState:
    """``last``: no later month can be looked at."""

    month: Text = ""
    summary: Text = ""
    rows: tuple[Row, ...] = ()
    last: bool = True


class Closings(Presenter[ClosingsState, ClosingsArgs | None]):
    name = "closings"
    blank = ClosingsState()

    def forget(self) -> None:
        self._month = date.min
        self._approved_by: Id | None = None

    def enter(self, args: ClosingsArgs | None = None) -> None:
        self._approved_by = args.approved_by if args is not None else None
        self._turn(self.services.context.today())

    def resume(self, result: Result | None = None) -> None:
        self._turn(result.day if isinstance(result, DayPicked) else self._month)

    def earlier(self) -> None:
        """The month before."""
        self._turn(self._month - timedelta(days=1))

    def later(self) -> None:
        """The month after."""
        self._turn(self._month + timedelta(days=31))

    def pick_day(self) -> None:
        """Any day of the month that is wanted."""
        self.host.go(DatePickerArgs(day=self._month, use="plain"))

    def _turn(self, day: date) -> None:
        """Nothing was closed in a month that is still to come."""
        today = self.services.context.today()
        self._month = first = min(day, today).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        closings = self.services.closings.of_days(first, last)
        tills = self.services.tills.all()
        names = {till.id: till.title for till in tills if till.kind != "safe"}
        self.show(
            ClosingsState(
                Day(first, "month"),
                N("{n} till closing", "{n} till closings", len(closings)),
                tuple(_row(one, names[one.till_id] if len(names) > 1 else "") for one in closings),
                last=first == today.replace(day=1),
            )
        )

    def pick(self, key: str) -> None:
        """Shows one in full."""
        self.host.go(ClosingArgs(bytes.fromhex(key), self._approved_by))


def _row(closing: Closing, till: Text) -> Row:
    """``till``: which it is, where there are several."""
    number = T("Z {number}", number=closing.number)
    about: list[Text] = [number, TimeOfDay(closing.closed_at)]
    if till:
        about.insert(0, till)
    chip: Text = ""
    tone = ""
    if closing.kind == "carried":
        about.append(T("not counted, carried"))
    elif closing.kind == "correction":
        about.append(T("correction"))
    if closing.corrected_by:
        chip, tone = T("Corrected"), "warn"
    else:
        for count in closing.counts:
            if count.difference_minor:
                chip, tone = difference(count.difference_minor, count.currency)
                break
    return Row(
        key=closing.id.hex(),
        title=day_of(closing.business_day),
        subtitle=side_by_side(about),
        right=_left(closing),
        icon="wallet",
        tone=tone,
        chip=chip,
        dim=bool(closing.corrected_by),
    )


def _left(closing: Closing) -> Text:
    """What was counted, of the first currency."""
    for count in closing.counts:
        if count.counted_minor is not None:
            return Amount(count.counted_minor, count.currency)
    return ""
