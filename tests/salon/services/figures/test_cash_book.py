"""The cash book of a month: where it begins, what it ends with, and that its check sees what is
wrong."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.services.files.accounting.month import Month
from kiosk.salon.services.files.accounting.sheets import Money, Sheet
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import sessions as table
from tests.rigs.counting import bill_of, count, crowns, put, sell
from tests.rigs.till_world import Till
from tests.rigs.version_0_1_0 import unpack
from tests.salon.services.closing.test_days_machine import EURO, Days
from tests.salon.services.figures.world import at

pytestmark = pytest.mark.req("M2", "M3", "M4")

Ends = dict[tuple[str, str], int]
DIFFERENCE = "Difference at closing"


def sheets(salon: Services, month: int = 11, year: int = 2026) -> dict[str, Sheet]:
    return {sheet.key: sheet for sheet in Month(salon.context, date(year, month, 1)).sheets()}


def ends(book: Sheet) -> Ends:
    """The last balance of each till and currency."""
    return {
        (str(row[0]), row[-1].currency): row[-1].minor
        for row in book.rows
        if isinstance(row[-1], Money)
    }


def begins(book: Sheet) -> Ends:
    return {
        (str(row[0]), row[-1].currency): row[-1].minor
        for row in book.rows
        if isinstance(row[-1], Money) and row[4] == "At the beginning"
    }


def total(sheet: Sheet, title: str, what: str = "") -> Counter[str]:
    place = [column.title.key for column in sheet.columns].index(title)
    found: Counter[str] = Counter()
    for number, row in enumerate(sheet.rows):
        value = row[place]
        if isinstance(value, Money) and number not in sheet.apart and what in ("", row[4]):
            found[value.currency] += value.minor
    return found


def wrong(found: dict[str, Sheet]) -> list[object]:
    return [found["check"].rows[place][0] for place in sorted(found["check"].wrong_rows)]


def euros(till: Till, whole: int) -> None:
    part = Payment(
        *("foreign", whole * 2_500),
        currency="EUR",
        foreign_minor=whole * 100,
        rate_micro=EURO,
    )
    till.pay(bill_of(till, whole * 2_500), part)


def test_a_second_currency_is_counted_once(till: Till) -> None:
    """It came by a payment, so the session after it begins with what was in the book already."""
    salon, boss = till.salon, till.manager.id
    salon.rates.set_rate(EURO, boss, currency="EUR")
    euros(till, 20)
    at(till, 1)
    sell(till, 100_00)
    book = sheets(salon)["cash-book"]
    assert ends(book)["1", "EUR"] == 20_00
    put(salon, boss, -20_00, "EUR")
    assert ends(sheets(salon)["cash-book"])["1", "EUR"] == 0
    assert ("1", "EUR") not in begins(sheets(salon, 12)["cash-book"])


def test_the_first_float_is_of_the_month_in_which_it_was_counted(till: Till) -> None:
    till.salon.tills.open(till.manager.id, crowns(1000_00))
    assert sheets(till.salon, 10)["cash-book"].rows == []
    book = sheets(till.salon)["cash-book"]
    assert begins(book) == {("1", "CZK"): 0}
    assert total(book, "In", "First float of the till") == {"CZK": 1000_00}
    assert begins(sheets(till.salon, 12)["cash-book"]) == {("1", "CZK"): 1000_00}


def test_the_safe_has_what_the_drawers_put_into_it(till: Till) -> None:
    salon, boss = till.salon, till.manager.id
    salon.tills.open(boss, crowns(1000_00))
    salon.cash.pay_out(CashEntry(kind="drop", amount_minor=300_00), boss)
    count(salon, boss, 700_00, taken=600_00)
    salon.cash.pay_out(CashEntry(kind="bank_deposit", amount_minor=500_00), boss, safe=True)
    book = sheets(salon)["cash-book"]
    assert ends(book) == {("1", "CZK"): 100_00, ("Safe", "CZK"): 400_00}
    assert [one.minor for one in salon.cash.in_safe()] == [400_00]
    assert begins(sheets(salon, 12)["cash-book"]) == ends(book)
    (voucher,) = sheets(salon)["cash-vouchers"].rows
    assert till.manager.name in voucher, "to whom, as on the paper"
    assert not wrong(sheets(salon))


# -- closings -----------------------------------------------------------------------------------


def corrected(till: Till) -> Closing:
    """78 missing; it was counted wrong; and then 8 were missing after all."""
    salon, boss = till.salon, till.manager.id
    salon.tills.open(boss, crowns(1000_00))
    closing = count(salon, boss, 922_00, taken=100_00)
    for found, why in ((1000_00, "Miscounted"), (992_00, "A note too much")):
        closing = salon.closings.correct(closing.id, boss, [Count("CZK", (), found)], why)
    return closing


def test_only_the_last_of_a_chain_of_closings_is_added_up(till: Till) -> None:
    corrected(till)
    found = sheets(till.salon)
    listed = found["closings"]
    assert total(listed, "Difference") == {"CZK": -8_00}
    assert total(listed, "Taken out") == {"CZK": 100_00}
    book = found["cash-book"]
    assert total(book, "Out", DIFFERENCE)["CZK"] - total(book, "In", DIFFERENCE)["CZK"] == 8_00
    titles = [column.title.key for column in listed.columns]
    rows = [dict(zip(titles, row, strict=True)) for row in listed.rows]
    assert [(row["Corrects"], row["Corrected by"]) for row in rows] == [
        (None, 2),
        (1, 3),
        (2, None),
    ]
    assert [row["In the cash book"] for row in rows] == [
        Money(minor, "CZK") for minor in (-78_00, 78_00, -8_00)
    ]
    assert [row["Reason"] for row in rows] == ["Sample reason", "Miscounted", "A note too much"]
    assert not wrong(found)


def test_a_correction_of_the_next_month_leaves_the_file_as_it_was(till: Till) -> None:
    at(till, 9)
    salon, boss = till.salon, till.manager.id
    salon.tills.open(boss, crowns(1000_00))
    closing = count(salon, boss, 922_00)
    before = sheets(salon)
    at(till, 10)
    salon.closings.correct(closing.id, boss, crowns(1000_00), "Miscounted")
    november, december = sheets(salon), sheets(salon, 12)
    for key in ("cash-book", "check"):
        assert november[key].rows == before[key].rows
    assert total(november["closings"], "Difference") == {"CZK": -78_00}
    assert total(december["closings"], "Difference") == {"CZK": 0}
    assert begins(december["cash-book"]) == {("1", "CZK"): 922_00}
    assert ends(december["cash-book"]) == {("1", "CZK"): 1000_00}
    assert not wrong(november)
    assert not wrong(december)


# -- the check can say no ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forged", "told"),
    [
        (
            "UPDATE cash_movement SET amount_minor = amount_minor - 5 WHERE kind = 'owner_in'",
            ["Cash vouchers", "Cash book, balance of 1"],
        ),
        (
            "UPDATE cash_movement SET amount_minor = amount_minor - 5 WHERE kind = 'drop'",
            ["Cash book, balance of 1", "Cash book, balance of Safe"],
        ),
        (
            "DELETE FROM cash_movement WHERE kind = 'bank_deposit'",
            ["Cash vouchers", "Cash book, balance of Safe"],
        ),
        (
            "UPDATE payment SET amount_minor = amount_minor + 100 WHERE method = 'cash'",
            ["Payments by document", "Cash", "Cash book, balance of 1"],
        ),
        (
            "UPDATE closing_count SET difference_minor = 0, counted_minor = 1",
            ["Till closings, counted", "Till closings, difference"],
        ),
        (
            "UPDATE cash_movement SET amount_minor = -1 WHERE kind = 'difference'",
            ["Cash book, balance of 1", "Cash book, differences"],
        ),
        ("UPDATE closing_count SET taken_minor = 0", ["Till closings, taken out"]),
        (
            "UPDATE session_opening SET expected_minor = 0 WHERE expected_minor = 100000",
            ["Cash book, balance of 1"],
        ),
        ("UPDATE closing SET business_day = '2026-10-01'", None),
        ("UPDATE expense SET vat = '[[2100, 1, 1]]'", None),
    ],
)
def test_whatever_is_forged_the_check_says_so(
    till: Till, forged: str, told: list[str] | None
) -> None:
    salon, boss = till.salon, till.manager.id
    salon.tills.open(boss, crowns(1000_00))
    sell(till, 500_00)
    put(salon, boss, 50_00)
    salon.expenses.begin(boss)
    salon.expenses.add(salon.expenses.items()[1].id, 100_00, date(2026, 11, 20), boss)
    count(salon, boss, 1540_00, taken=600_00)
    salon.cash.pay_out(CashEntry(kind="bank_deposit", amount_minor=500_00), boss, safe=True)
    assert not wrong(sheets(salon))
    store = salon.context.store
    with store.transaction():
        assert store.run(forged)
    found = wrong(sheets(salon))
    assert found == told if told is not None else found


# -- a salon of before ---------------------------------------------------------------------------


def test_cash_of_before_tills_is_not_carried_for_ever(tmp_path: Path) -> None:
    """The first float says what really lay there."""
    salon = unpack(tmp_path / "home").open()
    boss = salon.team.members()[0].id
    store = salon.context.store
    old = store.number("SELECT sum(amount_minor) FROM cash_ledger WHERE session_id IS NULL")
    assert old > 0
    today = salon.context.today()
    salon.tills.open(boss, crowns(2000_00))
    name = "Before tills were counted"
    following = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    now = sheets(salon, today.month, today.year)
    assert not wrong(now)
    by_till = {till: minor for (till, _), minor in ends(now["cash-book"]).items()}
    named = {key: minor for key, minor in by_till.items() if key.startswith(name) or minor}
    assert sum(by_till.values()) == 2000_00, named
    later = sheets(salon, following.month, following.year)
    assert list(begins(later["cash-book"]).values()) == [2000_00]
    assert not wrong(later)
    store.close()


# -- random days ---------------------------------------------------------------------------------


class Accounted(Days):
    """Random days at two tills, told as months in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.books[""] = Counter()  # the safe, of which no session says anything

    @rule(minor=st.integers(1, 9), safe=st.booleans())
    def into_the_safe_or_to_the_bank(self, minor: int, safe: bool) -> None:
        salon = self.till.salon
        kind = "bank_deposit" if safe else "drop"
        entry = CashEntry(kind=kind, amount_minor=minor * 1_000)  # type: ignore[arg-type]
        salon.cash.pay_out(entry, self.by, safe=safe)
        if not safe:
            self.moves("CZK", -minor * 1_000)

    @rule(minor=st.integers(1, 9), currency=st.sampled_from(["CZK", "EUR"]), safe=st.booleans())
    def to_another_till(self, minor: int, currency: str, safe: bool) -> None:
        salon, store = self.till.salon, self.till.salon.context.store
        here = table.of_desk(store, self.desk)
        other = next(desk for desk in ("1", "2") if desk != self.desk)
        there = salon.cash.safe() if safe else table.of_desk(store, other)
        if here is None or there is None:
            return
        try:
            salon.cash.transfer(here.id, there.id, minor * 1_000, self.by, currency=currency)
        except Refused:  # the other till is not open
            return
        self.moves(currency, -minor * 1_000)
        if not safe:
            self.books[other][currency] += minor * 1_000
            self.lies[other][currency] += minor * 1_000

    def teardown(self) -> None:
        salon = self.till.salon
        months = [(2026, 11)]
        while months[-1] != (salon.context.today().year, salon.context.today().month):
            year, month = months[-1]
            months.append((year + month // 12, month % 12 + 1))
        before: Ends = {}
        for year, month in months:
            found = sheets(salon, month, year)
            assert wrong(found) == []
            book = found["cash-book"]
            assert {key: minor for key, minor in begins(book).items() if minor} == before
            before = {key: minor for key, minor in ends(book).items() if minor}
            self.differences_are_those_of_the_closings(found, f"{year}-{month:02}")
        lies = {
            (desk, code): minor
            for desk, codes in self.books.items()
            for code, minor in codes.items()
            if minor
        }
        lies |= {("Safe", one.currency): one.minor for one in salon.cash.in_safe() if one.minor}
        assert before == lies
        super().teardown()

    def differences_are_those_of_the_closings(self, found: dict[str, Sheet], month: str) -> None:
        """The last of each chain, as far as it is of this month."""
        closings = {one.id: one for one in self.closed()}
        ours = [one for one in closings.values() if one.business_day.startswith(month)]
        replaced = {one.corrects for one in ours}
        differences: Counter[str] = Counter()
        for one in ours:
            for counted in one.counts if one.id not in replaced else ():
                differences[counted.currency] += counted.difference_minor
        assert +total(found["closings"], "Difference") == +differences
        assert -total(found["closings"], "Difference") == -differences


TestAccounted = Accounted.TestCase
TestAccounted.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
