"""Money for an unpaid invoice that somebody brings to the desk, and money that goes back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.invoices.payments import By
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import figures
from kiosk.salon.store.till import sessions as tills
from tests.rigs.confirmed import make_confirmed
from tests.rigs.till_world import Till, take_means
from tests.salon.services.invoices.test_paying import TODAY, check, gpc_line, paid_by_bank, unpaid


def drawer(salon: Services) -> int:
    session = tills.open_at(salon.context.store, salon.context.desk)
    return figures.standing(salon.context.store, session.id).get("CZK", 0) if session else 0


def owed(till: Till) -> Id:
    """An invoice of 389.00, paid from the bank, whose sale was taken back."""
    invoice = unpaid(till)
    assert paid_by_bank(till, gpc_line(38_900, invoice.reference)) == 1
    sale_id = till.salon.invoices.row(invoice.id).sale_id
    assert sale_id is not None
    till.salon.checkout.void(sale_id, "Mistake", till.manager.id)
    return invoice.id


def test_cash_for_an_invoice_lies_in_the_drawer_and_is_no_turnover(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    before = salon.closings.x(by)
    salon.paying.pay_by_hand(invoice.id, 20_000, TODAY, by, means="cash")
    assert drawer(salon) == 20_000
    (movement,) = salon.cash.of_days(TODAY, TODAY)
    assert (movement.kind, movement.amount_minor, movement.purpose) == (
        "invoice", 20_000, invoice.number,
    )  # fmt: skip
    assert movement.number, "the buyer gets a voucher"
    assert (movement.session_id is not None, movement.paper.supplier) == (True, "")
    after = salon.closings.x(by)
    assert before.turnover_minor == after.turnover_minor == 38_900
    assert [(one.kind, one.in_minor) for one in after.cash[0].movements] == [("invoice", 20_000)]
    assert after.cash[0].expected_minor == 20_000
    (paid,) = salon.paying.payments_of(invoice.id)
    assert (paid.means, paid.how, paid.may_be_undone) == ("cash", "hand", True)
    with pytest.raises(Refused, match="at the invoice"):
        salon.cash.reverse(movement.id, "Mistake", by)
    check(till)


def test_cash_that_was_entered_wrongly_leaves_the_drawer_until_it_is_counted(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    payment = salon.paying.pay_by_hand(invoice.id, 20_000, TODAY, by, means="cash")
    salon.paying.undo(payment, by)
    assert (drawer(salon), salon.invoices.open_minor(invoice.id)) == (0, 38_900)
    back, first = salon.cash.of_days(TODAY, TODAY)
    assert (back.reverses, back.amount_minor) == (first.id, -20_000)
    check(till)


def test_a_card_at_the_terminal_is_noted_and_moves_no_cash(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    payment = salon.paying.pay_by_hand(invoice.id, 38_900, TODAY, by, means="card")
    assert salon.paying.payments_of(invoice.id)[0].means == "card"
    salon.paying.undo(payment, by)
    assert salon.cash.of_days(TODAY, TODAY) == ()
    check(till)


def test_cash_that_cannot_be_leaves_nothing_behind(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    for amount, on, field in (
        (20_050, TODAY, "amount"),
        (20_000, TODAY - timedelta(days=1), "on"),
    ):
        with pytest.raises(Refused) as refused:
            salon.paying.pay_by_hand(invoice.id, amount, on, by, means="cash")
        assert refused.value.field == field
    assert salon.paying.payments_of(invoice.id) == ()
    assert salon.cash.of_days(TODAY, TODAY) == ()
    check(till)


@pytest.mark.parametrize("means", ["bank", "card", "cash"])
def test_what_is_owed_goes_back_to_the_buyer_and_no_more(till: Till, means: By) -> None:
    salon, invoice_id, by = till.salon, owed(till), till.manager.id
    assert salon.invoices.open_minor(invoice_id) == -38_900
    with pytest.raises(Refused, match="is owed"):
        salon.paying.pay_back(invoice_id, 39_000, TODAY, by, means=means)
    payment = salon.paying.pay_back(invoice_id, 38_900, TODAY, by, means=means)
    assert salon.invoices.open_minor(invoice_id) == 0
    assert drawer(salon) == (-38_900 if means == "cash" else 0)
    with pytest.raises(Refused, match="Nothing of this invoice"):
        salon.paying.pay_back(invoice_id, 100, TODAY, by, means=means)
    salon.paying.undo(payment, by)
    assert (salon.invoices.open_minor(invoice_id), drawer(salon)) == (-38_900, 0)
    check(till)


def test_cash_back_is_approved_like_all_that_leaves_the_drawer(till: Till) -> None:
    invoice_id = owed(till)
    with pytest.raises(NeedsApproval):
        till.salon.paying.pay_back(invoice_id, 38_900, TODAY, till.eva.id, means="cash")
    till.salon.paying.pay_back(
        invoice_id, 38_900, TODAY, till.eva.id, means="cash", approved_by=till.manager.id
    )
    check(till)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE invoice_payment SET means = 'bank' WHERE means = 'cash'",
        "UPDATE invoice_payment SET means = 'cash' WHERE means = 'card'",
        "DELETE FROM cash_movement",
    ],
)
def test_cash_and_payment_that_do_not_belong_together_are_seen(till: Till, sql: str) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    salon.paying.pay_by_hand(invoice.id, 20_000, TODAY, by, means="cash")
    salon.paying.pay_by_hand(invoice.id, 10_000, TODAY, by, means="card")
    check(till)
    with salon.context.store.transaction():
        salon.context.store.run(sql)
    told = " ".join(str(one) for one in salon.books.verify().differences)
    assert "Payments of invoice" in told


@pytest.mark.parametrize("means", ["cash", "card"])
def test_where_an_office_confirms_receipts_an_issued_invoice_is_paid_by_transfer(
    tmp_path: Path, means: By
) -> None:
    world = make_confirmed(tmp_path / "home")
    salon, by = world.salon, world.manager.id
    take_means(salon, "invoice")
    bill = world.retail()
    total = bill.totals.total_minor
    buyer = Party(kind="person", name="Zala", street="Cesta 1", city="Ljubljana", postcode="1000",
                  country="SI")  # fmt: skip
    sale = salon.checkout.pay(bill.id, [Payment("invoice", total)], total, world.eva.id,
                              invoice_to=InvoiceOrder(buyer=buyer))  # fmt: skip
    invoice_id = salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    today: date = salon.context.law_day()
    with pytest.raises(Refused, match="Void its sale") as refused:
        salon.paying.pay_by_hand(invoice_id, total, today, by, means=means)
    assert refused.value.field == "means"
    assert (salon.paying.payments_of(invoice_id), world.items()[1:]) == ((), ())
    salon.paying.pay_by_hand(invoice_id, total, today, by)
    assert salon.invoices.open_minor(invoice_id) == 0
