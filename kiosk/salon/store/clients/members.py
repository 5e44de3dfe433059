"""Walking in the wanted order among those whom a word leads to.

Their numbers are read from the index of words alone; then an index in the wanted order is walked,
and of each of its rows only the number is compared. That is quick between the two ways of
:mod:`kiosk.salon.store.clients.listing`: for words that are too common to sort all their bearers
and too rare to look at every client.
"""

from __future__ import annotations

from collections.abc import Collection, Generator
from itertools import islice
from typing import Any

from kiosk.salon.store.clients import search as client_search
from kiosk.salon.store.clients.table import LAST
from kiosk.salon.store.clients.wanted import Place, Wanted, place_of
from kiosk.salon.store.database import Store

Met = dict[int, int]
"""The key in the order by the client's number."""


def walk(store: Store, wanted: Wanted, driver: str, most: int) -> list[int] | None:
    """Numbers of the page, in order. None when ``most`` rows were not enough."""
    place = place_of(store, wanted)
    if place is not None and wanted.by_visit and not place[0]:
        return _without_visit(store, wanted, driver, place, wanted.limit)
    members = _members(store, wanted, driver)
    numbers: list[int] = []
    met: Met = {}
    for walked, (key, number) in enumerate(_in_order(store, wanted, place)):
        if walked > most:
            return None
        if number in members:
            members.discard(number)
            met[number] = key
            if len(numbers) + len(met) >= wanted.limit:
                numbers += _belonging(store, wanted, met)
                met = {}
                if len(numbers) >= wanted.limit:
                    return numbers[: wanted.limit]
    numbers += _belonging(store, wanted, met)
    if wanted.by_visit:
        numbers += _without_visit(store, wanted, driver, None, wanted.limit - len(numbers))
    return numbers


def _without_visit(
    store: Store, wanted: Wanted, driver: str, place: Place | None, limit: int
) -> list[int]:
    """Those without such a visit, by name: the index of words has their names beside them."""
    _, name, number = place or (0, "", 0)
    begun = "" if place is None else "WHERE (name, number) > (:name, :number) "
    source = client_search.gathered(wanted.query, driver)
    named = store.each_named(
        f"SELECT DISTINCT name, number FROM {source} {begun}ORDER BY name, number",
        {**_params(wanted, driver), "name": name, "number": number},
    )
    numbers: list[int] = []
    while len(numbers) < limit and (some := [number for _, number in islice(named, limit)]):
        nearest, theirs = _nearest(store, wanted, some), _with_stylist(store, wanted, some)
        numbers += [number for number in some if not nearest[number] and number in theirs]
    named.close()
    return numbers[:limit]


def _members(store: Store, wanted: Wanted, driver: str) -> set[int]:
    source = client_search.gathered(wanted.query, driver)
    sql = f"SELECT number FROM {source}"
    return set(store.column(sql, _params(wanted, driver)))


def _params(wanted: Wanted, driver: str) -> dict[str, object]:
    return {**wanted.params(), "driver": driver, "last": driver + LAST}


def _in_order(
    store: Store, wanted: Wanted, place: Place | None
) -> Generator[tuple[Any, ...], None, None]:
    """Key and number of everybody from ``place`` on; of visits once for each."""
    key, _, number = place or (0, "", 0)
    sql = _visits(wanted, place) if wanted.by_visit else _amounts(wanted, place)
    return store.each_named(sql, {**wanted.params(), "key": key, "number": number})


def _amounts(wanted: Wanted, place: Place | None) -> str:
    if wanted.order == "turnover" and wanted.staff_id is not None:
        source, number, amount = "client_staff f", "f.client", wanted.turnover("f")
        conditions = "f.staff_id = :staff"
    else:
        source = f"client n INDEXED BY client_{wanted.order}"
        amount = wanted.turnover("n") if wanted.order == "turnover" else "n.created_at"
        number, conditions = "n.number", "n.active"
    if place is not None:
        conditions += f" AND {amount} <= :key AND ({amount} < :key OR {number} < :number)"
    return (
        f"SELECT {amount}, {number} FROM {source} WHERE {conditions} "
        f"ORDER BY {amount} DESC, {number} DESC"
    )


def _visits(wanted: Wanted, place: Place | None) -> str:
    newest = wanted.order == "last_visit"
    back, order = ("<", "DESC") if newest else (">", "ASC")
    begun = (
        f"AND a.starts_at {back}= :key AND (a.starts_at {back} :key OR r.number {back} :number) "
        if place is not None
        else ""
    )
    of_kind = wanted.came if newest else wanted.comes
    return (
        "SELECT a.starts_at, r.number FROM appointment a CROSS JOIN client r ON r.id = a.client_id "
        f"WHERE {of_kind.replace('+a.', 'a.')} {begun}"
        f"ORDER BY a.starts_at {order}, r.number {order}"
    )


def _belonging(store: Store, wanted: Wanted, met: Met) -> list[int]:
    """Those of ``met`` who were with the stylist, and who were not met on a page before by a
    visit that is nearer."""
    if wanted.by_visit:
        if wanted.after is None:
            return list(met)
        nearest = _nearest(store, wanted, met)
        return [number for number, key in met.items() if nearest[number] == key]
    if wanted.order == "turnover":
        return list(met)
    theirs = _with_stylist(store, wanted, met)
    return [number for number in met if number in theirs]


def _nearest(store: Store, wanted: Wanted, numbers: Collection[int]) -> dict[int, int]:
    """The visit that counts in the order by the client's number, 0 where there is none."""
    visit = wanted.last("r") if wanted.order == "last_visit" else wanted.next("r")
    sql = f"SELECT r.number, {visit} FROM client r WHERE r.number IN ({_list(numbers)})"
    return dict(store.rows(sql, wanted.params()))


def _with_stylist(store: Store, wanted: Wanted, numbers: Collection[int]) -> Collection[int]:
    if wanted.staff_id is None:
        return numbers
    among = f"client IN ({_list(numbers)})"
    sql = f"SELECT client FROM client_staff WHERE staff_id = :staff AND {among}"
    return set(store.column(sql, wanted.params()))


def _list(numbers: Collection[int]) -> str:
    return ", ".join(map(str, numbers))
