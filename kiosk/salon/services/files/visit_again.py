"""A visit that came out of such a file before: moved there, cancelled there, or as it was.

What the file said the last time stands beside the visit (:mod:`kiosk.salon.store.agenda.origins`).
Only what changed there since is done here; what was changed here stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.salon.domain.agenda.appointment import MOVABLE, Appointment
from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Context
from kiosk.salon.services.files.calendars import CANCELLED, HEADER
from kiosk.salon.services.files.cells import Cells
from kiosk.salon.services.files.reading.csv_table import CsvTable, Line
from kiosk.salon.store import appointments, staff
from kiosk.salon.store.agenda import origins
from kiosk.salon.store.agenda.origins import Origin

_DIGEST = 64


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """``starts_at``: UTC ms; ``day``: of it, in the salon. ``client``: None when booked under the
    name alone; without an id when they become one. ``origin``: by what it is known in the file
    (name and series). ``visit_id``: here already; ``state``: of such a one. ``said_minutes``: what
    the file says of its length, where another stays here."""

    name: str
    day: date
    starts_at: int
    staff_id: Id
    stylist: str
    service_ids: tuple[Id, ...]
    services: str
    minutes: int
    client: Client | None = None
    note: str = ""
    origin: tuple[bytes, bytes] = (b"", b"")
    visit_id: Id | None = None
    state: str = ""
    said_minutes: int = 0

    def said(self, visit_id: Id) -> Origin:
        """What the file says of it, to be kept."""
        name, series = self.origin
        return Origin(
            *(name, series, visit_id, self.starts_at, self.staff_id),
            *(self.said_minutes or self.minutes, self.service_ids),
        )


def origin_of(cells: Cells, visit: ComingVisit | None = None) -> tuple[bytes, bytes]:
    """Name and series. A calendar brings digests of its own; a number of another program counts
    with the services, because a visit of several has a row for each; a row without a number is
    known by what it says. Empty ones before there is a ``visit`` to ask."""
    source, series = cells.get("source", ""), cells.get("series", "")
    if len(source) == _DIGEST and series:
        return bytes.fromhex(source), bytes.fromhex(series)
    if visit is None:
        return b"", b""
    services = b"".join(sorted(visit.service_ids)).hex()
    said = ("number", source, services)
    if not source:
        said = ("row", f"{visit.starts_at} {visit.staff_id.hex()} {services}", fold(visit.name))
    name = hashlib.sha256("\0".join(said).encode()).digest()
    return name, name


class Again:
    """What is to be done of a visit that is known. ``told`` is why nothing is."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.told: Msg | None = None

    def known(self, origin: tuple[bytes, bytes]) -> tuple[Origin, Appointment] | None:
        """What the file said the last time, and the visit as it stands."""
        said = origins.named(self._context.store, origin[0]) if origin[0] else None
        visit = appointments.get(self._context.store, said.visit_id) if said else None
        return (said, visit) if said and visit else None

    def here(self, visit: Appointment, origin: tuple[bytes, bytes]) -> ComingVisit:
        """The visit as a row would say it."""
        return ComingVisit(
            visit.client_name,
            self._context.salon.local(visit.starts_at).date(),
            visit.starts_at,
            visit.staff_id,
            staff.member(self._context.store, visit.staff_id).name,
            tuple(service.service_id for service in visit.services),
            ", ".join(service.name for service in visit.services),
            (visit.ends_at - visit.starts_at) // MINUTE_MS,
            origin=origin,
            visit_id=visit.id,
            state=visit.state,
        )

    def cancelled(self, said: Origin, visit: Appointment, old: ComingVisit) -> ComingVisit:
        """Refused when it was moved here meanwhile."""
        self.told = None
        if visit.state != "booked" or visit.starts_at < self._context.now():
            self.told = T("Left out: it was cancelled.")
            return old
        if _moved_here(said, visit):
            raise Refused(T("It was cancelled there, but moved here. Please ask the client."))
        return replace(old, state="cancelled")

    def moved(
        self, said: Origin, visit: Appointment, old: ComingVisit, row: ComingVisit
    ) -> ComingVisit:
        """``row``: what the file says now. Refused when it was changed here meanwhile, otherwise
        than there."""
        self.told = None
        there = (said.starts_at, said.staff_id, said.service_ids, said.minutes)
        now_there = (row.starts_at, row.staff_id, row.service_ids, row.minutes)
        stands = (visit.starts_at, visit.staff_id, old.service_ids, old.minutes)
        if now_there in (there, stands):
            self.told = T("It is booked here already.")
        elif visit.state == "cancelled":
            self.told = T("Left out: it was cancelled here.")
        elif visit.state not in MOVABLE or row.starts_at < self._context.now():
            self.told = T("Left out: it is over.")
        elif _moved_here(said, visit):
            raise Refused(T("It was moved there, and here otherwise. Please ask the client."))
        if self.told is not None:
            return old
        item = replace(
            *(old,), day=row.day, starts_at=row.starts_at, staff_id=row.staff_id,
            stylist=row.stylist,
        )  # fmt: skip
        if row.minutes == said.minutes:
            item = replace(item, said_minutes=row.minutes)
        else:
            item = replace(item, minutes=row.minutes)
        if row.service_ids == said.service_ids:
            return item
        return replace(item, service_ids=row.service_ids, services=row.services)


def _moved_here(said: Origin, visit: Appointment) -> bool:
    return (said.starts_at, said.staff_id) != (visit.starts_at, visit.staff_id)


def _turn(context: Context, row: Sequence[str]) -> tuple[int, float]:
    """Where in the order a row of a calendar is looked at: what is cancelled, what comes sooner
    than it did from the first on, what comes later from the last on, and the rest."""
    name, start = row[HEADER.index("uid")], row[HEADER.index("start")]
    if row[HEADER.index("status")] == CANCELLED:
        return 0, 0
    said = origins.named(context.store, bytes.fromhex(name)) if len(name) == _DIGEST else None
    if said is None or "T" not in start:
        return 3, 0
    at = datetime.fromisoformat(start).timestamp()
    moved = at * 1000 - said.starts_at
    if not moved:
        return 3, 0
    return (1, at) if moved < 0 else (2, -at)


def with_gone(context: Context, table: CsvTable) -> CsvTable:
    """A calendar with a cancelled row for each visit to come of a series in it that has no time
    there any more: taken out of the series, or the series ends before. First, because they make
    room; those that moved stand so that each finds its place left by the one before."""
    place = {name: HEADER.index(name) for name in ("uid", "series uid", "start", "status")}
    here: dict[str, set[str]] = {}
    for line in table.lines:
        series, name = line.cells[place["series uid"]], line.cells[place["uid"]]
        if series and series != name:
            here.setdefault(series, set()).update((name, line.cells[place["start"]]))
    gone = []
    for series, names in here.items():
        for one in origins.of_series(context.store, bytes.fromhex(series), context.now()):
            start = context.salon.local(one.starts_at).isoformat()
            if one.name.hex() in names or start in names:
                continue
            row = [""] * len(HEADER)
            row[place["uid"]], row[place["series uid"]] = one.name.hex(), series
            row[place["start"]], row[place["status"]] = start, CANCELLED
            gone.append(tuple(row))
    in_turn = sorted((line.cells for line in table.lines), key=lambda row: _turn(context, row))
    rows = (*gone, *in_turn)
    return replace(table, lines=tuple(Line(number, row) for number, row in enumerate(rows, 1)))
