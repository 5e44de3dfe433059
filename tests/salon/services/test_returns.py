"""Returns: some lines of any past sale, with a document of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.salon.domain.errors import NeedsApproval, NotFound, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.salon import VatPeriod
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances
from kiosk.salon.store.till import returned
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till, changed_since, last_change
from tests.rigs.truth import faults

DAY = 24 * 3600


def pieces(till: Till, sale: Sale, *milli: int, written_off: bool = False) -> list[Piece]:
    """So much of each line of a sale, from the first; 0 leaves one out."""
    lines = till.salon.returns.returnable(sale.id).lines
    return [
        Piece(sold.id, quantity, written_off)
        for sold, quantity in zip(lines, milli, strict=False)
        if quantity
    ]


def back(
    till: Till,
    sale: Sale,
    *milli: int,
    first: str = "",
    written_off: bool = False,
    reason: str = "Full bottle",
) -> Sale:
    """So much of each line comes back, at Eva's desk, approved by the manager."""
    returns = till.salon.returns
    found = returns.returnable(sale.id)
    wanted = pieces(till, sale, *milli, written_off=written_off)
    paid = found.settle(found.taken_back(wanted), first)
    due = -sum(part.amount_minor for part in paid.payments)
    return returns.take_back(
        sale.id, wanted, due, reason, till.eva.id, till.manager.id, first=first
    )


def three_bottles(till: Till, *payments: Payment, client_id: Id | None = None) -> Sale:
    """Three bottles with 10 % off the bill: 1050.30."""
    bill = till.salon.bills.open_retail(till.eva.id, client_id)
    for _ in range(3):
        bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    off = Discount("percent", 10_000, "Regular client")
    bill = till.salon.bills.discount_bill(bill.id, off, till.manager.id)
    return till.pay(bill, *payments)


def check(till: Till) -> None:
    """Nothing is half there, and every balance is what its ledger says."""
    assert faults(till.salon.context.store.path) == []
    assert balances.wrong(till.salon.context.store) == {}
    found = till.salon.books.verify()
    assert (found.fault, found.differences) == (None, ())


@pytest.mark.req("M6")
def test_one_of_three_bottles_comes_back_the_next_day(till: Till) -> None:
    """C41: its line with its share of the discount, VAT and rounding, into stock, and the document
    names the sale."""
    sale = three_bottles(till, Payment("cash", 105_030))
    assert sale.paid_minor == 105_000
    clock_of(till.salon).advance(DAY)
    document = back(till, sale, 1000)
    assert (document.kind, document.number) == ("return", "2026-1-000002")
    assert (document.returns_number, document.reason) == (sale.number, "Full bottle")
    (line,) = document.lines
    assert (line.quantity_milli, line.price_minor) == (-1000, 38_900)
    assert (line.bill_discount_minor, line.total_minor) == (-3_890, -35_010)
    assert (document.goods_minor, document.discount_minor) == (-38_900, -3_890)
    assert (document.total_minor, document.rounding_minor) == (-35_010, 10)
    assert [(part.method, part.amount_minor) for part in document.payments] == [("cash", -35_000)]
    assert [(row.rate_bp, row.vat_minor, row.gross_minor) for row in document.vat] == [
        (2100, -6_076, -35_010)
    ]
    assert document.opens_drawer
    assert till.stock() == -2_000
    assert till.salon.checkout.sale(document.id) == document
    assert till.salon.checkout.sale(sale.id).returned_by == (document.number,)
    assert till.salon.printing.open_of(document.id) is not None
    movements = till.salon.catalogue.movements(till.shampoo.id)
    assert (movements[0].kind, movements[0].quantity_milli) == ("return", 1000)
    check(till)


@pytest.mark.req("M6")
def test_never_more_than_was_sold_also_after_several(till: Till) -> None:
    """Each asked for what the screen showed before the other."""
    sale = three_bottles(till)
    wanted = pieces(till, sale, 2000)
    back(till, sale, 2000)
    with pytest.raises(Refused, match="More"):
        till.salon.returns.take_back(sale.id, wanted, 70_020, "Again", till.manager.id)
    back(till, sale, 1000)
    with pytest.raises(Refused, match="All of this sale"):
        till.salon.returns.returnable(sale.id)
    assert till.stock() == 0
    (whole,) = till.salon.checkout.sale(sale.id).vat
    backs = till.salon.checkout.todays_sales()[:2]
    assert sum(row.vat_minor for one in backs for row in one.vat) == -whole.vat_minor
    assert sum(one.paid_minor for one in backs) == -sale.paid_minor
    check(till)


@pytest.mark.req("M6")
def test_goods_that_are_spoiled_come_back_and_leave(till: Till) -> None:
    sale = three_bottles(till)
    document = back(till, sale, 1000, written_off=True)
    assert document.lines[0].written_off
    assert till.stock() == -3_000
    moved = till.salon.catalogue.movements(till.shampoo.id)[:2]
    assert {(one.kind, one.quantity_milli) for one in moved} == {
        ("return", 1000), ("write_off", -1000),
    }  # fmt: skip
    check(till)


@pytest.mark.req("M6")
def test_by_card_it_is_asked_for_at_the_terminal(till: Till) -> None:
    sale = three_bottles(till)
    document = back(till, sale, 1000)
    assert [(part.method, part.amount_minor) for part in document.payments] == [("card", -35_010)]
    assert (document.rounding_minor, document.opens_drawer) == (0, False)
    (asked,) = till.salon.asking.of_void(document.id)
    assert (asked.direction, asked.amount_minor) == ("give", 35_010)
    with pytest.raises(Refused, match="given back"):
        till.salon.asking.withdraw(asked.id, till.eva.id)
    till.salon.asking.done(asked.id, till.eva.id)
    assert till.salon.asking.of_void(document.id) == ()
    check(till)


@pytest.mark.req("M6")
def test_of_a_split_the_card_first_and_no_more_than_by_each(till: Till) -> None:
    sale = three_bottles(till, Payment("card", 50_000), Payment("cash", 55_030))
    document = back(till, sale, 2000)
    assert [(part.method, part.amount_minor) for part in document.payments] == [
        ("card", -50_000), ("cash", -20_000),
    ]  # fmt: skip
    rest = back(till, sale, 1000, first="card")
    assert [(part.method, part.amount_minor) for part in rest.payments] == [("cash", -35_000)]
    assert document.paid_minor + rest.paid_minor == -sale.paid_minor
    check(till)


@pytest.mark.req("M6")
def test_a_return_takes_turnover_away_where_it_was_given(till: Till) -> None:
    """The manager takes back what Eva sold and did."""
    client = till.client()
    visit = till.visit(client)
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    sale = till.pay(bill)
    found = till.salon.returns.returnable(sale.id)
    wanted = [Piece(sold.id, sold.left_milli) for sold in found.lines]
    seq = last_change(till.salon)
    document = till.salon.returns.take_back(sale.id, wanted, 103_945, "Not happy", till.manager.id)
    rows = till.salon.context.store.rows("SELECT services_minor, goods_minor FROM staff_turnover")
    assert rows == [(0, 0)]
    assert changed_since(till.salon, seq) == {
        ("sale", sale.id), ("sale", document.id), ("product", till.shampoo.id),
    }  # fmt: skip
    check(till)


@pytest.mark.req("M6")
def test_who_was_here_was_here(till: Till) -> None:
    """A void is a slip, a return is none: the visit stays paid and counts, also without its sum."""
    client = till.client()
    for hours in (0, 1):
        visit = till.visit(client, hours)
        sale = till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    back(till, sale, 1000)
    assert till.salon.agenda.get(visit.id).state == "paid"
    found = till.salon.clients.get(client.id)
    assert (found.visits, found.status) == (2, "regular")


@pytest.mark.req("M6")
def test_void_and_return_keep_apart(till: Till) -> None:
    checkout, returns = till.salon.checkout, till.salon.returns
    sale, other = three_bottles(till), three_bottles(till)
    document = back(till, sale, 1000)
    with pytest.raises(Refused, match="Take the rest back"):
        checkout.void(sale.id, "Mistake", till.manager.id)
    with pytest.raises(Refused, match="return itself"):
        checkout.void(document.id, "Mistake", till.manager.id)
    with pytest.raises(Refused, match="Only a sale"):
        returns.returnable(document.id)
    void = checkout.void(other.id, "Mistake", till.manager.id)
    for sale_id, why in ((void.id, "Only a sale"), (other.id, "void already")):
        with pytest.raises(Refused, match=why):
            returns.returnable(sale_id)
    with pytest.raises(NotFound):
        returns.returnable(b"?")
    yesterday = till.pay(till.retail())
    clock_of(till.salon).advance(DAY)
    with pytest.raises(Refused, match="Take it back instead"):
        checkout.void(yesterday.id, "Mistake", till.manager.id)


@pytest.mark.req("M6")
def test_a_sale_inside_a_closed_session_is_never_voided(till: Till) -> None:
    sale = till.pay(till.retail())
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE till_session SET state = 'closed'")
    with pytest.raises(Refused, match="closed since"):
        till.salon.checkout.void(sale.id, "Mistake", till.manager.id)
    assert back(till, sale, 1000).kind == "return"


@pytest.mark.req("M6")
def test_who_may_take_back(till: Till) -> None:
    sale = three_bottles(till)
    wanted = pieces(till, sale, 1000)
    take = till.salon.returns.take_back
    with pytest.raises(NeedsApproval):
        take(sale.id, wanted, 35_010, "Full bottle", till.eva.id)
    with pytest.raises(Refused, match="may not"):
        take(sale.id, wanted, 35_010, "Full bottle", till.manager.id, till.eva.id)
    till.salon.rights.set(till.eva.id, {"return"}, till.manager.id)
    assert take(sale.id, wanted, 35_010, "Full bottle", till.eva.id).total_minor == -35_010


def test_what_is_refused_leaves_nothing(till: Till) -> None:
    sale = three_bottles(till)
    wanted = pieces(till, sale, 1000)
    counts, take = till.counts(), till.salon.returns.take_back
    with pytest.raises(Refused, match="reason"):
        take(sale.id, wanted, 35_010, " ", till.manager.id)
    with pytest.raises(Stale):
        take(sale.id, wanted, 35_000, "Full bottle", till.manager.id)
    with pytest.raises(Refused, match="Choose"):
        take(sale.id, [], 0, "Full bottle", till.manager.id)
    with pytest.raises(Refused, match="credit"):
        take(sale.id, wanted, 35_010, "Full bottle", till.manager.id, first="account")
    assert till.counts() == counts


@pytest.mark.req("M6")
def test_a_document_is_found_by_its_number(till: Till) -> None:
    sale, returns = three_bottles(till), till.salon.returns
    document = back(till, sale, 1000)
    assert returns.of_number(sale.number) == sale.id
    assert [one.id for one in returns.search(" 2026-1-000002 ")] == [document.id]
    assert [one.id for one in returns.search("1")] == [sale.id]
    assert [one.id for one in returns.search("000001")] == [sale.id]
    assert returns.of_number("2026-1-000009") is None
    for strange in ("", "x", "9", "2000000000015", "²", "1-", "--"):
        assert returns.search(strange) == ()
        assert returns.of_number(strange) is None


@pytest.mark.req("M5", "M6")
def test_the_journal_tells_what_came_back_without_names(till: Till) -> None:
    client = till.client("Zdeňka", "Žižková")
    sale = three_bottles(till, client_id=client.id)
    back(till, sale, 1000, written_off=True)
    (body,) = till.salon.context.store.column("SELECT body FROM journal WHERE kind = 'return'")
    assert f'"returns":"{sale.number}"' in body
    assert '"place":1' in body
    for word in ("Zdeňka", "Žižková", "Petra", "Full bottle", sale.id.hex()):
        assert word not in body


@pytest.mark.req("M5", "M6")
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE sale_line SET quantity_milli = -2000 WHERE returns_line IS NOT NULL", "lines"),
        ("UPDATE sale_line SET vat_minor = -1 WHERE vat_minor IS NOT NULL", "lines"),
        ("UPDATE sale_line SET written_off = 1 WHERE returns_line IS NOT NULL", "lines"),
        ("UPDATE sale SET returns = NULL, kind = 'sale' WHERE kind = 'return'", "returns"),
        ("UPDATE sale SET reason = 'Other' WHERE kind = 'return'", "reasons"),
        ("UPDATE payment SET amount_minor = -1 WHERE amount_minor < 0", "payments"),
        ("UPDATE sale_line SET quantity_milli = 500 WHERE returns_line IS NULL", "came back than"),
        ("UPDATE sale SET paid_minor = 5 WHERE kind = 'sale'", "came back than"),
        (
            "UPDATE sale_line SET returns_line = (SELECT id FROM sale_line ORDER BY id DESC) "
            "WHERE returns_line IS NOT NULL",
            "returns what it cannot",
        ),
        (
            "UPDATE stock_movement SET quantity_milli = 2000 WHERE kind = 'return'",
            "moved other stock",
        ),
        ("DELETE FROM print_job; PRAGMA foreign_keys = OFF; DELETE FROM sale WHERE kind = 'return'",
         "000002 is missing"),
    ],
)  # fmt: skip
def test_the_doctor_finds_a_changed_return(till: Till, change: str, told: str) -> None:
    back(till, three_bottles(till), 1000)
    store = till.salon.context.store
    *before, last = change.split("; ")
    for statement in (*before, last):
        store.db.execute_sql(statement)
    differences = [one.plain() for one in till.salon.books.verify().differences]
    assert any(told in one for one in differences), differences


@pytest.mark.req("M6")
def test_what_goods_had_cost_goes_back_with_them(till: Till) -> None:
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE product SET cost_minor = 12345 WHERE id = ?", (till.shampoo.id,))
    sale = three_bottles(till)
    assert sale.lines[0].cost_minor == 3 * 12_345
    with store.transaction():
        store.run("UPDATE product SET cost_minor = 99 WHERE id = ?", (till.shampoo.id,))
    assert back(till, sale, 2000).lines[0].cost_minor == -2 * 12_345
    assert back(till, sale, 1000).lines[0].cost_minor == -12_345
    service = till.pay(till.salon.visit_bills.open(till.visit().id, till.eva.id))
    assert service.lines[0].cost_minor is None
    void = till.salon.checkout.void(till.pay(till.retail()).id, "Slip", till.manager.id)
    assert void.lines[0].cost_minor == -99
    check(till)


def test_the_sums_of_returns_are_looked_up_by_index(till: Till) -> None:
    """Not through every line that was ever sold."""
    sale, plans = three_bottles(till), []
    store = till.salon.context.store
    for sql in (
        "SELECT sum(r.total_minor) FROM sale_line l LEFT JOIN sale_line r "
        "ON r.returns_line = l.id WHERE l.sale_id = x'01'",
        "SELECT p.amount_minor FROM sale s JOIN payment p ON p.sale_id = s.id "
        "WHERE s.returns = x'01'",
    ):
        plans += [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert not any(plan.startswith("SCAN") for plan in plans), plans
    assert returned.taken_back(store, sale.id) == 0


def test_another_salon_has_none(salon: Services) -> None:
    assert salon.returns.search("1") == ()


@pytest.mark.req("M6")
def test_what_the_lists_say_today_does_not_matter(till: Till) -> None:
    """Another price and rate, the product gone from the lists, its seller from the team."""
    sale = three_bottles(till)
    lists = till.salon.catalogue
    changed = replace(lists.product(till.shampoo.id), price_minor=99_900, vat_bp=1200, active=False)
    lists.save_product(changed, till.manager.id)
    till.salon.team.save(replace(till.eva, active=False), till.manager.id)
    wanted = pieces(till, sale, 3000)
    document = till.salon.returns.take_back(
        sale.id, wanted, 105_030, "Full bottle", till.manager.id
    )
    assert document.lines[0].price_minor == 38_900
    assert [(row.rate_bp, -row.vat_minor) for row in document.vat] == [
        (row.rate_bp, row.vat_minor) for row in sale.vat
    ]
    check(till)


@pytest.mark.req("M6")
def test_of_an_erased_client_too(till: Till) -> None:
    client = till.client()
    sale = three_bottles(till, client_id=client.id)
    before = back(till, sale, 1000)
    till.salon.clients.erase(client.id, till.manager.id)
    assert till.salon.checkout.sale(before.id).reason == ""
    document = back(till, sale, 2000)
    assert document.client_name == till.salon.checkout.sale(sale.id).client_name
    check(till)


@pytest.mark.req("M6")
def test_the_salon_stopped_paying_vat_meanwhile(till: Till) -> None:
    """What was sold with VAT comes back with it."""
    sale = three_bottles(till)
    context = till.salon.context
    since = VatPeriod(context.today() + timedelta(days=1), False)
    till.salon.setup.change(context.salon, till.manager, since)
    clock_of(till.salon).advance(400 * DAY)
    assert not till.salon.context.pays_vat()
    document = back(till, sale, 3000)
    assert document.pays_vat
    assert sum(row.vat_minor for row in document.vat) == -sum(row.vat_minor for row in sale.vat)
    assert till.salon.checkout.day_of(document.id) == till.salon.context.today()
