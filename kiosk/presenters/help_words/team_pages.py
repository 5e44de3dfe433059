"""What the pages of the team are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "team": (
        T("Here are all who work here, and who is at work now."),
        T("A row opens the person: PIN, card, rights, hours."),
        T("Only a manager can change anything."),
        T("Who leaves is made inactive; attendance and sales stay."),
    ),
    "staff_form": (
        T("Here you enter a person and what they may do."),
        T("Give them a PIN or a card: with it they clock in and open the desk."),
        T("A manager may do everything, so make few of them; what the others may, Rights says."),
        T("A PIN is never shown again; if it is forgotten, enter a new one."),
    ),
    "rights": (
        T("Here you say what this person may do alone at the till."),
        T("Set the switches, then save; it counts at once, and the journal keeps who changed it."),
        T("What somebody may not, they can ask for: whoever may approves with a card or PIN."),
        T("Each try that was refused stands in the journal too."),
    ),
    "attendance": (
        T("Here you see who is at work, and a manager sees each week day by day."),
        T("Choose a person to see arrivals, breaks and departures."),
        T("What was recorded stays; a mistake is put right beside it, and both can be seen."),
        T("It works without the internet."),
    ),
    "clock_forgot": (
        T("This is for the team, when a card was left at home."),
        T("Choose your name and type your PIN; it counts like the card."),
        T("The manager sees that the card was missing."),
    ),
    "clock_left": (
        T("An earlier day has no end yet, and nobody guesses it for you."),
        T("Set the time when you left, then save."),
        T("If the day was otherwise, ask a manager: they correct it here with their card or PIN."),
        T("It is marked as entered later; only a manager can change it afterwards."),
    ),
    "clock_result": (
        T("Your time is recorded, you can go."),
        T("If it was meant as a break or the other way round, choose that here."),
        T("A card held to the reader twice within a moment counts once."),
        T("The page closes by itself."),
    ),
    "timesheet": (
        T("This is one person's month: when they came and left, breaks and hours."),
        T("Choose a day to see every entry of it; days that need a look are marked."),
        T("A manager adds what is missing or corrects what is wrong."),
        T("What was recorded first stays visible beside it."),
        T("The printer sign prints the month, to be signed and kept."),
    ),
    "punch_form": (
        T(
            "Here a manager corrects attendance: another time, another meaning, or a shift "
            "that is missing."
        ),
        T("Enter day and time and choose why; the person can see that later."),
        T(
            "Nothing is overwritten: the first entry stays visible, and a correction can be "
            "corrected again."
        ),
    ),
}
