"""What stands on invoices besides what stands on receipts: where the money is to go, until when."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices import accounts
from kiosk.salon.domain.text import T


class InvoiceTerms(FormPresenter[None]):
    name = "invoice_terms"

    def begin(self, _: None = None) -> None:
        require_manager(self)
        salon = self.services.context.salon
        self.open(
            T("On invoices"),
            (
                FormField(
                    "iban", T("Account (IBAN)"), "figures", accounts.shown(salon.iban),
                    hint=T("Without it no invoice has a code that a bank's app reads."),
                ),
                FormField(
                    "bic", T("Code of the bank (BIC)"), "figures", salon.bic,
                    hint=T("Comes from the account where the bank is known"),
                ),
                FormField("due_days", T("Days until an invoice is due"), "number",
                    str(salon.due_days)),
                FormField("email", T("E-mail"), "email", salon.email),
                FormField(
                    "register", T("Where the company is registered"), value=salon.register,
                    hint=T("As the register writes it; empty where there is nothing to say"),
                ),
            ),
        )  # fmt: skip

    def edit(self, name: str, value: str) -> None:
        """A whole account tells its bank; what was typed of the bank stays until then."""
        super().edit(name, value)
        if name != "iban":
            return
        try:
            code = accounts.bank_code("", accounts.account(value))
        except Refused:
            return
        if code:
            self.edit("bic", code)

    def submit(self) -> None:
        by = require_manager(self)
        iban = self.read("iban", accounts.account, "")
        bic = self.read("bic", accounts.bank_code, "")
        due_days = self.read("due_days", lambda text: parsed_input.decimal(text, 0), 0)
        self.require_right()
        salon = self.services.context.salon
        changed = replace(
            salon, iban=iban, bic=bic, due_days=due_days, **self.values("email", "register")
        )
        self.services.setup.change(changed, by)
        self.host.say(Toast(T("It stands on every invoice from now on.")))
        self.host.back()
