"""Papers to be printed: rows that outlive a crash, made in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.printing import JobKind, PrintJob
from kiosk.salon.store.database import Store, marks

_COLUMNS = (
    "id, kind, subject_id, copies, is_copy, open_drawer, state, attempts, error, created_at, "
    "about, copy_number"
)
# Spelled as in the partial index, or SQLite would not use it.
_OPEN = "state IN ('waiting', 'sending', 'unsure', 'failed')"


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
    about: str = "",
    copy_number: int = 0,
) -> None:
    """Queues a paper inside the running transaction."""
    store.run(
        "INSERT INTO print_job (id, kind, subject_id, copies, is_copy, open_drawer, state, "
        "attempts, error, created_at, about, copy_number) "
        "VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, '', ?, ?, ?)",
        (
            *(job_id, kind, subject_id, copies, int(is_copy), int(open_drawer), at, about),
            copy_number,
        ),
    )


def has_receipt(store: Store, sale_id: Id) -> bool:
    """Whether a receipt of a sale was ever queued; one that only opens the drawer is none."""
    found = store.row(
        "SELECT 1 FROM print_job WHERE subject_id = ? AND kind = 'receipt' AND about <> 'drawer'",
        (sale_id,),
    )
    return found is not None


def by_id(store: Store, job_id: Id) -> PrintJob | None:
    row = store.row(f"SELECT {_COLUMNS} FROM print_job WHERE id = ?", (job_id,))
    return _job(row) if row else None


def oldest_waiting(store: Store, kinds: Sequence[JobKind]) -> PrintJob | None:
    """One look-up for each kind: others may wait by the thousand."""
    found = (
        store.row(
            f"SELECT {_COLUMNS} FROM print_job WHERE state = 'waiting' AND kind = ? "
            "ORDER BY created_at, id LIMIT 1",
            (kind,),
        )
        for kind in kinds
    )
    jobs = [_job(row) for row in found if row]
    return min(jobs, key=lambda job: (job.created_at, job.id), default=None)


def open_jobs(store: Store, most: int) -> tuple[PrintJob, ...]:
    """The oldest ones, oldest first."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM print_job WHERE {_OPEN} ORDER BY created_at, id LIMIT ?", (most,)
    )
    return tuple(map(_job, found))


def open_of(store: Store, subject_id: Id) -> PrintJob | None:
    """The newest open one of what it is about."""
    row = store.row(
        f"SELECT {_COLUMNS} FROM print_job WHERE subject_id = ? AND {_OPEN} "
        "ORDER BY created_at DESC, id DESC LIMIT 1",
        (subject_id,),
    )
    return _job(row) if row else None


def sending(store: Store) -> tuple[PrintJob, ...]:
    found = store.rows(
        f"SELECT {_COLUMNS} FROM print_job WHERE state = 'sending' ORDER BY created_at, id"
    )
    return tuple(map(_job, found))


def count_open(store: Store) -> int:
    return store.number(f"SELECT count(*) FROM print_job WHERE {_OPEN}")


def count_late(store: Store, before: int, now: int) -> int:
    """Open ones made before a time (UTC ms), or while the clock ran ahead of ``now``, or that
    somebody must look after."""
    return store.number(
        f"SELECT count(*) FROM print_job WHERE {_OPEN} "
        "AND (created_at < ? OR created_at > ? OR state IN ('unsure', 'failed') OR error <> '')",
        (before, now),
    )


def drop_waiting(store: Store, kinds: Sequence[JobKind], before: int, at: int) -> int:
    """Drops those made before a time (UTC ms); how many."""
    return store.run(
        "UPDATE print_job SET state = 'dropped', error = '', finished_at = ? "
        f"WHERE state = 'waiting' AND created_at < ? AND kind IN ({marks(kinds)})",
        (at, before, *kinds),
    )


def drop_open(store: Store, at: int) -> int:
    """Drops all that are not on their way; how many."""
    return store.run(
        "UPDATE print_job SET state = 'dropped', error = '', finished_at = ? "
        f"WHERE {_OPEN} AND state <> 'sending'",
        (at,),
    )


def erased(store: Store) -> list[Id]:
    return store.column("SELECT id FROM print_job WHERE state = 'erased'")


def forget(store: Store, job_ids: Sequence[Id]) -> None:
    for job_id in job_ids:
        store.run("DELETE FROM print_job WHERE id = ? AND state = 'erased'", (job_id,))


def forget_finished(store: Store, before: int) -> int:
    """Deletes what was done with before a time (UTC ms); how many."""
    return store.run(
        "DELETE FROM print_job WHERE finished_at IS NOT NULL AND finished_at < ?", (before,)
    )


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
