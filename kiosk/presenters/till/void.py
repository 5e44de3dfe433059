"""Taking a sale back: why, and the card or PIN of somebody who may."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.approval import ApprovalPresenter, ApprovalState
from kiosk.presenters.till.args import PaidArgs, VoidArgs
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidState(ApprovalState):
    number: str = ""
    total: Text = ""
    reason: str = ""


class Void(ApprovalPresenter[VoidState, VoidArgs]):
    name = "void"
    blank = VoidState()
    right = "void"

    def forget(self) -> None:
        super().forget()
        self._sale_id: Id | None = None

    def enter(self, args: VoidArgs) -> None:
        sale = self.services.checkout.sale(args.sale_id)
        self._sale_id, self._pin = sale.id, ""
        self.services.rights.tried("void", self.by)
        total = Amount(sale.paid_minor, sale.currency)
        self.show(VoidState(number=sale.number, total=total, **self.approvers()))
        self.change()

    def wanted(self, state: VoidState) -> Text:
        return "" if state.reason.strip() else T("Please give a reason.")

    def reason(self, text: str) -> None:
        """Why; it stands on the counter-document and in the journal."""
        self.change(reason=text)

    def approved(self, approver: Id) -> None:
        staff = self.host.staff
        if self._sale_id is None or staff is None:
            return
        void = self.services.checkout.void(self._sale_id, self.state.reason, staff.id, approver)
        self.hardware.sound("ok")
        self.hardware.print_soon()
        self.host.swap(PaidArgs(void.id))
