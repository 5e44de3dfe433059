"""A day, or several, with other hours than usual: closed, shorter, or worked on a day off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.presenters.agenda.args import DayFormArgs
from kiosk.presenters.agenda.clash_words import told
from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    require_manager,
    shown_day,
    typed_day,
)
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.agenda.hours import DayHours, HoursException
from kiosk.salon.domain.country import holidays
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T


class DayForm(FormPresenter[DayFormArgs]):
    name = "day_form"

    def forget(self) -> None:
        super().forget()
        self._exception: HoursException | None = None

    def begin(self, args: DayFormArgs) -> None:
        hours, today = self.services.hours, self.services.agenda.today()
        found = [
            one
            for one in hours.exceptions(args.staff_id, today, date.max)
            if one.id == args.exception_id
        ]
        one = found[0] if found else HoursException(b"", args.staff_id, today, today)
        self._exception = one
        salons = one.staff_id is None
        said = holidays.said(one.reason)
        self.open(
            T("Closed day, other hours") if salons else T("Other hours of a day"),
            (
                FormField("first", T("From"), "date", shown_day(one.first.isoformat())),
                FormField("last", T("To"), "date", shown_day(one.last.isoformat())),
                FormField(
                    "hours",
                    T("Hours"),
                    "hours",
                    typed.shown(one.hours),
                    hint=T("Empty: closed all day") if salons else T("Empty: free all day"),
                ),
                FormField("reason", T("Reason"), value=one.reason if said == one.reason else ""),
            ),
            extra=(FormButton("drop", T("Delete"), "danger"),) if one.id else (),
        )

    def drop(self) -> None:
        by = require_manager(self)
        if self._exception is not None:
            self.services.hours.drop_exception(self._exception, by.id)
        self.host.say(Toast(T("As usual again.")))
        self.host.back()

    def submit(self) -> None:
        by, one = require_manager(self), self._exception
        first = self.read("first", day, date.max)
        last = self.read("last", day, first)
        closed: DayHours = ()
        times = self.read("hours", typed.hours, closed)
        self.require_right()
        if one is None:
            return
        kept = one.reason if holidays.said(one.reason) != one.reason else ""
        saved = self.services.hours.save_exception(
            replace(one, first=first, last=last, hours=times, reason=self.value("reason") or kept),
            by.id,
        )
        self.host.say(told(self.services, saved.first, saved.last, saved.staff_id))
        self.host.back()


def day(text: str) -> date:
    """A day that was typed; Refused for nothing."""
    iso = typed_day(text)
    if not iso:
        raise Refused(T("Enter a day."))
    return date.fromisoformat(iso)
