"""Synchronisation in a few figures, read while somebody looks at it."""

from __future__ import annotations

from typing import Any

from kiosk.salon.store.database import Store
from kiosk.salon.store.sync.book import STOPPING


def pulse(store: Store) -> tuple[Any, ...]:
    """One short query that tells whether anything is worth reading anew: ``(title, problem,
    newest run, newest ended run, progress, requests, waiting cases, questions among them, beginning
    of the run that has not ended)``.
    ``title`` None: nobody is signed in. ``progress``: lines ``remote|phase|done|total|began|at``;
    ``requests``: lines ``kind|UTC ms``; both "" when there are none."""
    found = store.row(
        "SELECT (SELECT title FROM sync_account WHERE name = 'google'), "
        "coalesce((SELECT problem FROM sync_account WHERE name = 'google'), ''), "
        "coalesce((SELECT max(number) FROM sync_run), 0), "
        "coalesce((SELECT number FROM sync_run WHERE ended_at IS NOT NULL "
        "ORDER BY number DESC LIMIT 1), 0), "
        "coalesce((SELECT group_concat(remote || '|' || phase || '|' || done || '|' || total "
        "|| '|' || began_at || '|' || at, x'0a') FROM sync_progress), ''), "
        "coalesce((SELECT group_concat(kind || '|' || at, x'0a') FROM sync_request), ''), "
        "(SELECT count(*) FROM sync_case WHERE settled_at IS NULL AND answer = ''), "
        "(SELECT count(*) FROM sync_case WHERE settled_at IS NULL AND answer = '' "
        f"AND kind IN ({', '.join('?' * len(STOPPING))})), "
        "coalesce((SELECT started_at FROM sync_run WHERE ended_at IS NULL "
        "ORDER BY number DESC LIMIT 1), 0)",
        STOPPING,
    )
    assert found is not None
    return found


def latest_outcomes(store: Store) -> list[tuple[str, str, str]]:
    """``(remote, outcome, why)`` of the newest run of each remote that has ended, newest first."""
    return [
        (str(remote), str(outcome), str(why))
        for remote, outcome, why in store.rows(
            "SELECT remote, outcome, why FROM sync_run WHERE number IN (SELECT max(number) "
            "FROM sync_run WHERE ended_at IS NOT NULL GROUP BY remote) ORDER BY number DESC"
        )
    ]


def last_ok(store: Store) -> int:
    """When a run last ended well (UTC ms), 0 for never."""
    found = store.row("SELECT max(ended_at) FROM sync_run WHERE outcome = 'ok'")
    return int(found[0]) if found and found[0] is not None else 0


def linked(store: Store, remote: str) -> int:
    """How many things of ours stand at the remote, in the account in use."""
    found = store.row(
        "SELECT count(*) FROM sync_link l JOIN sync_account a ON a.name = 'google' "
        "AND a.account = l.account WHERE l.remote = ? AND l.state = 'linked' "
        "AND l.local_id IS NOT NULL",
        (remote,),
    )
    return int(found[0]) if found else 0


def fed(store: Store) -> int:
    """How many clients were put into the label for online bookings, in the account in use."""
    found = store.row(
        "SELECT count(DISTINCT f.local_id) FROM sync_fed f JOIN sync_account a "
        "ON a.name = 'google' AND a.account = f.account AND f.at > 0"
    )
    return int(found[0]) if found else 0


def unsent(store: Store) -> int:
    """Things of ours that changed and that the remotes do not know of yet."""
    found = store.row(
        "SELECT (SELECT count(*) FROM sync_pending) + (SELECT count(*) FROM sync_link AS l "
        "WHERE l.intent <> '' AND l.local_id IS NOT NULL AND NOT EXISTS (SELECT 1 "
        "FROM sync_pending AS p WHERE p.remote = l.remote AND p.local_id = l.local_id))"
    )
    return int(found[0]) if found else 0
