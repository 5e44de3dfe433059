"""A letter that an invoice is not paid yet: by e-mail or on paper."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, switch
from kiosk.presenters.invoices.args import ReminderFormArgs
from kiosk.presenters.invoices.sheets import print_soon
from kiosk.salon.domain import mail
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Day, T


class ReminderForm(FormPresenter[ReminderFormArgs]):
    name = "reminder_form"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""

    def begin(self, args: ReminderFormArgs) -> None:
        self._id = args.invoice_id
        row = self.services.invoices.row(args.invoice_id)
        level = len(self.services.reminders.of(args.invoice_id)) + 1
        mails = self.services.mail.ready()
        fields: tuple[FormField, ...] = (switch("paper", T("Print it"), not (mails and row.email)),)
        if mails:
            fields = (
                switch("send", T("Send it by e-mail"), bool(row.email)),
                FormField("email", T("E-mail"), "email", row.email),
                *fields,
            )
        self.open(T("Remind of {number}", number=row.number), fields, save_text=T("Remind"))
        assert row.due_on is not None
        told = T(
            "This is reminder {n} of 3. {amount} was due on {day}.",
            n=level,
            amount=Amount(row.open_minor, row.currency),
            day=Day(row.due_on, "date"),
        )
        self.show(replace(self.state, message=told, message_tone="info"))

    def submit(self) -> None:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        sends = self.has("send") and self.on("send")
        address = self.read("email", mail.address_of, "") if sends else ""
        self.require_right()
        reminder_id = self.services.reminders.remind(self._id, self.by)
        if address:
            self.services.mail.reminder(reminder_id, address, self.by)
        self.hardware.sound("ok")
        self.host.say(Toast(T("The reminder is written.")))
        if self.on("paper"):
            self.services.printing.letter(reminder_id)
            print_soon(self.host, self.services.invoices.row(self._id).number)
        self.host.back()
