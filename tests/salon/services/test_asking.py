"""Sums asked for at a terminal: nothing is a sale before somebody says it was paid, and nothing
that was asked or taken is forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.asked import Asked
from kiosk.salon.domain.till.bill import Bill, Discount, Payment
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import close_salon, open_salon
from tests.rigs.till_world import HOUR, SHAMPOO, Till, edit_line, take_means


def asked(till: Till, bill: Bill, amount: int = 0) -> Asked:
    total = bill.totals.total_minor
    return till.salon.asking.take(bill.id, "card", amount or bill.due_minor, total, till.eva.id)


def journalled(till: Till) -> list[str]:
    store = till.salon.context.store
    return [
        kind
        for (kind,) in store.rows("SELECT kind FROM journal ORDER BY seq")
        if kind == "sale" or kind.startswith("payment.")
    ]


@pytest.mark.req("M1", "M5")
def test_asking_sells_nothing_and_paid_does(till: Till) -> None:
    bill = till.retail()
    question = asked(till, bill)
    assert till.salon.checkout.todays_sales() == ()
    assert till.salon.bills.get(bill.id).asked == question
    assert asked(till, bill) == question, "asked twice is asked once"
    sale = till.salon.asking.done(question.id, till.eva.id)
    assert sale is not None
    assert sale.payments == (Payment("card", 38_900),)
    assert till.salon.asking.done(question.id, till.eva.id) == sale, "a second touch pays nothing"
    assert till.counts()["sale"] == 1
    assert till.salon.asking.unanswered() == ()
    assert journalled(till) == ["sale"]


@pytest.mark.req("M5")
def test_a_declined_card_leaves_the_bill_as_it_was(till: Till) -> None:
    before = till.retail()
    question = asked(till, before)
    till.salon.asking.declined(question.id, till.eva.id)
    assert till.salon.bills.get(before.id) == before
    assert till.salon.checkout.todays_sales() == ()
    with pytest.raises(Stale):
        till.salon.asking.withdraw(question.id, till.eva.id)
    assert till.salon.asking.done(question.id, till.eva.id) is None, "the answer stands"
    assert till.salon.checkout.todays_sales() == ()
    again = asked(till, before)
    assert again.id != question.id
    till.salon.asking.withdraw(again.id, till.eva.id)
    till.pay(before, Payment("cash", 38_900))
    assert journalled(till) == ["payment.declined", "payment.withdrawn", "sale"]


@pytest.mark.req("M5")
def test_while_the_terminal_is_asked_nothing_else_happens_to_the_bill(till: Till) -> None:
    bill = till.retail()
    question = asked(till, bill)
    lines, bills = till.salon.bill_lines, till.salon.bills
    for change in (
        lambda: lines.add_barcode(bill.id, SHAMPOO),
        lambda: lines.remove_line(bill.id, bill.lines[0].id),
        lambda: bills.discount_bill(bill.id, Discount("percent", 5_000)),
        lambda: bills.discard(bill.id, till.eva.id),
        lambda: till.pay(bill, Payment("cash", 38_900)),
    ):
        with pytest.raises(Refused):
            change()
    assert till.salon.bills.get(bill.id).lines == bill.lines
    till.salon.asking.done(question.id, till.eva.id)


def test_a_visit_whose_payment_is_asked_for_keeps_its_services(till: Till) -> None:
    """The sum on the terminal stays the sum of the bill; only the hour may change."""
    visit = till.visit(till.client())
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    asked(till, bill)
    agenda = till.salon.agenda
    with pytest.raises(Refused):
        agenda.change(visit.id, till.eva.id, visit.starts_at, [till.cut.id] * 2, till.eva.id)
    assert [service.name for service in agenda.get(visit.id).services] == ["Cut"]
    agenda.move(visit.id, till.manager.id, visit.starts_at + HOUR, till.eva.id)
    after = till.salon.bills.get(bill.id)
    assert (after.due_minor, after.lines[0].staff_id) == (bill.due_minor, till.manager.id)


def test_who_asks_for_what_is_asked_already_is_told_so(till: Till) -> None:
    bill = till.retail()
    assert [asked(till, bill).new for _ in range(2)] == [True, False]


@pytest.mark.parametrize("amount", [0, -1, 38_901])
def test_no_more_is_asked_than_there_is_to_pay(till: Till, amount: int) -> None:
    bill = till.retail()
    with pytest.raises(Refused):
        till.salon.asking.take(bill.id, "card", amount, bill.totals.total_minor, till.eva.id)
    with pytest.raises(Stale):
        till.salon.asking.take(bill.id, "card", 100, 1, till.eva.id)


@pytest.mark.req("M5", "K1")
def test_a_question_outlives_a_power_cut(till: Till, tmp_path: Path) -> None:
    bill = till.retail()
    question = asked(till, bill)
    other = open_salon(Path(till.salon.context.store.path).parent)
    assert other.asking.unanswered() == (question,)
    sale = other.asking.done(question.id, till.eva.id)
    assert sale is not None
    assert sale.paid_minor == 38_900
    other.context.store.close()


@pytest.mark.req("M1", "M5")
def test_a_part_taken_at_the_terminal_stays_with_the_bill(till: Till) -> None:
    bill = till.retail()
    assert till.salon.asking.done(asked(till, bill, 10_000).id, till.eva.id) is None
    left = till.salon.bills.get(bill.id)
    assert (left.taken, left.due_minor) == ((Payment("card", 10_000),), 28_900)
    assert till.salon.bills.all() == (left,)
    with pytest.raises(Refused):
        till.salon.bills.discard(bill.id, till.eva.id)
    with pytest.raises(Refused):
        till.salon.bill_lines.remove_line(bill.id, bill.lines[0].id)
    sale = till.pay(left, Payment("cash", 28_900, 30_000))
    assert [(part.method, part.amount_minor) for part in sale.payments] == [
        ("card", 10_000),
        ("cash", 28_900),
    ]
    assert sale.change_minor == 1_100
    assert journalled(till) == ["payment.taken", "sale"]


def test_two_cards_pay_one_bill(till: Till) -> None:
    bill = till.retail()
    till.salon.asking.done(asked(till, bill, 10_000).id, till.eva.id)
    rest = till.salon.bills.get(bill.id)
    sale = till.salon.asking.done(asked(till, rest).id, till.eva.id)
    assert sale is not None
    assert sum(part.amount_minor for part in sale.payments) == 38_900


@pytest.mark.req("M5")
def test_a_customer_who_leaves_gets_the_part_back_first(till: Till) -> None:
    bill = till.retail()
    with pytest.raises(Refused):
        till.salon.asking.give_back(bill.id, till.eva.id)
    till.salon.asking.done(asked(till, bill, 10_000).id, till.eva.id)
    back = till.salon.asking.give_back(bill.id, till.eva.id)
    assert (back.direction, back.amount_minor) == ("give", 10_000)
    with pytest.raises(Refused):
        till.salon.bills.discard(bill.id, till.eva.id)
    assert till.salon.asking.done(back.id, till.eva.id) is None
    assert till.salon.bills.get(bill.id).taken == ()
    till.salon.bills.discard(bill.id, till.eva.id)
    assert journalled(till) == ["payment.taken", "payment.given_back"]


@pytest.mark.req("M5")
def test_money_taken_for_a_visit_that_fell_through_is_not_forgotten(till: Till) -> None:
    """The terminal took the sum while the visit was cancelled elsewhere: it is there to be given
    back, though it can be no sale."""
    visit = till.visit(till.client())
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    question = asked(till, bill)
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE appointment SET state = 'cancelled' WHERE id = ?", (visit.id,))
    with pytest.raises(Stale):
        till.salon.asking.done(question.id, till.eva.id)
    assert till.salon.bills.get(bill.id).taken == (Payment("card", 65_045),)
    assert till.salon.checkout.todays_sales() == ()


def test_a_visit_whose_payment_is_asked_for_is_not_cancelled(till: Till) -> None:
    visit = till.visit(till.client())
    asked(till, till.salon.visit_bills.open(visit.id, till.eva.id))
    with pytest.raises(Refused):
        till.salon.agenda.set_state(visit.id, "cancelled", till.eva.id)
    assert till.salon.agenda.get(visit.id).state == "booked"


@pytest.mark.req("M5")
def test_what_a_void_gives_back_at_the_terminal_is_asked_until_it_was(till: Till) -> None:
    bill = till.retail()
    till.salon.asking.done(asked(till, bill, 10_000).id, till.eva.id)
    sale = till.pay(till.salon.bills.get(bill.id), Payment("cash", 28_900))
    void = till.salon.checkout.void(sale.id, "Returned", till.eva.id, till.manager.id)
    (back,) = till.salon.asking.of_void(void.id)
    assert (back.sale_id, back.direction, back.amount_minor) == (void.id, "give", 10_000)
    assert till.salon.asking.unanswered() == (back,)
    for no in (till.salon.asking.declined, till.salon.asking.withdraw):
        with pytest.raises(Refused):
            no(back.id, till.eva.id)
    assert till.salon.asking.done(back.id, till.eva.id) is None
    assert till.salon.asking.of_void(void.id) == till.salon.asking.unanswered() == ()


def test_a_void_of_cash_asks_nothing(till: Till) -> None:
    sale = till.pay(till.retail(), Payment("cash", 38_900))
    void = till.salon.checkout.void(sale.id, "Returned", till.eva.id, till.manager.id)
    assert till.salon.asking.of_void(void.id) == ()


def test_an_unknown_question_has_no_answer(till: Till) -> None:
    with pytest.raises(NotFound):
        till.salon.asking.done(b"nobody asked this", till.eva.id)


def test_a_changed_price_after_a_part_was_paid_is_not_below_it(till: Till) -> None:
    bill = till.retail()
    till.salon.asking.done(asked(till, bill, 30_000).id, till.eva.id)
    with pytest.raises(Refused):
        edit_line(till.salon, bill, price_minor=20_000, price_reason="Damaged")
    assert till.salon.bills.get(bill.id).due_minor == 8_900


@pytest.mark.req("M5", "K9")
@pytest.mark.parametrize("second", ["done", "declined", "withdraw"])
def test_two_desks_answer_one_question_and_one_answer_holds(till: Till, second: str) -> None:
    """At the same moment, each with a connection of its own: money is taken once or not at all."""
    other = open_salon(Path(till.salon.context.store.path).parent)
    for _ in range(5):
        question = asked(till, till.retail())
        together = Barrier(2)

        def answer(salon: Services, how: str, asked_id: Id, together: Barrier = together) -> object:
            together.wait(30)
            try:
                return getattr(salon.asking, how)(asked_id, till.eva.id)
            except Stale as stale:
                return stale
            finally:
                salon.context.store.close()

        with ThreadPoolExecutor(2) as desks:
            mine = desks.submit(answer, till.salon, "done", question.id)
            theirs = desks.submit(answer, other, second, question.id)
            found = mine.result(), theirs.result()
        sale = till.salon.checkout.of_bill(question.bill_id or b"")
        if second == "done":
            assert sale is not None
            assert [getattr(one, "number", None) for one in found] == [sale.number] * 2
        else:
            assert (sale is not None) == (found[0] is not None) == isinstance(found[1], Stale)
    close_salon(other)
    assert till.salon.asking.unanswered() == ()
    assert till.salon.books.verify().holds


@pytest.mark.req("E9", "M5")
def test_what_is_paid_on_an_invoice_is_no_part_that_is_kept(till: Till) -> None:
    """Otherwise the card pays the rest and the sale is refused afterwards: nobody said whom the
    invoice is for."""
    salon = till.salon
    take_means(salon, "invoice")
    bill = till.retail()
    total = bill.totals.total_minor
    with pytest.raises(Refused, match="comes last"):
        salon.asking.keep(bill.id, Payment("invoice", 10_000), total, till.eva.id)
    assert salon.bills.get(bill.id).taken == ()
    assert salon.asking.done(asked(till, bill).id, till.eva.id) is not None
