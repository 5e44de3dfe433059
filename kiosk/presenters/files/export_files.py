"""Lists written to a USB stick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, cast

from kiosk.presenters.base import Presenter
from kiosk.presenters.files.place_words import place_name
from kiosk.presenters.forms import FormField, FormState, Options, require_manager, switch
from kiosk.presenters.worker import Task
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import N, T, Text
from kiosk.salon.services.files.exporting import Kind
from kiosk.salon.services.files.sticks import LISTS, Stick, Sticks, Written

LOOK_SECONDS = 2.0
KINDS = tuple(LISTS)
UNASKED = ("timesheets", "punches")
"""Written only when they are chosen: hours of people."""
Days = Literal["month", "before", "all"]
DAYS: tuple[tuple[Days, Text], ...] = (
    ("month", T("This month")),
    ("before", T("Last month")),
    ("all", T("All days")),
)
NOTHING = FormState()


@dataclass(frozen=True, slots=True)
class Lists:
    """What the long task of the desk is about."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFilesState:
    """``form``: a switch for each list, and the days of what has such. ``sticks``: where to, of
    which ``stick`` is chosen. ``told``: what has been written; ``files``: which, with their rows.
    ``why``: what is to be done before anything can be written, or empty."""

    form: FormState = NOTHING
    sticks: Options = ()
    stick: str = ""
    writing: bool = False
    told: Text = ""
    files: tuple[tuple[Text, Text], ...] = ()

    @property
    def why(self) -> Text:
        if self.writing:
            return T("Writing. Leave the stick in.")
        if not self.stick:
            return T("Plug in a USB stick.")
        chosen = any(field.value for field in self.form.fields if field.kind == "switch")
        return "" if chosen else T("Choose at least one list.")


class ExportFiles(Presenter[ExportFilesState, None]):
    name = "export_files"
    blank = ExportFilesState()

    def forget(self) -> None:
        self._sticks: tuple[Stick, ...] = ()
        self._look_at = 0.0
        self._looking = False
        self._here = False

    def enter(self, _: None = None) -> None:
        require_manager(self.host)
        self._here = True
        lists = (switch(kind, LISTS[kind], kind not in UNASKED) for kind in KINDS)
        days = FormField(
            "days", T("Sales and attendance: which days"), "choice", "all", options=DAYS
        )
        task = self.host.worker.task
        writing = task is not None and not task.over and isinstance(task.of, Lists)
        self.show(ExportFilesState(form=FormState(fields=(*lists, days)), writing=writing))
        self.tick()

    def tick(self) -> None:
        now = self.clock.monotonic()
        if not self._looking and not self.state.writing and now >= self._look_at:
            self._looking, self._look_at = True, now + LOOK_SECONDS
            self.host.worker.do(Sticks(self.services.context).plugged, self._found, self._cannot)

    def edit(self, name: str, value: str) -> None:
        form = self.state.form
        fields = tuple(
            replace(field, value=value) if field.name == name else field for field in form.fields
        )
        self.show(replace(self.state, form=replace(form, fields=fields), files=()))

    def choose(self, key: str) -> None:
        """Which stick."""
        self.show(replace(self.state, stick=key))

    def write(self) -> None:
        by = require_manager(self.host)
        kinds = tuple(
            kind
            for kind in KINDS
            if any(field.name == kind and field.value for field in self.state.form.fields)
        )
        if self.state.why:
            return
        stick = self._sticks[int(self.state.stick)]
        days = next(field.value for field in self.state.form.fields if field.name == "days")
        first, last = _days(cast(Days, days), self.services.context.today())
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

    def _found(self, sticks: tuple[Stick, ...]) -> None:
        self._looking = False
        if not self._here or self.state.writing:
            return
        told = self.state.told if self.state.files else ""
        if sticks != self._sticks:
            told = ""
            self._sticks = sticks
        state = replace(
            self.state,
            sticks=tuple((str(number), place_name(one)) for number, one in enumerate(sticks)),
            stick=self.state.stick if self._has(self.state.stick) else "0" if sticks else "",
            told=told,
        )
        self.show(state)

    def _has(self, key: str) -> bool:
        return bool(key) and int(key) < len(self._sticks)

    def _written(self, files: tuple[Written, ...]) -> None:
        if not self._here:
            return
        self.hardware.sound("ok")
        folder = files[0].path.parent
        told = T(
            "It is on the stick, in the folder {folder}. The stick can be taken out.",
            folder=folder.name,
        )
        if any(one.fixed and one.path == folder.parent for one in self._sticks):
            told = T("It is in the folder {folder}.", folder="/".join(folder.parts[-2:]))
        self.show(
            replace(
                self.state,
                writing=False,
                told=told,
                files=tuple((LISTS[one.kind], N("{n} row", "{n} rows", one.rows)) for one in files),
            )
        )

    def _cannot(self, error: PultError) -> None:
        self._looking = False
        if self._here:
            self.show(replace(self.state, writing=False, told=""))
            self.refused(error)


def _days(days: Days, today: date) -> tuple[date | None, date | None]:
    """First and last; of this month up to today."""
    month = today.replace(day=1)
    if days == "month":
        return month, today
    before = month - timedelta(days=1)
    return (before.replace(day=1), before) if days == "before" else (None, None)
