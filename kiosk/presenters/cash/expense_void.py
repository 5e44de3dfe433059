"""Taking back an expense that was paid from the bank: why."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.presenters.cash.args import ExpenseVoidArgs
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, side_by_side


class ExpenseVoid(FormPresenter[ExpenseVoidArgs]):
    name = "expense_void"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""

    def begin(self, args: ExpenseVoidArgs) -> None:
        require_manager(self)
        one = self.services.expenses.get(args.expense_id)
        self._id = one.id
        self.open(
            T("Void {what}", what=side_by_side((one.item, Amount(one.amount_minor, one.currency)))),
            (FormField("reason", T("Reason")),),
            save_text=T("Void it"),
        )

    def submit(self) -> None:
        by = require_manager(self)
        self.services.expenses.reverse(self._id, self.value("reason"), by.id)
        self.host.say(Toast(T("The expense is void.")))
        self.host.back()
