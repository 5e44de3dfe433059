"""Appointments and their booked services.

Reading an appointment is two queries, however many are asked for: the visits with names of the
client and the stylist, and all their services.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kiosk.salon.domain.agenda.appointment import Appointment, AppointmentService, VisitState
from kiosk.salon.domain.ids import Id
from kiosk.salon.store import bulk
from kiosk.salon.store.agenda import resources
from kiosk.salon.store.clients import turnover
from kiosk.salon.store.database import Store, marks

_HEAD = """
    SELECT a.id, a.code, a.staff_id, s.first_name, a.starts_at, a.ends_at, a.state,
           a.client_id, coalesce(c.first_name, a.guest_name), coalesce(c.last_name, ''),
           coalesce(c.phone, ''), coalesce(c.warning, ''), coalesce(c.status, ''),
           coalesce(c.language, ''), a.note, a.arrived_at, coalesce(c.note, '')
    FROM appointment a
    JOIN staff s ON s.id = a.staff_id
    LEFT JOIN client c ON c.id = a.client_id
    WHERE
"""
"""In the order of the fields of an appointment, without its services."""
_SERVICE = (
    "service_id, name, minutes, price_minor, gap_from, gap_minutes, before_minutes, "
    "after_minutes, open_price"
)


def _visits(store: Store, where: str, *params: object) -> tuple[Appointment, ...]:
    """Those of whom ``where`` is true, in the order that it names."""
    heads = store.rows(f"{_HEAD} {where}", params)
    if not heads:
        return ()
    services: dict[Id, list[AppointmentService]] = {head[0]: [] for head in heads}
    last: Id | None = None
    for owner, row_id, *service, resource in store.rows(
        f"SELECT s.appointment_id, s.id, {_SERVICE}, r.resource_id FROM appointment_service s "
        "LEFT JOIN appointment_service_resource r ON r.appointment_service_id = s.id "
        f"WHERE s.appointment_id IN ({marks(heads)}) ORDER BY s.appointment_id, s.position",
        list(services),
    ):
        if row_id == last:
            before = services[owner].pop()
            needed = (*before.resource_ids, resource)
            services[owner].append(replace(before, resource_ids=needed))
        else:
            needed = () if resource is None else (resource,)
            services[owner].append(_service(service, needed))
        last = row_id
    return tuple(Appointment(*(*head[:7], tuple(services[head[0]]), *head[7:])) for head in heads)


def _service(row: Sequence[Any], needed: tuple[Id, ...]) -> AppointmentService:
    *values, open_price = row
    return AppointmentService(*(*values, needed, bool(open_price)))


def _visit(store: Store, where: str, *params: object) -> Appointment | None:
    return next(iter(_visits(store, where, *params)), None)


def get(store: Store, appointment_id: Id) -> Appointment | None:
    return _visit(store, "a.id = ?", appointment_id)


def of_ids(store: Store, ids: Sequence[Id]) -> tuple[Appointment, ...]:
    """Those of these visits that there are, of any state."""
    return _visits(store, f"a.id IN ({marks(ids)})", *ids)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A visit and when it begins (UTC ms)."""

    starts_at: int
    visit_id: Id


def beginning_after(store: Store, after: Beginning, limit: int) -> list[Beginning]:
    """Visits that are not cancelled, by beginning and id, from behind ``after``."""
    return [
        Beginning(*row)
        for row in store.rows(
            "SELECT starts_at, id FROM appointment WHERE starts_at >= ?1 "
            "AND (starts_at, id) > (?1, ?2) AND state <> 'cancelled' "
            "ORDER BY starts_at, id LIMIT ?3",
            (after.starts_at, after.visit_id, limit),
        )
    ]


def ids_of_client(store: Store, client_id: Id, since: int) -> list[Id]:
    """A client's visits of any state that begin at ``since`` (UTC ms) or later."""
    return store.column(
        "SELECT id FROM appointment WHERE client_id = ? AND starts_at >= ?", (client_id, since)
    )


def by_code(store: Store, code: str) -> Appointment | None:
    return _visit(store, "a.code = ?", code)


_BETWEEN = "a.starts_at >= ? AND a.starts_at < ? AND a.state <> 'cancelled' ORDER BY a.starts_at"


def between(store: Store, start: int, end: int) -> tuple[Appointment, ...]:
    """Visits beginning in ``[start, end)``, by start, without cancelled ones."""
    return _visits(store, f"{_BETWEEN}, a.id", start, end)


def of_client(store: Store, client_id: Id, limit: int) -> tuple[Appointment, ...]:
    """A client's visits of any state, newest first."""
    where = "a.client_id = ? ORDER BY a.starts_at DESC LIMIT ?"
    return _visits(store, where, client_id, limit)


def of_client_between(store: Store, client_id: Id, start: int, end: int) -> tuple[Appointment, ...]:
    """A client's visits beginning in ``[start, end)``, not cancelled, by start."""
    return _visits(store, f"a.client_id = ? AND {_BETWEEN}", client_id, start, end)


def of_phone_tail_between(store: Store, tail: str, start: int, end: int) -> tuple[Appointment, ...]:
    """Visits in ``[start, end)`` of active clients one of whose phones ends in these six digits."""
    theirs = (
        "a.client_id IN ("
        "SELECT id FROM client WHERE phone_tail = ? AND phone_tail <> '' AND active "
        "UNION SELECT id FROM client "
        "WHERE other_phone_tail = ? AND other_phone_tail <> '' AND active)"
    )
    return _visits(store, f"{theirs} AND {_BETWEEN}", tail, tail, start, end)


def chair_until(store: Store, staff_id: Id, since: int, until: int) -> int | None:
    """When the stylist's visits now in the chair, of ``[since, until)``, are planned to end."""
    return store.value(
        "SELECT max(ends_at) FROM appointment "
        "WHERE staff_id = ? AND starts_at >= ? AND starts_at < ? AND state = 'in_chair'",
        (staff_id, since, until),
    )


def bookable_services(store: Store, ids: Sequence[Id]) -> dict[Id, AppointmentService]:
    """The active ones of these services as they would be booked now."""
    found = store.rows(
        "SELECT id, name, minutes, price_minor, gap_from, gap_minutes, before_minutes, "
        f"after_minutes, open_price FROM service WHERE active = 1 AND id IN ({marks(ids)})",
        list(ids),
    )
    needed = resources.of_services(store)
    return {row[0]: _service(row, needed.get(row[0], ())) for row in found}


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Of a visit's client and stylist for the journal, in hex; empty for nobody."""

    client: str
    stylist: str


def pseudonyms(store: Store, appointment_id: Id) -> Pseudonyms:
    found = store.row(
        "SELECT coalesce(lower(hex(c.pseudonym)), ''), lower(hex(s.pseudonym)) "
        "FROM appointment a JOIN staff s ON s.id = a.staff_id "
        "LEFT JOIN client c ON c.id = a.client_id WHERE a.id = ?",
        (appointment_id,),
    )
    assert found is not None
    return Pseudonyms(*found)


@dataclass(frozen=True, slots=True)
class NewVisit:
    """The columns of a visit that is booked. ``arrived_via``: see :func:`set_arrival`."""

    id: Id
    code: str
    client_id: Id | None
    guest_name: str
    staff_id: Id
    starts_at: int
    ends_at: int
    state: VisitState
    note: str
    arrived_at: int | None
    arrived_via: str


def insert(store: Store, visit: NewVisit, now: int) -> None:
    store.insert("appointment", **asdict(visit), created_at=now, updated_at=now)
    if visit.client_id is not None:
        turnover.meet(store, visit.client_id, visit.staff_id)


def replace_services(
    store: Store, appointment_id: Id, services: Sequence[tuple[Id, AppointmentService]]
) -> None:
    """``services``: each with the id of its row. They are a plan, not a ledger: what was really
    done stands on the sale, so the old plan may go."""
    store.run(
        "DELETE FROM appointment_service_resource WHERE appointment_service_id IN "
        "(SELECT id FROM appointment_service WHERE appointment_id = ?)",
        (appointment_id,),
    )
    store.run("DELETE FROM appointment_service WHERE appointment_id = ?", (appointment_id,))
    for position, (row_id, service) in enumerate(services):
        values = asdict(service)
        needed = values.pop("resource_ids")
        store.insert(
            "appointment_service",
            id=row_id,
            appointment_id=appointment_id,
            position=position,
            **values,
        )
        rows = [(row_id, resource_id) for resource_id in needed]
        columns = "appointment_service_id, resource_id"
        bulk.insert(store, "appointment_service_resource", columns, rows)


def set_time(
    store: Store, appointment_id: Id, staff_id: Id, starts_at: int, ends_at: int, now: int
) -> None:
    store.run(
        "UPDATE appointment SET staff_id = ?, starts_at = ?, ends_at = ?, updated_at = ? "
        "WHERE id = ?",
        (staff_id, starts_at, ends_at, now, appointment_id),
    )
    client_id = store.value("SELECT client_id FROM appointment WHERE id = ?", (appointment_id,))
    if client_id is not None:
        turnover.meet(store, client_id, staff_id)


def set_note(store: Store, appointment_id: Id, note: str, now: int) -> None:
    store.update("appointment", appointment_id, note=note, updated_at=now)


def set_state(store: Store, appointment_id: Id, state: VisitState, now: int) -> None:
    store.update("appointment", appointment_id, state=state, updated_at=now)


def set_arrival(
    store: Store, appointment_id: Id, arrived_at: int | None, via: str, now: int
) -> None:
    """When the person came, and through which door: card, phone, code, desk (empty: not yet)."""
    store.run(
        "UPDATE appointment SET arrived_at = ?, arrived_via = ?, updated_at = ? WHERE id = ?",
        (arrived_at, via, now, appointment_id),
    )
