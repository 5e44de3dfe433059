"""Invoices for an inspector of the Hungarian office, written to a stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.presenters.files.stick_page import StickPage, StickState
from kiosk.presenters.forms import FormField, FormState, require_manager, shown_day
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.text import N, T, Text
from kiosk.salon.services.files.inspecting import Inspecting

Written = tuple[Path, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionState(StickState):
    """``form``: from which day or number to which."""

    @property
    def why(self) -> Text:
        if self.writing:
            return T("Writing. Leave the stick in.")
        return "" if self.stick else T("Plug in a USB stick.")


class Inspection(StickPage[InspectionState, None]):
    name = "inspection"
    blank = InspectionState()

    def enter(self, _: None = None) -> None:
        require_manager(self)
        self._here = True
        today = self.services.context.law_day()
        fields = (
            FormField("first", T("From the day"), "date",
                shown_day(today.replace(day=1).isoformat())),
            FormField("last", T("To the day"), "date", shown_day(today.isoformat())),
            FormField("first_number", T("Or from the number"), "figures"),
            FormField("last_number", T("To the number"), "figures"),
        )  # fmt: skip
        self.show(InspectionState(form=FormState(fields=fields)))
        self.tick()

    def write(self) -> None:
        """By number where numbers are typed, else by day."""
        by = require_manager(self)
        if self.state.why:
            return
        inspecting, stick = Inspecting(self.services.context), self._stick
        first, last = (self._field(name).value.strip() for name in ("first_number", "last_number"))
        job: Callable[[], Written]
        if first or last:
            job = lambda: inspecting.of_numbers(stick, first or last, last or first, by.id)  # noqa: E731
        else:
            days = [parsed_input.day(self._field(name).value) for name in ("first", "last")]
            job = lambda: inspecting.of_days(stick, days[0], days[1], by.id)  # noqa: E731
        self.show(replace(self.state, writing=True, files=(), told=""))
        self.host.worker.do(job, self._written, self._cannot)

    def _written(self, written: Written) -> None:
        if not self._here:
            return
        path, many = written
        self.hardware.sound("ok")
        count = N("{n} invoice", "{n} invoices", many)
        told = T("{file} is on the stick. The stick can be taken out.", file=path.name)
        self.show(replace(self.state, writing=False, told=told, files=((T("Invoices"), count),)))
