"""Somebody is absent, or a part of their time is blocked."""

from __future__ import annotations

from datetime import date
from typing import get_args

from kiosk.presenters.agenda.args import TimeOffFormArgs
from kiosk.presenters.agenda.clash_words import told
from kiosk.presenters.agenda.day_form import day
from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, shown_day
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.agenda.hours import ABSENCES, OFF_KINDS, OffKind, TimeOff
from kiosk.salon.domain.text import T

BLOCK_MINUTES = 30


class TimeOffForm(FormPresenter[TimeOffFormArgs]):
    name = "time_off_form"

    def forget(self) -> None:
        super().forget()
        self._off: TimeOff | None = None

    def begin(self, args: TimeOffFormArgs) -> None:
        first = args.day or self.services.agenda.today()
        ends = None if args.starts is None else args.starts + BLOCK_MINUTES
        off = args.off or TimeOff(b"", args.staff_id, args.kind, first, first, args.starts, ends)
        self._off = off
        name = self.services.team.member(off.staff_id).first_name
        self.open(
            T("Absent: {name}", name=name)
            if off.kind in ABSENCES
            else T("Blocked time: {name}", name=name),
            (
                FormField("kind", T("Why"), "choice", off.kind, options=tuple(OFF_KINDS.items())),
                FormField("note", T("Note"), value=off.note),
                FormField("first", T("From"), "date", shown_day(off.first.isoformat())),
                FormField("starts", T("From what time"), "time", _shown(off.starts), hint=ALL_DAY),
                FormField("last", T("To"), "date", shown_day(off.last.isoformat())),
                FormField("ends", T("Until what time"), "time", _shown(off.ends), hint=ALL_DAY),
            ),
            extra=(FormButton("drop", T("Delete"), "danger"),) if off.id else (),
        )

    def drop(self) -> None:
        if self._off is not None:
            self.services.hours.drop_time_off(self._off, self.by)
        self.host.say(Toast(T("As usual again.")))
        self.host.back()

    def submit(self) -> None:
        if self._off is None:
            return
        first = self.read("first", day, date.max)
        last = self.read("last", day, first)
        starts = self.read("starts", _minute, None)
        ends = self.read("ends", _minute, None)
        self.require_right()
        if ends is not None and starts is not None and first == last and ends <= starts:
            ends += 24 * 60
        kind: OffKind = next(one for one in get_args(OffKind) if one == self.value("kind"))
        off = TimeOff(
            self._off.id, self._off.staff_id, kind, first, last, starts, ends, self.value("note")
        )
        saved = self.services.hours.save_time_off(off, self.by)
        self.host.say(told(self.services, saved.first, saved.last, saved.staff_id))
        self.host.back()


ALL_DAY = T("Empty: all day")


def _shown(minute: int | None) -> str:
    return "" if minute is None else typed.shown_minute(minute)


def _minute(text: str) -> int | None:
    return typed.minute(text) if text else None
