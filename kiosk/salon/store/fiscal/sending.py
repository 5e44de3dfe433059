"""What becomes of a message to a fiscal office: the intent before each request, its outcome after
it, and every attempt for good. Written inside a running transaction.

The envelope (the bytes as they go over the line) is kept for as long as they may have arrived: the
next attempt then sends the very same ones. Only when it is certain that they did not is another one
made, which may say that it comes late.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.fiscal.port import (
    Accepted,
    Denied,
    FiscalItem,
    NotSent,
    Outcome,
    Unknown,
)
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

# Spelled as in the partial index, or SQLite would not use it.
_WAITING = "state IN ('new', 'sent', 'refused', 'unknown')"
MOST_TEXT = 2000
"""Characters kept of what an office says."""
CUT = "cut"
"""Code of an attempt whose end nobody saw: the program or the power was cut."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """``outcome``: accepted, refused, later, not_sent, unknown."""

    at: int
    took_ms: int
    outcome: str
    code: str
    text: str


def begin(store: Store, item_id: Id, envelope: bytes, late: bool, at: int) -> None:
    """The intent: from here on these bytes may arrive."""
    store.run(
        "UPDATE fiscal_item SET state = 'sent', envelope = ?, late = ?, sent_at = ?, "
        "tries = tries + 1 WHERE id = ?",
        (envelope, int(late), at, item_id),
    )


def received(store: Store, item_id: Id, code: str) -> None:
    """The office has it and looks at it, under this code of its own: it stays on its way."""
    store.run(
        "UPDATE fiscal_item SET state = 'sent', code = ?, error_code = '', error_text = '', "
        "next_at = 0 WHERE id = ?",
        (code, item_id),
    )


def known_code(store: Store, provider: str, code: str, but: Id) -> bool:
    """Whether another message has this code of the office's."""
    return bool(
        store.number(
            "SELECT count(*) FROM fiscal_item WHERE provider = ? AND code = ? AND id <> ?",
            (provider, code, but),
        )
    )


def replaced(store: Store, item_id: Id, by_message: str, at: int) -> None:
    """Another message says it better; this one is sent no more."""
    store.run(
        "UPDATE fiscal_item SET state = 'set_aside', answer = ?, envelope = NULL, next_at = 0, "
        "settled_at = ? WHERE id = ? AND state IN ('new', 'refused')",
        (by_message, at, item_id),
    )


def hurry(store: Store, provider: str) -> None:
    """Whatever waits is tried at once."""
    store.run(f"UPDATE fiscal_item SET next_at = 0 WHERE provider = ? AND {_WAITING}", (provider,))


def settle(
    store: Store,
    item: FiscalItem,
    outcome: Outcome,
    attempt_id: Id,
    at: int,
    *,
    took_ms: int = 0,
    next_at: int = 0,
    renew: bool = False,
) -> None:
    """What came of it. ``item``: as it was before :func:`begin`; while an earlier attempt may have
    arrived, one that did not changes nothing of that. ``next_at``: when it is tried again, where
    it is. ``renew``: with other bytes in any case, for these are never taken."""
    doubt = item.state == "unknown" and not renew
    waiting = "unknown" if doubt else "new"
    match outcome:
        case Accepted(code, answer):
            store.run(
                "UPDATE fiscal_item SET state = 'accepted', code = ?, answer = ?, error_code = '', "
                "error_text = '', envelope = NULL, next_at = 0, settled_at = ? WHERE id = ?",
                (code, answer[:MOST_TEXT], at, item.id),
            )
            _attempt(store, item.id, attempt_id, at, took_ms, "accepted", code, answer)
        case Denied(code, text, True, _):
            _failed(store, item.id, waiting, code, text, next_at, keep=doubt)
            _attempt(store, item.id, attempt_id, at, took_ms, "later", code, text)
        case Denied(code, text):
            _failed(store, item.id, "refused", code, text, 0, keep=False)
            _attempt(store, item.id, attempt_id, at, took_ms, "refused", code, text)
        case NotSent(code, text):
            _failed(store, item.id, waiting, code, text, next_at, keep=doubt)
            _attempt(store, item.id, attempt_id, at, took_ms, "not_sent", code, text)
        case Unknown(text, code):
            _failed(store, item.id, "unknown", code, text, next_at, keep=True)
            _attempt(store, item.id, attempt_id, at, took_ms, "unknown", code, text)


def cut(store: Store, item: FiscalItem, attempt_id: Id, at: int) -> None:
    """It was on its way when the program ended: it may have arrived."""
    _failed(store, item.id, "unknown", "", item.error_text, 0, keep=True)
    _attempt(store, item.id, attempt_id, at, 0, "unknown", CUT, "")


def attempts(store: Store, item_id: Id) -> tuple[Attempt, ...]:
    """All of them, oldest first."""
    return tuple(
        Attempt(*row)
        for row in store.rows(
            "SELECT at, took_ms, outcome, code, text FROM fiscal_attempt WHERE item_id = ? "
            "ORDER BY at, id",
            (item_id,),
        )
    )


def on_its_way(store: Store, provider: str) -> tuple[Id, ...]:
    """What was sent and has no outcome yet."""
    return tuple(
        store.column(
            # The second condition is that of the partial index.
            "SELECT id FROM fiscal_item WHERE provider = ? AND state = 'sent' "
            "AND state IN ('new', 'sent', 'refused', 'unknown') ORDER BY queue, seq",
            (provider,),
        )
    )


def _failed(
    store: Store, item_id: Id, state: str, code: str, text: str, next_at: int, *, keep: bool
) -> None:
    store.run(
        "UPDATE fiscal_item SET state = ?, error_code = ?, error_text = ?, next_at = ?, "
        "envelope = CASE WHEN ? THEN envelope END WHERE id = ?",
        (state, code, text[:MOST_TEXT], next_at, int(keep), item_id),
    )


def _attempt(
    store: Store, item_id: Id, attempt_id: Id, at: int, took_ms: int, outcome: str, code: str,
    text: str,
) -> None:  # fmt: skip
    store.insert(
        "fiscal_attempt",
        id=attempt_id,
        item_id=item_id,
        at=at,
        took_ms=took_ms,
        outcome=outcome,
        code=code,
        text=text[:MOST_TEXT],
    )
