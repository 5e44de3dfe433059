"""What was paid of invoices, and how often was reminded of them, against the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import marks_of
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.database import Store

_PAYMENTS = (
    "SELECT i.number, p.amount_minor, i.currency, p.paid_on, p.how, p.line_key, p.means, p.at, "
    "p.reference, "
    "coalesce(u.amount_minor, -p.amount_minor) = -p.amount_minor "
    "AND coalesce(u.invoice_id, p.invoice_id) = p.invoice_id "
    "AND (p.how = 'undone') = (p.undoes IS NOT NULL) "
    "AND CASE WHEN p.means = 'cash' AND p.undoes IS NULL THEN EXISTS (SELECT 1 FROM "
    "cash_movement m WHERE m.id = p.id AND m.kind = 'invoice' AND m.purpose = i.number "
    "AND m.amount_minor = p.amount_minor AND m.currency = i.currency) "
    "ELSE NOT EXISTS (SELECT 1 FROM cash_movement m WHERE m.id = p.id "
    "AND (p.means <> 'cash' OR m.amount_minor <> p.amount_minor OR m.reverses IS NOT p.undoes)) "
    "END "
    "FROM invoice_payment p JOIN invoice i ON i.id = p.invoice_id "
    "LEFT JOIN invoice_payment u ON u.id = p.undoes WHERE p.how <> 'credit_note' ORDER BY p.id"
)
_REMINDERS = (
    "SELECT i.number, r.level, r.open_minor, r.hash, r.at, r.content FROM invoice_reminder r "
    "JOIN invoice i ON i.id = r.invoice_id ORDER BY r.id"
)


class InvoicePayments(Part):
    """In their order, for each invoice."""

    kinds = frozenset({"invoice.paid", "invoice.unpaid"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._told: dict[str, list[Told]] = {}

    def take(self, told: Told) -> None:
        self._told.setdefault(told.body["number"], []).append(told)

    def differences(self) -> Iterator[Msg]:
        wrong: dict[str, None] = {}
        for number, *row, mark_of, fits in self.store.rows(_PAYMENTS):
            waiting = self._told.get(number, [])
            if not waiting or not fits or not self._same(waiting.pop(0), row, mark_of):
                wrong[number] = None
        wrong |= dict.fromkeys(number for number, left in self._told.items() if left)
        for number in wrong:
            yield T("Payments of invoice {number} are not what the journal says.", number=number)

    def _same(self, told: Told, row: Sequence[object], reference: str) -> bool:
        body = told.body
        said = [body[name] for name in ("amount", "currency", "on", "how", "line", "means")]
        marked = any(marks_of.are_words(key, body["reference"], reference) for key in self.keys)
        return [*said, told.at] == list(row) and marked


class InvoiceReminders(Part):
    kinds = frozenset({"invoice.reminded"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._told: dict[tuple[str, int], list[object]] = {}

    def take(self, told: Told) -> None:
        body = told.body
        self._told[body["number"], body["level"]] = [body["open"], body["content"], told.at]

    def differences(self) -> Iterator[Msg]:
        told = dict(self._told)
        wrong = []
        for number, level, *row, content in self.store.rows(_REMINDERS):
            if told.pop((number, level), None) != row or (
                hashlib.sha256(content).hexdigest() != row[1]
            ):
                wrong.append((number, level))
        for number, level in (*wrong, *told):
            yield T(
                "Reminder {level} of invoice {number} is not what the journal says.",
                level=level,
                number=number,
            )
