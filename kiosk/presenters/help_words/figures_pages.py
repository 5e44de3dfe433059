"""What the pages of the owner's figures are for: a row for each."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "owner": (
        T("Here you see how the salon stands today, this week and this month."),
        T(
            "Each figure stands beside as much of the span before: a day beside the same weekday "
            "a week ago, a month beside as many days of the last one."
        ),
        T("Voids and returns are taken off; tips stand apart."),
        T(
            "The profit is prices without VAT, less what the sold goods were bought for, the "
            "expenses and the wages that were paid in cash; wages from the bank are an expense to "
            "be entered, and goods that are bought to be sold count when they are sold."
        ),
        T("A touch on a figure opens the documents that it is made of."),
        T("Nothing here changes anything, and the internet is not needed."),
    ),
    "owner_documents": (
        T("Here are the documents that a figure is made of; together they are the figure."),
        T("The newest stands first; a void or a return has a minus."),
        T("A touch opens the document on its day, where a copy can be printed."),
    ),
    "accounts": (
        T("Here a month, by the days on its documents, goes onto a USB stick for the accountant."),
        T("Plug in the stick first, and choose the month and the kinds of files."),
        T(
            "Every sum is counted a second time from the journal, and each balance of the cash "
            "book from the till closings; the files say whether it agrees."
        ),
        T("If a sum does not agree, do not book from the files and have the data checked."),
        T("The internet is not needed. The files name people of the team: keep the stick safe."),
    ),
}
