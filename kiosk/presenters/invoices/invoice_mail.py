"""An invoice is sent by e-mail, once more or for the first time."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter
from kiosk.presenters.invoices.args import InvoiceMailArgs
from kiosk.salon.domain import mail
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T


class InvoiceMail(FormPresenter[InvoiceMailArgs]):
    name = "invoice_mail"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""

    def begin(self, args: InvoiceMailArgs) -> None:
        self._id = args.invoice_id
        row = self.services.invoices.row(args.invoice_id)
        self.open(
            T("Send invoice {number}", number=row.number),
            (FormField("email", T("E-mail"), "email", row.email),),
            save_text=T("Send"),
            first="" if row.email else "email",
        )

    def submit(self) -> None:
        address = self.read("email", mail.address_of, "")
        self.require_right()
        self.services.mail.invoice(self._id, address, self.by)
        self.hardware.sound("ok")
        self.host.say(Toast(T("It goes to {address} as soon as it can.", address=address)))
        self.host.back()
