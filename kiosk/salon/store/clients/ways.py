"""Which way to a page of the client list costs least.

*Walking* goes through an index in the wanted order and looks at each client whether they belong;
it is quick when many do. *Gathering* takes everybody whom the rarest word leads to and sorts them;
it is quick when few do. Between the two, the bearers of that word are read, and the index is walked
among them (:mod:`kiosk.salon.store.clients.members`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.clients.search import COUNTED
from kiosk.salon.store.clients.wanted import Wanted
from kiosk.salon.store.database import Store

READ, FIND, COMPARE = 1, 4, 5
"""What it costs to read the next row of an index, to find a row by its number, and to look whether
a client has the words (measured; only their proportions matter)."""
SORT_AMOUNT, SORT_VISIT = 7, 11
"""To look up where one of the gathered belongs in the order, and to sort them."""
STEP_AMOUNT, STEP_VISIT = 1.5, 6
"""To go one row on in an index of amounts, or of visits, whose client has to be found."""
SAMPLE = 500
"""Clients of a stylist by whom their share is estimated."""
PATIENCE = 4
"""So many times as far as estimated is walked before it was the wrong way."""


@dataclass(frozen=True, slots=True)
class Way:
    """``driver``: the word to begin with, empty for the stylist; ``most``: rows to walk at most."""

    how: Literal["walk", "members", "gather"]
    driver: str = ""
    most: int = 0


def cheapest(store: Store, wanted: Wanted, counts: Mapping[str, int]) -> Way:
    """``counts``: what one could begin with, and how many it leads to, at most :data:`COUNTED`."""
    if not counts:
        return Way("walk")
    everybody = store.number("SELECT max(number) FROM client") or 1
    # One that was not counted to its end may lead to many more.
    words = {word: many * (1 + (many >= COUNTED)) for word, many in counts.items() if word}
    theirs = 1.0 if wanted.staff_id is None else _share_of_staff(store, wanted.staff_id, everybody)
    share = 1.0
    for many in words.values():
        share *= many / everybody
    belong = share * theirs * everybody
    # A stylist's visits and sums have an index of their own, in which nobody else stands.
    look = FIND / theirs if wanted.staff_id is not None and wanted.order == "created" else 0
    share *= theirs if look else 1
    rows = min(everybody, wanted.limit / max(share, 1 / everybody))
    step, sort = (STEP_VISIT, SORT_VISIT) if wanted.by_visit else (STEP_AMOUNT, SORT_AMOUNT)
    costs = {Way("walk"): (step + COMPARE) * rows}
    if words:
        driver = min(words, key=lambda word: words[word])
        read, most = words[driver] * READ, round(PATIENCE * rows) + wanted.limit
        find = FIND * words[driver] if wanted.staff_id is not None else 0
        costs[Way("gather", driver)] = read + find + sort * belong
        costs[Way("members", driver, most)] = read + step * rows + look * wanted.limit
    if "" in counts:
        costs[Way("gather")] = FIND * theirs * everybody + sort * belong
    return min(costs, key=lambda way: costs[way])


def _share_of_staff(store: Store, staff_id: Id, everybody: int) -> float:
    """What part of all clients was with a stylist, as among the first of theirs."""
    sql = "SELECT client FROM client_staff WHERE staff_id = ? ORDER BY client LIMIT 1 OFFSET ?"
    last = store.value(sql, (staff_id, SAMPLE - 1))
    if last is not None:
        return SAMPLE / int(last)
    counted = store.number("SELECT count(*) FROM client_staff WHERE staff_id = ?", (staff_id,))
    return max(counted, 1) / everybody
