"""What synchronisation tells people and what they tell it: cases, runs, progress, requests.

Times are UTC milliseconds of this machine's clock. ``remote`` is a remote's name such as
``shop.orders``. Writing belongs inside a transaction or makes one of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

Detail = Mapping[str, Any]
Outcome = Literal["running", "ok", "stopped", "offline", "later", "sign_in", "question", "failed"]
RequestKind = Literal["run", "stop", "sign_in", "sign_out", "import"]
KEPT_RUNS = 500
GUARDING = ("other_account", "guard", "empty")
"""Kinds of cases by which the engine itself stops a run; it looks at the answers where it asked."""
STOPPING = (*GUARDING, "adopt")
"""Kinds of cases that a run stops for until they are answered."""


# -- cases ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """Something people have to look at. ``detail``: JSON, its fields depend on ``kind``.
    ``answer``: "" until somebody answered."""

    number: int
    remote: str
    kind: str
    local_id: Id | None
    key: str
    detail: Detail
    at: int
    answer: str = ""
    answered_at: int | None = None
    settled_at: int | None = None


_CASE = "number, remote, kind, local_id, key, detail, at, answer, answered_at, settled_at"


def open_case(
    store: Store, remote: str, kind: str, local_id: Id | None, key: str, detail: Detail, at: int
) -> int:
    """Opens a case and returns its number. One about the same thing that is not settled yet is
    brought up to date instead; its answer stays. Conflicts are the exception: each lost value has
    its own case, only the very same one is not told twice."""
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
    with store.transaction():
        number = store.number(
            "SELECT number FROM sync_case WHERE remote = ? AND kind = ? AND local_id IS ? "
            "AND key = ? AND settled_at IS NULL AND (kind <> 'conflict' OR detail = ?)",
            (remote, kind, local_id, key, text),
        )
        if number:
            store.run(
                "UPDATE sync_case SET detail = ?, at = ? WHERE number = ?", (text, at, number)
            )
            return number
        return store.number(
            "INSERT INTO sync_case (remote, kind, local_id, key, detail, at, answer) "
            "VALUES (?, ?, ?, ?, ?, ?, '') RETURNING number",
            (remote, kind, local_id, key, text, at),
        )


_OF_SERVICE = "(? = '' OR remote IN (SELECT remote FROM sync_channel WHERE service = ?))"


def open_cases(
    store: Store,
    remote: str = "",
    kind: str = "",
    *,
    service: str = "",
    after: int = 0,
    limit: int = 500,
) -> list[Case]:
    """Cases that are not settled, oldest first, answered ones too. "" means all of them; ``after``:
    number of the last case of the portion before."""
    return _cases(
        store,
        "settled_at IS NULL AND (? = '' OR remote = ?) AND (? = '' OR kind = ?) "
        f"AND {_OF_SERVICE} AND number > ?",
        (remote, remote, kind, kind, service, service, after),
        limit,
    )


def waiting(store: Store, service: str = "") -> dict[str, int]:
    """How many cases wait for an answer, by kind. "": of all services."""
    found = store.rows(
        "SELECT kind, count(*) FROM sync_case WHERE settled_at IS NULL AND answer = '' "
        f"AND {_OF_SERVICE} GROUP BY kind ORDER BY kind",
        (service, service),
    )
    return dict(found)


def case(store: Store, number: int) -> Case | None:
    return next(iter(_cases(store, "number = ?", (number,), 1)), None)


def answer(store: Store, number: int, text: str, at: int) -> bool:
    """Keeps what a person decided. False when the case is settled or was answered meanwhile."""
    with store.transaction():
        changed = store.run(
            "UPDATE sync_case SET answer = ?, answered_at = ? "
            "WHERE number = ? AND answer = '' AND settled_at IS NULL",
            (text, at, number),
        )
    return changed == 1


def answered(store: Store, remote: str) -> list[Case]:
    """What people decided and nobody has acted upon yet, oldest first."""
    return _cases(store, "remote = ? AND answer <> '' AND settled_at IS NULL", (remote,), 500)


def newest_answers(store: Store) -> dict[str, int]:
    """When somebody last decided something that nobody has acted upon yet, by remote."""
    found = store.rows(
        "SELECT remote, coalesce(max(answered_at), 0) FROM sync_case "
        "WHERE settled_at IS NULL AND answer <> '' GROUP BY remote"
    )
    return dict(found)


def settle(store: Store, number: int, at: int) -> None:
    """The case is done with; it stays to be read. What came from there and was never anybody's
    here (a booking nobody could place) is not kept: nobody would find it to erase it."""
    with store.transaction():
        store.run(
            "UPDATE sync_case SET settled_at = ?, detail = CASE "
            "WHEN kind = 'refused' AND local_id IS NULL THEN '' ELSE detail END "
            "WHERE number = ? AND settled_at IS NULL",
            (at, number),
        )


def settle_questions(store: Store, remote: str, now: int) -> None:
    """A run of this remote ended well, so whatever it stopped for earlier is over. An answer that
    was not needed is used up too: it was about what stood there then."""
    for kind in STOPPING:
        for found in open_cases(store, remote, kind):
            settle(store, found.number, now)


def _cases(store: Store, where: str, params: tuple[object, ...], limit: int) -> list[Case]:
    found = store.rows(
        f"SELECT {_CASE} FROM sync_case WHERE {where} ORDER BY number LIMIT ?", (*params, limit)
    )
    return [Case(*(*row[:5], json.loads(row[5]) if row[5] else {}, *row[6:])) for row in found]


# -- runs -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one remote as people read it. ``ended_at`` None: still going. ``why``: see
    :func:`kiosk.salon.domain.stored_message.load`. ``asked``: what somebody at the desk asked for
    instead of a run (a kind of request), and ``service``: of which account; else "" both."""

    number: int
    remote: str
    started_at: int
    ended_at: int | None
    outcome: str
    why: str
    sent: int
    received: int
    conflicts: int
    waiting: int
    requests: int
    service: str = ""
    asked: str = ""


_RUN = (
    "number, remote, started_at, ended_at, outcome, why, sent, received, conflicts, waiting, "
    "requests, service, asked"
)


def begin_run(store: Store, remote: str, at: int, *, service: str = "", asked: str = "") -> int:
    with store.transaction():
        return store.number(
            "INSERT INTO sync_run (remote, started_at, ended_at, outcome, why, sent, received, "
            "conflicts, waiting, requests, service, asked) "
            "VALUES (?, ?, NULL, 'running', '', 0, 0, 0, 0, 0, ?, ?) RETURNING number",
            (remote, at, service, asked),
        )


def end_run(
    store: Store,
    number: int,
    at: int,
    outcome: Outcome,
    why: str = "",
    *,
    sent: int = 0,
    received: int = 0,
    conflicts: int = 0,
    waiting: int = 0,
    requests: int = 0,
) -> None:
    """A run that did as little as the one before it, with the same outcome, takes its place: a
    quiet week is one row, not two thousand."""
    with store.transaction():
        store.run(
            "UPDATE sync_run SET ended_at = ?, outcome = ?, why = ?, sent = ?, received = ?, "
            "conflicts = ?, waiting = ?, requests = ? WHERE number = ?",
            (at, outcome, why, sent, received, conflicts, waiting, requests, number),
        )
        if not (sent or received or conflicts):
            store.run(
                "DELETE FROM sync_run WHERE number = (SELECT max(before.number) "
                "FROM sync_run AS before JOIN sync_run AS this ON this.number = ? "
                "WHERE before.remote = this.remote AND before.number < this.number) "
                "AND outcome = ? AND why = ? AND sent = 0 AND received = 0 AND conflicts = 0",
                (number, outcome, why),
            )
        store.run(
            "DELETE FROM sync_progress WHERE remote = "
            "(SELECT remote FROM sync_run WHERE number = ?)",
            (number,),
        )


def tidy_runs(store: Store, at: int, keep: int = KEPT_RUNS) -> None:
    """Ends runs that were cut off by a power cut or a kill, forgets the oldest rows and whatever
    progress was left. Only for the process that holds the agent's lock, between runs."""
    with store.transaction():
        store.run(
            "UPDATE sync_run SET ended_at = ?, outcome = 'stopped' WHERE ended_at IS NULL", (at,)
        )
        store.run(
            "DELETE FROM sync_run WHERE number <= "
            "(SELECT number FROM sync_run ORDER BY number DESC LIMIT 1 OFFSET ?)",
            (keep,),
        )
        store.run("DELETE FROM sync_progress")


def runs(store: Store, remote: str = "", limit: int = 20, *, service: str = "") -> list[Run]:
    """The last runs, newest first. "" means all of them."""
    found = store.rows(
        f"SELECT {_RUN} FROM sync_run WHERE (? = '' OR remote = ?) "
        f"AND ({_OF_SERVICE} OR service = ?) ORDER BY number DESC LIMIT ?",
        (remote, remote, service, service, service, limit),
    )
    return [Run(*row) for row in found]


def last_run(store: Store, remote: str, outcome: Outcome) -> Run | None:
    """The newest run that ended like this."""
    found = store.row(
        f"SELECT {_RUN} FROM sync_run WHERE remote = ? AND ended_at IS NOT NULL AND outcome = ? "
        "ORDER BY number DESC LIMIT 1",
        (remote, outcome),
    )
    return Run(*found) if found else None


# -- progress -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. ``total`` 0: nobody knows. ``began_at``: when this phase began."""

    remote: str
    phase: str
    done: int
    total: int
    began_at: int
    at: int


def put_progress(store: Store, progress: Progress) -> None:
    with store.transaction():
        store.replace("sync_progress", **asdict(progress))


def progress(store: Store) -> list[Progress]:
    """The runs that are under way."""
    found = store.rows(
        "SELECT remote, phase, done, total, began_at, at FROM sync_progress ORDER BY remote"
    )
    return [Progress(*row) for row in found]


# -- requests of the desk -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """``run``: ``detail`` is a remote, "" all of them. ``stop``: the run under way. ``sign_in``,
    ``sign_out``, ``import``: of ``service``; ``detail`` is JSON, see
    ``kiosk.salon.domain.keys.sync_import``."""

    kind: str
    detail: str
    at: int
    service: str = ""


def ask(store: Store, kind: RequestKind, at: int, detail: str = "", service: str = "") -> None:
    """Asks the agent for something; a second time before it has begun is the same as once."""
    with store.transaction():
        if kind == "run":
            asked = store.value("SELECT detail FROM sync_request WHERE kind = 'run'")
            detail = detail if asked in (None, detail) else ""
        store.run(
            "INSERT OR REPLACE INTO sync_request (kind, service, at, detail) VALUES (?, ?, ?, ?)",
            (kind, service, at, detail),
        )


def requests(store: Store) -> list[Request]:
    """What the desk asks for and the agent has not begun, oldest first."""
    found = store.rows(
        "SELECT kind, detail, at, service FROM sync_request ORDER BY at, kind, service"
    )
    return [Request(*row) for row in found]


def take(store: Store, kind: str, service: str = "") -> Request | None:
    """Takes a request: whoever gets it does it."""
    with store.transaction():
        found = store.row(
            "DELETE FROM sync_request WHERE kind = ? AND service = ? "
            "RETURNING kind, detail, at, service",
            (kind, service),
        )
    return None if found is None else Request(*found)
