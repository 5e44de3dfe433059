"""Letters that remind of unpaid invoices."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.payments import LAST_LEVEL, Reminder, ReminderRow
from kiosk.salon.domain.text import Day, Msg, T
from kiosk.salon.services.context import Area
from kiosk.salon.store.invoices import invoices, reminders

DAYS = 7
"""A reminder gives so many."""
REMINDED = "invoice.reminded"


class Reminders(Area):
    def of(self, invoice_id: Id) -> tuple[ReminderRow, ...]:
        """The first one first."""
        return reminders.of_invoice(self._context.store, invoice_id)

    def get(self, reminder_id: Id) -> Reminder:
        """As it was written. NotFound for an unknown one."""
        found = reminders.by_id(self._context.store, reminder_id)
        return existing(found, T("This reminder does not exist."))

    def why_not(self, invoice_id: Id) -> Msg | None:
        """Why nobody is reminded of it now; None when somebody may be."""
        context = self._context
        row = existing(invoices.row(context.store, invoice_id), T("This invoice does not exist."))
        if row.kind == "credit_note" or row.open_minor <= 0:
            return T("Nothing of it is still to pay.")
        today = context.law_day()
        if row.due_on is None or row.due_on >= today:
            return T("It is not overdue.")
        before = self.of(invoice_id)
        if len(before) >= LAST_LEVEL:
            return T("The last reminder was written already.")
        if before:
            until = self.get(before[-1].id).pay_until
            if until >= today:
                return T("The last reminder gave until {day}.", day=Day(until, "date"))
        return None

    def remind(self, invoice_id: Id, by: Id, pay_until: date | None = None) -> Id:
        """Writes the next reminder; returns it. Its letter is drawn and sent by others. Refused
        where :meth:`why_not` says why, and for a day that is past."""
        context = self._context
        with context.store.transaction():
            if why_not := self.why_not(invoice_id):
                raise Refused(why_not)
            store, today, now = context.store, context.law_day(), context.now()
            invoice = existing(invoices.by_id(store, invoice_id), T("This invoice does not exist."))
            until = pay_until or today + timedelta(days=DAYS)
            if until < today:
                raise Refused(T("This day is past."), field="pay_until")
            assert invoice.due_on is not None
            open_minor = invoices.open_minor(store, invoice_id)
            reminder = Reminder(
                level=len(self.of(invoice_id)) + 1,
                number=invoice.number,
                reference=invoice.reference,
                country=invoice.country,
                language=invoice.language,
                currency=invoice.currency,
                seller=invoice.seller,
                buyer=invoice.buyer,
                issued_on=invoice.issued_on,
                due_on=invoice.due_on,
                written_on=today,
                pay_until=until,
                due_minor=invoice.due_minor,
                paid_minor=invoice.due_minor - open_minor,
                open_minor=open_minor,
                training=invoice.training,
            )
            reminder_id = context.new_id()
            digest = reminders.add(store, reminder_id, invoice_id, reminder, now, by)
            context.changed("invoice", invoice_id)
            context.note(
                REMINDED,
                by,
                now,
                number=invoice.number,
                level=reminder.level,
                open=open_minor,
                until=until.isoformat(),
                content=digest,
            )
        return reminder_id
