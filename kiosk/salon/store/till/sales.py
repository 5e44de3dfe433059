"""Sales, voids and returns: written once, never changed.

``bill_id``: what was paid (its own id for a void or a return); unique, so a bill is sold once.
``voids``: the sale taken back; unique, so it is taken back once. ``returns``: the sale of which
lines come back; it may have several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from kiosk.salon.domain.agenda.appointment import VisitState
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.advances import Source
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.returning import CREDIT
from kiosk.salon.domain.till.sale import Sale, SaleLine, Tip
from kiosk.salon.domain.till.sold import table_of
from kiosk.salon.store.bulk import insert
from kiosk.salon.store.clients.table import STANDING, Standing, standing_of
from kiosk.salon.store.database import Store, marks
from kiosk.salon.store.till.sessions import OpenSession

_LINE = tuple(field.name for field in fields(SaleLine) if field.name != "source")
_PAYMENT = tuple(field.name for field in fields(Payment))
"""Columns; they are called as the fields are."""
_TIP = tuple(field.name for field in fields(Tip))
_of_line, _of_payment, _of_tip = attrgetter(*_LINE), attrgetter(*_PAYMENT), attrgetter(*_TIP)
PORTION = 500
"""Sales that are read at once when all are wanted."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is stored with a sale beside what it says on paper. ``business_day``: ISO date.
    ``session``: of the till that it was written in."""

    bill_id: Id
    staff_id: Id
    business_day: str
    voids: Id | None = None
    approved_by: Id | None = None
    returns: Id | None = None
    session: OpenSession | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """Who an open bill belongs to. ``visit_state`` is None for a retail sale."""

    client: Standing | None
    visit_state: VisitState | None


def insert_sale(store: Store, sale: Sale, filing: Filing, ids: Sequence[Id]) -> None:
    """Writes the document. ``ids``: one for each line, then one for each payment and each tip."""
    store.run(
        "INSERT INTO sale (id, number, bill_id, kind, voids, reason, currency, client_id, "
        "appointment_id, staff_id, staff_name, approved_by, goods_minor, discount_minor, "
        "discount_text, total_minor, rounding_minor, paid_minor, sold_at, business_day, "
        "pays_vat, returns, session_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sale.id, sale.number, filing.bill_id, sale.kind, filing.voids, sale.reason,
            sale.currency, sale.client_id, sale.appointment_id, filing.staff_id, sale.staff_name,
            filing.approved_by, sale.goods_minor, sale.discount_minor, sale.discount_text,
            sale.total_minor, sale.rounding_minor, sale.paid_minor, sale.sold_at,
            filing.business_day, int(sale.pays_vat), filing.returns,
            filing.session.id if filing.session else None,
        ),
    )  # fmt: skip
    insert(
        store,
        "sale_line",
        f"id, sale_id, position, {', '.join(_LINE)}",
        [
            (ids[place], sale.id, place + 1, *_of_line(line))
            for place, line in enumerate(sale.lines)
        ],
    )
    insert(
        store,
        "payment",
        f"id, sale_id, position, {', '.join(_PAYMENT)}",
        [
            (ids[len(sale.lines) + place], sale.id, place + 1, *_of_payment(payment))
            for place, payment in enumerate(sale.payments)
        ],
    )
    insert(
        store,
        "tip",
        f"id, sale_id, position, {', '.join(_TIP)}",
        [
            (ids[len(sale.lines) + len(sale.payments) + place], sale.id, place + 1, *_of_tip(tip))
            for place, tip in enumerate(sale.tips)
        ],
    )


def mark_clock(store: Store, sale_id: Id) -> None:
    """The clock was behind what was recorded before, and nobody had confirmed it."""
    store.run("UPDATE sale SET clock_doubtful = 1 WHERE id = ?", (sale_id,))


def payer(store: Store, bill_id: Id) -> Payer:
    found = store.row(
        f"SELECT a.state, {STANDING} FROM bill b LEFT JOIN client c ON c.id = b.client_id "
        "LEFT JOIN appointment a ON a.id = b.appointment_id WHERE b.id = ?",
        (bill_id,),
    )
    assert found is not None
    state, *client = found
    return Payer(None if client[0] is None else standing_of(client), state)


def set_visits(store: Store, client_id: Id, visits: int, status: str, at: int) -> None:
    store.run(
        "UPDATE client SET visits = ?, status = ?, updated_at = ? WHERE id = ?",
        (visits, status, at, client_id),
    )


@dataclass(frozen=True, slots=True)
class Seller:
    """Who is at the desk. ``pseudonym``: what stands for the person in the journal, as hex."""

    first_name: str
    pseudonym: str


def seller(store: Store, staff_id: Id) -> Seller | None:
    """None for who has left."""
    found = store.row(
        "SELECT first_name, lower(hex(pseudonym)) FROM staff WHERE id = ? AND active", (staff_id,)
    )
    return Seller(*found) if found else None


def sold_by(store: Store, sale_id: Id) -> Id | None:
    """Who was at the desk; None for a sale of before that was kept."""
    return store.value("SELECT staff_id FROM sale WHERE id = ?", (sale_id,))


def number(store: Store, sale_id: Id) -> str:
    """The document's number, or empty when there is no such sale."""
    return store.value("SELECT number FROM sale WHERE id = ?", (sale_id,)) or ""


_SELECT = (
    "SELECT s.id, s.number, s.kind, s.currency, s.goods_minor, s.discount_minor, s.total_minor, "
    "s.rounding_minor, s.paid_minor, s.sold_at, s.staff_name, s.reason, coalesce(o.number, ''), "
    "coalesce(v.number, ''), s.client_id, "
    "coalesce(trim(c.first_name || ' ' || c.last_name), a.guest_name, ''), s.appointment_id, "
    "s.discount_text, s.pays_vat, coalesce(r.number, ''), s.clock_doubtful FROM sale s "
    "LEFT JOIN sale o ON o.id = s.voids LEFT JOIN sale r ON r.id = s.returns "
    "LEFT JOIN sale v ON v.voids = s.id LEFT JOIN client c ON c.id = s.client_id "
    "LEFT JOIN appointment a ON a.id = s.appointment_id "
)


def _sales(store: Store, tail: str, params: Sequence[object]) -> tuple[Sale, ...]:
    heads = store.rows(_SELECT + tail, params)
    ids = [head[0] for head in heads]
    lines: dict[Id, list[SaleLine]] = {sale_id: [] for sale_id in ids}
    payments: dict[Id, list[Payment]] = {sale_id: [] for sale_id in ids}
    for row in store.rows(
        f"SELECT l.sale_id, o.position, s.number, {', '.join(f'l.{name}' for name in _LINE)} "
        "FROM sale_line l LEFT JOIN sale_line o ON o.id = l.deducts "
        "LEFT JOIN sale s ON s.id = o.sale_id "
        f"WHERE l.sale_id IN ({marks(ids)}) ORDER BY l.sale_id, l.position",
        ids,
    ):
        lines[row[0]].append(_line(row[1:]))
    for row in store.rows(
        f"SELECT sale_id, {', '.join(_PAYMENT)} FROM payment "
        f"WHERE sale_id IN ({marks(ids)}) ORDER BY sale_id, position",
        ids,
    ):
        payments[row[0]].append(Payment(*row[1:]))
    tips: dict[Id, list[Tip]] = {sale_id: [] for sale_id in ids}
    for row in store.rows(
        f"SELECT sale_id, {', '.join(_TIP)} FROM tip "
        f"WHERE sale_id IN ({marks(ids)}) ORDER BY sale_id, position",
        ids,
    ):
        tips[row[0]].append(Tip(*row[1:]))
    returned: dict[Id, list[str]] = {sale_id: [] for sale_id in ids}
    for row in store.rows(
        f"SELECT returns, number FROM sale WHERE returns IN ({marks(ids)}) ORDER BY id", ids
    ):
        returned[row[0]].append(row[1])
    return tuple(
        _sale(
            head,
            tuple(lines[head[0]]),
            tuple(payments[head[0]]),
            tuple(tips[head[0]]),
            tuple(returned[head[0]]),
        )
        for head in heads
    )


def _line(row: Sequence[Any]) -> SaleLine:
    place, number, *values, written_off, advance, deducts = row
    source = None if deducts is None else Source(number, place)
    return SaleLine(*(*values, bool(written_off), bool(advance), deducts, source))


def _sale(
    head: Sequence[Any],
    lines: tuple[SaleLine, ...],
    payments: tuple[Payment, ...],
    tips: tuple[Tip, ...],
    returned_by: tuple[str, ...],
) -> Sale:
    return Sale(
        id=head[0], number=head[1], kind=head[2], currency=head[3], lines=lines,
        payments=payments,
        vat=table_of(lines) if head[18] else (),
        goods_minor=head[4], discount_minor=head[5], total_minor=head[6], rounding_minor=head[7],
        paid_minor=head[8], sold_at=head[9], staff_name=head[10], reason=head[11],
        voids_number=head[12], voided_by_number=head[13], client_id=head[14],
        client_name=head[15], appointment_id=head[16], discount_text=head[17],
        pays_vat=bool(head[18]), returns_number=head[19], returned_by=returned_by, tips=tips,
        clock_doubtful=bool(head[20]),
    )  # fmt: skip


def by_id(store: Store, sale_id: Id) -> Sale | None:
    return next(iter(_sales(store, "WHERE s.id = ?", (sale_id,))), None)


def by_ids(store: Store, ids: Sequence[Id]) -> tuple[Sale, ...]:
    """Newest first."""
    tail = f"WHERE s.id IN ({marks(ids)}) ORDER BY s.sold_at DESC, s.id DESC"
    return _sales(store, tail, ids) if ids else ()


def of_bill(store: Store, bill_id: Id) -> Sale | None:
    """The sale a paid bill became."""
    return next(iter(_sales(store, "WHERE s.bill_id = ?", (bill_id,))), None)


def of_day(store: Store, business_day: str, limit: int = 1000) -> tuple[Sale, ...]:
    """Newest first."""
    tail = "WHERE s.business_day = ? ORDER BY s.sold_at DESC, s.id DESC LIMIT ?"
    return _sales(store, tail, (business_day, limit))


def business_day(store: Store, sale_id: Id) -> str:
    """ISO date."""
    return str(store.value("SELECT business_day FROM sale WHERE id = ?", (sale_id,)))


def ahead(store: Store, from_ms: int, now: int) -> tuple[Sale, ...]:
    """Documents of a time that is still to come though they were written since ``from_ms`` (UTC
    ms): the clock ran ahead and was put right. Newest first. The journal knows in which order
    things happened."""
    numbers = store.column(
        "SELECT json_extract(body, '$.number') FROM journal "
        "WHERE kind IN ('sale', 'void', 'return') "
        "AND at > ? AND seq > coalesce("
        "(SELECT seq FROM journal WHERE at < ? ORDER BY seq DESC LIMIT 1), 0)",
        (now, from_ms),
    )
    tail = f"WHERE s.number IN ({marks(numbers)}) ORDER BY s.sold_at DESC, s.id DESC"
    return _sales(store, tail, numbers) if numbers else ()


@dataclass(frozen=True, slots=True)
class DatedSale:
    """``day``: the business day, ISO."""

    day: str
    sale: Sale


def of_days(store: Store, first: str, last: str) -> Iterator[DatedSale]:
    """All documents of the business days from ``first`` to ``last`` (ISO), in the order they
    were written; read in portions, since years of them do not fit a small memory."""
    after = b""
    tail = "WHERE s.id > ? AND s.business_day BETWEEN ? AND ? ORDER BY s.id LIMIT ?"
    while found := _sales(store, tail, (after, first, last, PORTION)):
        ids = [sale.id for sale in found]
        days = store.column(
            f"SELECT business_day FROM sale WHERE id IN ({marks(ids)}) ORDER BY id", ids
        )
        yield from map(DatedSale, days, found)
        after = found[-1].id


def of_client(store: Store, client_id: Id, limit: int) -> tuple[Sale, ...]:
    """Newest first."""
    tail = "WHERE s.client_id = ? ORDER BY s.sold_at DESC, s.id DESC LIMIT ?"
    return _sales(store, tail, (client_id, limit))


def on_account(store: Store, client_id: Id) -> int:
    """What a client's documents put on their account, less what they took off it; minor units."""
    sql = "SELECT sum(p.amount_minor) FROM sale s JOIN payment p ON p.sale_id = s.id"
    return store.number(f"{sql} WHERE s.client_id = ? AND p.method = ?", (client_id, CREDIT))
