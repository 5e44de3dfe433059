"""What the salon spends: the items, expenses paid from the bank, and the list of a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.cash import Expense, ExpenseItem, Paper, check_entered, check_vat
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.till import cash
from kiosk.salon.store.till import expenses as rows

EXPENSE_GONE = T("This expense does not exist.")
ITEM_GONE = T("This item does not exist.")


def tidied(paper: Paper) -> Paper:
    """A supplier's paper as it is kept. Refused for what is too long."""
    return replace(
        paper,
        supplier=entering.line(paper.supplier, entering.TITLE),
        number=entering.line(paper.number, entering.CODE),
        company_id=entering.line(paper.company_id, entering.CODE),
    )


def offered_item(context: Context, item_id: Id | None) -> ExpenseItem:
    """Refused for none, and for one that is not offered any more."""
    if item_id is None:
        raise Refused(T("Choose what it is spent on."), field="item")
    item = existing(rows.item(context.store, item_id), ITEM_GONE)
    if not item.active:
        raise Refused(T("This item is not used any more."), field="item")
    return item


def record(context: Context, expense: Expense) -> Expense:
    """Inside the running transaction: its row and its entry in the journal."""
    store, one, paper = context.store, expense, expense.paper
    rows.add(store, one)
    movement = cash.by_id(store, one.movement_id) if one.movement_id else None
    before = rows.by_id(store, one.reverses) if one.reverses else None
    context.note(
        "expense",
        one.staff_id,
        one.at,
        day=one.day,
        item=one.item_id.hex(),
        amount=one.amount_minor,
        currency=one.currency,
        paid=one.paid,
        vat=[[row.rate_bp, row.base_minor, row.vat_minor] for row in paper.vat],
        movement=[movement.at, movement.number] if movement else [],
        reverses=before.at if before else 0,
        supplier=context.mark(paper.supplier),
        company_id=context.mark(paper.company_id),
        document=context.mark(paper.number),
        note=context.mark(one.note),
    )
    return one


GOODS = T("Goods for sale")
USUAL = (
    GOODS,
    T("Rent"),
    T("Wages"),
    T("Material"),
    T("Energy and water"),
    T("Office and cleaning"),
    T("Post and deliveries"),
    T("Other expenses"),
)
"""Items that a list begins with."""


class Expenses(Area):
    def begin(self, by: Id | None) -> None:
        """The usual items, where there are none yet: nobody shall have to make a list before
        anything can be entered."""
        context = self._context
        if rows.items(context.store):
            return
        with context.store.transaction():
            for name in USUAL if not rows.items(context.store) else ():
                goods = name == GOODS
                self._put(ExpenseItem(context.new_id(), context.say(name), goods=goods), by)

    def _put(self, item: ExpenseItem, by: Id | None) -> None:
        rows.put_item(self._context.store, item)
        facts = {"name": item.name, "active": item.active, "goods": item.goods}
        self._context.note("expense.item", by, item=item.id.hex(), **facts)

    def items(self, *, inactive: bool = False) -> tuple[ExpenseItem, ...]:
        """In their order; ``inactive``: those that are not offered any more as well."""
        return tuple(one for one in rows.items(self._context.store) if one.active or inactive)

    def save_item(self, item: ExpenseItem, by: Id) -> ExpenseItem:
        """New when ``item.id`` is empty bytes. Refused: no name, one that another has, by anybody
        but a manager."""
        context = self._context
        name = entering.line(item.name, entering.NAME)
        with context.store.transaction():
            require_manager(context, by)
            if not name:
                raise Refused(T("Enter a name."), field="name")
            others = [one for one in rows.items(context.store) if one.id != item.id]
            if any(one.name.casefold() == name.casefold() for one in others):
                raise Refused(T("There is an item of this name already."), field="name")
            item = replace(item, id=item.id or context.new_id(), name=name)
            self._put(item, by)
        return item

    def add(
        self,
        item_id: Id | None,
        amount_minor: int,
        day: date,
        by: Id,
        *,
        paper: Paper = Paper(),  # noqa: B008 - frozen
        note: str = "",
    ) -> Expense:
        """Paid from the bank; what is paid in cash goes through
        :meth:`kiosk.salon.services.till.cash.CashBox.pay_out`. ``day``: of the paper. Refused: no
        sum, an absurd one, no item, a day that is still to come, VAT rows that are not the sum, by
        anybody but a manager."""
        context = self._context
        paper = tidied(paper)
        with context.store.transaction():
            require_manager(context, by)
            check_entered(amount_minor)
            if day > context.today():
                raise Refused(T("This day is still to come."), field="day")
            check_vat(paper.vat, amount_minor)
            item = offered_item(context, item_id)
            paid: Literal["bank"] = "bank"
            return record(context, Expense(
                context.new_id(), item.id, item.name, day.isoformat(), context.now(), amount_minor,
                context.salon.currency.code, paid, paper, entering.line(note), None, by,
            ))  # fmt: skip

    def reverse(self, expense_id: Id, reason: str, by: Id) -> Expense:
        """Takes an expense paid from the bank back, once, by another of today: the month
        of its paper may have been handed over. Returns that.
        Refused: no reason, one paid in cash (its voucher is taken back), one that takes another
        back, by anybody but a manager. Stale where somebody was faster."""
        context = self._context
        why = entering.line(reason)
        if not why:
            raise Refused(T("Please give a reason."))
        with context.store.transaction():
            require_manager(context, by)
            one = self.get(expense_id)
            if one.reversed_by is not None:
                raise Stale(T("This was voided already."))
            if one.reverses is not None:
                raise Refused(T("This is a void itself."))
            if one.movement_id is not None:
                raise Refused(T("This was paid in cash: void its cash voucher."))
            return record(context, replace(
                one, id=context.new_id(), at=context.now(), day=context.today().isoformat(),
                amount_minor=-one.amount_minor,
                paper=turned(one.paper), note=why, staff_id=by, reverses=one.id,
            ))  # fmt: skip

    def get(self, expense_id: Id) -> Expense:
        """NotFound for an unknown one."""
        return existing(rows.by_id(self._context.store, expense_id), EXPENSE_GONE)

    def of_days(self, first: date, last: date) -> tuple[Expense, ...]:
        """By the day of their papers, newest first."""
        return rows.of_days(self._context.store, first.isoformat(), last.isoformat())

    def of_month(self, day: date) -> tuple[Expense, ...]:
        """Of the month that a day lies in."""
        first = day.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        return self.of_days(first, following - timedelta(days=1))


def turned(paper: Paper) -> Paper:
    """The VAT rows with their signs turned round."""
    back = (
        replace(
            row,
            base_minor=-row.base_minor,
            vat_minor=-row.vat_minor,
            gross_minor=-row.gross_minor,
        )
        for row in paper.vat
    )
    return replace(paper, vat=tuple(back))


def taken_back(context: Context, movement_id: Id, reversal: Id, at: int, by: Id, why: str) -> None:
    """Inside the running transaction: what a purchase in cash was spent on goes back with it.
    ``reversal``: the movement that takes it back."""
    one = rows.of_movement(context.store, movement_id)
    if one is not None:
        day = context.salon.business_day(at).isoformat()
        record(context, replace(
            one, id=context.new_id(), at=at, day=day, amount_minor=-one.amount_minor,
            paper=turned(one.paper), note=why, staff_id=by, reverses=one.id,
            movement_id=reversal,
        ))  # fmt: skip
