"""Money is taken before what it is for: how much, for what, at which rate."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.args import Result
from kiosk.presenters.clients.args import ClientPicked, ClientsArgs
from kiosk.presenters.forms import FormButton, FormField, FormPresenter, Options
from kiosk.presenters.till.args import AdvanceFormArgs
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Percent, T, Text

WHOSE = T("Choose the client: the advance is found again by the name.")
VISIT = T("Choose the client in the visit: the advance is found again by the name.")


class AdvanceForm(FormPresenter[AdvanceFormArgs]):
    """Only with a client: money that nobody finds again would never be deducted."""

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
        self._ask_whose()

    def _ask_whose(self) -> None:
        """The client of a visit is chosen there, that of another bill here."""
        bill = self.services.bills.get(self._bill_id)
        told: Text = ""
        extra: tuple[FormButton, ...] = ()
        if bill.client_id is None and bill.appointment_id is None:
            told, extra = WHOSE, (FormButton("client", T("Choose the client")),)
        elif bill.client_id is None:
            told = VISIT
        self.show(replace(self.state, message=told, message_tone="info", extra=extra))

    def client(self) -> None:
        self.host.go(ClientsArgs(pick=True))

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, ClientPicked):
            self.services.bills.set_client(self._bill_id, result.client_id)
            self._ask_whose()
        else:
            super().resume(result)

    def submit(self) -> None:
        bill = self.services.bills.get(self._bill_id)
        if bill.client_id is None:
            self._ask_whose()
            raise Refused(WHOSE if bill.appointment_id is None else VISIT)
        amount = self.money("amount")
        self.require_right()
        vat_bp = int(self.value("vat")) if self.has("vat") else 0
        self.services.advances.add(
            self._bill_id, self.value("name"), amount, vat_bp, staff_id=self.by
        )
        self.host.back()
