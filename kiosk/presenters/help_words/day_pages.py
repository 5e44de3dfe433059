"""What the pages of the day's money are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "day": (
        T("Here is the money of the day: what the till began with, what came and went."),
        T("Open it in the morning with the float, count and close it in the evening."),
        T("A sale never waits for either: whoever forgets it counts later."),
        T("The figures of the day can be printed at any time without closing it."),
    ),
    "open_till": (
        T("Here you count the money that the till begins the day with."),
        T("Touch a banknote or coin and type how many there are, or type the whole sum."),
        T("What differs from the last closing is noted as found in the morning, with the reason."),
        T("The owner sees it beside the differences of the closings."),
    ),
    "count": (
        T("Here you count what lies in the till at the end of the day."),
        T("Touch a banknote or coin and type how many there are, or type the whole sum."),
        T("What is sold while you count belongs to the next day and is left out."),
        T("Whoever goes back without having counted has not ended the day: it goes on."),
    ),
    "close_till": (
        T("Here you finish the day: what is taken out of the till, and what stays for tomorrow."),
        T("A difference needs a reason."),
        T("Type the day sum of the card terminal from its own paper, so that both are compared."),
        T("A closing is final and gets a number; a wrong one is corrected by another."),
    ),
    "closing": (
        T("Here is all that a closing says, as it was printed."),
        T("It never changes any more, and another print of it is marked as a copy."),
        T("The first print comes by itself; a copy is for whoever may see takings."),
        T("If the money was counted wrongly, count it again: a new closing corrects this one."),
        T("Without a number it is only a look at the day so far."),
    ),
    "closings": (
        T("Here are the closings of a month, the newest first."),
        T("Touch one to see all of it, to print a copy or to correct it."),
        T("Days that nobody counted stand here too, as carried to the next count."),
    ),
}
