"""Stories of what is paid of invoices afterwards: by hand, from a bank statement, not at all."""

from __future__ import annotations

from pathlib import Path

from kiosk.presenters.invoices.args import InvoiceArgs, StatementArgs
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Payment
from tests.presenters.story import Story
from tests.presenters.test_invoices import COMPANY
from tests.rigs import statements
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till, take_means

DAY = 86_400


def unpaid(till: Till) -> Id:
    """A bottle for 389.00 on an invoice."""
    take_means(till.salon, "invoice")
    bill = till.retail()
    total = bill.totals.total_minor
    order = InvoiceOrder(buyer=COMPANY)
    pay = [Payment("invoice", total)]
    sale = till.salon.checkout.pay(bill.id, pay, total, till.eva.id, invoice_to=order)
    invoice_id = till.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    return invoice_id


def at_invoice(till: Till, invoice_id: Id) -> Story:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(InvoiceArgs(invoice_id))
    return story.at("invoice").fresh()


def test_money_that_came_is_entered_in_two_touches_and_taken_back_in_two(till: Till) -> None:
    invoice_id = unpaid(till)
    story = at_invoice(till, invoice_id).tap("pay").at("invoice_pay").tap("save").at("invoice")
    assert (story.taps, story.state.standing.plain()) == (2, "Settled")
    (row,) = story.state.history
    story.tap("look", row.key)
    assert story.out.toast is not None
    assert story.out.toast.undo is not None
    story.out.toast.undo()
    assert till.salon.invoices.open_minor(invoice_id) == 38_900
    assert [row.dim for row in story.state.history] == [True, True]


def test_cash_is_chosen_and_lies_in_the_drawer(till: Till) -> None:
    invoice_id = unpaid(till)
    story = at_invoice(till, invoice_id).tap("pay").tap("edit", "means", "cash").tap("save")
    assert (story.taps, story.at("invoice").state.standing.plain()) == (3, "Settled")
    (movement,) = till.salon.cash.of_days(today := till.salon.context.today(), today)
    assert (movement.kind, movement.amount_minor) == ("invoice", 38_900)


def test_what_the_salon_owes_is_given_back_from_the_same_button(till: Till) -> None:
    invoice_id = unpaid(till)
    row = till.salon.invoices.row(invoice_id)
    today, by = till.salon.context.law_day(), till.manager.id
    till.salon.paying.pay_by_hand(invoice_id, 38_900, today, by)
    assert row.sale_id is not None
    till.salon.checkout.void(row.sale_id, "Mistake", by)
    story = at_invoice(till, invoice_id)
    assert (story.state.owed, story.state.open.minor) == (True, 38_900)
    story.tap("pay").tap("edit", "amount", "390").tap("save").at("invoice_pay")
    assert list(story.errors) == ["amount"]
    story.tap("edit", "amount", "389").tap("save").at("invoice")
    assert till.salon.invoices.open_minor(invoice_id) == 0


def test_more_than_is_open_and_a_day_to_come_are_refused_at_their_fields(till: Till) -> None:
    story = at_invoice(till, unpaid(till)).tap("pay")
    story.tap("edit", "amount", "390").tap("save").at("invoice_pay")
    assert list(story.errors) == ["amount"]
    story.tap("edit", "amount", "100").tap("edit", "on", "1. 1. 2030").tap("save")
    assert list(story.errors) == ["on"]
    story.tap("edit", "on", "21. 11. 2026").tap("save").at("invoice")
    assert story.state.open.minor == 28_900


def test_an_overdue_invoice_is_reminded_of_and_not_twice_at_once(till: Till) -> None:
    invoice_id = unpaid(till)
    assert not at_invoice(till, invoice_id).state.can_remind
    clock_of(till.salon).advance(20 * DAY)
    story = at_invoice(till, invoice_id).tap("remind").at("reminder_form").tap("save").at("invoice")
    assert len(till.salon.reminders.of(invoice_id)) == 1
    assert not story.state.can_remind


def test_a_reminder_goes_on_paper_where_no_letter_leaves_and_again_from_the_sheet(
    till: Till,
) -> None:
    invoice_id = unpaid(till)
    clock_of(till.salon).advance(20 * DAY)
    story = at_invoice(till, invoice_id).tap("remind").tap("save").at("invoice")
    (reminder,) = till.salon.reminders.of(invoice_id)
    jobs = till.salon.printing.open_jobs()
    assert [job.subject_id for job in jobs].count(reminder.id) == 1
    job = till.salon.printing.open_of(reminder.id)
    assert job is not None
    assert (job.kind, job.about, story.hardware.prints) == ("page", "reminder", 1)
    till.salon.printing.drop(job.id)
    story.tap("look", f"reminder-{reminder.id.hex()}")
    assert story.out.toast is not None
    assert story.out.toast.undo is not None
    story.out.toast.undo()
    assert till.salon.printing.open_of(reminder.id) is not None
    story.nav.go("papers")
    titles = [paper.title for paper in story.state.papers]
    assert T("Reminder {n}", n="2026-1-F00001-1") in titles


def test_a_statement_books_what_is_sure_once(till: Till, tmp_path: Path) -> None:
    invoice_id = unpaid(till)
    reference = till.salon.invoices.row(invoice_id).reference
    file = tmp_path / "statement.xml"
    clock_of(till.salon).advance(10 * DAY)
    entry = statements.camt_entry("389.00", currency="CZK", reference=reference)
    file.write_bytes(statements.camt([entry]))
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(StatementArgs(file))
    assert [row.chip.plain() for row in story.state.rows] == ["Pays"]
    story.tap("book")
    assert till.salon.invoices.open_minor(invoice_id) == 0
    assert [row.chip.plain() for row in story.state.rows] == ["Booked"]
    assert story.state.why.plain() == "Nothing is sure"


def test_what_is_no_statement_is_said_where_its_lines_would_be(till: Till, tmp_path: Path) -> None:
    file = tmp_path / "photo.xml"
    file.write_bytes(b"\x89PNG")
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(StatementArgs(file))
    assert story.state.rows == ()
    assert story.state.why
