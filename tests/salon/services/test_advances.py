"""Money taken before what it is for: taxed once, deducted once, by rate, whatever happens since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest

from kiosk.salon.domain.country import VatChange
from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.salon import VatPeriod
from kiosk.salon.domain.till.advances import Source
from kiosk.salon.domain.till.bill import Bill, Discount, Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store import balances
from kiosk.salon.store.till import day_sums
from tests.rigs.till_world import SHAMPOO, Till, edit_line, take_means
from tests.rigs.truth import faults
from tests.salon.services.figures.by_hand import by_hand
from tests.salon.services.test_returns import back
from tests.salon.services.test_vat_changes import at, becomes

GOODS, WORK = 2100, 1200
"""The rates of the shampoo and of the cut."""


def take(till: Till, minor: int, *, vat_bp: int = GOODS, client: Id | None = None) -> Sale:
    bill = till.salon.bills.open_retail(till.eva.id, client)
    return till.pay(till.salon.advances.add(bill.id, "Bride's day", minor, vat_bp))


def line_of(till: Till, sale: Sale) -> Id:
    return till.salon.advances.of_sale(sale.id)[0].line_id


def left_of(till: Till, sale: Sale) -> tuple[int, int]:
    (one,) = till.salon.advances.of_sale(sale.id)
    return one.left_minor, one.left_vat_minor


def final(till: Till, *advances: Sale, pieces: int = 1) -> Bill:
    """Some bottles, less what was paid before."""
    bill = till.retail(pieces)
    for sale in advances:
        bill = till.salon.advances.deduct(bill.id, line_of(till, sale))
    return bill


def by_rate(sales: Iterable[Sale]) -> dict[int, tuple[int, int]]:
    """Gross and VAT."""
    gross: Counter[int] = Counter()
    vat: Counter[int] = Counter()
    for sale in sales:
        for row in sale.vat:
            gross[row.rate_bp] += row.gross_minor
            vat[row.rate_bp] += row.vat_minor
    return {rate: (gross[rate], vat[rate]) for rate in gross}


def check(till: Till) -> None:
    """Nothing is half there, each document reads as it was written, and every sum is once there."""
    salon = till.salon
    store = salon.context.store
    assert faults(store.path) == []
    assert balances.wrong(store) == {}
    found = salon.books.verify()
    assert (found.fault, found.differences) == (None, ())
    day = salon.context.today()
    counted = day_sums.counted(store, [day.isoformat()])
    assert counted[day.isoformat()] == by_hand(salon.checkout.todays_sales())


@pytest.mark.req("E9")
def test_what_an_advance_took_is_deducted_once_at_its_rate(till: Till) -> None:
    taken = take(till, 30_000)
    (line,) = taken.lines
    assert (line.advance, line.vat_minor, line.total_minor) == (True, 5_207, 30_000)
    assert [(row.rate_bp, row.gross_minor, row.vat_minor) for row in taken.vat] == [
        (GOODS, 30_000, 5_207)
    ]
    sale = till.pay(final(till, taken))
    sold, less = sale.lines
    assert (less.total_minor, less.vat_minor, less.vat_bp) == (-30_000, -5_207, GOODS)
    assert (less.source, less.deducts) == (Source(taken.number, 1), line_of(till, taken))
    assert sale.total_minor == 8_900
    assert by_rate([sale]) == {GOODS: (8_900, 6_751 - 5_207)}
    assert by_rate([taken, sale]) == {GOODS: (38_900, 6_751)}
    assert sold.vat_minor is None
    assert till.salon.checkout.sale(sale.id) == sale
    assert left_of(till, taken) == (0, 0)
    assert not till.salon.returns.possible(till.salon.checkout.sale(taken.id))
    check(till)


def test_one_that_pays_all_leaves_nothing_to_pay(till: Till) -> None:
    taken = take(till, 38_900)
    bill = final(till, taken)
    assert bill.totals.total_minor == 0
    sale = till.pay(bill, Payment("cash", 0))
    assert (sale.payments, sale.paid_minor) == ((), 0)
    assert by_rate([sale]) == {GOODS: (0, 0)}
    check(till)


def test_one_larger_than_the_bill_keeps_its_rest_for_the_next(till: Till) -> None:
    taken = take(till, 100_000)
    first = till.pay(final(till, taken), Payment("cash", 0))
    assert first.lines[1].total_minor == -38_900
    assert left_of(till, taken) == (61_100, 17_355 - 6_751)
    second = till.pay(final(till, taken), Payment("cash", 0))
    third = till.pay(final(till, taken))
    assert [one.lines[1].total_minor for one in (second, third)] == [-38_900, -22_200]
    assert left_of(till, taken) == (0, 0)
    assert third.total_minor == 16_700
    assert sum(one.lines[1].vat_minor or 0 for one in (first, second, third)) == -17_355
    check(till)


def test_a_part_of_it_is_deducted_when_somebody_says_so(till: Till) -> None:
    taken = take(till, 30_000)
    bill = till.retail()
    bill = till.salon.advances.deduct(bill.id, line_of(till, taken), 10_000)
    till.pay(bill)
    assert left_of(till, taken)[0] == 20_000
    for wrong, words in ((20_001, "Only"), (0, "above zero"), (-5, "above zero")):
        with pytest.raises(Refused, match=words):
            till.salon.advances.deduct(till.retail().id, line_of(till, taken), wrong)
    check(till)


def test_each_of_several_rates_is_deducted_at_its_own(till: Till) -> None:
    salon = till.salon
    goods, work = take(till, 20_000), take(till, 40_000, vat_bp=WORK)
    bill = salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    for one in (goods, work):
        bill = salon.advances.deduct(bill.id, line_of(till, one))
    sale = till.pay(bill)
    assert by_rate([sale]) == {GOODS: (18_900, 6_751 - 3_471), WORK: (25_045, 6_969 - 4_286)}
    assert by_rate([goods, work, sale]) == {GOODS: (38_900, 6_751), WORK: (65_045, 6_969)}
    check(till)


def test_what_was_for_something_of_another_rate_is_not_deducted(till: Till) -> None:
    """No rate is taxed below zero: that advance is given back, and taken anew."""
    work = take(till, 40_000, vat_bp=WORK)
    with pytest.raises(Refused, match="what this advance was for"):
        till.salon.advances.deduct(till.retail().id, line_of(till, work))
    salon = till.salon
    bill = salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    bill = salon.advances.deduct(bill.id, line_of(till, work))
    bill = salon.bill_lines.remove_line(bill.id, bill.lines[1].id)
    assert bill.totals.lines[1].total_minor == 0
    with pytest.raises(Refused, match="Take the line off"):
        till.pay(bill)
    check(till)


def test_it_follows_the_bill_and_its_discounts(till: Till) -> None:
    """Discounts are of what is sold alone, and what is deducted is never more than that."""
    salon, taken = till.salon, take(till, 38_900)
    bill = final(till, taken)
    off = Discount("percent", 50_000, "Regular client")
    bill = salon.bills.discount_bill(bill.id, off, till.manager.id)
    assert (bill.totals.total_minor, bill.totals.discount_minor) == (0, 19_450)
    assert bill.totals.lines[1].total_minor == -19_450
    with pytest.raises(Refused, match="more than there is"):
        salon.bills.discount_bill(bill.id, Discount("amount", 38_901, "x"), till.manager.id)
    bill = salon.bill_lines.add_barcode(bill.id, till.shampoo.barcodes[0])
    assert (bill.totals.total_minor, bill.totals.lines[-1].total_minor) == (0, -38_900)
    for changes in ({"price_minor": -1}, {"discount": off}, {"quantity_milli": 2000}):
        with pytest.raises(Refused, match="not changed"):
            edit_line(salon, bill, -1, **changes)
    till.pay(bill, Payment("cash", 0))
    check(till)


def test_an_advance_is_not_discounted(till: Till) -> None:
    bill = till.salon.advances.add(till.retail().id, "Bride's day", 10_000, GOODS)
    off = Discount("percent", 100_000, "Gift")
    bill = till.salon.bills.discount_bill(bill.id, off, till.manager.id)
    assert bill.totals.total_minor == 10_000
    sale = till.pay(bill)
    assert [line.bill_discount_minor for line in sale.lines] == [38_900, 0]
    assert by_rate([sale]) == {GOODS: (10_000, 1_736)}
    check(till)


def test_two_bills_take_it_once(till: Till) -> None:
    """Both desks show it; who is slower looks again before anything is paid."""
    taken = take(till, 30_000)
    one, other = final(till, taken), final(till, taken)
    till.pay(one)
    with pytest.raises(Stale, match="has changed"):
        till.pay(other)
    again = till.salon.bills.get(other.id)
    assert again.totals.total_minor == 38_900
    with pytest.raises(Refused, match="Take the line off"):
        till.pay(again)
    again = till.salon.bill_lines.remove_line(again.id, again.lines[1].id)
    assert till.pay(again).total_minor == 38_900
    with pytest.raises(Refused, match="Nothing is left"):
        till.salon.advances.deduct(till.retail().id, line_of(till, taken))
    check(till)


def test_one_bill_deducts_it_once(till: Till) -> None:
    taken = take(till, 30_000)
    bill = till.salon.advances.deduct(till.retail().id, line_of(till, taken), 10_000)
    with pytest.raises(Refused, match="already"):
        till.salon.advances.deduct(bill.id, line_of(till, taken), 10_000)


def test_a_void_of_the_final_bill_gives_it_back(till: Till) -> None:
    taken = take(till, 30_000)
    sale = till.pay(final(till, taken))
    with pytest.raises(Refused, match=sale.number):
        till.salon.checkout.void(taken.id, "Mistake", till.manager.id)
    void = till.salon.checkout.void(sale.id, "Mistake", till.manager.id)
    assert void.lines[1].vat_minor == 5_207
    assert till.salon.checkout.sale(void.id) == void
    assert left_of(till, taken) == (30_000, 5_207)
    till.salon.checkout.void(taken.id, "Mistake", till.manager.id)
    assert left_of(till, taken) == (0, 0)
    assert not till.salon.returns.possible(till.salon.checkout.sale(taken.id))
    check(till)


def test_a_return_gives_back_its_share_and_the_last_one_the_rest(till: Till) -> None:
    """Three bottles with 100.00 paid before: each brings a third of that back to the advance."""
    taken = take(till, 10_000)
    sale = till.pay(final(till, taken, pieces=3))
    assert sale.total_minor == 106_700
    first = back(till, sale, 1000)
    assert [line.total_minor for line in first.lines] == [-38_900, 3_333]
    assert first.paid_minor == -35_567
    assert left_of(till, taken) == (3_333, 579)
    assert till.salon.checkout.sale(first.id) == first
    second = back(till, sale, 2000)
    assert [line.total_minor for line in second.lines] == [-77_800, 6_667]
    assert left_of(till, taken) == (10_000, 1_736)
    assert by_rate([sale, first, second]) == {GOODS: (0, 0)}
    assert sale.paid_minor + first.paid_minor + second.paid_minor == 0
    assert not till.salon.returns.possible(till.salon.checkout.sale(sale.id))
    check(till)


def test_an_advance_comes_back_as_far_as_it_is_left(till: Till) -> None:
    taken = take(till, 50_000)
    sale = till.pay(final(till, taken), Payment("cash", 0))
    document = back(till, taken, 1000)
    (line,) = document.lines
    assert (line.quantity_milli, line.price_minor, line.total_minor) == (-1000, 11_100, -11_100)
    assert by_rate([document]) == {GOODS: (-11_100, -(8_678 - 6_751))}
    assert left_of(till, taken) == (0, 0)
    with pytest.raises(Refused, match="All of this sale"):
        till.salon.returns.returnable(taken.id)
    assert not till.salon.returns.possible(till.salon.checkout.sale(taken.id))
    back(till, sale, 1000)
    assert left_of(till, taken) == (38_900, 6_751)
    assert till.salon.returns.possible(till.salon.checkout.sale(taken.id))
    again = back(till, taken, 1000)
    assert again.lines[0].total_minor == -38_900
    everything = till.salon.checkout.todays_sales()
    assert by_rate(everything) == {GOODS: (0, 0)}
    assert sum(one.paid_minor for one in everything) == 0
    check(till)


def test_half_an_advance_is_not_given_back(till: Till) -> None:
    with pytest.raises(Refused, match="at once"):
        back(till, take(till, 50_000), 500)


@pytest.mark.req("C6")
def test_after_a_new_rate_only_what_is_beyond_the_advance_is_taxed_at_it(till: Till) -> None:
    """The advance was taxed at 21 % and stays so; of 389.00 the rest of 89.00 is taxed at 23 %."""
    becomes(till, VatChange(date(2027, 1, 1), GOODS, 2300))
    at(till.salon, 31, 12, 2026, 12)
    taken = take(till, 30_000)
    at(till.salon, 2, 1, 2027, 12)
    sale = till.pay(final(till, taken))
    assert sale.lines[1].vat_bp == 2300
    assert by_rate([sale]) == {2300: (8_900, 1_664)}
    assert by_rate([taken]) == {GOODS: (30_000, 5_207)}
    document = back(till, sale, 1000)
    assert by_rate([sale, document]) == {2300: (0, 0)}
    assert left_of(till, taken) == (30_000, 5_207)
    refund = back(till, taken, 1000)
    assert by_rate([taken, refund]) == {GOODS: (0, 0)}
    check(till)


def stops_paying_vat(till: Till) -> None:
    period = VatPeriod(till.salon.context.today(), False)
    till.salon.setup.change(till.salon.context.salon, till.manager, period)


def test_without_vat_it_is_a_receipt_of_money_alone(till: Till) -> None:
    stops_paying_vat(till)
    taken = take(till, 30_000)
    assert (taken.vat, taken.lines[0].vat_bp, taken.lines[0].vat_minor) == ((), 0, 0)
    sale = till.pay(final(till, taken))
    assert (sale.vat, sale.total_minor) == ((), 8_900)
    document = back(till, sale, 1000)
    assert document.paid_minor == -8_900
    assert left_of(till, taken) == (30_000, 0)
    check(till)


def test_what_was_taken_without_vat_takes_none_off(till: Till) -> None:
    """The salon pays VAT since: all of the service is taxed, and of the tax nothing was paid."""
    stops_paying_vat(till)
    taken = take(till, 30_000)
    till.salon.setup.change(
        till.salon.context.salon, till.manager, VatPeriod(till.salon.context.today(), True)
    )
    sale = till.pay(final(till, taken))
    assert by_rate([sale]) == {GOODS: (38_900, 6_751), 0: (-30_000, 0)}
    document = back(till, sale, 1000)
    assert by_rate([sale, document]) == {GOODS: (0, 0), 0: (0, 0)}
    assert (document.paid_minor, left_of(till, taken)) == (-8_900, (30_000, 0))
    check(till)


def test_the_client_and_the_number_find_it(till: Till) -> None:
    client = till.client()
    taken = take(till, 30_000, client=client.id)
    (one,) = till.salon.advances.open_of(client.id)
    assert (one.source.number, one.left_minor, one.client_name) == (
        taken.number, 30_000, "Kateřina Vzorová",
    )  # fmt: skip
    assert till.salon.advances.of_number(f" {taken.number} ") == (one,)
    assert till.salon.advances.of_number("2026-1-999999") == ()
    bill = final(till, taken)
    bill = till.salon.bills.set_client(bill.id, client.id)
    till.pay(bill)
    assert till.salon.advances.open_of(client.id) == ()
    spent = "SELECT services_minor + goods_minor FROM client WHERE id = ?"
    store = till.salon.context.store
    assert store.value(spent, (client.id,)) == 38_900, "and nothing of it twice"
    check(till)


def test_what_cannot_be_an_advance(till: Till) -> None:
    salon = till.salon
    for name, minor, words in (
        (" ", 5, "what the advance is for"),
        ("Bride", 0, "above zero"),
        ("Bride", -100, "above zero"),
        ("Bride", 10**12, "too high"),
    ):
        with pytest.raises(Refused, match=words):
            salon.advances.add(till.retail().id, name, minor, GOODS)
    sold = till.pay(till.retail())
    store = salon.context.store
    line_id = store.value("SELECT id FROM sale_line WHERE sale_id = ?", (sold.id,))
    with pytest.raises(NotFound):
        salon.advances.deduct(till.retail().id, line_id)


def test_who_gets_the_turnover(till: Till) -> None:
    """Who cut has all of it, and who took the advance at the desk nothing in the end."""
    client = till.client()
    bill = till.salon.bills.open_retail(till.manager.id, client.id)
    bill = till.salon.advances.add(bill.id, "Cut", 30_000, WORK, staff_id=till.manager.id)
    taken = till.pay(bill)
    bill = till.salon.bills.open_retail(till.eva.id, client.id)
    bill = till.salon.bill_lines.add_service(bill.id, till.cut.id, till.eva.id)
    till.pay(till.salon.advances.deduct(bill.id, line_of(till, taken)))
    store = till.salon.context.store
    rows = dict(store.rows("SELECT staff_id, services_minor FROM staff_turnover"))
    assert rows == {till.manager.id: 0, till.eva.id: 65_045}


@pytest.mark.req("E9")
@pytest.mark.parametrize("means", ["invoice", "account"])
def test_an_advance_is_not_paid_by_what_is_paid_later(till: Till, means: str) -> None:
    """Its tax is due when the money comes, and only what has come is deducted."""
    salon = till.salon
    take_means(salon, means)
    bill = salon.bills.open_retail(till.eva.id, till.client().id)
    bill = salon.advances.add(bill.id, "Bride's day", 30_000, GOODS)
    order = InvoiceOrder(buyer=Party(kind="person", name="Kateřina Vzorová"))
    with pytest.raises(Refused) as refused:
        salon.checkout.pay(bill.id, [Payment(means, 30_000)], 30_000, till.eva.id, invoice_to=order)
    assert refused.value.field == "means"
    bill = salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    parts = [Payment("cash", 30_000), Payment(means, 38_900)]
    with pytest.raises(Refused):
        salon.checkout.pay(bill.id, parts, 68_900, till.eva.id, invoice_to=order)
    assert (till.counts()["sale"], salon.invoices.page("all").count) == (0, 0)
    assert left_of(till, till.pay(salon.bills.get(bill.id))) == (30_000, 5_207)
