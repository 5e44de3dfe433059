"""What the pages of invoices are for: a row for each, or the name of the page whose text it
shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "invoice_terms": (
        T("Here is what stands on invoices besides what stands on receipts."),
        T("With the account, every unpaid invoice has a code that the payer's bank app reads."),
        T("Compare the account with the bank's papers: clients send their money there."),
        T("Invoices that are issued keep what stood on them."),
        T("Only a manager gets here."),
    ),
    "invoice_form": (
        T("Here an invoice is written, of a sale that is paid or of a bill that is paid later."),
        T("Type the company's number first: what the register knows of it fills in by itself."),
        T("Without the internet nothing waits; type the rest, or choose a known buyer."),
        T("With e-mail the invoice goes at once, or as soon as there is a connection."),
        T("It is never changed afterwards; a credit note takes it back."),
    ),
    "invoice": (
        T("Here is one invoice: what stands on it, what was paid and sent."),
        T("Enter a payment when money has come; touch an entered one to take it back."),
        T("Sent by e-mail it leaves when there is a connection; whether it left stands below."),
        T("A credit note comes with the return of what was sold; the invoice never changes."),
    ),
    "invoice_mail": (
        T("Here the invoice is sent by e-mail, as the PDF that was made of it once."),
        T("It waits until there is a connection, and leaves once."),
        T("Whether it left stands on the invoice, under What happened."),
    ),
    "buyers": (
        T("Here is everybody who was given an invoice before."),
        T("Type a part of the name or the number, then touch the buyer."),
        T("You can still change everything before the invoice is issued."),
    ),
    "invoices": (
        T("Here are your invoices: what is unpaid, what is overdue, or all of them."),
        T("Find one by its number, buyer or sum, and touch it for all that is known of it."),
        T("Overdue are those whose day has passed and that are not paid in full."),
    ),
    "invoice_pay": (
        T("Here you enter money that has come for this invoice, or that went back to the buyer."),
        T("Cash goes into the drawer with a voucher, and is counted there; a card is only noted."),
        T("Less than the whole sum leaves the rest open."),
        T("One entered wrongly is taken back on the invoice; both stay in the journal."),
    ),
    "reminder_form": (
        T("Here you write to a buyer that an invoice is overdue."),
        T("There are three reminders, each in firmer words; they go by e-mail or on paper."),
        T("Look first whether the money has come: read the bank's statement before."),
        T("A reminder that is written stays with the invoice."),
    ),
    "statement_files": (
        T("Here you read what your bank says of payments, from a file on a stick."),
        T("Let the bank's pages save the statement as CAMT, GPC, MT940 or CSV."),
        T("What fits an invoice for sure is booked at once, the rest you decide."),
        T("A statement that is read twice pays nothing twice."),
    ),
    "statement": "statement_files",
}
