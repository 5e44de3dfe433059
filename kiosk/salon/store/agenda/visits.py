"""Visits as what they take of stylists, rooms and devices, read without names or words."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.agenda.appointment import AppointmentService, VisitState
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit and its place. ``services`` without their names and prices."""

    id: Id
    staff_id: Id
    starts_at: int
    ends_at: int
    state: VisitState
    services: tuple[AppointmentService, ...]


def between(store: Store, start: int, end: int) -> list[Placed]:
    """Visits that begin in ``[start, end)`` and are not cancelled or missed, by beginning."""
    rooms: dict[Id, tuple[Id, ...]] = {}
    for service, resource in store.rows(
        "SELECT r.appointment_service_id, r.resource_id FROM appointment_service_resource r "
        "JOIN appointment_service s ON s.id = r.appointment_service_id "
        "JOIN appointment a ON a.id = s.appointment_id WHERE a.starts_at >= ? AND a.starts_at < ?",
        (start, end),
    ):
        rooms[service] = (*rooms.get(service, ()), resource)
    found: dict[Id, tuple[tuple[Id, int, int, VisitState], list[AppointmentService]]] = {}
    for visit, staff, begins, ends, state, row_id, service, *times in store.rows(
        "SELECT a.id, a.staff_id, a.starts_at, a.ends_at, a.state, s.id, s.service_id, s.minutes, "
        "s.gap_from, s.gap_minutes, s.before_minutes, s.after_minutes "
        "FROM appointment a LEFT JOIN appointment_service s ON s.appointment_id = a.id "
        "WHERE a.starts_at >= ? AND a.starts_at < ? AND a.state NOT IN ('cancelled', 'no_show') "
        "ORDER BY a.starts_at, a.id, s.position",
        (start, end),
    ):
        if visit not in found:
            found[visit] = (staff, begins, ends, state), []
        if row_id is not None:
            minutes, *rest = times
            found[visit][1].append(
                AppointmentService(*(service, "", minutes, 0, *rest, rooms.get(row_id, ())))
            )
    return [Placed(visit, *head, tuple(services)) for visit, (head, services) in found.items()]


def to_place(store: Store, since: int) -> list[Id]:
    """Booked visits that begin at ``since`` (UTC ms) or later, which a program put where they do
    not fit and nobody has looked at, by beginning."""
    return store.column(
        "SELECT id FROM appointment WHERE to_place = 1 AND starts_at >= ? AND state = 'booked' "
        "ORDER BY starts_at, id",
        (since,),
    )


def mark_to_place(store: Store, visit_id: Id, *, wanted: bool) -> None:
    store.update("appointment", visit_id, to_place=int(wanted))


def client_names(store: Store, start: int, end: int) -> dict[Id, str]:
    """Who comes with the visits that begin in ``[start, end)``: for what stands in the way."""
    return {
        visit: name.strip()
        for visit, name in store.rows(
            "SELECT a.id, coalesce(c.first_name || ' ' || c.last_name, a.guest_name) "
            "FROM appointment a LEFT JOIN client c ON c.id = a.client_id "
            "WHERE a.starts_at >= ? AND a.starts_at < ?",
            (start, end),
        )
    }
