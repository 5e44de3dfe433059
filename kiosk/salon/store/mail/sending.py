"""Letters as the agent sends them: an intent before the words leave, the outcome after them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.mail import Letter, LetterState
from kiosk.salon.store.database import Store
from kiosk.salon.store.invoices.files import digest
from kiosk.salon.store.mail.letters import READY, SELECT, letter_of

# Spelled as in the partial index, or SQLite would not use it.
_WAITING = "state IN ('new', 'sent')"
LONGEST_MS = 4 * 3_600_000
"""Nothing waits longer for its next try: what is due later is of a clock that ran ahead."""


@dataclass(frozen=True, slots=True)
class Attached:
    name: str
    media_type: str
    file_kind: str
    data: bytes


def next_ready(store: Store, now: int) -> Letter | None:
    """The letter to be sent next: a test first, somebody waits for it; then the oldest."""
    row = store.row(
        f"{SELECT} WHERE {_WAITING} AND state = 'new' AND {READY} "
        "AND (next_at <= ? OR next_at > ?) ORDER BY kind <> 'test', created_at, id LIMIT 1",
        (now, now + LONGEST_MS),
    )
    return letter_of(row) if row else None


def next_at(store: Store) -> int | None:
    """When the next one that is complete may be tried (UTC ms); None when none waits."""
    found = store.value(
        f"SELECT min(next_at) FROM mail WHERE {_WAITING} AND state = 'new' AND {READY}"
    )
    return None if found is None else int(found)


def cut_off(store: Store) -> list[Id]:
    """Letters that were on their way when the process ended."""
    return store.column(f"SELECT id FROM mail WHERE {_WAITING} AND state = 'sent'")


class NotAsKept(ValueError):
    """Bytes are not those that were drawn: nobody is sent them."""


def attached(store: Store, letter: Letter) -> list[Attached]:
    """What goes along, in order. Raises :class:`NotAsKept`."""
    parts = store.rows(
        "SELECT p.name, p.media_type, p.file_kind, coalesce(p.bytes, f.bytes, r.pdf), "
        "iif(p.bytes IS NULL, coalesce(f.hash, r.pdf_hash, ''), NULL) FROM mail_part p "
        "LEFT JOIN invoice_file f ON f.invoice_id = p.invoice_id AND f.kind = p.file_kind "
        "LEFT JOIN invoice_reminder r ON r.id = ?2 AND p.file_kind = 'reminder' "
        "WHERE p.mail_id = ?1 ORDER BY p.position",
        (letter.id, letter.subject_id),
    )
    if letter.kind == "invoice":
        parts += store.rows(
            "SELECT name, media_type, kind, bytes, hash FROM invoice_file WHERE invoice_id = ? "
            "AND kind IN ('isdoc', 'eslog') ORDER BY kind",
            (letter.subject_id,),
        )
    for *_, data, said in parts:
        if said is not None and digest(data) != said:
            raise NotAsKept
    return [Attached(*row) for *row, _ in parts]


def kept(store: Store, letter_id: Id) -> bytes | None:
    """The letter as it was sent before; None at the first try."""
    found = store.value("SELECT bytes FROM mail WHERE id = ?", (letter_id,))
    return bytes(found) if found is not None else None


_OF_NOBODY = "CASE WHEN address = '' AND ? <> 'accepted' THEN 'dropped' ELSE ? END"
"""Whose letter it is was erased while it was on its way: nothing is tried with it any more."""


def begin(store: Store, letter_id: Id, content: bytes, at: int) -> bool:
    """The next thing that happens is that it leaves. False when it is not to leave any more."""
    return bool(
        store.run(
            "UPDATE mail SET state = 'sent', bytes = ?, tries = tries + 1, sent_at = ? "
            "WHERE id = ? AND state = 'new'",
            (content, at, letter_id),
        )
    )


def settle(store: Store, letter_id: Id, state: LetterState, error: str, at: int) -> bool:
    """What became of one, whether words of it had left or not. Of a letter that is there nothing
    has to be kept twice: the invoice has its files."""
    done = state == "accepted"
    changed = store.run(
        f"UPDATE mail SET state = {_OF_NOBODY}, error = CASE WHEN address = '' THEN '' ELSE ? END, "
        "settled_at = ?, bytes = CASE WHEN ? THEN NULL ELSE bytes END "
        f"WHERE id = ? AND {_WAITING}",
        (state, state, error, at, int(done), letter_id),
    )
    if changed and done:
        store.run("UPDATE mail_part SET bytes = NULL WHERE mail_id = ?", (letter_id,))
    return bool(changed)


def later(store: Store, letter_id: Id, error: str, next_at: int, *, tried: bool) -> bool:
    """It has certainly not arrived and waits. ``tried``: the server was asked about this letter,
    and it has not been counted yet."""
    return bool(
        store.run(
            "UPDATE mail SET tries = tries + CASE WHEN state = 'new' THEN ? ELSE 0 END, "
            "error = CASE WHEN address = '' THEN '' ELSE ? END, next_at = ?, "
            f"state = {_OF_NOBODY} WHERE id = ? AND state IN ('new', 'sent')",
            (int(tried), error, next_at, "new", "new", letter_id),
        )
    )


def postpone(store: Store, next_at: int) -> int:
    """The server is not to be reached: nothing is tried before."""
    return store.run(
        f"UPDATE mail SET next_at = ? WHERE {_WAITING} AND state = 'new' AND next_at < ?",
        (next_at, next_at),
    )


def hurry(store: Store) -> int:
    """What waits for its next try is tried at once."""
    return store.run(f"UPDATE mail SET next_at = 0 WHERE {_WAITING} AND next_at > 0")
