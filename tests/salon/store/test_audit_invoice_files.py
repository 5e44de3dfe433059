"""What goes out with an invoice is what was drawn: nobody exchanges it without being found out."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.ids import Id
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till
from tests.salon.services.invoices.test_issuing import of, on_invoice

DAY = 86_400
TORN = b"%PDF another"


def kept(till: Till) -> Id:
    """An overdue invoice with its file and the letter of its first reminder."""
    salon = till.salon
    invoice_id = of(salon, on_invoice(till).id).id
    salon.invoice_files.keep(invoice_id, b"%PDF invoice")
    clock_of(salon).advance(20 * DAY)
    reminder_id = salon.reminders.remind(invoice_id, till.manager.id)
    salon.invoice_files.keep_letter(reminder_id, b"%PDF letter")
    salon.invoice_files.keep_letter(reminder_id, TORN)
    assert salon.invoice_files.letter(reminder_id) == b"%PDF letter"
    return reminder_id


def differences(till: Till) -> list[str]:
    verified = till.salon.books.verify()
    assert verified.fault is None
    return [one.plain() for one in verified.differences]


@pytest.mark.req("E9")
@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE invoice_file SET bytes = X'00' WHERE kind = 'pdf'", "File pdf of invoice"),
        ("UPDATE invoice_file SET hash = 'x' WHERE kind = 'isdoc'", "File isdoc of invoice"),
        (
            "UPDATE invoice_file SET bytes = X'00', hash = "
            "'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' "
            "WHERE kind = 'pdf'",
            "File pdf of invoice",
        ),
        ("DELETE FROM invoice_file WHERE kind = 'pdf'", "File pdf of invoice"),
        ("UPDATE invoice_reminder SET pdf = X'00'", "letter of reminder 1"),
        ("UPDATE invoice_reminder SET pdf_hash = 'x'", "letter of reminder 1"),
        ("UPDATE invoice_reminder SET pdf = NULL", "letter of reminder 1"),
    ],
)
def test_a_file_that_was_exchanged_is_found(till: Till, sql: str, what: str) -> None:
    kept(till)
    assert differences(till) == []
    with till.salon.context.store.transaction():
        till.salon.context.store.run(sql)
    (found,) = differences(till)
    assert what in found
