"""What the pages of the first quarter of an hour are for, and those for when data were lost: a row
for each."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "setup": (
        T("Here the box becomes the desk of your salon."),
        T(
            "Go step by step; nothing is kept before the last one, and everything except the "
            "country can be changed later."
        ),
        T("Country decides currency, VAT and rounding, so choose it with care."),
        T("Remember the first manager's PIN: with it you open the desk."),
        T("The internet is not needed."),
    ),
    "lost_books": (
        T("The data of the salon are not where they were, but nothing is being written over them."),
        T("Call your technician first; a copy of the data folder can be put back if there is one."),
        T("Begin anew only when there is none: clients, visits and sales are then gone."),
    ),
    "old_books": (
        T("The data here are older than the last receipt that was printed."),
        T("Looking is free; nothing can be entered until a manager decides."),
        T("First look for a newer copy, because what was sold since is missing here."),
        T("Going on from here cannot be undone."),
    ),
    "connect": (
        T("Here you see what is plugged into the new desk."),
        T("Plug in what you have: it is found and taken into use by itself."),
        T(
            "Hold any card to the reader and scan any code to see that they work; nothing is "
            "done with them."
        ),
        T("What is missing can come later, the desk works without it."),
    ),
    "first_steps": (
        T("These steps are left until the new salon is ready."),
        T("Take them in any order; each opens the page where it is done."),
        T("What is done goes from the list, and you can put away what your salon does not need."),
        T("Only a manager sees them."),
    ),
    "key_paper": (
        T(
            "This puts the salon's key on paper: without it nobody can bring the data back "
            "if this box is lost."
        ),
        T("Print it, or write the words down in their order."),
        T(
            "Keep the paper in a safe, away from this box, and show it to nobody: whoever "
            "has it has the key."
        ),
        T("It can be printed again later, as long as this box works."),
    ),
}
