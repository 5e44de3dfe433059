"""What the pages of the agenda are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "desk": (
        T("This is the whole day: a column for each of the team, a block for each visit."),
        T("Touch a visit to go on with it and to pay; touch an empty time to book."),
        T("Hold a visit with your finger and drag it to another time or person."),
        T("A visit with a brown frame does not fit where it stands; touch it to read why."),
        T("A product or a client's card can be scanned here at any time."),
        T(
            "All of it works without the internet; what was booked online arrives when the "
            "internet is back."
        ),
    ),
    "lock": (
        T("The desk is locked, and everything on it stays as it was."),
        T("Hold your card to the reader, or choose your name and type your PIN."),
        T("After several wrong PINs you have to wait a while; a card opens the desk all the same."),
        T("If you forgot your PIN, a manager sets a new one in the team."),
    ),
    "booking": (
        T("Here you book a visit in three steps: client, services, time."),
        T(
            "Begin with a few letters of the name or the last digits of the phone; somebody "
            "new needs only a name."
        ),
        T("The times shown are those that fit the hours, the services and what is booked already."),
        T(
            "Until you save it nothing is booked; afterwards it can be moved or cancelled in "
            "the agenda."
        ),
        T("Without the internet it works the same."),
    ),
    "waiting": (
        T("Here is everybody who came without an appointment and waits for a free chair."),
        T("Choose a name, then give them a time or take them off the list."),
        T(
            "People put themselves on it at the check-in screen; whoever can start at once "
            "gets a visit for now."
        ),
        T("Who waits longest stands first."),
    ),
    "hours_form": (
        T("These are the usual hours of the week, of the salon or of one person."),
        T(
            "Type the hours of each day, with a break between two spans: 9-12, 13-18; an "
            "empty day is free."
        ),
        T("They count from the day you enter, and what was before stays as it was."),
        T("Visits that are booked already are not moved, so look at the agenda afterwards."),
        T("Only a manager can change them."),
    ),
    "hours_days": (
        T("Here are the days that are not as usual: closed days, holidays, absences."),
        T("Add a day or several, with other hours or none at all."),
        T("Nobody is offered such a time any more."),
        T("Visits that stand there already stay, until you move them."),
    ),
    "day_form": "hours_days",
    "time_off_form": (
        T("Here you say when somebody is away, or block a part of their day."),
        T("Enter the days; with times only that part of the day is taken."),
        T("Nobody can be booked there by mistake, and visits that stand there already stay."),
    ),
    "date_picker": (
        T("Here you choose a day from the whole month."),
        T("Closed days and days without a free time say so; touch any other one."),
        T("The buttons at the side go some weeks ahead, for the next visit."),
        T("Months and Years lead to a day far away; for a birthday you begin with the year."),
        T("Nothing is booked yet by choosing a day."),
    ),
    "week": (
        T(
            "This is a whole week: of one person day by day, or of the salon with how busy "
            "each day is."
        ),
        T("Choose a person at the top, or the salon, to see where there is still room."),
        T("Touch an empty time to book and a visit to open it."),
    ),
    "load": (
        T("Here you see how busy people, services, rooms and devices are."),
        T("Choose a week or a month, or any first and last day."),
        T("It is counted from the hours and from what is booked; looking changes nothing."),
    ),
}
