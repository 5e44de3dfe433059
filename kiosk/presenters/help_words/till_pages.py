"""What the pages of the till are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "bills": (
        T("Here are the bills that are not paid yet, of visits and those put aside."),
        T("Touch one to go on with it."),
        T("They stay here over a power cut and overnight, until they are paid or discarded."),
    ),
    "pick_service": (
        T("Here you put services and products on the bill."),
        T("Type a part of the name, or scan a product, which is faster."),
        T("What you added by mistake is removed on the bill."),
    ),
    "line_edit": (
        T("Here you change one line of the bill: how many, price, discount, who did it."),
        T("Touch what you want to change, then type on the keypad."),
        T("A price other than the list price needs a reason, and a high discount an approval."),
        T("Until the bill is paid everything here can be changed again."),
    ),
    "bill_discount": (
        T("Here you give a discount on the whole bill."),
        T("Touch a percentage, or type percent or an amount, and say what it is for."),
        T("The new total is shown before you save."),
        T("A high one has to be approved by somebody who may."),
    ),
    "advance_form": (
        T("Here you take money for something that comes later, such as half of a large colour."),
        T("Say what it is for, and at which VAT: the tax is due now."),
        T("Put it on a bill with the client; when that client pays, it is offered to be deducted."),
        T("What is left of it can be given back by a return."),
    ),
    "approve": (
        T("You may not do this alone, and you do not have to leave the desk for it."),
        T("Somebody who may holds a card to the reader, or chooses the name and types the PIN."),
        T("It counts for this one thing only, and who approved it stays in the journal."),
    ),
    "pay_cash": (
        T("Here you take cash."),
        T("Touch the banknote you were given, or type the sum; the change is shown."),
        T("With that it is paid: the drawer opens and the receipt prints."),
        T("Afterwards only somebody who may voids it."),
    ),
    "pay_card": (
        T("Type this sum into the terminal and let the client pay there."),
        T("The till does not see the terminal, so look at what it says."),
        T("Only when it says paid, touch the main button; until then nothing is sold."),
        T("If it was declined, say so: the bill stays open as it was."),
    ),
    "pay_split": (
        T("Here one part is paid in cash and the rest by card."),
        T("Type one of the two, the other follows by itself."),
        T("The card comes first, because it may be declined; take the cash after it."),
    ),
    "pay_other": (
        T("Here a bill is paid by something else than cash or card: a voucher, a transfer."),
        T("Choose by what, then type or scan the number that proves it."),
        T("Type an amount if it covers a part only; it stays with the bill until all is paid."),
        T("What is on the list is decided by a manager, under More, Means of payment."),
    ),
    "foreign": (
        T("Here you take money of another currency; change is given in your own."),
        T("Touch what you were given, or type the sum; its value and the change are shown."),
        T("If it is not enough, take the rest in cash or by card."),
        T("Look at the rate first: one that is old is pointed out, and a manager sets a new one."),
    ),
    "tip": (
        T("Here you put a tip on the bill and say for whom it is."),
        T("Touch a percentage or the round sum that the client named, or type it."),
        T("It is paid with the bill, by card or in cash, and is no part of the takings."),
        T("Until the bill is paid it can be changed or taken off."),
    ),
    "paid": (
        T("It is paid and in the books."),
        T("The large figure is what you give back or have received."),
        T("If the printer is off, the receipt waits and prints later."),
        T("Book the next visit now, while the client is still here."),
    ),
    "sales": (
        T("Here are the sales of a day with all they hold; the arrows lead to other days."),
        T("Choose one to print a copy, or find it by its number, typed or scanned from it."),
        T("Something of it can be returned on any day; one of today can be voided, too."),
        T("A sale never changes any more; a void or a return is a document of its own beside it."),
        T("What was paid by card goes back at the terminal, and the page says how much."),
    ),
    "return_lines": (
        T("Here some or all lines of a sale are returned, also long after it."),
        T("Say how many of each, and whether the goods go into stock again or are written off."),
        T("The money goes back the way it was paid, with the share of discounts and rounding."),
        T("Say why; somebody who may approves it. It cannot be undone."),
    ),
    "void": (
        T("Here a sale is taken out of the books by a counter-document."),
        T("Say why, then somebody who may approves with a card or PIN."),
        T("It is about the whole sale, the goods are in stock again, and it cannot be undone."),
        T("Give the money back the way it was paid."),
    ),
}
