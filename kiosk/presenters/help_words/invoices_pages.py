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
}
