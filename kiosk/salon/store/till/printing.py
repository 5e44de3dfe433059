"""Papers to be printed: rows that outlive a crash, made in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.printing import JobKind, JobState, PrintJob
from kiosk.salon.store.database import Store, marks

_COLUMNS = "id, kind, subject_id, copies, is_copy, open_drawer, state, attempts, error, created_at"
# Spelled as in the partial index, or SQLite would not use it.
_OPEN = "state IN ('waiting', 'sending', 'unsure')"


def _job(row: Sequence[Any]) -> PrintJob:
    job_id, kind, subject_id, copies, is_copy, open_drawer, *rest = row
    return PrintJob(job_id, kind, subject_id, copies, bool(is_copy), bool(open_drawer), *rest)


def add(
    store: Store,
    job_id: Id,
    kind: str,
    subject_id: Id,
    at: int,
    *,
    copies: int = 1,
    is_copy: bool = False,
    open_drawer: bool = False,
) -> None:
    """Queues a paper inside the running transaction."""
    store.run(
        "INSERT INTO print_job (id, kind, subject_id, copies, is_copy, open_drawer, state, "
        "attempts, error, created_at) VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, '', ?)",
        (job_id, kind, subject_id, copies, int(is_copy), int(open_drawer), at),
    )


def oldest_waiting(store: Store, kinds: Sequence[JobKind]) -> PrintJob | None:
    found = store.row(
        f"SELECT {_COLUMNS} FROM print_job WHERE {_OPEN} AND state = 'waiting' "
        f"AND kind IN ({marks(kinds)}) ORDER BY created_at, id LIMIT 1",
        tuple(kinds),
    )
    return _job(found) if found else None


def open_jobs(store: Store, state: JobState | Literal[""] = "") -> tuple[PrintJob, ...]:
    """Oldest first; only those in ``state`` when it is given."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM print_job WHERE {_OPEN} AND ? IN ('', state) "
        "ORDER BY created_at, id",
        (state,),
    )
    return tuple(map(_job, found))


def change(store: Store, job_id: Id, before: Sequence[str], **values: object) -> bool:
    """Sets columns of a job that is in one of the states ``before``; False when it is not."""
    names = ", ".join(f"{name} = ?" for name in values)
    sql = f"UPDATE print_job SET {names} WHERE id = ? AND state IN ({marks(before)})"
    return store.run(sql, (*values.values(), job_id, *before)) == 1


def attempt(store: Store, job_id: Id) -> None:
    """Marks a job as on its way to the printer."""
    store.run(
        "UPDATE print_job SET state = 'sending', attempts = attempts + 1 WHERE id = ?", (job_id,)
    )
