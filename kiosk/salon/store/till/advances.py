"""Advances: lines of sales that took one, and what documents have taken of them since.

What is left is never written down: it is what the line took, less what lines that deduct it took
(those of voids and returns give back), less what of it came back.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.advances import OpenAdvance, Source, Use, left
from kiosk.salon.store.database import Store, marks

_SELECT = (
    "SELECT l.id, s.id, s.number, l.position, l.name, l.kind, l.vat_bp, s.pays_vat, s.currency, "
    "l.total_minor, coalesce(l.vat_minor, 0), s.sold_at, coalesce(l.staff_id, s.staff_id), "
    "coalesce(f.first_name, ''), s.client_id, "
    "coalesce(trim(c.first_name || ' ' || c.last_name), ''), "
    "EXISTS (SELECT 1 FROM sale v WHERE v.voids = s.id) "
    "FROM sale_line l JOIN sale s ON s.id = l.sale_id LEFT JOIN client c ON c.id = s.client_id "
    "LEFT JOIN staff f ON f.id = coalesce(l.staff_id, s.staff_id) "
)
_TAKEN = "l.advance = 1 AND s.kind = 'sale'"
_USES = (
    "SELECT deducts, -total_minor, -coalesce(vat_minor, 0), vat_bp FROM sale_line "
    "WHERE deducts IN ({marks}) UNION ALL "
    "SELECT returns_line, -total_minor, -coalesce(vat_minor, 0), vat_bp FROM sale_line "
    "WHERE returns_line IN ({marks})"
)


def _advances(store: Store, tail: str, params: Sequence[object]) -> tuple[OpenAdvance, ...]:
    rows = store.rows(_SELECT + tail, params)
    ids = [row[0] for row in rows]
    uses: dict[Id, list[Use]] = {line_id: [] for line_id in ids}
    for line_id, *use in store.rows(_USES.replace("{marks}", marks(ids)), (*ids, *ids)):
        uses[line_id].append(Use(*use))
    found = []
    for row in rows:
        total, vat, vat_bp, voided = row[9], row[10], row[6], row[16]
        rest = (0, 0) if voided else left(total, vat, vat_bp, uses[row[0]])
        found.append(
            OpenAdvance(
                line_id=row[0], sale_id=row[1], source=Source(row[2], row[3]), name=row[4],
                kind=row[5], vat_bp=vat_bp, pays_vat=bool(row[7]), currency=row[8],
                total_minor=total, vat_minor=vat, left_minor=rest[0], left_vat_minor=rest[1],
                taken_at=row[11], staff_id=row[12], staff_name=row[13], client_id=row[14],
                client_name=row[15],
            )
        )  # fmt: skip
    return tuple(found)


def by_ids(store: Store, line_ids: Sequence[Id]) -> dict[Id, OpenAdvance]:
    """By the ids of their lines; those that took no advance are left out."""
    tail = f"WHERE l.id IN ({marks(line_ids)}) AND {_TAKEN}"
    found = _advances(store, tail, line_ids) if line_ids else ()
    return {one.line_id: one for one in found}


def of_sale(store: Store, sale_id: Id) -> tuple[OpenAdvance, ...]:
    """Those that a document took, in its order, used ones too."""
    return _advances(store, f"WHERE l.sale_id = ? AND {_TAKEN} ORDER BY l.position", (sale_id,))


def of_client(store: Store, client_id: Id) -> tuple[OpenAdvance, ...]:
    """Oldest first, used ones too."""
    tail = f"WHERE s.client_id = ? AND {_TAKEN} ORDER BY s.sold_at, s.id, l.position"
    return _advances(store, tail, (client_id,))


def deducted_by(store: Store, sale_id: Id) -> str:
    """The number of the newest document by which something of the advances that a sale took is
    used now; empty when nothing is."""
    found = store.row(
        "SELECT (SELECT s.number FROM sale_line d JOIN sale s ON s.id = d.sale_id "
        "WHERE d.deducts = l.id AND s.kind = 'sale' ORDER BY s.id DESC LIMIT 1) FROM sale_line l "
        "WHERE l.sale_id = ? AND l.advance = 1 "
        "AND (SELECT sum(d.total_minor) FROM sale_line d WHERE d.deducts = l.id) < 0 "
        "ORDER BY l.position LIMIT 1",
        (sale_id,),
    )
    return found[0] if found else ""
