"""Our side of the engine in its plainest form: records in one table, edited by a desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.store import changes
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import forget as sync_forget
from sync_agent.engine.ports import Local, Place, Record, Schema
from tests.sync_agent.plays.memory_server import Crash

SCHEMA = Schema(
    {"name": "shared", "mobile": "shared", "city": "shared", "note": "joined", "visits": "local"}
)
NO = "NO"
"""A value with this in it is refused here."""


class FragileStore(Store):
    """Loses power at the n-th thing it is told: a statement, or just after a commit."""

    left = 0
    """Statements until the power goes, 0 for never."""
    said = 0
    """Statements so far."""

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[object, ...]]:
        self._tick()
        return super().rows(sql, params)

    def row(self, sql: str, params: Sequence[object] = ()) -> tuple[object, ...] | None:
        self._tick()
        return super().row(sql, params)

    def run(self, sql: str, params: Sequence[object] = ()) -> int:
        self._tick()
        return super().run(sql, params)

    def _tick(self) -> None:
        self.said += 1
        if self.left:
            self.left -= 1
            if not self.left:
                raise Crash


def open_things(path: Path) -> FragileStore:
    """The database of a salon with the table of things in it."""
    store = FragileStore.open(path)
    with store.transaction():
        store.run(
            "CREATE TABLE IF NOT EXISTS thing (id BLOB PRIMARY KEY, body TEXT NOT NULL, "
            "active INTEGER NOT NULL DEFAULT 1, erased INTEGER NOT NULL DEFAULT 0)"
        )
    return store


class Things:
    """The desk and the :class:`LocalSide` in one. ``answer``: what ``removed`` says."""

    entity = "thing"
    schema = SCHEMA

    def __init__(self, store: Store) -> None:
        self.store = store
        self.answer: Literal["suppress", "applied", "ask"] = "suppress"

    # -- what the desk does ------------------------------------------------------------------------

    def new(self, **fields: str) -> Id:
        with self.store.transaction():
            return self._insert(fields)

    def _insert(self, fields: Mapping[str, str]) -> Id:
        made = self.store.row(
            "INSERT INTO thing (id, body) VALUES (CAST(printf('thing-%09d', (SELECT count(*) "
            "FROM thing)) AS BLOB), ?) RETURNING id",
            (json.dumps(dict(fields)),),
        )
        assert made is not None
        changes.record(self.store, "thing", bytes(made[0]))
        return bytes(made[0])

    def edit(self, thing: Id, **fields: str) -> None:
        with self.store.transaction():
            self._edit(thing, fields)

    def _edit(self, thing: Id, fields: Record) -> None:
        body = {**self.body(thing), **fields}
        self._set(thing, "body = ?", json.dumps(body))

    def _set(self, thing: Id, what: str, *params: object) -> None:
        self.store.run(f"UPDATE thing SET {what} WHERE id = ?", (*params, thing))
        changes.record(self.store, "thing", thing)

    def activate(self, thing: Id, active: bool) -> None:
        with self.store.transaction():
            self._set(thing, "active = ?", int(active))

    def erase(self, thing: Id) -> None:
        with self.store.transaction():
            self._set(thing, "erased = 1, active = 0, body = '{}'")
            for statement in sync_forget.STATEMENTS:
                self.store.run(statement, (thing,))

    def body(self, thing: Id) -> dict[str, str]:
        found = self.store.row("SELECT body FROM thing WHERE id = ?", (thing,))
        assert found is not None
        return dict(json.loads(found[0]))

    def all(self) -> dict[Id, tuple[dict[str, str], bool, bool]]:
        """``(record, active, erased)`` of everything."""
        found = self.store.rows("SELECT id, body, active, erased FROM thing ORDER BY id")
        return {bytes(r[0]): (json.loads(r[1]), bool(r[2]), bool(r[3])) for r in found}

    # -- what the engine sees ----------------------------------------------------------------------

    def everything(self) -> Iterator[Sequence[Id]]:
        found = self.store.rows("SELECT id FROM thing WHERE active ORDER BY id")
        ids = [bytes(row[0]) for row in found]
        for start in range(0, len(ids), 300):
            yield ids[start : start + 300]

    def records(self, ids: Sequence[Id]) -> Mapping[Id, Local]:
        marks = ", ".join("?" * len(ids))
        found = self.store.rows(
            f"SELECT id, body, active, erased FROM thing WHERE id IN ({marks})", ids
        )
        return {
            bytes(row[0]): Local(_canonical(json.loads(row[1])) if row[2] else None, bool(row[3]))
            for row in found
        }

    def shown(self, seen: Record) -> Mapping[str, str]:
        return {"title": seen.get("name", "")}

    def stood_beside(self, local_id: Id) -> None:
        """Nobody asks."""

    def find(self, seen: Record) -> Id | None:
        if not seen.get("name") or not seen.get("mobile"):
            return None
        found = self.store.row(
            "SELECT id FROM thing WHERE json_extract(body, '$.name') = ? "
            "AND json_extract(body, '$.mobile') = ? ORDER BY active DESC, id",
            (seen["name"], seen["mobile"]),
        )
        return bytes(found[0]) if found else None

    def add(self, seen: Record, *, ours: bool = False) -> Id | None:
        self._check(seen)
        if not any(seen.get(name) for name in self.schema.shared()):
            raise Refused(T("Enter a name."))
        fields = {name: text for name, text in seen.items() if name != "visits"}
        return self._insert(fields)

    def apply(self, local_id: Id, changes: Record) -> None:
        self._check(changes)
        self._edit(local_id, changes)

    def removed(self, local_id: Id, place: Place) -> Literal["suppress", "applied", "ask"]:
        if self.answer == "applied":
            self._set(local_id, "active = 0")
        return self.answer

    def _check(self, record: Record) -> None:
        if any(NO in text for text in record.values()):
            raise Refused(T("This is not an e-mail address."))


def _canonical(body: Mapping[str, str]) -> Record:
    return {name: text for name, text in body.items() if text}
