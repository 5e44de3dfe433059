"""Why a day has no time for a visit, in words."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.agenda.hours import Calendar
from kiosk.salon.domain.agenda.spans import merged, without
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Duration, T, Text


def mark(calendar: Calendar, day: date, staff_id: Id | None) -> Text:
    """In a word, for a day without a free time of this stylist, or of anybody (None)."""
    if staff_id is not None and not works(calendar, staff_id, day):
        return T("away") if calendar.opening(day) else T("closed")
    return T("full") if staff_id is not None or calendar.opening(day) else T("closed")


def reason(
    calendar: Calendar, day: date, today: date, stylist: StaffMember | None, minutes: int
) -> Text:
    """In a sentence. ``minutes``: how long the visit is, 0 while nothing is chosen."""
    if day < today:
        return T("This day is over.")
    opening = calendar.opening(day)
    if stylist is None:
        if not opening:
            return T("The salon is closed on this day.")
    elif not works(calendar, stylist.id, day):
        if not opening:
            return T("The salon is closed on this day.")
        return T("{stylist} is not there on this day.", stylist=stylist.first_name)
    if not minutes:
        return T("Nothing is free on this day.")
    return T("Nothing is free for as long as this takes: {length}.", length=Duration(minutes))


def works(calendar: Calendar, staff_id: Id, day: date) -> bool:
    """Whether anything is left of the day when time off is taken away."""
    off = merged(span for span, _ in calendar.off(staff_id, day))
    return bool(without(merged(calendar.working(staff_id, day)), off))
