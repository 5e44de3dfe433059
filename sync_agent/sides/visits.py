"""Visits of the agenda as events of a calendar.

The time may be changed on both sides; everything else is ours and is put back. Only what is still
to come is sent: yesterday's visits stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from kiosk.salon.domain.agenda.appointment import NAMELESS, Appointment
from kiosk.salon.domain.agenda.clash import BUT_VISITS
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import appointments
from sync_agent.engine.ports import Local, Place, Record, Schema

DAY_MS = 86_400_000
PORTION = 200

SCHEMA = Schema({"time": "shared", "title": "local", "about": "local", "colour": "local"})
"""``time``: see :func:`span`. ``colour``: the stylist's, 0-7."""


def span(starts_at: int, ends_at: int) -> str:
    """``2026-11-21T09:00Z/2026-11-21T09:30Z`` from UTC milliseconds (ISO 8601-1, 5.5.2)."""
    return f"{_iso(starts_at)}/{_iso(ends_at)}"


def start_of(time: str) -> int:
    """UTC milliseconds of the beginning of a :func:`span`. Refused for anything else: an event can
    be dragged to the line of whole days."""
    begin, _, _ = time.partition("/")
    if not begin.endswith("Z"):
        raise Refused(T("A visit needs a time of day, not a whole day."))
    return int(datetime.fromisoformat(begin).timestamp() * 1000)


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%MZ")


class Visits:
    """See :class:`sync_agent.engine.ports.LocalSide`."""

    entity = "appointment"
    schema = SCHEMA

    def __init__(self, services: Services) -> None:
        self._services = services

    def everything(self) -> Iterator[Sequence[Id]]:
        store, since = self._services.context.store, self._begin()
        after = appointments.Beginning(since, b"")
        while portion := appointments.beginning_after(store, after, PORTION):
            yield [one.visit_id for one in portion]
            after = portion[-1]

    def records(self, ids: Sequence[Id]) -> Mapping[Id, Local]:
        begin = self._begin()
        found = appointments.of_ids(self._services.context.store, ids)
        colours = {member.id: member.colour for member in self._members()}
        return {
            visit.id: Local(
                None if visit.state == "cancelled" else _record(visit, colours),
                erased=visit.state == "cancelled" and _of_nobody(visit),
                begin=visit.ends_at >= begin,
            )
            for visit in found
        }

    def find(self, seen: Record) -> Id | None:
        """Events are known by the id they carry and by nothing else."""
        return None

    def shown(self, seen: Record) -> Mapping[str, str]:
        return {"title": seen.get("title", ""), "time": seen.get("time", "")}

    def stood_beside(self, local_id: Id) -> None:
        """There is no second place for visits."""

    def add(self, seen: Record, *, ours: bool) -> Id | None:
        """What people write into this calendar by hand is theirs: a visit needs a stylist and
        services, and is booked at the desk. One of ours that is not known here was booked after the
        backup that this database comes from: somebody comes whom nobody expects."""
        if ours and start_of(seen.get("time", "")) > self._services.context.now():
            raise Refused(
                T("It is in the calendar but not here: a backup was restored. Book it again.")
            )
        return None

    def apply(self, local_id: Id, changes: Record) -> None:
        """A visit of somebody who was erased stays at its time rather than that a question is
        asked: the event would name them until somebody answers."""
        if "time" not in changes:
            return
        visit = self._services.agenda.get(local_id)
        try:
            at = start_of(changes["time"])
            self._services.agenda.move(local_id, visit.staff_id, at, by=None, despite=BUT_VISITS)
        except Refused:
            if not _of_nobody(visit):
                raise
            self._services.context.changed(self.entity, local_id)

    def removed(self, local_id: Id, place: Place) -> Literal["suppress", "applied", "ask"]:
        try:
            visit = self._services.agenda.get(local_id)
        except NotFound:
            return "suppress"
        if visit.state == "cancelled":
            return "applied"
        if visit.state != "booked" or visit.ends_at <= self._services.context.now():
            # The person has come, or did not: what was, is not undone by tidying a calendar.
            return "suppress"
        try:
            self._services.agenda.set_state(local_id, "cancelled", by=None)
        except Refused:
            return "ask"
        return "applied"

    def _begin(self) -> int:
        return self._services.context.now() - DAY_MS

    def _members(self) -> Sequence[StaffMember]:
        return self._services.team.members(inactive=True)


def _of_nobody(visit: Appointment) -> bool:
    """Whose client was erased."""
    return visit.client_id is not None and visit.client_name == NAMELESS


def _record(visit: Appointment, colours: Mapping[Id, int]) -> Record:
    what = ", ".join(service.name for service in visit.services)
    who = visit.client_name
    return {
        "time": span(visit.starts_at, visit.ends_at),
        "title": " · ".join(part for part in (who, what) if part),
        "about": "\n".join(
            part for part in (visit.staff_first_name, visit.phone, visit.note) if part
        ),
        "colour": str(colours.get(visit.staff_id, 0)),
    }
