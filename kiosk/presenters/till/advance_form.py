"""Money is taken before what it is for: how much, for what, at which rate."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.forms import FormField, FormPresenter, Options
from kiosk.presenters.till.args import AdvanceFormArgs
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Percent, T


class AdvanceForm(FormPresenter[AdvanceFormArgs]):
    name = "advance_form"

    def forget(self) -> None:
        super().forget()
        self._bill_id: Id = b""

    def begin(self, args: AdvanceFormArgs) -> None:
        self._bill_id = args.bill_id
        context = self.services.context
        day = context.law_day()
        fields = [
            FormField("amount", T("Sum"), "money"),
            FormField("name", T("What it is for"), hint=T("It stands on the receipt.")),
        ]
        if context.salon.pays_vat(day):
            rates: Options = tuple(
                (str(rate), Percent(rate * 10)) for rate in context.salon.offered_on(day)
            )
            usual = str(context.usual_vat("service"))
            fields.append(FormField("vat", T("VAT of what it is for"), "choice", usual,
                options=rates))  # fmt: skip
        self.open(T("Advance"), tuple(fields), save_text=T("Put on the bill"), first="amount")
        if self.services.bills.get(args.bill_id).client_id is None:
            told = T("Choose the client on the bill: the advance is found again by the name.")
            self.show(replace(self.state, message=told, message_tone="info"))

    def submit(self) -> None:
        amount = self.money("amount")
        self.require_right()
        vat_bp = int(self.value("vat")) if self.has("vat") else 0
        self.services.advances.add(
            self._bill_id, self.value("name"), amount, vat_bp, staff_id=self.by
        )
        self.host.back()
