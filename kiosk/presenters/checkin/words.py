"""What customers' screens may say of a visit: first name and initial, time, stylist."""

from __future__ import annotations

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.people import initials, short_name
from kiosk.salon.domain.text import Msg, T, TimeOfDay


def _names(visit: Appointment) -> tuple[str, str]:
    """First and last name; a guest's whole name was entered as one."""
    if visit.last_name:
        return visit.first_name, visit.last_name
    first, _, last = visit.first_name.partition(" ")
    return first, last


def who(visit: Appointment) -> str:
    """``Kateřina Š.``"""
    return short_name(*_names(visit))


def who_of_several(visit: Appointment) -> str:
    """``K. Š.``: when two match, not even a first name."""
    return initials(*_names(visit))


def when(visit: Appointment) -> Msg:
    return T(
        "Today at {time}, {stylist}",
        time=TimeOfDay(visit.starts_at),
        stylist=visit.staff_first_name,
    )
