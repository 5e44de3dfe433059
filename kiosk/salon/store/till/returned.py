"""What came back of a sale: the lines and the money of its returns."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sold import Part
from kiosk.salon.store.database import Store, marks
from kiosk.salon.store.till import series

_PART = tuple(field.name for field in fields(Part))
_PAYMENT = tuple(field.name for field in fields(Payment))


@dataclass(frozen=True, slots=True)
class LineGone:
    """``line_id``: of the line that was sold; ``gone``: what came back of it."""

    line_id: Id
    gone: Part


def lines(store: Store, sale_id: Id) -> tuple[LineGone, ...]:
    """Every line of a sale in its order."""
    sums = ", ".join(f"coalesce(-sum(r.{name}), 0)" for name in _PART)
    found = store.rows(
        f"SELECT l.id, {sums} FROM sale_line l LEFT JOIN sale_line r ON r.returns_line = l.id "
        "WHERE l.sale_id = ? GROUP BY l.id ORDER BY l.position",
        (sale_id,),
    )
    return tuple(LineGone(line_id, Part(*sums)) for line_id, *sums in found)


def payments(store: Store, sale_id: Id) -> tuple[Payment, ...]:
    """What went back with all returns of a sale, below zero."""
    columns = ", ".join(f"p.{name}" for name in _PAYMENT)
    found = store.rows(
        f"SELECT {columns} FROM sale s JOIN payment p ON p.sale_id = s.id WHERE s.returns = ? "
        "ORDER BY s.id, p.position",
        (sale_id,),
    )
    return tuple(Payment(*row) for row in found)


def taken_back(store: Store, sale_id: Id) -> int:
    """The exact total of all returns of a sale, above zero."""
    return -store.number("SELECT sum(total_minor) FROM sale WHERE returns = ?", (sale_id,))


def is_left(store: Store, sale_id: Id) -> bool:
    """Whether anything of a sale has not come back."""
    left = (
        "SELECT 1 FROM sale_line l WHERE l.sale_id = ? AND l.deducts IS NULL AND iif(l.advance, "
        "l.total_minor + (SELECT coalesce(sum(d.total_minor), 0) FROM sale_line d "
        "WHERE d.deducts = l.id) > (SELECT coalesce(-sum(r.total_minor), 0) FROM sale_line r "
        "WHERE r.returns_line = l.id), l.quantity_milli > "
        "(SELECT coalesce(-sum(r.quantity_milli), 0) FROM sale_line r WHERE r.returns_line = l.id))"
    )
    return store.row(f"{left} LIMIT 1", (sale_id,)) is not None


def is_closed(store: Store, sale_id: Id) -> bool:
    """Whether the session that a sale was made in is closed."""
    return (
        store.value(
            "SELECT t.state FROM sale s JOIN till_session t ON t.id = s.session_id WHERE s.id = ?",
            (sale_id,),
        )
        == "closed"
    )


def of_count(store: Store, count: int) -> list[Id]:
    """Documents of any desk and year with this number in their series, newest first."""
    numbers = [number for name in series.every(store) if (number := series.number_in(name, count))]
    return store.column(
        f"SELECT id FROM sale WHERE number IN ({marks(numbers)}) ORDER BY sold_at DESC", numbers
    )


def of_number(store: Store, number: str) -> Id | None:
    """The document with exactly this number."""
    return store.value("SELECT id FROM sale WHERE number = ?", (number,))


def means_active(store: Store, key: str) -> bool:
    """Whether the salon takes a means of payment."""
    return store.row("SELECT 1 FROM means WHERE key = ? AND active", (key,)) is not None
