"""Document numbers: named series without gaps, taken inside the document's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.invoice import InvoiceKind
from kiosk.salon.domain.till.cash import Way
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import ANEW, GAP

FAR = 100_000
"""More documents than a desk writes in a year: 270 a day."""


def documents(desk: str, year: int) -> str:
    """The series of a desk's sales, voids and returns of a year."""
    return f"sale-{desk}-{year}"


def number(desk: str, year: int, count: int) -> str:
    """Of a document, such as ``2026-1-000123``."""
    return f"{year}-{desk}-{count:06d}"


def number_in(name: str, count: int) -> str:
    """Of the document that stands at ``count`` in a series; empty for a series of no documents."""
    desk, _, year = name.removeprefix("sale-").rpartition("-")
    if documents(desk, int(year) if year.isdecimal() else 0) != name:
        return ""
    return number(desk, int(year), count)


VOUCHERS: tuple[Way, ...] = ("in", "out")
"""Each way that cash goes has vouchers of its own."""
_WAY_OF: dict[str, Way] = {
    sign: way
    for country in COUNTRIES.values()
    for rule in country.vouchers
    for sign, way in ((rule.into, VOUCHERS[0]), (rule.out, VOUCHERS[1]))
}
"""By what stands before the count of a voucher in any of the countries."""


def vouchers(desk: str, year: int, way: str) -> str:
    """The series of a desk's vouchers of cash in or out of a year."""
    return f"cash-{way}-{desk}-{year}"


INVOICES: tuple[InvoiceKind, ...] = ("invoice", "credit_note", "advance")
_INVOICE_OF: dict[str, InvoiceKind] = {
    sign: kind
    for country in COUNTRIES.values()
    for rule in country.invoice_signs
    for kind, sign in zip(INVOICES, (rule.invoice, rule.credit_note, rule.advance), strict=True)
}
"""By what stands before the count of an invoice in any of the countries."""


def invoices(desk: str, year: int, kind: InvoiceKind) -> str:
    """The series of a desk's invoices of a kind and year."""
    return f"invoice-{kind}-{desk}-{year}"


def references(year: int) -> str:
    """The series of references of invoices that all desks count together in a year."""
    return f"reference-{year}"


def of_desk(desk: str, year: int) -> tuple[str, ...]:
    """Every series that a desk counts on in a year."""
    return (
        documents(desk, year),
        *(vouchers(desk, year, way) for way in VOUCHERS),
        *(invoices(desk, year, kind) for kind in INVOICES),
        references(year),
        closings(desk),
    )


def closings(desk: str) -> str:
    """The series of the closings of a desk's till."""
    return f"closing-{desk}"


class Place(NamedTuple):
    """``name``: of the series, empty for none; ``number``: of the document in it."""

    name: str
    number: int


def of_number(number: str) -> Place:
    """Where a document number such as ``2026-1-000123``, a voucher's such as ``2026-1-PPD00012`` or
    an invoice's such as ``2026-1-F00012`` stands in its series."""
    year, _, rest = number.partition("-")
    desk, _, count = rest.rpartition("-")
    sign = count.rstrip("0123456789")
    way, kind = _WAY_OF.get(sign), _INVOICE_OF.get(sign)
    count = count.removeprefix(sign) if way or kind else count
    if not (desk and year.isdecimal() and count.isdecimal()):
        return Place("", 0)
    if way:
        name = vouchers(desk, int(year), way)
    else:
        name = invoices(desk, int(year), kind) if kind else documents(desk, int(year))
    return Place(name, int(count))


def every(store: Store) -> dict[str, int]:
    """The last number of each series."""
    return dict(store.rows("SELECT name, last FROM series"))


def unknown(store: Store, name: str) -> bool:
    """Whether numbers of a series may have been given out that these books do not know of: entries
    are missing, and nothing of it is left."""
    if store.value("SELECT 1 FROM series WHERE name = ?", (name,)) is not None:
        return False
    sql = "SELECT 1 FROM journal WHERE kind IN (?, ?) LIMIT 1"
    return store.value(sql, (GAP, ANEW)) is not None


def take(store: Store, name: str) -> int:
    """The next number of a series, starting at 1. Rolls back with the transaction, so no gap."""
    return store.number(
        "INSERT INTO series (name, last) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
        (name,),
    )


def at_least(store: Store, name: str, last: int) -> int:
    """A series that other programs counted on before goes on behind ``last``; where it stands."""
    return store.number(
        "INSERT INTO series (name, last) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last) RETURNING last",
        (name, last),
    )


def skip(store: Store, names: Iterable[str], numbers: int | None) -> dict[str, list[int]]:
    """Leaves out ``numbers`` numbers of every series there is and of ``names``, or all up to the
    next full :data:`FAR` when nobody knows how many; returns of each the first and the last that
    are never given out."""
    for name in names:
        store.run("INSERT OR IGNORE INTO series (name, last) VALUES (?, 0)", (name,))
    skipped = {}
    for name, last in store.rows("SELECT name, last FROM series ORDER BY name"):
        until = (last // FAR + 1) * FAR if numbers is None else last + numbers
        store.run("UPDATE series SET last = ? WHERE name = ?", (until, name))
        skipped[name] = [last + 1, until]
    return skipped
