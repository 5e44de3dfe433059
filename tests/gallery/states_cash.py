"""States of cash in and out, vouchers and expenses."""

from __future__ import annotations

from datetime import timedelta

from kiosk.presenters.cash.args import (
    CashFormArgs,
    CashVoidArgs,
    ExpenseItemFormArgs,
    ExpenseVoidArgs,
)
from kiosk.salon.domain.till.cash import CashEntry, CashMovement, Paper
from kiosk.salon.domain.vat import vat_table
from tests.gallery.stage import Stage
from tests.gallery.states import state


def _moved(stage: Stage) -> tuple[CashMovement, ...]:
    """A float, a purchase with its paper, a drop, pay, and one that was taken back."""
    salon, by = stage.salon, stage.sample.manager.id
    salon.expenses.begin(by)
    goods = salon.expenses.items()[0].id
    paper = Paper("Vzorová drogerie", "2026-1187", vat_table([(2100, 84_200)]), "00000001")
    made = (
        salon.cash.pay_in(CashEntry(kind="float", amount_minor=3_000_00, party="Majitel"), by),
        salon.cash.pay_out(
            CashEntry(
                kind="purchase", amount_minor=842_00, item_id=goods, paper=paper, purpose="Barvy"
            ),
            by,
        ),
        salon.cash.pay_out(CashEntry(kind="drop", amount_minor=1_500_00), by),
        salon.cash.pay_out(CashEntry(kind="advance", amount_minor=500_00, person_id=by), by),
    )
    salon.cash.reverse(made[-1].id, "Omylem", by)
    stage.desk()
    return made


@state("Cash out: what for and how much")
def cash_form_out(stage: Stage) -> None:
    stage.desk().open(CashFormArgs("out")).tap("edit", "amount", "842")


@state("Cash in: what for and how much")
def cash_form_in(stage: Stage) -> None:
    _moved(stage)
    stage.open(CashFormArgs("in")).tap("edit", "kind", "transfer")


@state("Cash out: with the supplier's paper, and a doubt")
def cash_form_paper(stage: Stage) -> None:
    stage.desk().open(CashFormArgs("out")).tap("more")
    goods = stage.salon.expenses.items()[0].id.hex()
    for name, value in (
        ("amount", "842"), ("item", goods), ("supplier", "Vzorová drogerie"),
        ("company_id", "12345678"), ("document", "2026-1187"), ("gross_2100", "842"),
    ):  # fmt: skip
        stage.tap("edit", name, value)
    stage.tap("save")


@state("Cash out: nothing is chosen yet")
def cash_form_wrong(stage: Stage) -> None:
    stage.desk().open(CashFormArgs("out")).tap("edit", "kind", "wage").tap("save")


@state("Cash of a day, one chosen")
def cash_list_chosen(stage: Stage) -> None:
    made = _moved(stage)
    stage.open("cash_list").tap("pick", made[1].id.hex())


@state("Cash of a day: one that was voided")
def cash_list_voided(stage: Stage) -> None:
    made = _moved(stage)
    stage.open("cash_list").tap("pick", made[-1].id.hex())


@state("Cash of a day without any")
def cash_list_none(stage: Stage) -> None:
    stage.desk().open("cash_list")


@state("Voiding a movement of cash")
def cash_void(stage: Stage) -> None:
    stage.open(CashVoidArgs(_moved(stage)[0].id))


def _spent(stage: Stage) -> bytes:
    salon, by = stage.salon, stage.sample.manager.id
    _moved(stage)
    _, rent, energy, *_ = salon.expenses.items()
    today = salon.context.today()
    day = max(today.replace(day=1), today - timedelta(days=3))
    paper = Paper("Vzorový pronajímatel", "11/2026", vat_table([(2100, 18_150_00)]))
    one = salon.expenses.add(rent.id, 18_150_00, day, by, paper=paper, note="Listopad")
    wrong = salon.expenses.add(rent.id, 18_150_00, day, by, note="Listopad")
    salon.expenses.reverse(wrong.id, "Dvakrát", by)
    salon.expenses.add(energy.id, 4_320_00, today, by, paper=Paper("Vzorové energie"))
    return one.id


@state("Expenses of a month, one item chosen")
def expenses_chosen(stage: Stage) -> None:
    expense = stage.salon.expenses.get(_spent(stage))
    stage.open("expenses").tap("pick", expense.item_id.hex())


@state("Expenses: none in this month")
def expenses_none(stage: Stage) -> None:
    stage.desk().open("expenses")


@state("A new expense")
def expense_form(stage: Stage) -> None:
    stage.desk().open("expense_form").tap("edit", "amount", "4320")


@state("Voiding an expense")
def expense_void(stage: Stage) -> None:
    stage.open(ExpenseVoidArgs(_spent(stage)))


@state("Items of expense")
def expense_items(stage: Stage) -> None:
    stage.desk().open("expense_items")


@state("An item of expense")
def expense_item_form(stage: Stage) -> None:
    stage.salon.expenses.begin(stage.sample.manager.id)
    stage.desk().open(ExpenseItemFormArgs(stage.salon.expenses.items()[0].id))
