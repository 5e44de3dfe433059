"""Items, expenses paid from the bank, the list of a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.till.cash import CashEntry, ExpenseItem, Paper
from kiosk.salon.domain.vat import VatRow, vat_table
from tests.rigs.till_world import Till


@pytest.mark.req("M2")
def test_the_list_begins_with_the_usual_items_and_a_manager_keeps_it(till: Till) -> None:
    expenses, petra, eva = till.salon.expenses, till.manager.id, till.eva.id
    expenses.begin(eva)
    expenses.begin(eva)
    names = [one.name for one in expenses.items()]
    assert names[:2] == ["Goods for sale", "Rent"]
    assert len(names) == len(set(names)) == 8
    rent = expenses.items()[1]
    with pytest.raises(Refused):
        expenses.save_item(replace(rent, active=False), eva)
    expenses.save_item(replace(rent, active=False), petra)
    new = expenses.save_item(ExpenseItem(b"", " Advertising "), petra)
    assert new.name == "Advertising"
    assert rent.name not in [one.name for one in expenses.items()]
    assert len(expenses.items(inactive=True)) == 9
    for wrong in (ExpenseItem(b"", " "), ExpenseItem(b"", "advertising")):
        with pytest.raises(Refused) as refused:
            expenses.save_item(wrong, petra)
        assert refused.value.field == "name"


@pytest.mark.req("M2")
def test_rent_is_paid_from_the_bank_and_listed_by_the_day_of_its_paper(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.expenses.begin(petra)
    rent = salon.expenses.items()[1]
    paper = Paper("Landlord", "2026/10", vat_table([(2100, 1_210_000)]))
    one = salon.expenses.add(rent.id, 1_210_000, date(2026, 10, 31), petra, paper=paper)
    assert salon.expenses.of_month(date(2026, 11, 5)) == ()
    assert salon.expenses.of_month(date(2026, 10, 5)) == (one,)
    assert (one.paid, one.movement_id, one.item) == ("bank", None, "Rent")
    assert salon.cash.of_days(date(2026, 10, 1), date(2026, 12, 1)) == ()
    back = salon.expenses.reverse(one.id, "Paid twice", petra)
    assert (back.amount_minor, back.note) == (-1_210_000, "Paid twice")
    assert back.day == salon.context.today().isoformat(), "October was handed over already"
    assert salon.expenses.of_month(date(2026, 10, 5)) == (salon.expenses.get(one.id),)
    assert sum(row.vat_minor for row in back.paper.vat) == -210_000
    assert salon.expenses.get(one.id).reversed_by == back.id
    with pytest.raises(Stale):
        salon.expenses.reverse(one.id, "Again", petra)
    with pytest.raises(Refused):
        salon.expenses.reverse(back.id, "And back", petra)
    assert salon.books.verify().holds


@pytest.mark.req("M2")
@pytest.mark.parametrize(
    "rows",
    [
        (VatRow(2100, -90_000, 100_000, 10_000),),
        (*vat_table([(2100, 121_000)]), *vat_table([(1200, -111_000)])),
        (VatRow(-500, 10_000, 0, 10_000),),
        (VatRow(2100, 9_000, 1_000, 10_000),),
        (VatRow(0, 8_264, 1_736, 10_000),),
    ],
)
def test_vat_is_a_part_of_its_row_as_the_rate_says(till: Till, rows: tuple[VatRow, ...]) -> None:
    """Else the profit of the owner's page goes up by VAT that nobody paid."""
    salon, petra = till.salon, till.manager.id
    salon.expenses.begin(petra)
    item, day = salon.expenses.items()[0], date(2026, 11, 21)
    with pytest.raises(Refused):
        salon.expenses.add(item.id, 10_000, day, petra, paper=Paper("S", "1", rows))
    by_lines = (VatRow(2100, 8_270, 1_730, 10_000),)
    salon.expenses.add(item.id, 10_000, day, petra, paper=Paper("S", "1", by_lines))


def test_what_cannot_be_is_refused_and_nothing_is_kept(till: Till) -> None:
    salon, petra, eva = till.salon, till.manager.id, till.eva.id
    salon.expenses.begin(petra)
    item, day = salon.expenses.items()[0], date(2026, 11, 21)
    gone = salon.expenses.save_item(replace(salon.expenses.items()[1], active=False), petra)
    sums = Paper(vat=vat_table([(2100, 90)]))
    for wrong in (
        lambda: salon.expenses.add(item.id, 0, day, petra),
        lambda: salon.expenses.add(None, 100, day, petra),
        lambda: salon.expenses.add(gone.id, 100, day, petra),
        lambda: salon.expenses.add(item.id, 100, date(2026, 11, 22), petra),
        lambda: salon.expenses.add(item.id, 100, day, petra, paper=sums),
        lambda: salon.expenses.add(item.id, 100, day, eva),
    ):
        with pytest.raises(Refused):
            wrong()
    assert salon.expenses.of_month(day) == ()


@pytest.mark.req("M2")
def test_what_was_paid_in_cash_goes_back_with_its_voucher_alone(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.expenses.begin(petra)
    entry = CashEntry(kind="courier", amount_minor=12_000, item_id=salon.expenses.items()[4].id)
    movement = salon.cash.pay_out(entry, petra)
    (one,) = salon.expenses.of_month(salon.context.today())
    with pytest.raises(Refused):
        salon.expenses.reverse(one.id, "Wrong", petra)
    salon.cash.reverse(movement.id, "Wrong", petra)
    back, first = salon.expenses.of_month(salon.context.today())
    assert (back.reverses, first.reversed_by) == (first.id, back.id)
    assert back.movement_id == salon.cash.movement(movement.id).reversed_by
