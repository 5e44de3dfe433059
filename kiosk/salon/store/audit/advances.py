"""What was deducted of advances against what they took: no money, and no VAT of it, twice."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part

_GONE = (
    "SELECT {column} FROM sale_line x WHERE x.deducts = l.id UNION ALL "
    "SELECT {column} FROM sale_line x WHERE x.returns_line = l.id"
)
_TWICE = (
    "SELECT DISTINCT s.number FROM sale_line l JOIN sale s ON s.id = l.sale_id "
    "WHERE l.advance = 1 AND s.kind = 'sale' AND (l.total_minor + "
    f"(SELECT coalesce(sum(m), 0) FROM ({_GONE.format(column='x.total_minor AS m')})) < 0 "
    "OR l.vat_minor + (SELECT coalesce(sum(m), 0) FROM ("
    + _GONE.format(column="iif(x.vat_bp = l.vat_bp, x.vat_minor, 0) AS m")
    + ")) < 0 OR EXISTS (SELECT 1 FROM sale v WHERE v.voids = s.id) AND "
    "(SELECT sum(x.total_minor) FROM sale_line x WHERE x.deducts = l.id) < 0) ORDER BY s.number"
)
_OTHERS = (
    "SELECT DISTINCT s.number FROM sale_line d JOIN sale s ON s.id = d.sale_id "
    "LEFT JOIN sale_line l ON l.id = d.deducts LEFT JOIN sale t ON t.id = l.sale_id "
    "WHERE d.deducts IS NOT NULL AND (t.kind IS NOT 'sale' OR l.advance IS NOT 1 "
    "OR d.advance = 1 OR d.vat_minor IS NULL OR t.currency <> s.currency "
    "OR sign(d.total_minor) * iif(s.kind = 'sale', 1, -1) > 0) ORDER BY s.number"
)


class Advances(Part):
    """That each line is what was journalled, the documents tell."""

    kinds = frozenset()

    def differences(self) -> Iterator[Msg]:
        for number in self.store.column(_TWICE):
            yield T("More of the advance {number} was used than it took.", number=number)
        for number in self.store.column(_OTHERS):
            yield T("Document {number} deducts what it cannot.", number=number)
