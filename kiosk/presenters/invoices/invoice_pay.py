"""Money came for an invoice, and somebody enters it."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, shown_day, shown_money
from kiosk.presenters.invoices.args import InvoicePayArgs
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T


class InvoicePay(FormPresenter[InvoicePayArgs]):
    name = "invoice_pay"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""

    def begin(self, args: InvoicePayArgs) -> None:
        self._id = args.invoice_id
        row = self.services.invoices.row(args.invoice_id)
        exponent = self.services.context.salon.currency.exponent
        today = self.services.context.law_day().isoformat()
        self.open(
            T("Payment of invoice {number}", number=row.number),
            (
                FormField("amount", T("Sum"), "money", shown_money(row.open_minor, exponent)),
                FormField("on", T("When it came"), "date", shown_day(today)),
                FormField(
                    "reference", T("Reference"), value=row.reference,
                    hint=T("As it stands on the bank's statement"),
                ),
            ),
            save_text=T("It is paid"),
        )  # fmt: skip

    def submit(self) -> None:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        amount = self.money("amount")
        paid_on = self.read("on", parsed_input.day, date.min)
        self.require_right()
        self.services.paying.pay_by_hand(
            self._id, amount, paid_on, self.by, self.value("reference")
        )
        row = self.services.invoices.row(self._id)
        words = T("Invoice {number} is paid.", number=row.number)
        if row.open_minor > 0:
            left = Amount(row.open_minor, row.currency)
            words = T("{amount} is left to pay.", amount=left)
        self.hardware.sound("ok")
        self.host.say(Toast(words))
        self.host.back()
