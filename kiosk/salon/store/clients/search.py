"""Clients found by words, the rarest word first.

Beside each word of ``client_word`` stands all that is compared of its client, so whom a word leads
to is read in one row of the index; looking at each in the table costs ten times as much.

Whole lists are in exact order; :mod:`kiosk.salon.store.clients.ways` tells how they are found.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.domain.clients.client_words import Query
from kiosk.salon.domain.people import Client
from kiosk.salon.store.clients.table import COLUMNS, LAST, of_row
from kiosk.salon.store.database import Store

COMMON = 1000
"""A beginning with so many entries is not worth counting further while somebody types."""
CANDIDATES = 100
"""So many matches are put in order of names; the rest wait for another letter."""
COUNTED = 5000
"""So far the bearers of a word are counted for a whole list."""


def search(store: Store, query: Query, limit: int) -> list[Client]:
    """Active clients for whom every word of ``query`` begins one of theirs, in order of names.

    After a single word, those whose last name begins so come before the others. When more than
    :data:`CANDIDATES` match, it is as many of them as the index of words leads to first that are
    put in order; a last name's beginning is always served in order.
    """
    if not query.words:
        return by_name(store, limit)
    if len(query.words) == 1 and not query.also:
        named = by_name(store, limit, query.words[0])
        if len(named) == limit:
            return named
        known = {client.id for client in named}
        others = _matching(store, query.words[0], [], limit + len(known))
        return [*named, *(client for client in others if client.id not in known)][:limit]
    driver = min(query.words, key=lambda word: bearers(store, word, COMMON))
    rest = [word for word in (*query.words, *query.also) if word != driver]
    return _matching(store, driver, rest, limit)


def by_name(store: Store, limit: int, beginning: str = "") -> list[Client]:
    """Active clients in order of last names, those whose last name begins so."""
    found = store.rows(
        f"SELECT {COLUMNS} FROM client c WHERE c.active AND c.sort_name >= ? "
        "AND c.sort_name < ? ORDER BY c.sort_name, c.number LIMIT ?",
        (beginning, beginning + LAST, limit),
    )
    return [of_row(row) for row in found]


def inactive(store: Store, query: Query, limit: int) -> list[Client]:
    """Like :func:`search` among the inactive ones, in order of names. They are few and have no
    words in the index: all of them are looked through."""
    words = (*query.words, *query.also)
    found = store.rows(
        f"SELECT {COLUMNS} FROM client c WHERE NOT c.active AND c.erased_at IS NULL "
        + "AND instr(c.folded, ?) > 0 " * len(words)
        + "ORDER BY c.sort_name LIMIT ?",
        (*(f" {word}" for word in words), limit),
    )
    return [of_row(row) for row in found]


def _matching(store: Store, driver: str, rest: Sequence[str], limit: int) -> list[Client]:
    found = store.rows(
        f"SELECT {COLUMNS} FROM (SELECT client, sort_name FROM (SELECT DISTINCT client, sort_name "
        "FROM client_word WHERE word >= ? AND word < ? "
        + "AND instr(folded, ?) > 0 "
        * len(rest)
        + "LIMIT ?) ORDER BY sort_name, client LIMIT ?) n "
        "CROSS JOIN client c ON c.number = n.client ORDER BY c.sort_name, c.number",
        (
            *(driver, driver + LAST, *(f" {word}" for word in rest)),
            *(max(limit, CANDIDATES), limit),
        ),
    )
    return [of_row(row) for row in found]


def gathered(query: Query, driver: str) -> str:
    """Whom the word ``driver`` leads to and who have the other words, as a table of ``number`` and
    ``name`` (to sort by); bound by :func:`values` with ``:driver`` and ``:last``. Somebody with two
    such words is in it twice: telling them apart here costs more than all the rest."""
    rest = "".join(
        f"AND instr(folded, :w{place}) > 0 "
        for place, word in enumerate((*query.words, *query.also))
        if word != driver
    )
    return (
        "(SELECT client AS number, sort_name AS name FROM client_word "
        f"WHERE word >= :driver AND word < :last {rest})"
    )


def beside(alias: str) -> str:
    """Joins what is compared of a client as ``c`` to the ``number`` of ``alias``."""
    return f"CROSS JOIN client c INDEXED BY client_text ON c.number = {alias}.number "


def named(query: Query) -> str:
    """Conditions that ``c`` has all the words; bound by :func:`values`."""
    words = (*query.words, *query.also)
    return "".join(f"AND instr(c.folded, :w{place}) > 0 " for place in range(len(words)))


def values(query: Query) -> dict[str, object]:
    words = (*query.words, *query.also)
    return {f"w{place}": f" {word}" for place, word in enumerate(words)}


def bearers(store: Store, beginning: str, most: int = COUNTED) -> int:
    """How many words of clients begin so, at most ``most``."""
    return store.number(
        "SELECT count(*) FROM (SELECT 1 FROM client_word WHERE word >= ? AND word < ? LIMIT ?)",
        (beginning, beginning + LAST, most),
    )
