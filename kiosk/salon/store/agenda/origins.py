"""Visits that came out of a file: by what they are known there, and what it last said of them.

``name`` and ``series`` are digests of 32 bytes: nobody can read in them who comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

_COLUMNS = "name, series, appointment_id, starts_at, staff_id, minutes, services"


@dataclass(frozen=True, slots=True)
class Origin:
    """``series``: of what repeats, else the name again. The rest is what the file said when it was
    last written: ``starts_at`` (UTC ms), stylist, length and services."""

    name: bytes
    series: bytes
    visit_id: Id
    starts_at: int
    staff_id: Id
    minutes: int
    service_ids: tuple[Id, ...]


def named(store: Store, name: bytes) -> Origin | None:
    found = store.row(f"SELECT {_COLUMNS} FROM visit_origin WHERE name = ?", (name,))
    return _origin(found) if found else None


def of_series(store: Store, series: bytes, since: int) -> list[Origin]:
    """Those of a series whose visits are booked and begin at ``since`` (UTC ms) or later."""
    rows = store.rows(
        f"SELECT {', '.join(f'o.{column}' for column in _COLUMNS.split(', '))} "
        "FROM visit_origin o JOIN appointment a ON a.id = o.appointment_id "
        "WHERE o.series = ? AND a.state = 'booked' AND a.starts_at >= ? ORDER BY a.starts_at",
        (series, since),
    )
    return [_origin(row) for row in rows]


def keep(store: Store, origin: Origin) -> None:
    store.run(
        f"INSERT INTO visit_origin ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET appointment_id = excluded.appointment_id, "
        "starts_at = excluded.starts_at, staff_id = excluded.staff_id, "
        "minutes = excluded.minutes, services = excluded.services",
        (
            *(origin.name, origin.series, origin.visit_id, origin.starts_at, origin.staff_id),
            origin.minutes,
            b"".join(origin.service_ids),
        ),
    )


def _origin(row: Sequence[Any]) -> Origin:
    *head, services = row
    ids = tuple(services[at : at + 16] for at in range(0, len(services), 16))
    return Origin(*(*head, ids))
