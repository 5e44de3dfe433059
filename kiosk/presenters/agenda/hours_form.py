"""The weekly hours of the salon or of one of its people, from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kiosk.presenters.agenda.args import HoursDaysArgs, HoursFormArgs
from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    Options,
    require_manager,
    shown_day,
    typed_day,
)
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.agenda.hours import USUAL, DayHours, HoursPlan, Week
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, T, Text

MONDAY = date(2024, 1, 1)
"""Some Monday: days of the week are named by it."""
PATTERNS: Options = (
    ("salon", T("As the salon")),
    ("week", T("Every week the same")),
    ("turns", T("Two weeks in turn")),
)


class HoursForm(FormPresenter[HoursFormArgs]):
    name = "hours_form"

    def forget(self) -> None:
        super().forget()
        self._staff_id: Id | None = None
        self._plan: HoursPlan | None = None
        self._later: HoursPlan | None = None
        self._begins = date.min

    def begin(self, args: HoursFormArgs) -> None:
        self._staff_id = args.staff_id
        today = self.services.agenda.today()
        plans = self.services.hours.plans(args.staff_id)
        held = [plan for plan in plans if plan.valid_from <= today]
        self._plan = held[-1] if held else None
        self._later = next((plan for plan in plans if plan.valid_from > today), None)
        self._begins = today
        self._open()

    def _open(self) -> None:
        weeks = self._plan.weeks if self._plan else ()
        pattern = ("salon", "week", "turns")[len(weeks)]
        if self._staff_id is None and not weeks:
            weeks = (USUAL,)
        since = FormField(
            "valid_from", T("Valid from"), "date", shown_day(self._begins.isoformat())
        )
        fields = (*self._days(weeks), since)
        if self._staff_id is not None:
            choice = FormField("pattern", T("Hours"), "choice", pattern, options=PATTERNS)
            fields = (choice, since, *self._days(weeks))
        self.open(self._title(), fields, extra=self._buttons(bool(weeks)))
        if self._later is not None:
            told = T("From {day} on other hours are set.", day=Day(self._later.valid_from, "date"))
            self.show(replace(self.state, message=told, message_tone="info"))

    def _title(self) -> Text:
        if self._staff_id is None:
            return T("Opening hours")
        return T("Hours: {name}", name=self.services.team.member(self._staff_id).first_name)

    def _buttons(self, days: bool) -> tuple[FormButton, ...]:
        closed = T("Closed days") if self._staff_id is None else T("Absences, other days")
        buttons = [FormButton("days", closed, "plain")]
        if days:
            buttons.insert(0, FormButton("copy", T("All days as Monday"), "plain"))
        if self._later is not None:
            buttons.append(FormButton("later", T("Show the later hours"), "plain"))
        elif self._plan is not None and self._plan.valid_from > self.services.agenda.today():
            buttons.append(FormButton("drop", T("Delete"), "danger"))
        return tuple(buttons)

    def _days(self, weeks: tuple[Week, ...]) -> tuple[FormField, ...]:
        how = T("Such as 9-12, 13-18, or 0-24. Empty: closed.")
        if self._staff_id is not None:
            how = T("Such as 9-12, 13-18. Empty: free.")
        return tuple(
            FormField(
                f"day_{week}_{number}",
                _label(number, week if len(weeks) > 1 else None),
                "hours",
                typed.shown(times),
                hint="" if week or number else how,
            )
            for week, days in enumerate(weeks)
            for number, times in enumerate(days)
        )

    def edit(self, name: str, value: str) -> None:
        """Another pattern asks for other fields; what was typed for the first week stays."""
        before = self.value("pattern") if self.has("pattern") else ""
        super().edit(name, value)
        if name == "pattern" and value != before:
            self._shape(value)

    def _shape(self, pattern: str) -> None:
        count = ("salon", "week", "turns").index(pattern)
        today = self.services.hours.calendar(self._begins, self._begins + timedelta(days=6))
        usual: Week = tuple(
            today.opening(self._begins + timedelta(days=(day - self._begins.weekday()) % 7))
            for day in range(7)
        )
        kept = {field.name: field.value for field in self.state.fields}
        fields = tuple(
            replace(field, value=kept.get(field.name, kept.get(_first(field.name), field.value)))
            for field in self._days((usual,) * count)
        )
        choice, since, *_ = self.state.fields
        self.show(
            replace(self.state, fields=(choice, since, *fields), extra=self._buttons(bool(count)))
        )

    def copy(self) -> None:
        """What stands at Monday stands at every day of its week."""
        for field in self.state.fields:
            if field.name.startswith("day_"):
                self.edit(field.name, self.value(f"{field.name[:-1]}0"))

    def days(self) -> None:
        self.host.go(HoursDaysArgs(self._staff_id))

    def later(self) -> None:
        """The hours that follow those that hold now."""
        if self._later is not None:
            self._plan, self._later = self._later, None
            self._begins = self._plan.valid_from
            self._open()

    def drop(self) -> None:
        """Hours that were to come do not come."""
        by = require_manager(self)
        if self._plan is not None:
            self.services.hours.drop_plan(self._plan, by.id)
            self.begin(HoursFormArgs(self._staff_id))

    def submit(self) -> None:
        by = require_manager(self)
        since = self.read("valid_from", typed_day, "")
        count = ("salon", "week", "turns").index(
            self.value("pattern") if self.has("pattern") else "week"
        )
        weeks = tuple(
            tuple(self._hours(f"day_{week}_{number}") for number in range(7))
            for week in range(count)
        )
        self.require_right()
        begins = date.fromisoformat(since) if since else self.services.agenda.today()
        plan = HoursPlan(b"", self._staff_id, begins, weeks)
        self.services.hours.save_plan(plan, by.id)
        self.host.say(Toast(T("The hours are saved.")))
        self.host.back()

    def _hours(self, name: str) -> DayHours:
        return self.read(name, typed.hours, ())


def _first(name: str) -> str:
    """The field of the same day in the first week."""
    return f"day_0_{name[-1]}"


def _label(day: int, week: int | None) -> Text:
    name = Day(MONDAY + timedelta(days=day), "weekday")
    if week is None:
        return name
    return T("{day}, first week", day=name) if week == 0 else T("{day}, second week", day=name)
