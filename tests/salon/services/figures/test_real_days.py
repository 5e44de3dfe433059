"""The accountant's month and the owner's page over days that were really opened and closed."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.cash import CashEntry, Paper
from kiosk.salon.domain.till.session import TillRules
from kiosk.salon.domain.vat import vat_table
from kiosk.salon.services.files.accounting.month import Month
from kiosk.salon.services.files.accounting.sheets import Money, Sheet
from tests.rigs.counting import count, crowns, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till
from tests.salon.services.figures.world import at
from tests.salon.services.test_returns import back

pytestmark = pytest.mark.req("M2", "M3", "M4")


def two_days(till: Till) -> None:
    """A float of 1000, 500 sold in cash and 300 by card, 121 spent, 10 missing and 900 taken out;
    the next day 200 more, and nobody counts."""
    salon, boss = till.salon, till.manager.id
    salon.tills.open(boss, crowns(1000_00))
    sell(till, 500_00, tendered=1000_00)
    sell(till, 300_00, "card")
    salon.expenses.begin(boss)
    item = salon.expenses.items()[0].id
    paper = Paper("Drogerie", "F 77", vat_table([(2100, 121_00)]), "00000001")
    bought = CashEntry(kind="purchase", amount_minor=121_00, item_id=item, paper=paper)
    salon.cash.pay_out(bought, boss)
    count(salon, boss, 1369_00, taken=900_00)
    at(till, 1)
    sell(till, 200_00)
    at(till, 2)


def sheets(till: Till) -> dict[str, Sheet]:
    made = Month(till.salon.context, date(2026, 11, 1)).sheets()
    return {sheet.key: sheet for sheet in made}


def column(sheet: Sheet, title: str) -> list[object]:
    place = [one.title.key for one in sheet.columns].index(title)
    return [
        value.minor if isinstance(value, Money) else value
        for value in (row[place] for row in sheet.rows)
    ]


def test_the_cash_book_ends_with_what_lies_in_the_drawer(till: Till) -> None:
    two_days(till)
    found = sheets(till)
    assert not found["check"].wrong
    book = found["cash-book"]
    balances = {row[0]: row[8].minor for row in book.rows if isinstance(row[8], Money)}
    assert balances == {"1": 1369_00 - 900_00 + 200_00, "Safe": 900_00}
    (left,) = till.salon.tills.day(till.manager.id).left
    assert balances["1"] == left.minor
    (safe,) = till.salon.cash.in_safe()
    assert balances["Safe"] == safe.minor
    assert "Difference at closing" in column(book, "What")


def test_vouchers_expenses_and_closings_stand_in_their_sheets(till: Till) -> None:
    two_days(till)
    found = sheets(till)
    assert column(found["cash-vouchers"], "Sum") == [-121_00]
    checked = {row[0]: row[1] for row in found["check"].rows}
    assert checked["Cash vouchers"] == Money(-121_00, "CZK")
    assert checked["Expenses"] == Money(121_00, "CZK")
    assert not found["check"].wrong
    assert column(found["cash-vouchers"], "Supplier") == ["Drogerie"]
    assert column(found["cash-vouchers"], "{name} of the supplier") == ["00000001"]
    assert column(found["cash-vouchers"], "VAT of it") == [-21_00]
    assert column(found["expenses"], "VAT of it") == [21_00]
    assert column(found["expenses"], "Cash voucher") == column(found["cash-vouchers"], "Number")
    bought = found["input-vat"]
    assert column(bought, "VAT rate") == [2100]
    assert column(bought, "Base") == [100_00]
    assert column(bought, "VAT") == [21_00]
    assert (
        column(bought, "{name} of the supplier")
        == column(found["expenses"], "{name} of the supplier")
        == ["00000001"]
    )
    closings = found["closings"]
    assert column(closings, "Difference") == [-10_00]
    assert column(closings, "Left") == [469_00]
    assert column(closings, "Reason") == ["Sample reason"]


def test_the_owner_sees_what_was_missing_and_what_nobody_counted(till: Till) -> None:
    two_days(till)
    sell(till, 100_00)
    found = till.salon.figures.overview("month", till.manager.id)
    assert [(one.number, one.minor) for one in found.differences] == [(1, -10_00)]
    assert [one.day for one in found.uncounted] == ["2026-11-22"]
    assert [(one.minor, one.net) for one in found.now.expenses] == [(121_00, 100_00)]
    assert found.now.sums.payments == {("cash", ""): 800_00, ("card", ""): 300_00}


@pytest.mark.req("M3")
def test_what_was_gone_before_the_till_was_opened_stands_beside_the_closings(till: Till) -> None:
    """Every count of the evening fits, and 501 were taken in the night."""
    salon, boss = till.salon, till.manager.id
    salon.tills.open(boss, crowns(1389_00))
    count(salon, boss, 1389_00)
    clock_of(salon).advance(12 * 3600)
    salon.tills.open(till.eva.id, crowns(888_00), "Found it so")
    month = salon.figures.overview("month", boss).differences
    assert [(one.kind, one.number, one.minor) for one in month] == [
        ("opening", 0, -501_00),
        ("count", 1, 0),
    ]
    assert (month[0].closing_id, month[0].reason) == (None, "Found it so")
    assert month[0].by == till.eva.name
    clock_of(salon).advance(3600)
    count(salon, boss, 888_00)
    closings = sheets(till)["closings"]
    assert column(closings, "Difference at opening") == [0, -501_00]
    assert column(closings, "Reason at opening") == ["", "Found it so"]
    assert column(closings, "Difference") == [0, 0]
    opened = salon.figures.overview("month", boss).differences[1]
    assert (opened.kind, opened.number) == ("opening", 2)


def test_nobody_stands_for_a_count_that_was_not_made(till: Till) -> None:
    sell(till, 500_00)
    clock_of(till.salon).advance(24 * 3600)
    sell(till, 100_00)
    count(till.salon, till.manager.id, 600_00)
    closings = sheets(till)["closings"]
    assert column(closings, "Kind") == ["Not counted, carried over", "Counted"]
    assert column(closings, "Counted by") == ["", till.manager.name]


def test_what_was_corrected_is_told_once(till: Till) -> None:
    salon, boss = till.salon, till.manager.id
    sell(till, 500_00)
    wrong = count(salon, boss, 422_00)
    salon.closings.correct(wrong.id, boss, crowns(500_00), "Miscounted")
    found = salon.figures.overview("month", boss).differences
    assert [(one.number, one.minor, one.reason, one.corrected_by) for one in found] == [
        (2, 0, "Miscounted", 0),
        (1, -78_00, "Sample reason", 2),
    ]


def test_a_void_after_midnight_of_another_month_stays_in_its_own(till: Till) -> None:
    """What goes back is of the day on which it goes back."""
    at(till, 9)  # 30 November
    sale = sell(till, 500_00)
    at(till, 10)
    back(till, sale, 1000)
    november = sheets(till)
    december = {s.key: s for s in Month(till.salon.context, date(2026, 12, 1)).sheets()}
    assert column(november["sales"], "Total") == [500_00]
    assert column(december["sales"], "Total") == [-500_00]
    assert not november["check"].wrong
    assert not december["check"].wrong
    assert column(december["cash-book"], "Balance")[:1] == [500_00]


def test_cash_with_change_and_a_part_by_card(till: Till) -> None:
    bill = till.retail()
    till.pay(bill, Payment("cash", 100_00, 500_00), Payment("card", 289_00))
    assert column(sheets(till)["cash-book"], "In")[-1] == 100_00


def test_wages_from_the_drawer_are_taken_off_the_profit(till: Till) -> None:
    salon, boss = till.salon, till.manager.id
    salon.expenses.begin(boss)
    assert "Wages" in [item.name for item in salon.expenses.items()]
    before = salon.figures.overview("today", boss).now.profit
    for kind, minor in (("wage", 500_00), ("advance", 200_00), ("tips", 50_00)):
        entry = CashEntry(kind=kind, amount_minor=minor, person_id=till.eva.id)  # type: ignore[arg-type]
        paid = salon.cash.pay_out(entry, boss)
        if kind == "advance":
            salon.cash.reverse(paid.id, "Sample reason", boss)
    found = salon.figures.overview("today", boss)
    assert found.now.wages == 500_00
    assert found.now.profit == before - 500_00
    paid_out = salon.figures.expenses(found.now.days, boss, wages=True)
    assert [one.minor for one in paid_out] == [-200_00, 200_00, 500_00]


def test_a_day_that_nobody_ended_is_uncounted_in_the_morning(till: Till) -> None:
    """As on the page of the till: nothing has to be sold first."""
    salon, boss = till.salon, till.manager.id
    sell(till, 100_00)
    assert salon.figures.overview("today", boss).uncounted == ()
    at(till, 1)
    found = salon.figures.overview("today", boss).uncounted
    assert [(one.day, one.ended) for one in found] == [("2026-11-21", False)]
    salon.context.till_rules = TillRules(end_at_day_change=False)
    assert salon.figures.overview("today", boss).uncounted == ()


def test_the_owner_sees_what_was_corrected(till: Till) -> None:
    salon, boss = till.salon, till.manager.id
    sell(till, 100_00)
    wrong = count(salon, boss, 90_00)
    salon.closings.correct(wrong.id, boss, crowns(100_00), "Miscounted")
    found = salon.figures.overview("today", boss).differences
    told = [(one.number, one.minor, one.corrects, one.corrected_by, one.reason) for one in found]
    assert told == [(2, 0, 1, 0, "Miscounted"), (1, -10_00, 0, 2, "Sample reason")]
