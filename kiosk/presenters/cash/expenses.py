"""What the salon spent in a month, by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.cash.args import ExpenseVoidArgs
from kiosk.presenters.forms import require_manager, require_right
from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import Amount, Day, N, T, Text, side_by_side
from kiosk.salon.domain.till.cash import Expense


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpensesState:
    """``items``: a row for each that something was spent on in that ``month``. ``chosen``: key of
    the one whose expenses are ``rows``; ``title``: its name. ``summary``: spent in all. ``last``:
    no later month can be looked at."""

    month: Text = ""
    last: bool = True
    items: tuple[Row, ...] = ()
    chosen: str = ""
    title: Text = ""
    rows: tuple[Row, ...] = ()
    summary: Text = ""


class ExpenseList(Presenter[ExpensesState, None]):
    name = "expenses"
    blank = ExpensesState()

    def forget(self) -> None:
        self._month = date.min
        self._found: tuple[Expense, ...] = ()

    def enter(self, _: None = None) -> None:
        require_right(self, "see_takings")
        self._turn(self.services.context.today())

    def resume(self, _: Result | None = None) -> None:
        self._load(self.state.chosen)

    def previous_month(self) -> None:
        self._turn(self._month - timedelta(days=1))

    def next_month(self) -> None:
        self._turn(self._month + timedelta(days=31))

    def _turn(self, day: date) -> None:
        self._month = min(day, self.services.context.today()).replace(day=1)
        self._load("")

    def _load(self, chosen: str) -> None:
        self._found = self.services.expenses.of_month(self._month)
        by_item: defaultdict[bytes, list[Expense]] = defaultdict(list)
        for one in self._found:
            by_item[one.item_id].append(one)
        largest = sorted(by_item.values(), key=lambda ones: -self._sums(ones)[0].minor)
        spent = side_by_side(self._sums(self._found))
        self.show(
            ExpensesState(
                month=Day(self._month, "month"),
                last=self._month == self.services.context.today().replace(day=1),
                items=tuple(self._item(ones) for ones in largest),
                summary=T("Spent {amount}", amount=spent),
            )
        )
        if chosen:
            self.pick(chosen)

    def _sums(self, ones: Sequence[Expense]) -> list[Amount]:
        """The salon's currency first; another one is not converted, so it is told beside it."""
        sums = {self.services.context.salon.currency.code: 0}
        for one in ones:
            sums[one.currency] = sums.get(one.currency, 0) + one.amount_minor
        return [Amount(minor, code) for code, minor in sums.items()]

    def _item(self, ones: list[Expense]) -> Row:
        many = N("{n} expense", "{n} expenses", len(ones))
        own, *others = self._sums(ones)
        about = side_by_side((many, *others))
        return Row(ones[0].item_id.hex(), ones[0].item, about, own, icon="list")

    def pick(self, key: str) -> None:
        """Shows what was spent on an item."""
        ones = [one for one in self._found if one.item_id.hex() == key]
        if ones:
            rows = tuple(map(_row, ones))
            self.show(replace(self.state, chosen=key, title=ones[0].item, rows=rows))

    def unpick(self) -> None:
        """Back to the items (where both do not fit)."""
        self.show(replace(self.state, chosen="", title="", rows=()))

    def look(self, key: str) -> None:
        """One paid from the bank can be taken back; one in cash has a voucher, which is."""
        one = next(one for one in self._found if one.id.hex() == key)
        if one.movement_id is not None:
            self.host.say(Toast(T("This was paid in cash: void its cash voucher."), "info"))
        elif one.reverses is None and one.reversed_by is None:
            require_manager(self)
            self.host.go(ExpenseVoidArgs(one.id))

    def edit_items(self) -> None:
        require_manager(self)
        self.host.go("expense_items")

    def new(self) -> None:
        self.host.go("expense_form")


def _row(one: Expense) -> Row:
    chip: Text = ""
    if one.reverses is not None:
        chip = T("Void")
    elif one.reversed_by is not None:
        chip = T("Voided")
    day = Day(date.fromisoformat(one.day), "date")
    said = [text for text in (one.paper.number, one.note) if text]
    how = T("In cash") if one.paid == "cash" else T("From the bank")
    return Row(
        key=one.id.hex(),
        title=one.paper.supplier or how,
        subtitle=side_by_side([day, how, *said] if one.paper.supplier else [day, *said]),
        right=Amount(one.amount_minor, one.currency),
        icon="banknote" if one.paid == "cash" else "credit-card",
        tone="warn" if chip else "",
        chip=chip,
        dim=bool(chip),
    )
