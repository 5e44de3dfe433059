"""Walking in the wanted order among those whom a word leads to.

Their numbers are read from the index of words alone; then an index in the wanted order is walked,
and of each of its rows only the number is looked up among them. That is quick between the two ways
of :mod:`kiosk.salon.store.clients.listing`: for words that are too common to sort all their bearers
and too rare to look at every client.

All of it is one statement: a row that leaves SQLite to be compared here costs three times as much.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from kiosk.salon.store.clients import search as client_search
from kiosk.salon.store.clients.table import LAST
from kiosk.salon.store.clients.wanted import Place, Wanted, place_of
from kiosk.salon.store.database import Store


def walk(store: Store, wanted: Wanted, driver: str, most: int) -> list[int] | None:
    """Numbers of the page, in order. None when ``most`` rows were not enough."""
    place = place_of(store, wanted)
    if place is not None and wanted.by_visit and not place[0]:
        return _without_visit(store, wanted, driver, place, wanted.limit)
    key, _, number = place or (0, "", 0)
    params = {**_params(wanted, driver), "key": key, "number": number, "most": most}
    rows = _visits(wanted, place) if wanted.by_visit else _amounts(wanted, place)
    # SQLite hands on the rows of a subquery with a limit one by one, in its order.
    sql = (
        f"SELECT number FROM ({rows} LIMIT :most) a WHERE +number IN (SELECT number FROM "
        f"{client_search.gathered(wanted.query, driver)}){_belonging(wanted)} LIMIT :limit"
    )
    numbers = store.column(sql, params)
    if len(numbers) == wanted.limit:
        return numbers
    if store.number(f"SELECT count(*) FROM ({rows} LIMIT :most)", params) == most:
        return None
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


def _params(wanted: Wanted, driver: str) -> dict[str, object]:
    return {**wanted.params(), "driver": driver, "last": driver + LAST}


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
        f"SELECT {number} AS number FROM {source} WHERE {conditions} "
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
    return (
        "SELECT a.id, a.client_id, a.starts_at, r.number AS number "
        "FROM appointment a CROSS JOIN client r ON r.id = a.client_id "
        f"WHERE {wanted.of_kind('a').replace('+a.', 'a.')} {begun}"
        f"ORDER BY a.starts_at {order}, r.number {order}"
    )


def _belonging(wanted: Wanted) -> str:
    """Condition that a row ``a`` is of somebody who was with the stylist, and no visit of theirs
    is nearer."""
    if wanted.by_visit:
        return f" AND {wanted.nearest('a')}"
    if wanted.staff_id is None or wanted.order == "turnover":
        return ""
    return (
        " AND EXISTS (SELECT 1 FROM client_staff f "
        "WHERE f.staff_id = :staff AND f.client = a.number)"
    )


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
