"""Reminders of unpaid invoices: written once, never changed; the letter joins when it is drawn."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.content import digest
from kiosk.salon.domain.invoices.payments import (
    Reminder,
    ReminderRow,
    reminder_content,
    reminder_from,
)
from kiosk.salon.store.database import Store


def add(
    store: Store, reminder_id: Id, invoice_id: Id, reminder: Reminder, at: int, by: Id | None
) -> str:
    """Inside the running transaction; returns the digest of its content."""
    content = reminder_content(reminder)
    sha256 = digest(content)
    store.insert(
        "invoice_reminder",
        id=reminder_id,
        invoice_id=invoice_id,
        level=reminder.level,
        at=at,
        by_id=by,
        open_minor=reminder.open_minor,
        content=content,
        hash=sha256,
    )
    return sha256


def by_id(store: Store, reminder_id: Id) -> Reminder | None:
    content = store.value("SELECT content FROM invoice_reminder WHERE id = ?", (reminder_id,))
    return None if content is None else reminder_from(content)


def of_invoice(store: Store, invoice_id: Id) -> tuple[ReminderRow, ...]:
    """The first one first."""
    rows = store.rows(
        "SELECT id, invoice_id, level, at, open_minor FROM invoice_reminder "
        "WHERE invoice_id = ? ORDER BY level",
        (invoice_id,),
    )
    return tuple(ReminderRow(*row) for row in rows)
