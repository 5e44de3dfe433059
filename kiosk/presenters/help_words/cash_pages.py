"""What the pages of cash in and out and of expenses are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "cash_form": (
        T("Here you enter cash that comes into the drawer or goes out of it without a sale."),
        T("Choose what for and type the sum; More has the safe and the supplier's paper."),
        T("Two cash vouchers are printed: one stays with the till, one goes with the money."),
        T("What looks wrong is pointed out, and you decide."),
        T("It is in the books at once; until the drawer is counted it can be voided."),
    ),
    "cash_list": (
        T("Here is the cash of a day that came or went without a sale; the arrows turn days."),
        T("Choose one to print a copy of its cash voucher, or to void it."),
        T("What was counted already cannot be voided any more: the count has found it."),
        T("Enter then what really moves, as cash in or out."),
    ),
    "cash_void": (
        T("Here a movement of cash is taken out of the books by a counter-document."),
        T("Say why; the reason stands on the cash voucher and in the journal."),
        T("A transfer is voided in both tills, and a purchase among the expenses too."),
        T("It cannot be undone: enter it again if it was right after all."),
    ),
    "expenses": (
        T("Here is what the salon spent in a month, by item; the arrows turn months."),
        T("Touch an item to see what it was spent on."),
        T(
            "What was paid in cash comes here by itself; what was paid from the bank, you enter "
            "here."
        ),
        T("One paid from the bank is voided here, one in cash by its cash voucher."),
    ),
    "expense_form": (
        T("Here you enter what was spent, such as rent or goods, with the supplier's paper."),
        T("Paid in cash it goes out of the drawer now and a cash voucher is printed."),
        T("From the bank only the books know of it, on the day of the paper."),
        T("It cannot be changed afterwards, only voided."),
    ),
    "expense_void": (
        T("Here an expense that was paid from the bank is taken out of the books."),
        T("Say why; a second expense of today takes the first one back."),
        T("Enter it again if it was right after all."),
    ),
    "expense_items": (
        T("Here is what money is spent on, as your accountant wants it sorted."),
        T("Touch one to rename it, or to take it out of use."),
        T("What was spent on it stays as it was."),
    ),
    "expense_item_form": "expense_items",
}
