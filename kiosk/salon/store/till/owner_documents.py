"""The documents that a figure of the owner is made of: what they come to together is the figure."""

from __future__ import annotations

from kiosk.salon.domain.till.owner_figures import Document, Figure
from kiosk.salon.store.database import Store
from kiosk.salon.store.till.day_sums import COST, GOODS, SERVICES, UNKNOWN, VAT


def _of_lines(minor: str, where: str = "1") -> str:
    """A row a document: ``id``, ``minor``. ``l``: its lines."""
    return (
        f"SELECT l.sale_id AS id, sum({minor}) AS minor FROM sale s JOIN sale_line l "
        "ON l.sale_id = s.id WHERE s.business_day BETWEEN :first AND :last "
        f"AND {where} GROUP BY l.sale_id"
    )


def _of_heads(minor: str, where: str = "1") -> str:
    return (
        f"SELECT s.id AS id, {minor} AS minor FROM sale s "
        f"WHERE s.business_day BETWEEN :first AND :last AND {where}"
    )


_TAXES = (
    "SELECT id, sum(vat) AS minor FROM ("
    f"SELECT s.id AS id, {VAT} AS vat FROM sale s JOIN sale_line l ON l.sale_id = s.id "
    "WHERE s.business_day BETWEEN :first AND :last{where} GROUP BY s.id, l.vat_bp) GROUP BY id"
)
_PAYMENTS = (
    "SELECT p.sale_id AS id, sum(p.amount_minor) AS minor FROM sale s JOIN payment p "
    "ON p.sale_id = s.id WHERE s.business_day BETWEEN :first AND :last "
    "AND p.method = :key AND p.title = :title GROUP BY p.sale_id"
)


def _discounts(of_line: str = "", of_bill: str = "") -> str:
    lines = _of_lines("l.discount_minor", f"l.discount_minor <> 0{of_line}")
    heads = _of_heads("s.discount_minor", f"s.discount_minor <> 0{of_bill}")
    return f"SELECT id, sum(minor) AS minor FROM ({lines} UNION ALL {heads}) GROUP BY id"


_TIPS = (
    "SELECT t.sale_id AS id, sum(t.amount_minor) AS minor FROM sale s JOIN tip t "
    "ON t.sale_id = s.id WHERE s.business_day BETWEEN :first AND :last GROUP BY t.sale_id"
)


def _without_tax(minor: str) -> str:
    return (
        f"SELECT x.id AS id, x.minor - y.minor AS minor FROM ({_of_lines(minor)}) x "
        f"JOIN ({_TAXES.format(where='')}) y ON y.id = x.id"
    )


_PARTS: dict[Figure, str] = {
    "taken": _of_heads("s.paid_minor"),
    "means": _PAYMENTS,
    "turnover": _of_heads("s.total_minor"),
    "bills": _of_heads("s.total_minor", "s.kind <> 'return'"),
    "services": _of_lines(SERVICES, "l.kind = 'service'"),
    "goods": _of_lines(GOODS, "l.kind <> 'service'"),
    "rounding": _of_heads("s.rounding_minor", "s.rounding_minor <> 0"),
    "vat": _TAXES.format(where=" AND s.pays_vat AND l.vat_bp = :rate"),
    "net": _without_tax("l.total_minor"),
    "discount": _discounts(" AND l.discount_text = :key", " AND s.discount_text = :key"),
    "discounts": _discounts(),
    "tips": _TIPS,
    "cost": _of_lines(f"-{COST}", "l.cost_minor IS NOT NULL AND NOT l.written_off"),
    "unknown": _of_lines(UNKNOWN, f"{UNKNOWN} <> 0"),
    "margin": _without_tax(f"l.total_minor - {COST}"),
}


def of_figure(
    store: Store, figure: Figure, first: str, last: str, key: str = "", title: str = ""
) -> tuple[Document, ...]:
    """Of the business days from ``first`` to ``last`` (ISO), newest first. ``key``: which means of
    payment (with its ``title``), which VAT rate in hundredths of a percent, or what a discount was
    for."""
    rate = int(key) if figure == "vat" else 0
    rows = store.each_named(
        "SELECT s.id, s.kind, s.number, s.sold_at, "
        "coalesce(trim(c.first_name || ' ' || c.last_name), a.guest_name, ''), parts.minor, "
        "(s.kind = 'sale') - (s.kind = 'void') "
        f"FROM ({_PARTS[figure]}) parts JOIN sale s ON s.id = parts.id "
        "LEFT JOIN client c ON c.id = s.client_id "
        "LEFT JOIN appointment a ON a.id = s.appointment_id ORDER BY s.sold_at DESC, s.id DESC",
        {"first": first, "last": last, "key": key, "title": title, "rate": rate},
    )
    return tuple(Document(*row) for row in rows)
