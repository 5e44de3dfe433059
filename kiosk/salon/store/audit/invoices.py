"""Invoices and credit notes against the journal, and against the sales that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.salon.domain.invoices.content import digest, invoice_from
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part, Told, person
from kiosk.salon.store.database import Store

_HEAD = {
    "number": "i.number", "kind": "i.kind", "reference": "i.reference",
    "sale": "iif(i.sale_id IS NULL, '', coalesce(s.number, '?'))", "order": "i.order_ref",
    "corrects": "iif(i.corrects IS NULL, '', coalesce(o.number, '?'))",
    "currency": "i.currency", "total": "i.total_minor", "due": "i.due_minor",
    "day": "i.business_day", "desk": "i.desk", "content": "i.hash",
    "by": person("b", "i.staff_id"),
}  # fmt: skip
"""What an entry says of an invoice, and the column that holds it."""
_MORE = (
    *("buyer_name", "reference", "issued_on", "supplied_on", "due_on", "issued_at", "content"),
)
_FROM = (
    "FROM invoice i LEFT JOIN sale s ON s.id = i.sale_id LEFT JOIN invoice o ON o.id = i.corrects "
    "LEFT JOIN staff b ON b.id = i.staff_id"
)
_OF_SALES = (
    "SELECT i.number FROM invoice i JOIN sale s ON s.id = i.sale_id "
    "WHERE i.total_minor <> s.total_minor OR i.currency <> s.currency "
    "OR (i.kind = 'credit_note') <> (s.kind <> 'sale') "
    "OR i.corrects IS NOT (SELECT b.id FROM invoice b WHERE b.sale_id = coalesce(s.voids, "
    "s.returns)) ORDER BY i.number"
)
"""Those that are not of the sums of their document, or name another invoice than that of the sale
that the document takes back."""
_WITHOUT = (
    "SELECT d.number FROM sale d JOIN invoice i ON i.sale_id = coalesce(d.voids, d.returns) "
    "WHERE NOT EXISTS (SELECT 1 FROM invoice c WHERE c.sale_id = d.id) ORDER BY d.number"
)
_CREDITED = (
    "SELECT i.number FROM invoice i WHERE i.kind <> 'credit_note' "
    "AND (SELECT coalesce(sum(p.amount_minor), 0) FROM invoice_payment p "
    "WHERE p.invoice_id = i.id AND p.how = 'credit_note') "
    "<> (SELECT coalesce(-sum(c.due_minor), 0) FROM invoice c "
    "WHERE c.corrects = i.id AND c.corrects IS NOT NULL) ORDER BY i.number"
)


class Invoices(Part):
    kinds = frozenset({"invoice.issued"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._told: dict[str, Mapping[str, Any]] = {}
        self._twice: list[str] = []

    def take(self, told: Told) -> None:
        number = told.body["number"]
        if number in self._told:
            self._twice.append(number)
        self._told[number] = {**told.body, "at": told.at}

    def differences(self) -> Iterator[Msg]:
        for number in self._twice:
            yield T("Number {number} was given out twice.", number=number)
        rest = dict(self._told)
        columns = ", ".join((*_HEAD.values(), *(f"i.{name}" for name in _MORE)))
        for row in self.store.each_named(f"SELECT {columns} {_FROM} ORDER BY i.id", {}):
            head = dict(zip(_HEAD, row, strict=False))
            told = rest.pop(head["number"], None)
            if told is None:
                yield T("Invoice {number} is not in the journal.", number=head["number"])
                continue
            more = dict(zip(_MORE, row[len(_HEAD) :], strict=True))
            if wrong := ", ".join(_wrong(told, head, more)):
                yield T(
                    "Invoice {number} is not what the journal says: {what}.",
                    number=head["number"],
                    what=wrong,
                )
        for number in sorted(rest):
            yield T("Invoice {number} is missing.", number=number)
        for number in self.store.column(_OF_SALES):
            yield T("Invoice {number} does not fit its sale.", number=number)
        for number in self.store.column(_WITHOUT):
            yield T("Document {number} takes an invoice back without a credit note.", number=number)
        for number in self.store.column(_CREDITED):
            yield T("What credit notes took off invoice {number} is not their sum.", number=number)


def _wrong(told: Mapping[str, Any], head: Mapping[str, Any], more: Mapping[str, Any]) -> list[str]:
    """Names what differs: the columns from the entry, or what stands on the invoice from either."""
    wrong = [name for name in _HEAD if name in told and told[name] != head[name]]
    if digest(more["content"]) != told["content"]:
        return [*dict.fromkeys((*wrong, "content"))]
    invoice = invoice_from(more["content"])
    on_it = {
        "number": invoice.number, "kind": invoice.kind, "order": invoice.order_ref,
        "corrects": invoice.corrects.number if invoice.corrects else "",
        "currency": invoice.currency, "total": invoice.total_minor, "due": invoice.due_minor,
        "vat": [[row.rate_bp, row.base_minor, row.vat_minor] for row in invoice.vat],
        "at": invoice.issued_at,
    }  # fmt: skip
    wrong += [name for name, value in on_it.items() if told[name] != value]
    in_columns = {
        "buyer_name": invoice.buyer.name, "reference": invoice.reference,
        "issued_on": invoice.issued_on.isoformat(), "supplied_on": invoice.supplied_on.isoformat(),
        "due_on": invoice.due_on.isoformat() if invoice.due_on else "",
        "issued_at": invoice.issued_at,
    }  # fmt: skip
    wrong += [name for name, value in in_columns.items() if more[name] != value]
    return [*dict.fromkeys(wrong)]
