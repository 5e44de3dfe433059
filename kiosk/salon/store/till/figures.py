"""Adding up a session: one function for the drawer and one for everything.

What should lie in a drawer is said by :func:`cash_of` alone, to X, closing and screen. Nothing here
reads a clock or a day: a session is cut by the documents that name it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.till.figures import (
    CashKind,
    CashSums,
    Discounted,
    Figures,
    Late,
    Paid,
    Tally,
    Tipped,
    User,
    VatSums,
)
from kiosk.salon.domain.till.means import MEANS
from kiosk.salon.domain.till.session import Session, Sum
from kiosk.salon.store.database import Store
from kiosk.salon.store.till import sessions

_OWN = (
    "SELECT {column} FROM closing_count n JOIN closing c ON c.id = n.closing_id "
    "WHERE c.session_id = :session AND {column} IS NOT NULL"
)
_NOT_OWN = " AND ".join(
    f"ref_id NOT IN ({_OWN.format(column=column)})" for column in ("moved_by", "taken_by")
)
_CASH = (
    "SELECT currency, source, kind, count(*), sum(max(amount_minor, 0)), "
    "sum(min(amount_minor, 0)) FROM cash_ledger WHERE session_id = :session "
    "AND (source <> 'movement' OR :own OR ({not_own})) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
).replace("{not_own}", _NOT_OWN)


def cash_of(store: Store, session_id: Id, *, own: bool = False) -> tuple[CashSums, ...]:
    """What should lie in the drawer by the books, by currency. ``own``: after what the closing of
    this session itself moved (its difference, what was taken out) instead of before."""
    begun = {one.currency: one for one in sessions.openings(store, session_id)}
    found: defaultdict[str, list[tuple[str, CashKind]]] = defaultdict(list)
    for currency, source, *kind in store.rows(_CASH, {"session": session_id, "own": own}):
        found[currency].append((source, CashKind(*kind)))
    return tuple(
        _cash(currency, begun.get(currency), found[currency])
        for currency in sorted({*begun, *found})
    )


def _cash(
    currency: str, opening: sessions.Opening | None, parts: list[tuple[str, CashKind]]
) -> CashSums:
    def net(source: str, *kinds: str) -> int:
        return sum(
            part.in_minor + part.out_minor
            for its, part in parts
            if its == source and (not kinds or part.kind in kinds)
        )

    begun = opening.expected_minor if opening else 0
    moved = tuple(
        part for source, part in parts if source == "movement" and part.kind != "opening_difference"
    )
    return CashSums(
        currency,
        opening_minor=begun,
        opening_counted=opening is not None and opening.counted_minor is not None,
        opening_difference_minor=net("movement", "opening_difference"),
        sales_minor=net("payment", "sale"),
        back_minor=net("payment") - net("payment", "sale"),
        tips_minor=net("tip"),
        movements=moved,
        expected_minor=begun + sum(part.in_minor + part.out_minor for _, part in parts),
    )


def standing(store: Store, session_id: Id) -> dict[str, int]:
    """What lies in the drawer by the books when everything of a session is done: where the next one
    begins. Currencies of which nothing is left are not among them."""
    return {
        one.currency: one.expected_minor
        for one in cash_of(store, session_id, own=True)
        if one.expected_minor
    }


def moved_in(store: Store, later: Iterable[Session]) -> dict[str, int]:
    """What moved in cash in these sessions, by currency."""
    moved: defaultdict[str, int] = defaultdict(int)
    for session in later:
        for one in cash_of(store, session.id, own=True):
            moved[one.currency] += one.expected_minor - one.opening_minor
    return {currency: minor for currency, minor in moved.items() if minor}


def sums(amounts: Mapping[str, int]) -> tuple[Sum, ...]:
    """In the order of their currencies."""
    return tuple(Sum(currency, minor) for currency, minor in sorted(amounts.items()))


_DOCUMENTS = (
    "SELECT kind, count(*), sum(total_minor), sum(rounding_minor), min(business_day), "
    "max(business_day) FROM sale WHERE session_id = ? GROUP BY kind"
)
_NUMBERS = (
    "SELECT number FROM sale WHERE session_id = ?1 AND (id = (SELECT min(id) FROM sale "
    "WHERE session_id = ?1) OR id = (SELECT max(id) FROM sale WHERE session_id = ?1)) ORDER BY id"
)
_KINDS = (
    "SELECT l.kind = 'service', sum(l.total_minor) FROM sale s JOIN sale_line l "
    "ON l.sale_id = s.id WHERE s.session_id = ? GROUP BY 1"
)
_VAT = (
    "SELECT s.kind = 'sale', l.vat_bp, sum(l.total_minor), coalesce(sum(l.vat_minor), 0), "
    "sum(iif(l.vat_minor IS NULL, l.total_minor, 0)) FROM sale s JOIN sale_line l "
    "ON l.sale_id = s.id WHERE s.session_id = ? AND s.pays_vat GROUP BY s.id, l.vat_bp"
)
_DISCOUNTS = (
    "SELECT reason, sum(sign), sum(minor) FROM ("
    "SELECT discount_text AS reason, iif(kind = 'sale', 1, -1) AS sign, discount_minor AS minor "
    "FROM sale WHERE session_id = ?1 AND discount_minor <> 0 UNION ALL "
    "SELECT l.discount_text, iif(s.kind = 'sale', 1, -1), l.discount_minor FROM sale s "
    "JOIN sale_line l ON l.sale_id = s.id WHERE s.session_id = ?1 AND l.discount_minor <> 0) "
    "GROUP BY reason ORDER BY reason"
)
_PAYMENTS = (
    "SELECT p.method, p.title, count(*), sum(p.amount_minor), p.currency, sum(p.foreign_minor) "
    "FROM sale s JOIN payment p ON p.sale_id = s.id LEFT JOIN means m ON m.key = p.method "
    "WHERE s.session_id = ? {which} GROUP BY p.method, p.title, p.currency "
    "ORDER BY coalesce(m.sort, 1000), p.method, p.title, p.currency"
)
_TIPS = (
    "SELECT t.staff_name, t.method, count(*), sum(t.amount_minor) FROM sale s "
    "JOIN tip t ON t.sale_id = s.id WHERE s.session_id = ? {which} GROUP BY t.staff_id, "
    "t.staff_name, t.method ORDER BY t.staff_name, t.method"
)
_ALL, _BACK = "", "AND s.kind <> 'sale'"
_PART = (
    "sum(iif(r.direction = 'take', 1, -1) * (r.amount_minor + r.tip_minor)) AS minor "
    "FROM payment_request r"
)
_PAID_HERE = "EXISTS (SELECT 1 FROM sale s WHERE s.bill_id = r.bill_id AND s.session_id = ?1)"
_OPEN_PARTS = (
    f"SELECT count(*), coalesce(sum(minor), 0) FROM (SELECT {_PART} WHERE r.session_id = ?1 "
    f"AND NOT {_PAID_HERE} GROUP BY r.bill_id HAVING minor <> 0)"
)
"""Of each bill what the terminal took in this session, where no document of it paid the bill."""
_EARLIER_PARTS = (
    f"SELECT count(*), -coalesce(sum(minor), 0) FROM (SELECT {_PART} JOIN sale s "
    "ON s.bill_id = r.bill_id AND s.session_id = ?1 WHERE r.state = 'done' "
    "AND r.session_id IS NOT ?1 AND r.method IN ({methods}) GROUP BY r.bill_id HAVING minor <> 0)"
).replace("{methods}", ", ".join(f"'{key}'" for key, means in MEANS.items() if means.asked))
"""Of each bill that a document of this session paid what the terminal had taken before."""
_UNANSWERED = (
    f"SELECT count(*), coalesce(sum(minor), 0) FROM (SELECT {_PART} "
    "WHERE r.state = 'asked' AND r.desk = ? GROUP BY r.id)"
)
_LATE = (
    "SELECT number, business_day, total_minor FROM sale WHERE session_id = ? AND business_day < ? "
    "ORDER BY business_day, id"
)
_PEOPLE = (
    "SELECT lower(hex(f.id)), f.first_name FROM staff f WHERE f.id IN ("
    "SELECT s.staff_id FROM sale s WHERE s.session_id = ?1 AND s.id IN "
    "(SELECT ref_id FROM cash_ledger WHERE session_id = ?1 AND source <> 'movement') "
    "UNION SELECT staff_id FROM cash_movement WHERE session_id = ?1 AND id NOT IN ({own}) "
    "UNION SELECT staff_id FROM till_event WHERE session_id = ?1 AND kind = 'drawer' "
    "AND ref IS NULL "
    "UNION SELECT opened_by FROM till_session WHERE id = ?1) ORDER BY f.sort, f.id"
).replace(
    "{own}",
    " UNION ALL ".join(_OWN.format(column=one) for one in ("moved_by", "taken_by")).replace(
        ":session", "?1"
    ),
)
_HEAD = (
    "SELECT iif(t.name <> '', t.name, t.desk), t.desk, n.number, n.business_day, n.opened_at, "
    "coalesce(o.first_name, ''), n.ended_at, coalesce(e.first_name, '') FROM till_session n "
    "JOIN till t ON t.id = n.till_id LEFT JOIN staff o ON o.id = n.opened_by "
    "LEFT JOIN staff e ON e.id = n.ended_by WHERE n.id = ?"
)
_BEFORE = (
    "WITH before AS (SELECT e.id, e.state FROM till_session n JOIN till_session e "
    "ON e.till_id = n.till_id AND e.number < n.number WHERE n.id = ?), "
    "told AS (SELECT max(sales_after) AS sold, max(returns_after) AS back FROM closing "
    "WHERE kind <> 'correction' AND session_id IN (SELECT id FROM before)), "
    "untold AS (SELECT sum(iif(s.kind = 'sale', s.total_minor, 0)) AS sold, "
    "-sum(iif(s.kind = 'sale', 0, s.total_minor)) AS back FROM before b JOIN sale s "
    "ON s.session_id = b.id WHERE b.state <> 'closed') "
    "SELECT coalesce(told.sold, 0) + coalesce(untold.sold, 0), "
    "coalesce(told.back, 0) + coalesce(untold.back, 0) FROM told, untold"
)
"""By the closings, and of those that nobody has counted yet by their documents."""


def of_session(store: Store, session: Session, currency: str, bills: Tally) -> Figures:
    """Everything about a session before its own closing; of a closed one what its closing kept.
    ``currency``: the salon's. ``bills``: those that are open now."""
    one = (session.id,)
    till, desk, number, day, opened_at, opened_by, ended_at, ended_by = store.row(_HEAD, one) or ()
    tallies = {"sale": Tally(), "void": Tally(), "return": Tally()}
    rounding, days = 0, {day}
    for kind, count, total, rounded, first, last in store.rows(_DOCUMENTS, one):
        tallies[kind] = Tally(count, total)
        rounding += rounded
        days |= {last, max(first, day)}
    kinds = dict(store.rows(_KINDS, one))
    numbers = store.column(_NUMBERS, one)
    events = dict(
        store.rows(
            "SELECT kind, count(*) FROM till_event WHERE session_id = ? "
            "AND (kind <> 'drawer' OR ref IS NULL) GROUP BY 1",
            one,
        )
    )
    sold_before, back_before = store.row(_BEFORE, one) or (0, 0)
    return Figures(
        currency=currency,
        till=till,
        desk=desk,
        session=number,
        business_day=day,
        first_day=day,
        last_day=max(days),
        opened_at=opened_at,
        opened_by=opened_by,
        ended_at=ended_at,
        ended_by=ended_by,
        first_number=numbers[0] if numbers else "",
        last_number=numbers[-1] if numbers else "",
        sales=tallies["sale"],
        voids=tallies["void"],
        returns=tallies["return"],
        services_minor=kinds.get(1, 0),
        goods_minor=kinds.get(0, 0),
        vat=_vat(store, session.id),
        discounts=_discounts(store, session.id),
        payments=_paid(store, session.id, _ALL),
        tips=_tipped(store, session.id, _ALL),
        rounding_minor=rounding,
        cash=cash_of(store, session.id),
        openings=events.get("drawer", 0),
        copies=events.get("copy", 0),
        bills=bills,
        late=tuple(Late(*row) for row in store.rows(_LATE, (session.id, day))),
        people=tuple(User(*row) for row in store.rows(_PEOPLE, one)),
        sales_total=sold_before + tallies["sale"].minor,
        returns_total=back_before - tallies["void"].minor - tallies["return"].minor,
        paid_back=_paid(store, session.id, _BACK),
        tips_back=_tipped(store, session.id, _BACK),
        open_parts=Tally(*(store.row(_OPEN_PARTS, one) or ())),
        earlier_parts=Tally(*(store.row(_EARLIER_PARTS, one) or ())),
        unanswered=Tally(*(store.row(_UNANSWERED, (desk,)) or ())),
    )


def _paid(store: Store, session_id: Id, which: str) -> tuple[Paid, ...]:
    return tuple(Paid(*row) for row in store.rows(_PAYMENTS.format(which=which), (session_id,)))


def _tipped(store: Store, session_id: Id, which: str) -> tuple[Tipped, ...]:
    return tuple(Tipped(*row) for row in store.rows(_TIPS.format(which=which), (session_id,)))


def _discounts(store: Store, session_id: Id) -> tuple[Discounted, ...]:
    return tuple(Discounted(*row) for row in store.rows(_DISCOUNTS, (session_id,)))


def discounts_json(store: Store, session_id: Id) -> str:
    """Discounts of a session by reason, as figures keep them."""
    return json.dumps([asdict(one) for one in _discounts(store, session_id)])


def _vat(store: Store, session_id: Id) -> tuple[VatSums, ...]:
    """As each document works it out of its own rows; lines of returns bear their share."""
    rates: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for sold, rate, gross, own, together in store.rows(_VAT, (session_id,)):
        vat = own + divide_half_up(together * rate, 10_000 + rate)
        place = 0 if sold else 2
        rates[rate][place] += gross - vat
        rates[rate][place + 1] += vat
    return tuple(VatSums(rate, *rates[rate]) for rate in sorted(rates, reverse=True))
