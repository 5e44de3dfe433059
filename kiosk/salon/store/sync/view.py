"""Synchronisation in a few figures, read while somebody looks at it.

A service is named as its account is; its remotes are its channels (``services.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book
from kiosk.salon.store.sync.book import Progress, Request

_OF_SERVICE = "remote IN (SELECT remote FROM sync_channel WHERE service = ?1)"
_STOPPING = ", ".join(f"'{kind}'" for kind in book.STOPPING)


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """``account``: how people call it (an e-mail), None while nobody is signed in. ``waiting``:
    cases that nobody answered; ``questions``: those among them that everything waits for."""

    service: str
    title: str
    account: str | None
    problem: str
    waiting: int
    questions: int


@dataclass(frozen=True, slots=True)
class Activity:
    """``run``, ``ended``: numbers of the newest run and of the newest that has ended, 0 for none.
    ``began``: when the run began that has not ended, 0 for none (UTC ms)."""

    run: int
    ended: int
    began: int
    progress: tuple[tuple[str, Progress], ...]
    requests: tuple[Request, ...]


def services(store: Store) -> tuple[ServiceFigures, ...]:
    """Of every service; one short query."""
    found = store.rows(
        "SELECT s.name, s.title, a.title, coalesce(a.problem, ''), count(c.number), "
        f"count(c.number) FILTER (WHERE c.kind IN ({_STOPPING})) FROM sync_service s "
        "LEFT JOIN sync_account a ON a.name = s.name "
        "LEFT JOIN sync_channel h ON h.service = s.name "
        "LEFT JOIN sync_case c ON c.remote = h.remote AND c.settled_at IS NULL "
        "AND c.answer = '' GROUP BY s.name ORDER BY s.place"
    )
    return tuple(ServiceFigures(*row) for row in found)


def in_need(store: Store) -> str:
    """Title of the first service that nothing goes on with until somebody does something, "" for
    none; one query that costs the same however many cases wait."""
    title: str | None = store.value(
        "SELECT s.title FROM sync_service s JOIN sync_account a ON a.name = s.name "
        "WHERE a.problem <> '' OR EXISTS (SELECT 1 FROM sync_case c WHERE c.settled_at IS NULL "
        f"AND c.answer = '' AND c.kind IN ({_STOPPING}) AND c.remote IN (SELECT h.remote "
        "FROM sync_channel h WHERE h.service = s.name)) ORDER BY s.place LIMIT 1"
    )
    return title or ""


def activity(store: Store) -> Activity:
    """What the agent does and is asked for; a few short queries. ``progress``: with the service of
    each."""
    found = store.row(
        "SELECT coalesce((SELECT max(number) FROM sync_run), 0), "
        "coalesce((SELECT number FROM sync_run WHERE ended_at IS NOT NULL "
        "ORDER BY number DESC LIMIT 1), 0), "
        "coalesce((SELECT started_at FROM sync_run WHERE ended_at IS NULL "
        "ORDER BY number DESC LIMIT 1), 0)"
    )
    assert found is not None
    whose = dict(store.rows("SELECT remote, service FROM sync_channel"))
    progress = tuple((whose.get(one.remote, ""), one) for one in book.progress(store))
    run, ended, began = found
    return Activity(run, ended, began, progress, tuple(book.requests(store)))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended. ``asked``: see ``book.Run``."""

    remote: str
    outcome: str
    why: str
    asked: str


def latest_outcomes(store: Store, service: str) -> list[Ended]:
    """Of the newest run of each remote that has ended, newest first."""
    found = store.rows(
        "SELECT remote, outcome, why, asked FROM sync_run WHERE number IN (SELECT max(number) "
        "FROM sync_run WHERE ended_at IS NOT NULL GROUP BY remote) "
        f"AND (service = ?1 OR {_OF_SERVICE}) ORDER BY number DESC",
        (service,),
    )
    return [Ended(*row) for row in found]


def last_ok(store: Store, service: str) -> int:
    """When a run last ended well (UTC ms), 0 for never."""
    return store.number(
        "SELECT max(ended_at) FROM sync_run WHERE outcome = 'ok' "
        f"AND (service = ?1 OR {_OF_SERVICE})",
        (service,),
    )


def linked(store: Store, service: str) -> int:
    """How many clients stand there, in the account in use."""
    return store.number(
        "SELECT count(*) FROM sync_channel h JOIN sync_account a ON a.name = h.service "
        "JOIN sync_link l ON l.remote = h.remote AND l.account = a.account "
        "WHERE h.service = ? AND h.about = 'clients' AND l.state = 'linked' "
        "AND l.local_id IS NOT NULL",
        (service,),
    )


def added(store: Store, service: str) -> int:
    """How many clients were put there for online bookings, in the account in use."""
    return store.number(
        "SELECT count(DISTINCT f.local_id) FROM sync_channel h "
        "JOIN sync_account a ON a.name = h.service "
        "JOIN sync_fed f ON f.remote = h.remote AND f.account = a.account AND f.at > 0 "
        "WHERE h.service = ?",
        (service,),
    )


def unsent(store: Store, service: str) -> int:
    """Things of ours that changed and that the service does not know of yet."""
    return store.number(
        f"SELECT (SELECT count(*) FROM sync_pending WHERE {_OF_SERVICE}) "
        f"+ (SELECT count(*) FROM sync_link AS l WHERE {_OF_SERVICE} "
        "AND l.intent <> '' AND l.local_id IS NOT NULL AND NOT EXISTS (SELECT 1 "
        "FROM sync_pending AS p WHERE p.remote = l.remote AND p.local_id = l.local_id))",
        (service,),
    )
