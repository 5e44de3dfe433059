"""What money is spent on: the list of items."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.cash.args import ExpenseItemFormArgs
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import T


@dataclass(frozen=True, slots=True)
class ExpenseItemsState:
    rows: tuple[Row, ...] = ()


class ExpenseItems(Presenter[ExpenseItemsState, None]):
    name = "expense_items"
    blank = ExpenseItemsState()

    def enter(self, _: None = None) -> None:
        require_manager(self)
        self.services.expenses.begin(self.by)
        self.resume()

    def resume(self, _: Result | None = None) -> None:
        rows = tuple(
            Row(
                one.id.hex(),
                one.name,
                icon="list",
                chip="" if one.active else T("Inactive"),
                dim=not one.active,
            )
            for one in self.services.expenses.items(inactive=True)
        )
        self.show(ExpenseItemsState(rows))

    def pick(self, key: str) -> None:
        self.host.go(ExpenseItemFormArgs(bytes.fromhex(key)))

    def new(self) -> None:
        self.host.go(ExpenseItemFormArgs())
