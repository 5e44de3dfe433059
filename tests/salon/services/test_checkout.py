"""Paying: one transaction, once, with everything that belongs to it."""

from __future__ import annotations

import sqlite3

import peewee
import pytest

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.means import Method
from kiosk.salon.store import balances
from tests.rigs.till_world import Till, changed_since, edit_line, last_change, make_till


@pytest.mark.req("K1", "K3", "M1")
def test_a_sale_writes_all_that_belongs_to_it(till: Till) -> None:
    client = till.client()
    visit = till.visit(client)
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    till.salon.tills.open(till.eva.id, [])
    before, seq = till.counts(), last_change(till.salon)
    sale = till.pay(bill)
    after = till.counts()
    assert {name: after[name] - before[name] for name in after} == {
        "sale": 1,
        "sale_line": 2,
        "payment": 1,
        "stock_movement": 1,
        "journal": 1,
        "print_job": 1,
    }
    assert sale.number == "2026-1-000001"
    assert till.salon.agenda.get(visit.id).state == "paid"
    assert till.salon.clients.get(client.id).visits == 1
    assert till.stock() == -1000
    assert changed_since(till.salon, seq) == {
        ("sale", sale.id),
        ("product", till.shampoo.id),
        ("appointment", visit.id),
        ("client", client.id),
    }


def test_what_is_read_back_is_what_was_sold(till: Till) -> None:
    checkout = till.salon.checkout
    bill = till.retail(2)
    bill = edit_line(till.salon, bill, price_minor=35_000, price_reason="Damaged box")
    bill = edit_line(till.salon, bill, discount=Discount("percent", 2_500, "Friend"))
    bill = till.salon.bills.discount_bill(bill.id, Discount("amount", 5_033, "Birthday"))
    sale = till.pay(bill, Payment("cash", bill.totals.total_minor, 100_000))
    assert checkout.sale(sale.id) == sale
    assert checkout.todays_sales() == (sale,)
    assert sale.lines[0].discount_text == "2,5 % Friend"
    assert sale.discount_text == "Birthday"
    assert sum(row.gross_minor for row in sale.vat) == sale.total_minor
    assert sum(part.amount_minor for part in sale.payments) == sale.paid_minor
    assert sale.paid_minor == sale.total_minor + sale.rounding_minor
    assert sale.change_minor == 100_000 - sale.paid_minor


def test_later_changes_of_the_lists_do_not_touch_a_sale(till: Till) -> None:
    from dataclasses import replace

    sale = till.pay(till.retail())
    changed = replace(till.shampoo, name="Other", price_minor=1, barcodes=())
    till.salon.catalogue.save_product(changed, till.manager.id)
    assert till.salon.checkout.sale(sale.id).lines == sale.lines


@pytest.mark.req("M5")
def test_paying_twice_is_one_sale(till: Till) -> None:
    bill = till.retail()
    first = till.pay(bill)
    counts = till.counts()
    assert till.pay(bill, Payment("cash", bill.totals.total_minor)) == first
    assert till.counts() == counts


def test_the_drawer_opens_for_cash_only(till: Till) -> None:
    till.pay(till.retail())
    bill = till.retail()
    till.pay(bill, Payment("card", 30_000), Payment("cash", bill.totals.total_minor - 30_000))
    jobs = till.salon.printing.open_jobs()
    assert [(job.kind, job.open_drawer) for job in jobs] == [("receipt", False), ("receipt", True)]


def test_a_bill_that_changed_meanwhile_is_not_paid(till: Till) -> None:
    bill = till.retail()
    till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    with pytest.raises(Stale):
        till.pay(bill)
    assert till.salon.checkout.todays_sales() == ()


def test_what_cannot_be_paid(till: Till) -> None:
    empty = till.salon.bills.open_retail(till.eva.id)
    with pytest.raises(Refused):
        till.pay(empty, Payment("card", 0))
    bill = till.retail()
    with pytest.raises(Refused):
        till.pay(bill, Payment("cash", bill.totals.total_minor, 100))


@pytest.mark.parametrize("method", ["card", "cash"])
def test_everything_free_is_still_a_sale(till: Till, method: Method) -> None:
    """With its receipt, but no payment and no drawer."""
    checkout = till.salon.checkout
    bill = till.salon.bills.discount_bill(
        till.retail().id, Discount("percent", 100_000, "Goodwill"), till.manager.id
    )
    sale = till.pay(bill, Payment(method, 0))
    assert (sale.paid_minor, sale.payments) == (0, ())
    assert checkout.sale(sale.id) == sale
    void = checkout.void(sale.id, "Wrong", till.eva.id, till.manager.id)
    assert (void.paid_minor, void.payments) == (0, ())
    assert [job.open_drawer for job in till.salon.printing.open_jobs()] == [False, False]


@pytest.mark.req("M1")
def test_less_than_the_smallest_coin_is_nothing_in_cash(till: Till) -> None:
    bill = till.retail()
    bill = edit_line(
        till.salon, bill, price_minor=40, price_reason="Sample", approved_by=till.manager.id
    )
    with pytest.raises(Refused, match="too small"):
        till.pay(bill, Payment("card", 10), Payment("cash", 30))
    sale = till.pay(bill, Payment("cash", 40))
    assert (sale.total_minor, sale.rounding_minor, sale.paid_minor) == (40, -40, 0)
    assert sale.payments == ()
    assert [job.open_drawer for job in till.salon.printing.open_jobs()] == [False]


def test_no_number_is_too_large_for_the_till(till: Till) -> None:
    bill, huge = till.retail(), 10**30
    line = bill.lines[0].id
    bill = edit_line(till.salon, bill, price_minor=MAX_PRICE_MINOR, price_reason="Gold")
    dear = bill.totals.total_minor
    for act in (
        lambda: edit_line(till.salon, bill, quantity_milli=huge),
        lambda: edit_line(till.salon, bill, quantity_milli=2000),
        lambda: edit_line(till.salon, bill, price_minor=huge),
        lambda: edit_line(till.salon, bill, discount=Discount("amount", huge)),
        lambda: edit_line(till.salon, bill, discount=Discount("percent", huge)),
        lambda: till.salon.bills.discount_bill(bill.id, Discount("amount", huge)),
        lambda: till.salon.bill_lines.edit_line(
            bill.id,
            line,
            quantity_milli=2000,
            price_minor=MAX_PRICE_MINOR,
            price_reason="Gold",
            discount=Discount(),
            staff_id=None,
        ),
        lambda: till.pay(bill, Payment("cash", dear, huge)),
    ):
        with pytest.raises((Refused, Stale)):
            act()
    assert till.salon.bills.get(bill.id).totals.total_minor == dear
    assert till.pay(till.salon.bills.get(bill.id)).paid_minor == dear


@pytest.mark.req("C2")
def test_the_second_visit_makes_a_regular(till: Till) -> None:
    client = till.client()
    for hours in (0, 1):
        visit = till.visit(client, hours)
        till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    after = till.salon.clients.get(client.id)
    assert (after.visits, after.status) == (2, "regular")


@pytest.mark.req("C2")
def test_buying_a_shampoo_is_no_visit(till: Till) -> None:
    client = till.client()
    bill = till.salon.bills.set_client(till.retail().id, client.id)
    assert till.pay(bill).client_name == client.name
    assert till.salon.clients.get(client.id).visits == 0


@pytest.mark.parametrize(
    "table", ["sale_line", "payment", "stock_movement", "journal", "print_job", "journal_head"]
)
def test_a_failure_in_the_middle_leaves_nothing_half_written(till: Till, table: str) -> None:
    visit = till.visit(till.client())
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    store = till.salon.context.store
    before, seq = till.counts(), last_change(till.salon)
    for event in ("INSERT", "UPDATE"):
        store.db.execute_sql(
            f"CREATE TEMP TRIGGER broken_{event} BEFORE {event} ON {table} "
            "BEGIN SELECT raise(ABORT, 'broken on purpose'); END"
        )
    with pytest.raises((peewee.IntegrityError, sqlite3.IntegrityError)):
        till.pay(bill)
    for event in ("INSERT", "UPDATE"):
        store.db.execute_sql(f"DROP TRIGGER broken_{event}")
    assert till.counts() == before
    assert changed_since(till.salon, seq) == set()
    assert till.salon.agenda.get(visit.id).state == "booked"
    assert till.stock() == 0
    assert till.salon.context.journal.verify() is None
    # The number was not used up, and the bill is still there to be paid.
    assert till.pay(till.salon.bills.get(bill.id)).number == "2026-1-000001"


def test_stock_is_the_sum_of_its_movements(till: Till) -> None:
    catalogue = till.salon.catalogue
    catalogue.correct_stock(till.shampoo.id, 10_000, "receipt", "Delivery", till.eva.id)
    sale = till.pay(till.retail(3))
    till.salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    till.pay(till.retail(2))
    assert till.stock() == 8_000
    assert balances.wrong(till.salon.context.store) == {}
    assert sum(move.quantity_milli for move in catalogue.movements(till.shampoo.id)) == 8_000


@pytest.mark.parametrize(
    ("country", "exact", "in_cash"),
    [("CZ", 105, 100), ("HU", 107, 105), ("SI", 107, 107), ("SK", 107, 105), ("SK", 2, 5)],
)
def test_cash_is_rounded_by_the_country(
    tmp_path_factory: pytest.TempPathFactory, country: str, exact: int, in_cash: int
) -> None:
    from tests.rigs.salon import close_salon, make_salon

    salon = make_salon(tmp_path_factory.mktemp("till"), country)
    till = make_till(salon)
    bill = till.retail()
    bill = edit_line(
        salon, bill, price_minor=exact, price_reason="Sample", approved_by=till.manager.id
    )
    sale = till.pay(bill, Payment("cash", exact))
    assert (sale.paid_minor, sale.rounding_minor) == (in_cash, in_cash - exact)
    assert sum(row.gross_minor for row in sale.vat) == exact
    close_salon(salon)
