"""The queue of messages to fiscal offices: a row each, never changed but for what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kiosk.salon.domain.fiscal.port import FiscalItem, Prepared
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store

_COLUMNS = tuple(field for field in FiscalItem.__dataclass_fields__)
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM fiscal_item"
_FLAGS = ("test", "printed_without", "late")
# Spelled as in the partial index, or SQLite would not use it.
_WAITING = "state IN ('new', 'sent', 'refused', 'unknown')"

_FIRST = (
    "AND NOT EXISTS (SELECT 1 FROM fiscal_item e WHERE e.provider = i.provider "
    f"AND e.queue = i.queue AND e.seq < i.seq AND e.{_WAITING})"
)


def _item(row: Sequence[Any]) -> FiscalItem:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in _FLAGS:
        values[name] = bool(values[name])
    return FiscalItem(**values)


def add(store: Store, item_id: Id, prepared: Prepared, desk: str, at: int) -> None:
    """Puts a message at the end of its queue, inside the running transaction."""
    seq = store.number(
        "SELECT coalesce(max(seq), 0) + 1 FROM fiscal_item WHERE provider = ? AND queue = ?",
        (prepared.provider, prepared.queue),
    )
    store.insert(
        "fiscal_item",
        id=item_id,
        provider=prepared.provider,
        queue=prepared.queue,
        seq=seq,
        desk=desk,
        kind=prepared.kind,
        subject_id=prepared.subject_id,
        number=prepared.number,
        payload=prepared.payload,
        local_text=prepared.local_text,
        local_code=prepared.local_code,
        qr=prepared.qr,
        message_id=prepared.message_id,
        test=int(prepared.test),
        operation=prepared.operation,
        made_at=at,
        deadline=prepared.deadline,
        state="new",
    )


def by_id(store: Store, item_id: Id) -> FiscalItem | None:
    row = store.row(f"{_SELECT} WHERE id = ?", (item_id,))
    return _item(row) if row else None


def of_subject(store: Store, subject_id: Id) -> FiscalItem | None:
    """The newest message about a document."""
    row = store.row(f"{_SELECT} WHERE subject_id = ? ORDER BY seq DESC LIMIT 1", (subject_id,))
    return _item(row) if row else None


def heads(store: Store, provider: str) -> tuple[FiscalItem, ...]:
    """Of each queue of a provider the oldest message that is not settled: only that one may be
    sent. Costs the same however many of a queue wait, but a look for each queue."""
    found: list[FiscalItem] = []
    queue: str | None = ""
    while queue is not None:
        row = store.row(
            f"{_SELECT} WHERE provider = ? AND queue > ? AND {_WAITING} "
            "ORDER BY queue, seq LIMIT 1",
            (provider, queue),
        )
        queue = None
        if row is not None:
            found.append(_item(row))
            queue = found[-1].queue
    return tuple(found)


def due_heads(
    store: Store, provider: str, now: int, farthest: int, after: str
) -> Iterator[FiscalItem]:
    """The heads that may be sent by now, beginning with the queue behind ``after``; what was
    refused, or waits for its time, is not even read. What waits longer than ``farthest`` was put
    off under another clock."""
    for part in ("i.queue > ?", "i.queue <= ?"):
        rows = store.rows(
            f"SELECT i.id FROM fiscal_item i WHERE i.provider = ? AND {part} "
            f"AND i.{_WAITING} AND i.state <> 'refused' "
            f"AND (i.next_at <= ? OR i.next_at > ?) {_FIRST} ORDER BY i.queue",
            (provider, after, now, now + farthest),
        )
        for (item_id,) in rows:
            found = by_id(store, item_id)
            if found is not None:
                yield found


def next_due(store: Store, provider: str, now: int) -> int | None:
    """When the first of those that wait for their time may be sent."""
    found = store.value(
        f"SELECT min(i.next_at) FROM fiscal_item i WHERE i.provider = ? AND i.{_WAITING} "
        f"AND i.state <> 'refused' AND i.next_at > ? {_FIRST}",
        (provider, now),
    )
    return None if found is None else int(found)


class Urgent(NamedTuple):
    """``deadline``: UTC ms; ``stopped``: what a person has to look at."""

    deadline: int | None
    stopped: FiscalItem | None


def earliest(store: Store, provider: str) -> Urgent:
    """Until when the most urgent of those that wait must be there, and the first that was
    refused."""
    deadline = store.value(
        f"SELECT min(deadline) FROM fiscal_item WHERE provider = ? AND {_WAITING}", (provider,)
    )
    row = store.row(
        f"{_SELECT} WHERE provider = ? AND {_WAITING} AND state = 'refused' "
        "ORDER BY queue, seq LIMIT 1",
        (provider,),
    )
    return Urgent(None if deadline is None else int(deadline), _item(row) if row else None)


def tried_out(store: Store, provider: str) -> tuple[FiscalItem, ...]:
    """What was only tried out and is told for real by no other message, in order."""
    rows = store.rows(
        f"{_SELECT} AS i WHERE provider = ? AND test = 1 AND state <> 'unknown' AND id = ("
        "SELECT n.id FROM fiscal_item n WHERE n.subject_id = i.subject_id "
        "ORDER BY n.seq DESC LIMIT 1) ORDER BY queue, seq",
        (provider,),
    )
    return tuple(map(_item, rows))


def behind(store: Store, item: FiscalItem) -> FiscalItem | None:
    """The next message of the same queue that is not settled."""
    row = store.row(
        f"{_SELECT} WHERE provider = ? AND queue = ? AND seq > ? AND {_WAITING} "
        "ORDER BY seq LIMIT 1",
        (item.provider, item.queue, item.seq),
    )
    return _item(row) if row else None


def newest(store: Store, provider: str, queue: str) -> int:
    """Place of the last message of a queue, 0 for none."""
    return store.number(
        "SELECT max(seq) FROM fiscal_item WHERE provider = ? AND queue = ?", (provider, queue)
    )


def written_last(store: Store, provider: str, queue: str) -> int:
    """When the last message of a queue was made, UTC ms; 0 for none."""
    found = store.value(
        "SELECT made_at FROM fiscal_item WHERE provider = ? AND queue = ? "
        "ORDER BY seq DESC LIMIT 1",
        (provider, queue),
    )
    return int(found or 0)


def of_mark(store: Store, mark: str) -> Id | None:
    """What a printed mark stands on."""
    found = store.value(
        "SELECT subject_id FROM fiscal_item WHERE local_code = ? AND local_code <> ''", (mark,)
    )
    return None if found is None else Id(found)


def code_of_mark(store: Store, mark: str) -> str:
    """The office's code for what has a mark; empty while it has not come."""
    found = store.value(
        "SELECT code FROM fiscal_item WHERE local_code = ? AND local_code <> ''", (mark,)
    )
    return str(found or "")


def of_number(store: Store, number: str) -> Id | None:
    """The newest document with a number of the office's."""
    found = store.value(
        "SELECT subject_id FROM fiscal_item WHERE number = ? AND number <> '' "
        "ORDER BY made_at DESC LIMIT 1",
        (number,),
    )
    return None if found is None else Id(found)


def number_of_sale(store: Store, number: str) -> str:
    """The office's number of a document of ours; empty for one that it does not know."""
    found = store.value(
        "SELECT i.number FROM sale s JOIN fiscal_item i ON i.subject_id = s.id WHERE s.number = ?",
        (number,),
    )
    return str(found or "")


def waiting_count(store: Store, provider: str) -> int:
    """How many are not settled, also those that a person must look at."""
    return store.number(
        f"SELECT count(*) FROM fiscal_item WHERE provider = ? AND {_WAITING}", (provider,)
    )


def waiting(store: Store, provider: str, most: int) -> tuple[FiscalItem, ...]:
    """The oldest of each queue first."""
    rows = store.rows(
        f"{_SELECT} WHERE provider = ? AND {_WAITING} ORDER BY queue, seq LIMIT ?",
        (provider, most),
    )
    return tuple(map(_item, rows))


def settled(store: Store, provider: str, most: int) -> tuple[FiscalItem, ...]:
    """What was settled last, newest first; ids grow with time."""
    rows = store.rows(
        f"{_SELECT} WHERE provider = ? AND state IN ('accepted', 'set_aside') "
        "ORDER BY id DESC LIMIT ?",
        (provider, most),
    )
    return tuple(map(_item, rows))


def try_again(store: Store, provider: str) -> int:
    """What was refused waits once more, and nothing waits for its time any longer; how many were
    refused. What may have arrived stays so."""
    store.run(
        f"UPDATE fiscal_item SET next_at = 0 WHERE provider = ? AND {_WAITING} AND next_at > 0",
        (provider,),
    )
    return store.run(
        "UPDATE fiscal_item SET state = 'new', error_code = '', error_text = '', next_at = 0 "
        f"WHERE provider = ? AND state = 'refused' AND {_WAITING}",
        (provider,),
    )


def set_aside(store: Store, item_id: Id, reason: str, at: int) -> bool:
    """Lets the queue go on without a message; False when it is settled meanwhile, on its way, or
    may have arrived."""
    return bool(
        store.run(
            "UPDATE fiscal_item SET state = 'set_aside', answer = ?, settled_at = ?, "
            "envelope = NULL, next_at = 0 WHERE id = ? AND state IN ('new', 'refused')",
            (reason, at, item_id),
        )
    )


def print_without(store: Store, item_id: Id) -> None:
    """Its paper goes out without the office's code, which is said when it is sent."""
    store.run(
        "UPDATE fiscal_item SET printed_without = 1 WHERE id = ? AND code = '' "
        "AND printed_without = 0",
        (item_id,),
    )
