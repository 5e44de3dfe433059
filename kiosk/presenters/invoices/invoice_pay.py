"""Money came for an invoice, and somebody enters it."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, shown_day, shown_money
from kiosk.presenters.invoices.args import InvoicePayArgs
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.payments import By
from kiosk.salon.domain.text import Amount, T, Text

BY: tuple[tuple[By, Text], ...] = (
    ("bank", T("Bank transfer")),
    ("cash", T("Cash")),
    ("card", T("Card")),
)


class InvoicePay(FormPresenter[InvoicePayArgs]):
    name = "invoice_pay"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""
        self._owed = False

    def begin(self, args: InvoicePayArgs) -> None:
        self._id = args.invoice_id
        row = self.services.invoices.row(args.invoice_id)
        exponent = self.services.context.salon.currency.exponent
        today = self.services.context.law_day().isoformat()
        self._owed = row.open_minor < 0
        of = T("Payment of invoice {number}", number=row.number)
        back = T("Back to the buyer, invoice {number}", number=row.number)
        self.open(
            back if self._owed else of,
            (
                FormField("amount", T("Sum"), "money", shown_money(abs(row.open_minor), exponent)),
                FormField("means", T("Paid by"), "choice", "bank", options=BY),
                FormField(
                    "on", T("When it went") if self._owed else T("When it came"), "date",
                    shown_day(today),
                ),
                FormField(
                    "reference", T("Reference"), value=row.reference,
                    hint=T("As it stands on the bank's statement"),
                ),
            ),
            save_text=T("It went back") if self._owed else T("It is paid"),
        )  # fmt: skip

    def submit(self) -> None:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        amount = self.money("amount")
        paid_on = self.read("on", parsed_input.day, date.min)
        self.require_right()
        means = next(key for key, _ in BY if key == self.value("means"))
        by, paying, reference = self.by, self.services.paying, self.value("reference")
        # The digits of the invoice stand on statements, not on cash.
        reference = reference if means == "bank" else ""

        def save(approved_by: Id | None) -> None:
            if self._owed:
                paying.pay_back(
                    *(self._id, amount, paid_on, by, reference),
                    means=means,
                    approved_by=approved_by,
                )
            else:
                paying.pay_by_hand(self._id, amount, paid_on, by, reference, means=means)
            self._done()

        self.with_approval(save, T("Back to the buyer"))

    def _done(self) -> None:
        row = self.services.invoices.row(self._id)
        words = T("Invoice {number} is paid.", number=row.number)
        if row.open_minor < 0:
            left = Amount(-row.open_minor, row.currency)
            words = T("{amount} is still owed to the buyer.", amount=left)
        elif self._owed:
            words = T("Nothing is owed any more.")
        elif row.open_minor > 0:
            left = Amount(row.open_minor, row.currency)
            words = T("{amount} is left to pay.", amount=left)
        self.hardware.sound("ok")
        self.host.say(Toast(words))
        self.host.back()
