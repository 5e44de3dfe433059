"""Adding an item of expense, or editing one."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.cash.args import ExpenseItemFormArgs
from kiosk.presenters.forms import FormField, FormPresenter, require_manager, switch
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.cash import ExpenseItem


class ExpenseItemForm(FormPresenter[ExpenseItemFormArgs]):
    name = "expense_item_form"

    def forget(self) -> None:
        super().forget()
        self._item = ExpenseItem(b"", "")

    def begin(self, args: ExpenseItemFormArgs) -> None:
        require_manager(self)
        if args.item_id:
            known = self.services.expenses.items(inactive=True)
            self._item = next(one for one in known if one.id == args.item_id)
        fields: tuple[FormField, ...] = (
            FormField("name", T("Name"), value=self._item.name, hint=T("Rent, energy, cleaning")),
            switch(
                "goods", T("Goods for sale: in the profit when they are sold"), self._item.goods
            ),
        )
        if self._item.id:
            fields = (*fields, switch("active", T("Active"), self._item.active))
        self.open(T("Item of expense") if self._item.id else T("New item of expense"), fields)

    def submit(self) -> None:
        by = require_manager(self)
        item = replace(
            self._item, name=self.value("name"), active=self.on("active"), goods=self.on("goods")
        )
        saved = self.services.expenses.save_item(item, by.id)
        self.host.say(Toast(T("{name} is saved.", name=saved.name)))
        self.host.back()
