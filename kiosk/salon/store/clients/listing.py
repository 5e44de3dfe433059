"""The client list in any order, a page at a time: walked to or gathered, as
:mod:`kiosk.salon.store.clients.ways` explains; the stylist counts as one more word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import nsmallest
from typing import Any

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ClientLine, ClientOrder
from kiosk.salon.store.clients import members, turnover
from kiosk.salon.store.clients import search as client_search
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.clients.table import LAST
from kiosk.salon.store.clients.wanted import Place, Wanted, place_of
from kiosk.salon.store.clients.ways import FIND, cheapest
from kiosk.salon.store.database import Store

Rank = tuple[Any, ...]


def page(store: Store, wanted: Wanted) -> tuple[ClientLine, ...]:
    """Up to ``limit`` active clients in the wanted order."""
    counts = _counts(store, wanted)
    if wanted.order == "name":
        numbers = _named(store, wanted, counts)
    else:
        numbers = _ordered(store, wanted, counts)
    return _lines(store, wanted, numbers)


def _ordered(store: Store, wanted: Wanted, counts: Mapping[str, int]) -> list[int]:
    way = cheapest(store, wanted, counts)
    if way.how == "walk":
        return _walk(store, wanted)
    if way.how == "members":
        numbers = members.walk(store, wanted, way.driver, way.most)
        if numbers is not None:
            return numbers
    return _gather(store, wanted, way.driver)


def _counts(store: Store, wanted: Wanted) -> dict[str, int]:
    """By what one could gather, and how many it leads to: words, empty for the stylist. In order
    of names only the cheapest of them matters, and none is counted further."""
    counts: dict[str, int] = {}
    most = client_search.COUNTED
    for word in wanted.query.words:
        counts[word] = client_search.bearers(store, word, most)
        if wanted.order == "name":
            most = min(most, counts[word])
    if wanted.staff_id is not None and (counts or wanted.order != "turnover"):
        # The other orders go by their share of everybody.
        named = wanted.order == "name"
        counts[""] = _of_staff(store, wanted.staff_id, most // FIND + 1) if named else 0
    return counts


def _of_staff(store: Store, staff_id: Id, most: int) -> int:
    return store.number(
        "SELECT count(*) FROM (SELECT 1 FROM client_staff WHERE staff_id = ? LIMIT ?)",
        (staff_id, most),
    )


# -- gathering ------------------------------------------------------------------------------------


def _gather(store: Store, wanted: Wanted, driver: str) -> list[int]:
    source = client_search.gathered(wanted.query, driver) if driver else _staff_source(wanted)
    of_staff = wanted.of_staff("n") if driver or wanted.order == "turnover" else ""
    params = {**wanted.params(), "driver": driver, "last": driver + LAST}
    place = place_of(store, wanted)
    if wanted.order == "name":
        begun = "" if place is None else "WHERE (n.name, n.number) > (:name, :number) "
        sql = f"SELECT n.number FROM {source} n {of_staff}{begun}ORDER BY n.name, n.number "
        return _once(store, wanted, f"{sql} LIMIT :limit", place, params)
    row = "" if wanted.order == "turnover" and of_staff else "CROSS JOIN client r USING (number) "
    key = {
        "turnover": wanted.turnover("r"),
        "created": "r.created_at",
        "last_visit": wanted.last("r"),
        "next_visit": wanted.next("r"),
    }[wanted.order]
    found = store.rows(f"SELECT {key}, n.name, n.number FROM {source} n {of_staff}{row}", params)
    rank = _RANK[wanted.order]
    ranks = {rank(*row) for row in found}
    if place is not None:
        last = rank(*place)
        ranks = {one for one in ranks if one > last}
    return [abs(one[-1]) for one in nsmallest(wanted.limit, ranks)]


def _once(
    store: Store, wanted: Wanted, sql: str, place: Place | None, params: Mapping[str, object]
) -> list[int]:
    """Everybody once, of a query that may repeat them one after the other."""
    most = wanted.limit
    while True:
        found = _run(store, wanted, sql, place, most, params)
        numbers = list(dict.fromkeys(found))
        if len(found) < most or len(numbers) >= wanted.limit:
            return numbers[: wanted.limit]
        most *= 4


def _staff_source(wanted: Wanted) -> str:
    """As :func:`client_search.gathered`, whom the stylist leads to."""
    return (
        "(SELECT c.number AS number, c.sort_name AS name "
        "FROM client_staff s CROSS JOIN client c INDEXED BY client_text ON c.number = s.client "
        f"WHERE s.staff_id = :staff AND c.active {client_search.named(wanted.query)})"
    )


def _first_visits(sign: int) -> Callable[[int, str, int], Rank]:
    """By visits; without one by name, after the others."""
    return lambda key, name, number: (
        (0, sign * key, "", sign * number) if key else (1, 0, name, number)
    )


_RANK: dict[ClientOrder, Callable[[int, str, int], Rank]] = {
    "turnover": lambda key, name, number: (-key, -number),
    "created": lambda key, name, number: (-key, -number),
    "last_visit": _first_visits(-1),
    "next_visit": _first_visits(1),
}
"""What the lines of each order are sorted by; the number (with either sign) stands last."""


# -- walking --------------------------------------------------------------------------------------


def _walk(store: Store, wanted: Wanted) -> list[int]:
    after = place_of(store, wanted)
    if wanted.by_visit:
        return _by_visit(store, wanted, after)
    return _by_amount(store, wanted, after)


def _run(
    store: Store,
    wanted: Wanted,
    sql: str,
    after: Place | None,
    limit: int,
    params: Mapping[str, object] | None = None,
) -> list[int]:
    key, name, number = after or (0, "", 0)
    place = {"key": key, "name": name, "number": number, "limit": limit}
    return store.column(sql, {**(params or wanted.params()), **place})


def _by_amount(store: Store, wanted: Wanted, after: Place | None) -> list[int]:
    """By turnover or creation, the greatest first."""
    of_staff = wanted.order == "turnover" and wanted.staff_id is not None
    if of_staff:
        amount, source, number = wanted.turnover("f"), "client_staff f", "f.client"
        text = "CROSS JOIN client c INDEXED BY client_text ON c.number = f.client "
        conditions = "f.staff_id = :staff"
    else:
        index = "client_turnover" if wanted.order == "turnover" else "client_created"
        amount = wanted.turnover("n") if wanted.order == "turnover" else "n.created_at"
        source, number = f"client n INDEXED BY {index}", "n.number"
        text = client_search.beside("n") + wanted.of_staff()
        conditions = "n.active"
    if after is not None:
        conditions += f" AND {amount} <= :key AND ({amount} < :key OR {number} < :number)"
    sql = (
        f"SELECT {number} FROM {source} {text}WHERE {conditions} AND c.active "
        f"{client_search.named(wanted.query)}ORDER BY {amount} DESC, {number} DESC LIMIT :limit"
    )
    return _run(store, wanted, sql, after, wanted.limit)


def _named(store: Store, wanted: Wanted, counts: Mapping[str, int]) -> list[int]:
    """By name. So many belong that a short walk meets enough of them; if not (all their last
    names begin with Z, say), everybody is gathered all the same."""
    after = place_of(store, wanted)
    if not counts:
        return _by_name(store, wanted, after)
    if not wanted.query.words:
        gathering = cheapest(store, wanted, counts).how == "gather"
        return _gather(store, wanted, "") if gathering else _by_name(store, wanted, after)
    # Words bring with them what to sort by; the stylist's clients have to be looked up.
    costs = {word: many * (1 if word else FIND) for word, many in counts.items()}
    rarest = min(costs, key=lambda word: costs[word])
    if costs[rarest] < client_search.COUNTED:
        return _gather(store, wanted, rarest)
    sql = (
        "SELECT c.sort_name FROM client c INDEXED BY client_sort WHERE c.active "
        f"{_begun(after)}ORDER BY c.sort_name, c.number LIMIT 1 OFFSET :most"
    )
    _, name, number = after or (0, "", 0)
    most = client_search.COUNTED
    end = store.value(sql, {"name": name, "number": number, "most": most})
    if end is None:
        return _by_name(store, wanted, after)
    params = {**wanted.params(), "end": end}
    sql = _name_sql(wanted, after, "AND c.sort_name < :end ")
    numbers = _run(store, wanted, sql, after, wanted.limit, params)
    return numbers if len(numbers) == wanted.limit else _gather(store, wanted, rarest)


def _by_name(store: Store, wanted: Wanted, after: Place | None) -> list[int]:
    return _run(store, wanted, _name_sql(wanted, after), after, wanted.limit)


def _name_sql(wanted: Wanted, after: Place | None, besides: str = "") -> str:
    return (
        "SELECT c.number FROM client c INDEXED BY client_sort "
        f"{wanted.of_staff()}"
        f"WHERE c.active {_begun(after)}{client_search.named(wanted.query)}{besides}"
        "ORDER BY c.sort_name, c.number LIMIT :limit"
    )


def _begun(after: Place | None) -> str:
    if after is None:
        return ""
    return "AND c.sort_name >= :name AND (c.sort_name > :name OR c.number > :number) "


def _by_visit(store: Store, wanted: Wanted, after: Place | None) -> list[int]:
    """Through the visits themselves, each client at the first one met; then those without."""
    newest = wanted.order == "last_visit"
    of_kind = wanted.of_kind("a")
    numbers: list[int] = []
    if after is None or after[0]:
        back, order = ("<", "DESC") if newest else (">", "ASC")
        begun = (
            f"AND a.starts_at {back}= :key "
            f"AND (a.starts_at {back} :key OR r.number {back} :number) "
        )
        sql = (
            "SELECT r.number FROM appointment a CROSS JOIN client r ON r.id = a.client_id "
            f"{client_search.beside('r')}"
            f"WHERE {of_kind.replace('+a.', 'a.')} {begun if after else ''}AND c.active "
            f"{client_search.named(wanted.query)}AND {wanted.nearest('a')} "
            f"ORDER BY a.starts_at {order}, r.number {order} LIMIT :limit"
        )
        numbers = _run(store, wanted, sql, after, wanted.limit)
        after = None
    if len(numbers) < wanted.limit:
        none = (
            f"AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.client_id = c.id AND {of_kind}) "
        )
        sql = _name_sql(wanted, after, none)
        numbers += _run(store, wanted, sql, after, wanted.limit - len(numbers))
    return numbers


# -- the lines ------------------------------------------------------------------------------------


def _lines(store: Store, wanted: Wanted, numbers: list[int]) -> tuple[ClientLine, ...]:
    of_staff = wanted.staff_id is not None
    join = (
        "LEFT JOIN client_staff f ON f.staff_id = :staff AND f.client = c.number "
        if of_staff
        else ""
    )
    sums = (
        "coalesce(f.services_minor, 0), coalesce(f.goods_minor, 0)"
        if of_staff
        else "c.services_minor, c.goods_minor"
    )
    all_of_it = turnover.total(store, wanted.staff_id)
    found = {}
    for row in store.rows(
        f"SELECT c.number, {sums}, {wanted.last('c')}, {wanted.next('c')}, {clients.COLUMNS} "
        f"FROM client c {join}WHERE c.number IN ({', '.join(map(str, numbers))})",
        {"staff": wanted.staff_id, "now": wanted.now},
    ):
        number, services, goods, last, coming, *fields = row
        share = (services + goods) * 10_000 // all_of_it if all_of_it > 0 else 0
        client = clients.of_row(tuple(fields))
        found[number] = ClientLine(client, services, goods, share, last, coming)
    return tuple(found[number] for number in numbers)
