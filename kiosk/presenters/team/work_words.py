"""How what was punched is told: on the page of who is here, and on the timesheet."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import Msg, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.timeclock.punch import (
    CLOCK_BACK,
    CLOCK_SET,
    CLOCK_WRONG,
    LATE_ENTRY,
    LONG_SHIFT,
    NO_CARD,
    Entry,
    Flag,
    PunchKind,
)

ENTERED: dict[PunchKind, tuple[Msg, str]] = {
    "in": (T("Arrival"), "log-in"),
    "break": (T("Break"), "coffee"),
    "back": (T("End of the break"), "log-in"),
    "out": (T("Departure"), "log-out"),
}
MARKS: dict[Flag, Msg] = {
    NO_CARD: T("Without the card"),
    LATE_ENTRY: T("Time added later"),
    CLOCK_BACK: T("The clock was set back"),
    CLOCK_SET: T("The clock was set meanwhile"),
    LONG_SHIFT: T("Long shift, confirmed"),
    CLOCK_WRONG: T("The clock was wrong, does not count"),
}
"""What a flag of a punch says."""

REASONS: dict[str, Msg] = {
    "forgotten": T("Forgotten"),
    "wrong-card": T("Another person's card"),
    "clock": T("The clock was wrong"),
}
"""Why a manager corrects, by what is kept; other words are kept as they were typed."""

HALF_A_YEAR = 182
"""Days."""


def day_style(day: date, today: date) -> str:
    """How a day is written; with its year where that may surprise."""
    return "brief" if abs((day - today).days) < HALF_A_YEAR else "full"


def entry_row(entry: Entry) -> Row:
    punch = entry.punch
    words, icon = ENTERED[punch.kind]
    marks: list[Text] = [MARKS[flag] for flag in punch.flags]
    if entry.open:
        marks.append(T("The departure is missing"))
    if entry.stray:
        marks.append(T("Does not fit what was before"))
    if entry.taken_back:
        marks = [T("Undone by a manager")] if entry.undone_by else [T("Undone")]
    why = entry.undone_why or punch.why
    if why:
        marks.append(REASONS.get(why, why))
    return Row(
        punch.id.hex(),
        words,
        side_by_side(marks) if marks else "",
        TimeOfDay(punch.at),
        icon="undo" if entry.taken_back else icon,
        tone="warn" if marks else "",
        dim=entry.taken_back,
    )
