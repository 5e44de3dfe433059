"""Stories of cash in and out and of expenses."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.cash.args import CashFormArgs
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.domain.till.cash import CashEntry
from tests.presenters.story import Story
from tests.rigs.salon import MANAGER_PIN, clock_of, close_salon, open_salon
from tests.rigs.till_world import Till


def at_desk(till: Till, who: str = "manager") -> Story:
    return Story(till.salon).unlock(till.manager if who == "manager" else till.eva)


def moved(till: Till) -> list[tuple[str, int, str]]:
    today = till.salon.context.today()
    found = till.salon.cash.of_days(today, today)
    return [(one.kind, one.amount_minor, one.number) for one in reversed(found)]


def first_item(till: Till) -> str:
    till.salon.expenses.begin(None)
    return till.salon.expenses.items()[0].id.hex()


@pytest.mark.req("M2", "K1")
def test_cash_out_in_four_touches_and_in_five_of_another_kind(till: Till) -> None:
    """Opening the form, the sum (its keys are one entry), the item, save: a purchase. Any other
    kind is one touch more, or as many where it wants nothing else. The list or the day's page is
    where the first touch is made."""
    item = first_item(till)
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=9_000_00), till.manager.id)
    story = at_desk(till)
    story.nav.go("cash_list")
    story.fresh().tap("cash_out").at("cash_form")
    story.tap("edit", "amount", "842").tap("edit", "item", item).tap("save").at("cash_list")
    assert story.taps == 4
    assert moved(till)[1:] == [("purchase", -84_200, "2026-1-VPD00001")]
    assert story.hardware.prints == 1
    assert story.out.toast.text == T(
        "Cash voucher {number} is being printed.", number="2026-1-VPD00001"
    )
    story.fresh().tap("cash_out").tap("edit", "kind", "wage").tap("edit", "amount", "500")
    story.tap("edit", "person", till.eva.id.hex()).tap("save").at("cash_list")
    assert story.taps == 5
    assert moved(till)[-1] == ("wage", -50_000, "2026-1-VPD00002")


@pytest.mark.req("M2")
def test_what_is_in_doubt_is_said_once_and_again_after_a_change(till: Till) -> None:
    story = at_desk(till)
    story.nav.go(CashFormArgs("out"))
    story.tap("edit", "kind", "bank_deposit").tap("edit", "amount", "100").tap("save")
    assert story.at("cash_form").state.save_text == T("Save all the same")
    story.tap("edit", "amount", "200")
    assert (story.state.save_text, story.state.message) == (T("Save"), "")
    story.tap("save").at("cash_form")
    assert story.tap("save").screen == "cash_form", "a double touch"
    assert moved(till) == []
    story.wait(1)
    story.tap("save")
    assert moved(till) == [("bank_deposit", -20_000, "2026-1-VPD00001")]


@pytest.mark.req("M2")
def test_the_suppliers_paper_is_folded_away_until_it_is_wanted(till: Till) -> None:
    item = first_item(till)
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=9_000_00), till.manager.id)
    story = at_desk(till)
    story.nav.go(CashFormArgs("out"))
    assert "supplier" not in [field.name for field in story.state.fields]
    story.tap("edit", "amount", "842").tap("more")
    for name, value in (
        ("item", item), ("supplier", "Drogerie"), ("document", "F 77"), ("vat_2100", "800"),
    ):  # fmt: skip
        story.tap("edit", name, value)
    story.tap("save").at("cash_form")
    wrong = {field.name: field.error for field in story.state.fields if field.error}
    assert wrong == {"vat_2100": T("The VAT rows are not the sum that was paid.")}
    story.tap("edit", "vat_1200", "42").tap("save")
    (expense,) = till.salon.expenses.of_month(till.salon.context.today())
    assert (expense.paper.supplier, len(expense.paper.vat)) == ("Drogerie", 2)


@pytest.mark.req("M2")
def test_who_may_not_asks_somebody_on_the_spot(till: Till) -> None:
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=9_000_00), till.manager.id)
    story = at_desk(till, "eva")
    story.nav.go(CashFormArgs("out"))
    story.tap("edit", "kind", "bank_deposit").tap("edit", "amount", "100").tap("save")
    story.at("approve")
    assert story.state.of.values[1][1] == Amount(10_000, "CZK")
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("approve")
    assert story.screen != "cash_form"
    assert moved(till)[-1] == ("bank_deposit", -10_000, "2026-1-VPD00001")
    movement = till.salon.cash.of_days(*[till.salon.context.today()] * 2)[0]
    assert (movement.staff_name, movement.approver_name) == (till.eva.name, till.manager.name)


@pytest.mark.req("M2")
def test_a_drop_opens_the_drawer_and_prints_nothing(till: Till) -> None:
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=9_000_00), till.manager.id)
    story = at_desk(till)
    story.nav.go(CashFormArgs("out"))
    story.tap("edit", "kind", "drop").tap("edit", "amount", "1000").tap("save")
    assert (story.hardware.prints, story.out.toast.tone) == (0, "warn")
    story.hardware.set_devices(
        tuple(
            DeviceState(name, "receipt", name == "front", has_drawer=True)
            for name in ("off", "front")
        )
    )
    story.nav.go(CashFormArgs("out"))
    story.tap("edit", "kind", "drop").tap("edit", "amount", "1000").tap("save")
    assert story.hardware.asks == [("drawer", "front")]
    story.nav.go(CashFormArgs("in"))
    safe = till.salon.cash.safe().id.hex()
    story.tap("edit", "kind", "transfer").tap("edit", "amount", "500")
    assert dict(story.state.fields[2].options) == {safe: "Safe"}
    story.tap("save")
    assert till.salon.cash.in_safe()[0].minor == 150_000


@pytest.mark.req("M2")
def test_the_safe_has_kinds_of_its_own(till: Till) -> None:
    story = at_desk(till)
    story.nav.go(CashFormArgs("in"))
    story.tap("more").tap("edit", "where", "safe")
    kinds = dict(story.state.fields[0].options)
    assert "transfer" not in kinds
    story.tap("edit", "kind", "owner_in").tap("edit", "amount", "700").tap("save")
    assert till.salon.cash.in_safe()[0].minor == 70_000
    assert story.hardware.asks == []


@pytest.mark.req("M2")
def test_a_transfer_goes_to_a_till_that_is_open(till: Till, tmp_path: Path) -> None:
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=9_000_00), till.manager.id)
    second = open_salon(tmp_path, clock_of(till.salon))
    second.context.desk = "2"
    other = second.tills.here()
    story = at_desk(till)
    story.nav.go(CashFormArgs("out"))
    story.tap("edit", "kind", "transfer").tap("edit", "amount", "100").tap("save")
    assert story.errors == {"till": "Till 2 is not open."}
    assert [one[0] for one in moved(till)] == ["float"]
    assert dict(story.state.fields[2].options) == {other.id.hex(): other.title}
    close_salon(second)


@pytest.mark.req("M2")
def test_one_of_today_is_voided_and_one_of_yesterday_is_not(till: Till) -> None:
    one = till.salon.cash.pay_in(CashEntry(kind="found", amount_minor=100_00), till.manager.id)
    story = at_desk(till)
    story.nav.go("cash_list")
    story.tap("pick", one.id.hex()).tap("copy").tap("void").at("cash_void")
    story.tap("save").at("cash_void")
    assert story.state.message == T("Please give a reason.")
    story.tap("edit", "reason", "Counted wrong").tap("save").at("cash_list")
    assert [row.chip for row in story.state.rows] == [T("Void"), T("Voided")]
    assert not story.state.movement.can_void
    assert moved(till)[-1] == ("found", -10_000, "2026-1-PPD00002")
    later = till.salon.cash.pay_in(CashEntry(kind="found", amount_minor=100_00), till.manager.id)
    clock_of(till.salon).advance(24 * 3600)
    till.salon.cash.pay_in(CashEntry(kind="found", amount_minor=100_00), till.manager.id)
    story = at_desk(till)
    story.nav.go("cash_list")
    story.tap("previous_day").tap("pick", later.id.hex())
    assert not story.state.movement.can_void
    story.tap("void").at("cash_list").tap("next_day").tap("next_day")
    assert story.state.last


@pytest.mark.req("M2")
def test_a_month_is_listed_by_item_and_what_the_bank_paid_is_voided(till: Till) -> None:
    story = at_desk(till)
    story.nav.go("expenses")
    item = first_item(till)
    story.tap("new").at("expense_form")
    story.tap("edit", "item", item).tap("edit", "amount", "1210").tap("edit", "note", "Rent")
    story.tap("save").at("expenses")
    story.tap("new").tap("edit", "item", item).tap("edit", "paid", "cash")
    assert "day" not in [field.name for field in story.state.fields]
    story.tap("edit", "amount", "90").tap("save").at("expenses")
    (row,) = story.state.items
    assert (row.right, story.state.summary) == (
        Amount(130_000, "CZK"), T("Spent {amount}", amount=Amount(130_000, "CZK")),
    )  # fmt: skip
    story.tap("pick", item)
    cash, bank = sorted(story.state.rows, key=lambda one: one.right.minor)
    story.tap("look", cash.key).at("expenses")
    story.tap("look", bank.key).at("expense_void")
    story.tap("edit", "reason", "Twice").tap("save").at("expenses")
    assert story.state.items[0].right == Amount(9_000, "CZK")
    story.tap("previous_month")
    assert (story.state.items, story.state.last) == ((), False)
    story.tap("next_month")
    assert story.state.last


@pytest.mark.req("M2")
def test_a_manager_keeps_the_items(till: Till) -> None:
    story = at_desk(till)
    story.nav.go("expenses")
    story.tap("edit_items").at("expense_items").tap("new").at("expense_item_form")
    story.tap("edit", "name", "Advertising").tap("save").at("expense_items")
    assert story.state.rows[-1].title == "Advertising"
    story.tap("pick", story.state.rows[-1].key).tap("edit", "active", "").tap("save")
    assert story.state.rows[-1].dim
    eva = at_desk(till, "eva")
    eva.nav.go("more")
    eva.tap("pick", "expenses").at("more")


@pytest.mark.req("M1", "M2")
def test_a_second_currency_comes_and_goes_in_its_own_units(till: Till) -> None:
    story = at_desk(till)
    story.nav.go(CashFormArgs("in"))
    story.tap("more")
    assert "currency" not in [field.name for field in story.state.fields]
    till.salon.rates.choose("EUR", till.manager.id)
    story = at_desk(till)
    story.nav.go(CashFormArgs("in"))
    story.tap("more").tap("edit", "currency", "EUR").tap("edit", "amount", "12,50").tap("save")
    (one,) = till.salon.cash.of_days(*[till.salon.context.today()] * 2)
    assert (one.currency, one.amount_minor, one.number) == ("EUR", 1250, "2026-1-PPD00001")


@pytest.mark.req("M2")
def test_the_page_of_the_day_leads_to_cash_and_opens_the_drawer(till: Till) -> None:
    """Cash out of a kind that wants nothing else is four touches from there, the sum being one."""
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=9_000_00), till.manager.id)
    story = at_desk(till)
    story.hardware.set_devices((DeviceState("front", "receipt", True, has_drawer=True),))
    story.nav.go("day")
    story.fresh().tap("cash", "out").tap("edit", "kind", "bank_deposit")
    story.tap("edit", "amount", "500").tap("save").at("day")
    assert story.taps == 4
    story.tap("cash", "in").at("cash_form").tap("close").tap("movements").at("cash_list").tap(
        "close"
    )
    story.tap("drawer").at("day")
    assert story.hardware.asks == [("drawer", "front")]
    assert till.salon.context.store.number("SELECT count(*) FROM till_event") == 1
    till.salon.rights.set(till.eva.id, (), till.manager.id)
    eva = at_desk(till, "eva")
    eva.nav.go("day")
    eva.tap("drawer").at("approve")


@pytest.mark.req("M2")
def test_a_purchase_in_another_currency_is_told_beside_the_sum(till: Till) -> None:
    item = till.salon.expenses
    item.begin(None)
    for code, amount in (("EUR", 12_50), ("", 300_00)):
        till.salon.cash.pay_out(
            CashEntry(
                kind="purchase", amount_minor=amount, currency=code, item_id=item.items()[0].id
            ),
            till.manager.id,
        )
    story = at_desk(till)
    story.nav.go("expenses")
    (row,) = story.state.items
    assert row.right == Amount(300_00, "CZK")
    assert row.subtitle.values[1][1] == Amount(12_50, "EUR")


@pytest.mark.req("M2")
def test_a_purchase_above_what_the_law_lets_be_paid_in_cash_is_said(till: Till) -> None:
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=400_000_00), till.manager.id)
    story = at_desk(till)
    story.nav.go(CashFormArgs("out"))
    story.tap("edit", "item", first_item(till)).tap("edit", "amount", "100,50").tap("save")
    assert story.state.message == T("Please correct the marked fields.")
    assert story.errors == {"amount": "There are no coins for this sum."}
    story.tap("edit", "amount", "270001").tap("save").at("cash_form")
    assert story.state.message.key == "No more than {amount} may be paid in cash."
    story.wait(1)
    story.tap("save")
    assert moved(till)[-1][:2] == ("purchase", -270_001_00)
