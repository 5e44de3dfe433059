"""The clock of the machine, set by hand where no network sets it."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, require_manager, shown_day, typed_day
from kiosk.salon.domain.agenda import typed
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.machine import LATEST_CLOCK, PROGRAM_WRITTEN
from kiosk.salon.domain.text import T


class ClockForm(FormPresenter[None]):
    name = "clock_form"

    def begin(self, _: None) -> None:
        require_manager(self)
        now = self.services.context.salon.local(self.clock.now())
        time = f"{now.hour}:{now.minute:02}"
        self.open(
            T("Set the clock"),
            (
                FormField("day", T("Day"), "date", shown_day(now.date().isoformat())),
                FormField(
                    "time",
                    T("Time"),
                    "time",
                    time,
                    hint=T("As in {place}", place=self.services.context.salon.zone.key),
                ),
            ),
            save_text=T("Set the clock"),
        )

    def submit(self) -> None:
        by = require_manager(self)
        day = self.read("day", _day, "")
        minute = self.read("time", _minute, 0)
        self.require_right()
        at = datetime.fromisoformat(day).replace(
            hour=minute // 60, minute=minute % 60, tzinfo=self.services.context.salon.zone
        )
        if not PROGRAM_WRITTEN <= at.astimezone(UTC) <= LATEST_CLOCK:
            self._put("day", error=T("That cannot be: look at the year."))
            self.require_right()
        machine = self.hardware.machine

        def work() -> None:
            # In one go: it is written down also when the form is left meanwhile.
            before = self.services.context.now()
            machine.set_clock(at)
            self.services.setup.clock_set(before, by.id)

        self.work(work, lambda _: self._set())

    def _set(self) -> None:
        self.hardware.sound("ok")
        self.host.say(Toast(T("The clock is set.")))
        self.host.back()


def _day(text: str) -> str:
    if not text:
        raise Refused(T("Enter the day."))
    return typed_day(text)


def _minute(text: str) -> int:
    found = typed.minute(text)
    if found >= typed.MIDNIGHT:
        raise Refused(T("{text} is not a time of day.", text=text[:20]))
    return found
