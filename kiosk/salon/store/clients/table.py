"""Clients, and the word index by which they are found while a name is being typed.

``number``: the row's place in the index. ``sort_name``, ``folded`` and ``phone_tail`` follow from
the rest (see :mod:`kiosk.salon.domain.clients.client_words`); the first two stand with each word,
too, so that a search need not look here (see :mod:`kiosk.salon.store.clients.search`).
``pseudonym``: 16 random bytes that stand for the person in the journal. ``services_minor``,
``goods_minor``: see ``turnover``; ``points``: see ``points``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from kiosk.salon.domain.clients import client_words
from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.errors import existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, ClientStatus
from kiosk.salon.domain.text import T
from kiosk.salon.store import bulk
from kiosk.salon.store.database import Store

GONE = T("This client no longer exists.")
LAST = "\U0010ffff"
"""Comes after every letter: ends the range of what begins with something."""


_FIELDS = tuple(field.name for field in fields(Client))
_FLAGS = tuple(_FIELDS.index(name) for name in ("marketing", "active"))
COLUMNS = ", ".join(f"c.{name}" for name in _FIELDS)
"""What :func:`of_row` takes, of a client with alias ``c``."""
_FOLLOWING = ("visits", "points", "created_at")
"""Fields of a client that follow from what happened."""
_WRITTEN = (
    *(name for name in _FIELDS if name not in ("id", *_FOLLOWING)),
    *("sort_name", "folded", "phone_tail", "other_phone_tail"),
)


def of_row(row: tuple[Any, ...]) -> Client:
    """A client from the values of :data:`COLUMNS`."""
    values = list(row)
    for flag in _FLAGS:
        values[flag] = bool(values[flag])
    return Client(*values)


def get(store: Store, client_id: Id) -> Client:
    found = store.row(f"SELECT {COLUMNS} FROM client c WHERE c.id = ?", (client_id,))
    return of_row(existing(found, GONE))


def every(store: Store) -> Iterator[Client]:
    """All who were not erased, inactive ones too, by name."""
    sql = "WHERE c.erased_at IS NULL ORDER BY c.last_name, c.first_name, c.id"
    return map(of_row, store.rows(f"SELECT {COLUMNS} FROM client c {sql}"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the house thinks of a client, in few columns; ``pseudonym``: see :func:`pseudonym`."""

    id: Id
    pseudonym: str
    visits: int
    status: ClientStatus
    active: bool


STANDING = "c.id, lower(hex(c.pseudonym)), c.visits, c.status, c.active"
"""What :func:`standing_of` takes, of a client with alias ``c``."""


def standing_of(row: Sequence[Any]) -> Standing:
    """From the values of :data:`STANDING`."""
    client_id, pseudonym, visits, status, active = row
    return Standing(client_id, pseudonym, visits, status, bool(active))


def standing(store: Store, client_id: Id) -> Standing | None:
    found = store.row(f"SELECT {STANDING} FROM client c WHERE c.id = ?", (client_id,))
    return standing_of(found) if found else None


def pseudonym(store: Store, client_id: Id) -> str:
    """What stands for the person in the journal, as hex."""
    found = store.value("SELECT lower(hex(pseudonym)) FROM client WHERE id = ?", (client_id,))
    return str(existing(found, GONE))


def erased_at(store: Store, client_id: Id) -> int:
    """UTC ms; 0 for a client who was not erased, and for somebody unknown."""
    return store.number("SELECT erased_at FROM client WHERE id = ?", (client_id,))


def erased(store: Store, client_id: Id) -> bool:
    """Whether the person was erased; the row stays for what was booked and sold."""
    return erased_at(store, client_id) > 0


def count(store: Store) -> int:
    """Active clients."""
    return store.number("SELECT count(*) FROM client WHERE active")


def email_taken(store: Store, email: str, besides: Id) -> bool:
    """Whether a client other than ``besides`` has this address (lower case)."""
    found = store.row(
        "SELECT 1 FROM client WHERE email = ? AND email <> '' AND id <> ?", (email, besides)
    )
    return found is not None


def insert(store: Store, client: Client, pseudonym: bytes, at: int) -> None:
    """A new client with its words, as many visits as it brings and no points. ``at``: UTC ms."""
    words = client_words.entries(client)
    values = (client.id, pseudonym, client.visits, at, at, *_values(client, words))
    _index(store, store.number(_INSERT, values), client, words)


def update(store: Store, client: Client, at: int) -> None:
    """Writes all but the fields that follow from what happened (visits, points)."""
    found = store.value("SELECT number FROM client WHERE id = ?", (client.id,))
    number: int = existing(found, GONE)
    words = client_words.entries(client)
    store.run(_UPDATE, (at, *_values(client, words), number))
    store.run("DELETE FROM client_word WHERE client = ?", (number,))
    _index(store, number, client, words)


def reindex(store: Store, after: int, limit: int) -> int | None:
    """Writes the words of the ``limit`` clients behind number ``after`` anew; the last one's
    number, None when there was none."""
    found = store.rows(
        f"SELECT c.number, {COLUMNS} FROM client c WHERE c.number > ? AND c.erased_at IS NULL "
        "ORDER BY c.number LIMIT ?",
        (after, limit),
    )
    for number, *row in found:
        client = of_row(tuple(row))
        words = client_words.entries(client)
        beside = (client_words.sort_name(client), client_words.folded(client, words))
        store.run("UPDATE client SET sort_name = ?, folded = ? WHERE number = ?", (*beside, number))
        store.run("DELETE FROM client_word WHERE client = ?", (number,))
        _index(store, number, client, words)
    return found[-1][0] if found else None


_INSERT = (
    f"INSERT INTO client (id, pseudonym, visits, created_at, updated_at, {', '.join(_WRITTEN)}) "
    f"VALUES (?, ?, ?, ?, ?{', ?' * len(_WRITTEN)}) RETURNING number"
)
_UPDATE = (
    f"UPDATE client SET updated_at = ?, {', '.join(f'{name} = ?' for name in _WRITTEN)} "
    "WHERE number = ?"
)


def _values(client: Client, words: frozenset[str]) -> list[object]:
    derived = {
        "sort_name": client_words.sort_name(client),
        "folded": client_words.folded(client, words),
        "phone_tail": phones.tail(client.phone),
        "other_phone_tail": phones.tail(client.other_phone),
    }
    return [derived[name] if name in derived else getattr(client, name) for name in _WRITTEN]


def _index(store: Store, number: int, client: Client, words: frozenset[str]) -> None:
    if client.active:
        beside = (number, client_words.sort_name(client), client_words.folded(client, words))
        rows = [(word, *beside) for word in words]
        bulk.insert(store, "client_word", "word, client, sort_name, folded", rows)
