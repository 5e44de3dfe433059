"""Lists written to a USB stick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, cast

from kiosk.presenters.files.stick_page import StickPage, StickState
from kiosk.presenters.forms import FormField, FormState, require_manager, switch
from kiosk.presenters.worker import Task
from kiosk.salon.domain.text import N, T, Text
from kiosk.salon.services.files.exporting import Kind
from kiosk.salon.services.files.sticks import LISTS, Sticks, Written

KINDS = tuple(LISTS)
UNASKED = ("timesheets", "punches")
"""Written only when they are chosen: hours of people."""
Days = Literal["month", "before", "all"]
DAYS: tuple[tuple[Days, Text], ...] = (
    ("month", T("This month")),
    ("before", T("Last month")),
    ("all", T("All days")),
)


@dataclass(frozen=True, slots=True)
class Lists:
    """What the long task of the desk is about."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFilesState(StickState):
    """``form``: a switch for each list, and the days of what has such. ``files``: the lists, with
    how many rows each has."""


class ExportFiles(StickPage[ExportFilesState, None]):
    name = "export_files"
    blank = ExportFilesState()

    def enter(self, _: None = None) -> None:
        require_manager(self)
        self._here = True
        lists = (switch(kind, LISTS[kind], kind not in UNASKED) for kind in KINDS)
        days = FormField(
            "days", T("Sales and attendance: which days"), "choice", "all", options=DAYS
        )
        task = self.host.worker.task
        writing = task is not None and not task.over and isinstance(task.of, Lists)
        self.show(ExportFilesState(form=FormState(fields=(*lists, days)), writing=writing))
        self.tick()

    def write(self) -> None:
        by = require_manager(self)
        kinds = tuple(
            kind
            for kind in KINDS
            if any(field.name == kind and field.value for field in self.state.form.fields)
        )
        if self.state.why:
            return
        stick, days = self._stick, cast(Days, self._field("days").value)
        first, last = _days(days, self.services.context.today())
        sticks, task = Sticks(self.services.context), Task(Lists(kinds), len(kinds))

        def tell(number: int) -> None:
            task.done = number

        self.host.worker.require_idle()
        self.show(replace(self.state, writing=True, files=(), told=""))
        self.host.worker.run(
            task,
            lambda: sticks.export(stick, kinds, by.id, tell, first, last),
            self._written,
            self._cannot,
        )

    def _written(self, files: tuple[Written, ...]) -> None:
        if not self._here:
            return
        self.hardware.sound("ok")
        self.show(
            replace(
                self.state,
                writing=False,
                told=self._told_where(files[0].path.parent),
                files=tuple((LISTS[one.kind], N("{n} row", "{n} rows", one.rows)) for one in files),
            )
        )


def _days(days: Days, today: date) -> tuple[date | None, date | None]:
    """First and last; of this month up to today."""
    month = today.replace(day=1)
    if days == "month":
        return month, today
    before = month - timedelta(days=1)
    return (before.replace(day=1), before) if days == "before" else (None, None)
