"""Customers checking themselves in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.agenda.appointment import HERE, Appointment, check_in_span, may_check_in
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.lock_out import LockOut
from kiosk.salon.domain.text import T
from kiosk.salon.services.agenda.visits import record
from kiosk.salon.services.context import Context
from kiosk.salon.store import appointments

CODE_PREFIX = "PULT:"
TAIL_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Match:
    """``one``/``several``: confirm. ``already``: checked in before. ``early``: today, but later
    than the window. ``none``: nothing found, or blocked: the two must look the same."""

    kind: Literal["one", "several", "already", "early", "none"]
    appointments: tuple[Appointment, ...] = ()


class Checkin:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock_out = LockOut()

    @property
    def only_desk(self) -> bool:
        """After five misses in two minutes, for a minute: numbers and codes are not looked up."""
        return self._lock_out.locked(self._context.clock.monotonic())

    def missed(self) -> None:
        """A number or code found nobody, or somebody else."""
        self._lock_out.missed(self._context.clock.monotonic())

    def by_client(self, client_id: Id) -> Match:
        """For a card."""
        start, end = self._span()
        return self._match(
            appointments.of_client_between(self._context.store, client_id, start, end)
        )

    def by_phone_tail(self, digits: str) -> Match:
        """Last six digits, only against visits in the window. Misses are counted."""
        if len(digits) != TAIL_DIGITS or not digits.isdecimal():
            return Match("none")
        start, end = self._span()
        return self._counted(
            lambda: appointments.of_phone_tail_between(self._context.store, digits, start, end)
        )

    def by_code(self, code: str) -> Match:
        """The booking's QR code (``PULT:CODE`` or the bare code). Misses are counted."""
        return self._counted(lambda: self._of_code(code, self._span()))

    def at_desk(self, code: str) -> Appointment | None:
        """A visit of today by its slip, for the staff: no window, no miss, blocked clients too."""
        today = self._context.salon.day_bounds(self._context.today())
        return next(self._of_code(code, today), None)

    def _of_code(self, code: str, span: tuple[int, int]) -> Iterator[Appointment]:
        """The visit of a slip, if it begins within the span and was not cancelled."""
        bare = code.strip().upper().removeprefix(CODE_PREFIX)
        found = appointments.by_code(self._context.store, bare) if bare else None
        start, end = span
        if found is not None and found.state != "cancelled" and start <= found.starts_at < end:
            yield found

    def arrive(self, appointment_id: Id, via: str) -> Appointment:
        """Marks the visit arrived, once: a second call changes nothing and returns it. Journalled
        and shown to the agent. Refused (neutral text) for a blocked client."""
        context = self._context
        with context.store.transaction():
            visit = self._visit(appointment_id)
            if visit.state in HERE:
                return visit
            if visit.client_status == "blocked" or visit.state == "cancelled":
                raise Refused(T("Please see the desk."), state=visit.state)
            now = context.now()
            appointments.set_state(context.store, visit.id, "arrived", now)
            appointments.set_arrival(context.store, visit.id, now, via, now)
            record(context, "visit.arrived", visit, None, via=via)
            return self._visit(visit.id)

    def _visit(self, appointment_id: Id) -> Appointment:
        found = appointments.get(self._context.store, appointment_id)
        return existing(found, T("Please see the desk."))

    def delay_minutes(self, appointment: Appointment) -> int:
        """How late the stylist runs: end of the visit now in the chair against this one's start."""
        context = self._context
        today = context.salon.day_bounds(context.today())
        until = appointments.chair_until(context.store, appointment.staff_id, *today)
        if until is None or appointment.state in ("in_chair", "done", "paid"):
            return 0
        return max(0, (max(until, context.now()) - appointment.starts_at) // MINUTE_MS)

    def _span(self) -> tuple[int, int]:
        """Where visits are looked for: the check-in window and the rest of the business day."""
        earliest, latest = check_in_span(self._context.now())
        _, day_end = self._context.salon.day_bounds(self._context.today())
        return earliest, max(latest + 1, day_end)

    def _counted(self, look_up: Callable[[], Iterable[Appointment]]) -> Match:
        """What was looked up; nothing while only the desk helps."""
        if self.only_desk:
            return Match("none")
        match = self._match(look_up())
        if match.kind == "none":
            self.missed()
        return match

    def _match(self, visits: Iterable[Appointment]) -> Match:
        now = self._context.now()
        known = [visit for visit in visits if visit.client_status != "blocked"]
        here = tuple(visit for visit in known if visit.state in HERE)
        awaited = [visit for visit in known if visit.state not in HERE]
        due = tuple(visit for visit in awaited if may_check_in(visit.starts_at, now))
        if due:
            return Match("one" if len(due) == 1 else "several", due)
        if here:
            return Match("already", here[:1])
        return Match("early", tuple(awaited[:1])) if awaited else Match("none")
