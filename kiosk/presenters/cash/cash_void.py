"""Taking a movement of cash back by a counter-document: why."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.presenters.cash.args import CashVoidArgs
from kiosk.presenters.cash.drawer import open_drawer
from kiosk.presenters.forms import FormField, FormPresenter
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, Text, side_by_side


class CashVoid(FormPresenter[CashVoidArgs]):
    name = "cash_void"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""
        self._what: Text = ""

    def begin(self, args: CashVoidArgs) -> None:
        one = self.services.cash.movement(args.movement_id)
        self._id = one.id
        self._what = side_by_side((one.number or one.title, Amount(one.amount_minor, one.currency)))
        self.open(
            T("Void {what}", what=self._what),
            (FormField("reason", T("Reason"), hint=T("It stands on the counter-document.")),),
            save_text=T("Void it"),
        )

    def submit(self) -> None:
        self.with_approval(self._void, self._what)

    def _void(self, approved_by: Id | None) -> None:
        if self.by is None:
            raise Refused(T("Please unlock the desk first."))
        reason = self.value("reason")
        done = self.services.cash.reverse(self._id, reason, self.by, approved_by)
        self.hardware.sound("ok")
        if done.number:
            self.hardware.print_soon()
            self.host.say(Toast(T("Cash voucher {number} is being printed.", number=done.number)))
        elif done.session_id is not None:
            open_drawer(self)
        self.host.back()
