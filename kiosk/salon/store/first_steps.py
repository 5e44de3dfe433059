"""What a new salon has, and what it has put away unseen."""

from __future__ import annotations

from kiosk.salon.store.database import Store


def there_are(store: Store, what: str, count: int) -> bool:
    """Whether there are so many active rows of a table that has such: ``service``, ``client``."""
    return len(store.rows(f"SELECT 1 FROM {what} WHERE active LIMIT ?", (count,))) == count


def was_imported(store: Store, what: str) -> bool:
    """Whether a file of this kind was brought in to its end: ``services``, ``clients``."""
    return (
        store.row(
            "SELECT 1 FROM journal WHERE kind = 'import' AND json_extract(body, '$.kind') = ? "
            "LIMIT 1",
            (what,),
        )
        is not None
    )


def began_with_usual(store: Store) -> bool:
    """Whether services were taken from the list of usual ones."""
    return store.row("SELECT 1 FROM journal WHERE kind = 'services.usual' LIMIT 1") is not None


def is_team(store: Store) -> bool:
    """Whether somebody works here besides one person."""
    return len(store.rows("SELECT 1 FROM staff WHERE active LIMIT 2")) > 1


def has_hours(store: Store) -> bool:
    """Whether the salon has said when it is open."""
    return store.row("SELECT 1 FROM hours_plan WHERE staff_id IS NULL LIMIT 1") is not None


def key_is_kept(store: Store, key_id: int) -> bool:
    return store.row("SELECT 1 FROM key_kept WHERE key_id = ?", (key_id,)) is not None


def keep_key(store: Store, key_id: int, now: int) -> None:
    """The key of this number is on paper. ``now``: UTC ms."""
    store.replace("key_kept", key_id=key_id, kept_at=now)


def not_needed(store: Store) -> frozenset[str]:
    """Names of the steps that were put away."""
    return frozenset(store.column("SELECT step FROM step_not_needed"))


def put_away(store: Store, step: str) -> None:
    store.replace("step_not_needed", step=step)
