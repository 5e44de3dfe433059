"""Clocking in and out. The rules are in ``kiosk.domain.punch``; here they become durable."""

from __future__ import annotations

from kiosk.domain.ids import Id
from kiosk.domain.punch import Hours, PunchKind, PunchResult, Source
from kiosk.services.context import Context


class TimeClock:
    def __init__(self, context: Context) -> None:
        self._context = context

    def tap(self, staff_id: Id, source: Source = "card") -> PunchResult:
        """out -> in, in -> out, on a break -> back. ``pin`` punches are flagged ``no-card``."""
        raise NotImplementedError

    def choose(self, staff_id: Id, kind: PunchKind, source: Source = "card") -> PunchResult:
        """A button on the result screen (break, out, ...). Directly after a punch (8 s) it replaces
        it: the counter-entry and the new punch are one transaction. Refused when the state machine
        forbids it."""
        raise NotImplementedError

    def undo(self, punch_id: Id) -> PunchResult:
        """A counter-entry within 8 s. Refused later, or when already undone."""
        raise NotImplementedError

    def left_at(self, staff_id: Id, at: int, source: Source = "card") -> PunchResult:
        """Answers "when did you leave?": closes the earlier day (flag ``late-entry``) and records
        today's *in*, in one transaction. Refused unless after the open *in* and before now and
        within that business day."""
        raise NotImplementedError

    def hours(self, staff_id: Id) -> Hours:
        raise NotImplementedError

    def present(self) -> tuple[tuple[Id, PunchKind, int], ...]:
        """Who is in or on a break: (staff id, last kind, since UTC ms)."""
        raise NotImplementedError
