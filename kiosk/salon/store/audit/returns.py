"""What came back against what was sold: no line, no means of payment and no sale gives more back
than it had."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part

_LINES = (
    "SELECT DISTINCT s.number FROM sale_line b "
    "JOIN sale_line l ON l.id = b.returns_line JOIN sale s ON s.id = l.sale_id "
    "WHERE b.returns_line IS NOT NULL AND l.deducts IS NULL AND NOT l.advance "
    "GROUP BY b.returns_line HAVING sum(b.quantity_milli) + l.quantity_milli < 0 "
    "OR sum(b.total_minor) + l.total_minor < 0 OR sum(b.discount_minor) + l.discount_minor < 0 "
    "OR sum(b.bill_discount_minor) + l.bill_discount_minor < 0 "
    "OR sum(b.cost_minor) + l.cost_minor < 0"
)
_MONEY = (
    "SELECT DISTINCT s.number FROM sale s JOIN sale d ON d.returns = s.id "
    "WHERE d.returns IS NOT NULL GROUP BY s.id HAVING sum(d.paid_minor) + s.paid_minor < 0"
)
_OTHERS = (
    "SELECT DISTINCT d.number FROM sale d JOIN sale s ON s.id = d.returns "
    "LEFT JOIN sale_line b ON b.sale_id = d.id LEFT JOIN sale_line l ON l.id = b.returns_line "
    "WHERE d.returns IS NOT NULL AND (d.kind <> 'return' OR s.kind <> 'sale' "
    "OR l.sale_id IS NOT s.id OR EXISTS (SELECT 1 FROM sale v WHERE v.voids = s.id))"
)


class Returns(Part):
    """That each return is what was journalled, and none is missing, the documents tell."""

    kinds = frozenset()

    def differences(self) -> Iterator[Msg]:
        found = {*self.store.column(_LINES), *self.store.column(_MONEY)}
        for number in sorted(found):
            yield T("More of document {number} came back than was sold.", number=number)
        for number in self.store.column(f"{_OTHERS} ORDER BY d.number"):
            yield T("Document {number} returns what it cannot.", number=number)
