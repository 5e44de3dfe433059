"""The cash book of a month: what moved in each drawer and in the safe, what lay there before, and
what has to lie there at its end by what the closings and the journal say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import ANEW

SAFE = "safe"
OLD = ""
"""Where the cash of documents lies that are from before tills were counted."""
Purse = tuple[str, str]
"""A drawer (its till's id in hex, :data:`SAFE` or :data:`OLD`), and a currency."""


@dataclass(frozen=True, slots=True)
class CashRow:
    """Cash that moved in a drawer, whose ``till`` is called so. ``kind``: of the document, of the
    movement, ``tip``, ``begun`` for what a till's first session began with, or ``handed_over`` for
    old cash from then on; ``number``: of the document or voucher; ``minor``: positive for what came
    in. ``at``: UTC ms."""

    drawer: str
    till: str
    currency: str
    at: int
    kind: str
    source: str
    number: str
    words: str
    minor: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What lay in a drawer before, in a currency."""

    drawer: str
    till: str
    currency: str
    minor: int


_NAME = "coalesce(nullif(t.name, ''), t.desk, '')"
_LEDGER = (
    f"SELECT coalesce(lower(hex(t.id)), '{OLD}') AS drawer, {_NAME} AS till, "
    "l.currency AS currency, l.at AS at, l.kind AS kind, l.source AS source, "
    "l.amount_minor AS minor, l.ref_id AS ref_id, 1 AS turn "
    "FROM cash_ledger l LEFT JOIN till_session s ON s.id = l.session_id "
    "LEFT JOIN till t ON t.id = s.till_id WHERE l.session_id IS NOT NULL OR l.source <> 'movement' "
    f"UNION ALL SELECT '{SAFE}', :safe, f.currency, f.at, f.kind, 'movement', f.amount_minor, "
    "f.ref_id, 1 FROM safe_ledger f "
    f"UNION ALL SELECT lower(hex(t.id)), {_NAME}, o.currency, "
    "(SELECT min(n.opened_at) FROM till_session n WHERE n.till_id = t.id), 'begun', 'opening', "
    "o.expected_minor, s.id, 0 FROM session_opening o "
    "JOIN till_session s ON s.id = o.session_id JOIN till t ON t.id = s.till_id "
    "WHERE o.expected_minor <> 0 "
    "AND s.number = (SELECT min(n.number) FROM till_session n WHERE n.till_id = t.id) "
    f"UNION ALL SELECT '{OLD}', '', l.currency, b.at, 'handed_over', 'opening', "
    "-sum(l.amount_minor), x'', 2 FROM cash_ledger l "
    "JOIN (SELECT min(opened_at) AS at FROM till_session) b ON b.at IS NOT NULL "
    "WHERE l.session_id IS NULL AND l.source <> 'movement' "
    "GROUP BY l.currency HAVING sum(l.amount_minor) <> 0"
)
"""Of drawers, of the safe, what each till began with, and what lay in the salon before there were
any: the first float has it, so that it lies nowhere any more."""


def moved(store: Store, since: int, until: int, safe: str) -> tuple[CashRow, ...]:
    """From ``since`` until before ``until`` (UTC ms), in the order it moved. A sale that was paid
    in another currency without change moved nothing in the salon's own. ``safe``: what the safe is
    called."""
    rows = store.each_named(
        "SELECT x.drawer, x.till, x.currency, x.at, x.kind, x.source, "
        "coalesce(d.number, v.number, ''), coalesce(nullif(v.purpose, ''), v.party, ''), x.minor "
        f"FROM ({_LEDGER}) x "
        "LEFT JOIN sale d ON x.source IN ('payment', 'tip') AND d.id = x.ref_id "
        "LEFT JOIN cash_movement v ON x.source = 'movement' AND v.id = x.ref_id "
        "WHERE x.minor <> 0 AND x.at >= :since AND x.at < :until "
        "ORDER BY x.drawer, x.currency, x.at, x.turn, x.ref_id, x.source",
        {"since": since, "until": until, "safe": safe},
    )
    return tuple(CashRow(*row) for row in rows)


def openings(store: Store, since: int, safe: str) -> tuple[Opening, ...]:
    """What lay in each drawer at ``since`` (UTC ms), by all that moved before."""
    rows = store.each_named(
        f"SELECT x.drawer, max(x.till), x.currency, sum(x.minor) FROM ({_LEDGER}) x "
        "WHERE x.at < :since GROUP BY x.drawer, x.currency",
        {"since": since, "safe": safe},
    )
    return tuple(Opening(*row) for row in rows)


def left(store: Store, until: int) -> dict[Purse, int]:
    """What lies in each drawer and in the safe at ``until`` (UTC ms), not from the whole ledger: a
    drawer goes on from what its last closing left as the journal has it, or from what its session
    began with while nobody closed it; the safe is added up from the journal alone."""
    found: Counter[Purse] = Counter()
    for till, desk, session, number in store.rows(
        "SELECT t.id, t.desk, s.id, coalesce(s.number, 0) FROM till t LEFT JOIN till_session s "
        "ON s.till_id = t.id AND s.number = (SELECT max(n.number) FROM till_session n "
        "WHERE n.till_id = t.id AND n.opened_at < ?) WHERE t.kind <> 'safe'",
        (until,),
    ):
        began = _began(store, desk, session, number) if session else Counter[str]()
        began.update(_around(store, till, number, until))
        for currency, minor in began.items():
            found[till.hex(), currency] += minor
    for currency, minor in _put_into_safe(store, until):
        found[SAFE, currency] += minor
    return dict(found)


def _began(store: Store, desk: str, session: Id, number: int) -> Counter[str]:
    """A session and what is in it until now."""
    closed = store.row(
        "SELECT j.body FROM closing c LEFT JOIN journal j ON j.seq = c.journal_seq "
        "AND j.kind = 'closing' WHERE c.session_id = ? AND c.kind <> 'correction'",
        (session,),
    )
    if closed is None:
        return _sums(
            store,
            "SELECT currency, expected_minor FROM session_opening WHERE session_id = :session "
            "UNION ALL SELECT currency, amount_minor FROM cash_ledger WHERE session_id = :session",
            session=session,
        )
    told = json.loads(closed[0] or "{}")
    if (told.get("till"), told.get("session")) != (desk, number):
        return Counter()
    corrected = _sums(
        store,
        "SELECT m.currency, m.amount_minor FROM closing c JOIN closing_count n "
        "ON n.closing_id = c.id JOIN cash_movement m ON m.id = n.moved_by "
        "WHERE c.session_id = :session AND m.session_id = :session AND c.kind = 'correction'",
        session=session,
    )
    for currency, *_, lies, _reason in told["counts"]:
        corrected[currency] += lies
    return corrected


def _around(store: Store, till: Id, number: int, until: int) -> Counter[str]:
    """What later sessions moved before that moment, less what this and earlier ones did after."""
    return _sums(
        store,
        "SELECT l.currency, iif(s.number > :number, l.amount_minor, -l.amount_minor) "
        "FROM cash_ledger l JOIN till_session s ON s.id = l.session_id "
        "WHERE s.till_id = :till AND (s.number > :number) = (l.at < :until)",
        till=till,
        number=number,
        until=until,
    )


def _sums(store: Store, sql: str, **named: object) -> Counter[str]:
    found: Counter[str] = Counter()
    for currency, minor in store.each_named(sql, named):
        found[currency] += minor
    return found


def _put_into_safe(store: Store, until: int) -> Iterator[tuple[str, int]]:
    for kind, text in store.rows(
        "SELECT kind, body FROM journal WHERE at < ? "
        "AND kind IN ('cash.in', 'cash.out', 'cash.reversed', 'closing') "
        "AND seq > (SELECT coalesce(max(seq), 0) FROM journal WHERE kind = ?)",
        (until, ANEW),
    ):
        body = json.loads(text)
        if kind == "closing":
            for currency, _, _, _, _, taken, *_ in body["counts"]:
                yield currency, taken
        elif body["till"] == SAFE:
            yield body["currency"], body["amount"]
        elif body["what"] == "drop":
            yield body["currency"], -body["amount"]
