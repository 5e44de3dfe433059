"""Open bills and their lines. An open bill is on disk from its first line, so that neither a
locked desk nor a crash loses it. Its ``state``: open, paid or discarded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.salon.domain.agenda.appointment import VisitState
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.salon import Terms
from kiosk.salon.domain.till.bill import Bill, BillLine, Discount, at_rates_after, price_bill
from kiosk.salon.store.bulk import insert
from kiosk.salon.store.database import Store
from kiosk.salon.store.staff import known_as
from kiosk.salon.store.till import advances, asked

_TIPPED = known_as("t")
_LINE_COLUMNS = (
    "id, bill_id, position, kind, product_id, service_id, staff_id, name, unit, quantity_milli, "
    "list_price_minor, price_minor, price_reason, vat_bp, discount_kind, discount_value, "
    "discount_reason, approved_by, open_price, advance, deducts"
)


@dataclass(frozen=True, slots=True)
class Goods:
    """What a product is sold as."""

    id: Id
    name: str
    unit: str
    price_minor: int
    vat_bp: int
    active: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What a service is billed as."""

    service_id: Id
    name: str
    price_minor: int
    vat_bp: int
    open_price: bool


@dataclass(frozen=True, slots=True)
class VisitToBill:
    """What the till needs of an appointment."""

    state: VisitState
    client_id: Id | None
    client_name: str
    staff_id: Id
    staff_first_name: str
    services: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class LineCount:
    """How much of something a line holds."""

    line_id: Id
    quantity_milli: int


def goods_by_barcode(store: Store, code: str) -> Goods | None:
    found = store.row(
        "SELECT p.id, p.name, p.unit, p.price_minor, p.vat_bp, p.active "
        "FROM barcode b JOIN product p ON p.id = b.product_id WHERE b.code = ?",
        (code,),
    )
    return Goods(*found) if found else None


def goods(store: Store, product_id: Id) -> Goods | None:
    found = store.row(
        "SELECT id, name, unit, price_minor, vat_bp, active FROM product WHERE id = ?",
        (product_id,),
    )
    return Goods(*found) if found else None


def service(store: Store, service_id: Id) -> Work | None:
    """An active service."""
    found = store.row(
        "SELECT id, name, price_minor, vat_bp, open_price FROM service WHERE id = ? AND active",
        (service_id,),
    )
    return _work(found) if found else None


def _work(row: Sequence[Any]) -> Work:
    *values, open_price = row
    return Work(*(*values, bool(open_price)))


def visit(store: Store, appointment_id: Id) -> VisitToBill | None:
    """Its services at the prices they were booked with; those booked without one, at that which
    they have got meanwhile."""
    found = store.row(
        "SELECT a.state, a.client_id, "
        "coalesce(trim(c.first_name || ' ' || c.last_name), a.guest_name), a.staff_id, "
        "s.first_name FROM appointment a JOIN staff s ON s.id = a.staff_id "
        "LEFT JOIN client c ON c.id = a.client_id WHERE a.id = ?",
        (appointment_id,),
    )
    if found is None:
        return None
    services = store.rows(
        "SELECT v.service_id, v.name, iif(v.open_price, s.price_minor, v.price_minor), s.vat_bp, "
        "v.open_price AND s.open_price FROM appointment_service v "
        "JOIN service s ON s.id = v.service_id WHERE v.appointment_id = ? ORDER BY v.position",
        (appointment_id,),
    )
    return VisitToBill(*(*found, tuple(map(_work, services))))


def add(
    store: Store,
    bill_id: Id,
    at: int,
    opened_by: Id,
    *,
    client_id: Id | None = None,
    appointment_id: Id | None = None,
) -> None:
    store.run(
        "INSERT INTO bill (id, state, client_id, appointment_id, discount_kind, discount_value, "
        "discount_reason, opened_by, opened_at, updated_at) "
        "VALUES (?1, 'open', ?2, ?3, 'none', 0, '', ?4, ?5, ?5)",
        (bill_id, client_id, appointment_id, opened_by, at),
    )


def add_lines(store: Store, bill_id: Id, lines: Sequence[BillLine]) -> None:
    """Appends lines behind those the bill has."""
    last = store.number("SELECT max(position) FROM bill_line WHERE bill_id = ?", (bill_id,))
    insert(
        store,
        "bill_line",
        _LINE_COLUMNS,
        [
            (
                line.id, bill_id, last + place, line.kind, line.product_id, line.service_id,
                line.staff_id, line.name, line.unit, line.quantity_milli, line.list_price_minor,
                line.price_minor, line.price_reason, line.vat_bp, line.discount.kind,
                line.discount.value, line.discount.reason, line.approved_by, int(line.open_price),
                int(line.advance), line.deducts,
            )
            for place, line in enumerate(lines, 1)
        ],
    )  # fmt: skip


def touch(store: Store, bill_id: Id, at: int) -> bool:
    """Marks an open bill as changed; False when it is not open any more."""
    sql = "UPDATE bill SET updated_at = ? WHERE id = ? AND state = 'open'"
    return store.run(sql, (at, bill_id)) == 1


def opened_by(store: Store, bill_id: Id) -> Id | None:
    return store.value("SELECT opened_by FROM bill WHERE id = ?", (bill_id,))


def approved_by(store: Store, bill_id: Id) -> Id | None:
    """The manager who allowed how much is taken off it."""
    return store.value("SELECT approved_by FROM bill WHERE id = ?", (bill_id,))


def line_to_count_up(
    store: Store, bill_id: Id, product_id: Id, price_minor: int
) -> LineCount | None:
    """The line that one more piece at ``price_minor`` belongs to: never one at less than the list's
    price by a manager's leave."""
    found = store.row(
        "SELECT id, quantity_milli FROM bill_line WHERE bill_id = ? AND product_id = ? "
        "AND price_minor = ? AND price_reason = '' AND approved_by IS NULL "
        "ORDER BY position LIMIT 1",
        (bill_id, product_id, price_minor),
    )
    return LineCount(*found) if found else None


def change_line(store: Store, line_id: Id, **values: object) -> None:
    """Sets columns of a line."""
    store.update("bill_line", line_id, **values)


def remove_line(store: Store, line_id: Id) -> None:
    store.run("DELETE FROM bill_line WHERE id = ?", (line_id,))


def change(store: Store, bill_id: Id, **values: object) -> None:
    """Sets columns of a bill."""
    store.update("bill", bill_id, **values)


def open_of_visit(store: Store, appointment_id: Id) -> Id | None:
    return store.value(
        "SELECT id FROM bill WHERE appointment_id = ? AND state = 'open'", (appointment_id,)
    )


_WORTH_SHOWING = (
    "FROM bill b WHERE b.state = 'open' AND (b.appointment_id IS NOT NULL "
    "OR EXISTS (SELECT 1 FROM bill_line l WHERE l.bill_id = b.id))"
)


def open_ids(store: Store) -> list[Id]:
    """Open bills worth showing, oldest first: those of a visit, and those with a line."""
    return store.column(f"SELECT b.id {_WORTH_SHOWING} ORDER BY b.opened_at")


def count_open(store: Store) -> int:
    """How many :func:`open_ids` are."""
    return store.value(f"SELECT count(*) {_WORTH_SHOWING}") or 0


def _line(row: Sequence[Any]) -> BillLine:
    return BillLine(
        id=row[0], kind=row[1], product_id=row[2], service_id=row[3], staff_id=row[4],
        name=row[5], unit=row[6], quantity_milli=row[7], list_price_minor=row[8],
        price_minor=row[9], price_reason=row[10], vat_bp=row[11],
        discount=Discount(row[12], row[13], row[14]),
        staff_first_name=row[15] or "", stock_milli=row[16], approved_by=row[17],
        open_price=bool(row[18]), cost_minor=row[19], advance=bool(row[20]), deducts=row[21],
    )  # fmt: skip


def lines_of(store: Store, bill_id: Id) -> Iterable[BillLine]:
    """VAT is owed at the rate of the moment in which something is sold: a line has that of the
    list, whatever it was when the line was added. (What the law has made of it since, says
    :func:`load`.)"""
    found = store.rows(
        "SELECT l.id, l.kind, l.product_id, l.service_id, l.staff_id, l.name, l.unit, "
        "l.quantity_milli, l.list_price_minor, l.price_minor, l.price_reason, "
        "coalesce(p.vat_bp, v.vat_bp, l.vat_bp), l.discount_kind, l.discount_value, "
        "l.discount_reason, s.first_name, p.stock_milli, l.approved_by, l.open_price, "
        "p.cost_minor, l.advance, l.deducts FROM bill_line l "
        "LEFT JOIN staff s ON s.id = l.staff_id LEFT JOIN product p ON p.id = l.product_id "
        "LEFT JOIN service v ON v.id = l.service_id WHERE l.bill_id = ? ORDER BY l.position",
        (bill_id,),
    )
    return map(_line, found)


def _with_sources(store: Store, lines: tuple[BillLine, ...]) -> tuple[BillLine, ...]:
    """Those that deduct an advance know what is left of it now."""
    wanted = [line.deducts for line in lines if line.deducts is not None]
    if not wanted:
        return lines
    found = advances.by_ids(store, wanted)
    return tuple(
        replace(line, source=found[line.deducts]) if line.deducts is not None else line
        for line in lines
    )


def load(store: Store, bill_id: Id, terms: Terms, state: str = "open") -> Bill | None:
    """A bill with its sums, or None when there is none in this ``state``. ``terms``: of the day."""
    found = store.row(
        "SELECT b.opened_at, b.discount_kind, b.discount_value, b.discount_reason, b.client_id, "
        "coalesce(trim(c.first_name || ' ' || c.last_name), a.guest_name, ''), b.appointment_id, "
        "b.approved_by, b.tip_minor, b.tip_staff_id, "
        f"CASE WHEN t.id IS NULL THEN '' ELSE {_TIPPED} END, "
        "b.buyer_id, coalesce(y.name, '') "
        "FROM bill b LEFT JOIN client c ON c.id = b.client_id "
        "LEFT JOIN staff t ON t.id = b.tip_staff_id LEFT JOIN buyer y ON y.id = b.buyer_id "
        "LEFT JOIN appointment a ON a.id = b.appointment_id WHERE b.id = ? AND b.state = ?",
        (bill_id, state),
    )
    if found is None:
        return None
    discount = Discount(found[1], found[2], found[3])
    lines = _with_sources(store, at_rates_after(lines_of(store, bill_id), terms.vat_changes))
    taken = asked.taken(store, bill_id)
    return Bill(
        id=bill_id,
        lines=lines,
        totals=price_bill(lines, discount, terms.cash_rounding),
        currency=terms.currency,
        cash_rounding=terms.cash_rounding,
        opened_at=found[0],
        discount=discount,
        client_id=found[4],
        client_name=found[5],
        appointment_id=found[6],
        approved_by=found[7],
        taken=taken.parts,
        asked=asked.of_bill(store, bill_id),
        tip_minor=found[8],
        tip_staff_id=found[9],
        tip_staff_name=found[10],
        tips_taken=taken.tips,
        buyer_id=found[11],
        buyer_name=found[12],
    )
