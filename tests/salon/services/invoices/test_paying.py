"""What is paid of invoices: by hand, by statements, taken back, and reminded of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.statements.matching import Statement
from tests.rigs.salon import clock_of
from tests.rigs.statements import camt, camt_entry, gpc, gpc_line
from tests.rigs.till_world import Till
from tests.salon.services.invoices.test_issuing import of, on_invoice

DAY = 24 * 3600
TODAY = date(2026, 11, 21)


def unpaid(till: Till, pieces: int = 1) -> Invoice:
    return of(till.salon, on_invoice(till, pieces).id)


def check(till: Till) -> None:
    found = till.salon.books.verify()
    assert (found.fault, found.differences) == (None, ())


def of_bank(till: Till, *rows: str) -> Statement:
    return till.salon.statements.read(gpc(rows).encode("cp1250"))


def paid_by_bank(till: Till, *rows: str) -> int:
    return till.salon.statements.book(of_bank(till, *rows), till.manager.id)


@pytest.mark.req("E9")
def test_by_hand_in_parts_and_never_more_than_is_open(till: Till) -> None:
    paying, invoice, by = till.salon.paying, unpaid(till), till.manager.id
    paying.pay_by_hand(invoice.id, 30_000, TODAY - timedelta(days=1), by, " from  Brno ")
    assert till.salon.invoices.open_minor(invoice.id) == 8_900
    for amount, on, words in (
        (8_901, TODAY, "Only"),
        (0, TODAY, "above zero"),
        (-8_900, TODAY, "above zero"),
        (8_900, TODAY + timedelta(days=1), "still to come"),
    ):
        with pytest.raises(Refused, match=words):
            paying.pay_by_hand(invoice.id, amount, on, by)
    paying.pay_by_hand(invoice.id, 8_900, TODAY, by)
    with pytest.raises(Refused, match="paid already"):
        paying.pay_by_hand(invoice.id, 1, TODAY, by)
    first, second = paying.payments_of(invoice.id)
    assert (first.amount_minor, first.how, first.reference) == (30_000, "hand", "from Brno")
    assert second.paid_on == TODAY
    with pytest.raises(NotFound):
        paying.pay_by_hand(b"x" * 16, 1, TODAY, by)
    check(till)


def test_what_is_taken_back_is_open_again_by_a_row_against_it(till: Till) -> None:
    paying, invoice, by = till.salon.paying, unpaid(till), till.manager.id
    payment = paying.pay_by_hand(invoice.id, 38_900, TODAY, by)
    back = paying.undo(payment, by)
    assert till.salon.invoices.open_minor(invoice.id) == 38_900
    old, new = paying.payments_of(invoice.id)
    assert (old.undone, new.undoes, new.amount_minor, new.how) == (
        True, payment, -38_900, "undone",
    )  # fmt: skip
    for wrong, words in ((payment, "already"), (back, "no payment")):
        with pytest.raises(Refused, match=words):
            paying.undo(wrong, by)
    check(till)


def test_a_credit_note_and_a_payment_together(till: Till) -> None:
    """What came back after it was paid is owed to the buyer, and is no payment of anybody's."""
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    payment = salon.paying.pay_by_hand(invoice.id, 10_000, TODAY, by)
    sale_id = salon.invoices.row(invoice.id).sale_id
    assert sale_id is not None
    salon.checkout.void(sale_id, "Mistake", by)
    assert salon.invoices.open_minor(invoice.id) == -10_000
    (note,) = salon.invoices.corrections(invoice.id)
    with pytest.raises(Refused, match="credit note"):
        salon.paying.pay_by_hand(note, 1, TODAY, by)
    by_note = next(one for one in salon.paying.payments_of(invoice.id) if one.id != payment)
    with pytest.raises(Refused, match="no payment"):
        salon.paying.undo(by_note.id, by)
    assert salon.reminders.why_not(invoice.id) is not None
    check(till)


@pytest.mark.req("E9")
def test_a_statement_books_what_is_sure_once_however_often_it_is_read(till: Till) -> None:
    salon = till.salon
    one, two = unpaid(till), unpaid(till, 2)
    rows = [
        gpc_line(38_900, one.reference, mark="1"),
        gpc_line(77_700, two.reference, mark="2"),
        gpc_line(500, "0", mark="3"),
    ]
    statement = of_bank(till, *rows)
    assert [found.verdict for found in statement.lines] == ["sure", "doubtful", "none"]
    assert salon.statements.book(statement, till.manager.id) == 1
    assert salon.invoices.open_minor(one.id) == 0
    assert salon.statements.book(statement, till.manager.id) == 0, "the same again"
    assert [found.verdict for found in of_bank(till, *rows).lines] == ["known", "doubtful", "none"]
    doubtful = statement.lines[1]
    salon.statements.book_line(doubtful.line, [(two.id, 77_700)], till.manager.id)
    with pytest.raises(Stale, match="already"):
        salon.statements.book_line(doubtful.line, [(two.id, 77_700)], till.manager.id)
    assert salon.invoices.open_minor(two.id) == 100
    (payment,) = salon.paying.payments_of(one.id)
    assert (payment.how, payment.reference) == ("statement", one.reference.rjust(10, "0"))
    check(till)


def test_one_transfer_for_two_invoices(till: Till) -> None:
    one, two = unpaid(till), unpaid(till, 2)
    text = f"079{one.number} a {two.number}".ljust(128)
    assert paid_by_bank(till, gpc_line(116_700, "0"), text) == 1
    assert till.salon.invoices.open_minor(one.id) == till.salon.invoices.open_minor(two.id) == 0
    assert paid_by_bank(till, gpc_line(116_700, "0"), text) == 0
    check(till)


def test_more_than_there_was_to_pay_is_owed_to_the_buyer(till: Till) -> None:
    invoice = unpaid(till)
    statement = of_bank(till, gpc_line(40_000, invoice.reference))
    (one,) = statement.of("doubtful")
    assert till.salon.statements.book(statement, till.manager.id) == 0
    shares = [(share.invoice_id, share.amount_minor) for share in one.shares]
    till.salon.statements.book_line(one.line, shares, till.manager.id)
    assert till.salon.invoices.open_minor(invoice.id) == -1_100
    check(till)


def test_a_line_that_was_taken_back_may_be_booked_again(till: Till) -> None:
    salon, invoice = till.salon, unpaid(till)
    row = gpc_line(38_900, invoice.reference, mark="9")
    for _ in range(3):
        assert paid_by_bank(till, row) == 1
        last = salon.paying.payments_of(invoice.id)[-1]
        salon.paying.undo(last.id, till.manager.id)
    assert paid_by_bank(till, row) == 1
    assert paid_by_bank(till, row) == 0
    assert salon.invoices.open_minor(invoice.id) == 0
    check(till)


def test_what_was_paid_by_hand_is_not_paid_by_the_bank_again(till: Till) -> None:
    invoice = unpaid(till)
    till.salon.paying.pay_by_hand(invoice.id, 38_900, TODAY, till.manager.id)
    statement = of_bank(till, gpc_line(38_900, invoice.reference))
    assert [one.verdict for one in statement.lines] == ["doubtful"]
    assert "paid already" in str(statement.lines[0].why)
    assert till.salon.statements.book(statement, till.manager.id) == 0


def test_what_changed_since_the_file_was_read_is_seen_when_it_is_booked(till: Till) -> None:
    invoice = unpaid(till)
    statement = of_bank(till, gpc_line(38_900, invoice.reference))
    till.salon.paying.pay_by_hand(invoice.id, 1, TODAY, till.manager.id)
    assert till.salon.statements.book(statement, till.manager.id) == 0
    assert till.salon.invoices.open_minor(invoice.id) == 38_899


def test_money_of_another_currency_pays_nothing(till: Till) -> None:
    salon, invoice = till.salon, unpaid(till)
    statement = salon.statements.read(camt([camt_entry("389.00", reference=invoice.reference)]))
    (one,) = statement.lines
    assert one.verdict == "doubtful"
    with pytest.raises(Refused, match="currency"):
        salon.statements.book_line(one.line, [(invoice.id, 38_900)], till.manager.id)
    assert salon.invoices.open_minor(invoice.id) == 38_900
    check(till)


def test_what_went_out_gives_back_what_is_owed_and_never_more(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    assert paid_by_bank(till, gpc_line(38_900, invoice.reference)) == 1
    sale_id = salon.invoices.row(invoice.id).sale_id
    assert sale_id is not None
    salon.checkout.void(sale_id, "Mistake", by)
    assert salon.invoices.open_minor(invoice.id) == -38_900
    rows = [gpc_line(39_000, invoice.reference, code="1"),
            gpc_line(38_900, invoice.reference, code="1")]  # fmt: skip
    more, one = of_bank(till, *rows).lines
    with pytest.raises(Refused, match="is owed"):
        salon.statements.book_line(more.line, [(invoice.id, -39_000)], by)
    salon.statements.book_line(one.line, [(invoice.id, -38_900)], by)
    assert salon.invoices.open_minor(invoice.id) == 0
    with pytest.raises(Refused, match="Nothing of this invoice"):
        salon.statements.book_line(more.line, [(invoice.id, -39_000)], by)
    assert [found.verdict for found in of_bank(till, *rows).lines] == ["none", "known"]
    check(till)


def test_what_the_bank_took_back_is_unpaid_again(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    assert paid_by_bank(till, gpc_line(38_900, invoice.reference)) == 1
    (back,) = of_bank(till, gpc_line(38_900, invoice.reference, code="5")).of("doubtful")
    salon.statements.book_line(back.line, [(invoice.id, -38_900)], by)
    assert salon.invoices.open_minor(invoice.id) == 38_900
    check(till)


def test_a_line_of_a_day_to_come_counts_from_today(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    row = gpc_line(38_900, invoice.reference, day="211136")
    assert paid_by_bank(till, row) == 0
    (one,) = of_bank(till, row).of("doubtful")
    salon.statements.book_line(one.line, [(invoice.id, 38_900)], by)
    assert salon.paying.payments_of(invoice.id)[0].paid_on == TODAY
    check(till)


def test_shares_of_a_line_that_cannot_be(till: Till) -> None:
    invoice = unpaid(till)
    (one,) = of_bank(till, gpc_line(38_900, "0")).lines
    by, book = till.manager.id, till.salon.statements.book_line
    for shares, words in (
        ([(invoice.id, 38_000)], "not what came in"),
        ([(invoice.id, 39_000), (b"x", -100)], "above zero"),
        ([(invoice.id, 19_450), (invoice.id, 19_450)], "twice"),
    ):
        with pytest.raises(Refused, match=words):
            book(one.line, shares, by)
    assert till.salon.paying.payments_of(invoice.id) == ()


@pytest.mark.req("E9")
def test_three_reminders_each_after_the_days_of_the_one_before(till: Till) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    with pytest.raises(Refused, match="not overdue"):
        salon.reminders.remind(invoice.id, by)
    clock_of(salon).advance(14 * DAY)
    with pytest.raises(Refused, match="not overdue"):
        salon.reminders.remind(invoice.id, by)
    clock_of(salon).advance(DAY)
    salon.paying.pay_by_hand(invoice.id, 900, TODAY, by)
    first = salon.reminders.get(salon.reminders.remind(invoice.id, by))
    assert (first.level, first.number, first.open_minor, first.paid_minor) == (
        1, invoice.number, 38_000, 900,
    )  # fmt: skip
    assert (first.late_days, first.buyer, first.pay_until) == (1, invoice.buyer, date(2026, 12, 13))
    with pytest.raises(Refused, match="gave until"):
        salon.reminders.remind(invoice.id, by)
    for level in (2, 3):
        clock_of(salon).advance(8 * DAY)
        again = salon.reminders.get(salon.reminders.remind(invoice.id, by))
        assert again.level == level
    clock_of(salon).advance(30 * DAY)
    with pytest.raises(Refused, match="last reminder"):
        salon.reminders.remind(invoice.id, by)
    rows = salon.reminders.of(invoice.id)
    assert [row.level for row in rows] == [1, 2, 3]
    salon.paying.pay_by_hand(invoice.id, 38_000, TODAY, by)
    assert salon.reminders.get(rows[0].id) == first, "it stays as it was written"
    with pytest.raises(Refused, match="still to pay"):
        salon.reminders.remind(invoice.id, by)
    check(till)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE invoice_payment SET amount_minor = 1 WHERE how = 'hand'", "Payments"),
        ("UPDATE invoice_payment SET paid_on = '2026-01-01'", "Payments"),
        ("UPDATE invoice_payment SET reference = 'x'", "Payments"),
        ("DELETE FROM invoice_payment", "Payments"),
        ("UPDATE invoice_reminder SET open_minor = 1", "Reminder"),
        ("UPDATE invoice_reminder SET content = x'00'", "Reminder"),
        ("DELETE FROM invoice_reminder", "Reminder"),
    ],
)
def test_what_somebody_does_to_it_by_hand_is_seen(till: Till, sql: str, words: str) -> None:
    salon, invoice, by = till.salon, unpaid(till), till.manager.id
    salon.paying.pay_by_hand(invoice.id, 900, TODAY, by, "x1")
    clock_of(salon).advance(15 * DAY)
    salon.reminders.remind(invoice.id, by)
    check(till)
    with salon.context.store.transaction():
        salon.context.store.run(sql)
    told = " ".join(str(one) for one in salon.books.verify().differences)
    assert words in told
