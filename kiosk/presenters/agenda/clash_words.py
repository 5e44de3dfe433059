"""Visits that stand where they do not fit, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kiosk.presenters.base import Toast
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import OF_HOURS, Clash
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import N, T, Text, TimeOfDay, side_by_side
from kiosk.salon.services.salon_services import Services


def told(services: Services, first: date, last: date, staff_id: Id | None) -> Toast:
    """After hours were changed: who was booked for a time that is none any more, of a stylist or
    of everybody (None)."""
    found = services.planning.clashing(max(first, services.agenda.today()), last)
    visits = [services.agenda.get(one) for one in found]
    count = sum(staff_id in (None, visit.staff_id) for visit in visits)
    if not count:
        return Toast(T("The hours are saved."))
    return Toast(
        N(
            "Saved. {n} visit does not fit there any more.",
            "Saved. {n} visits do not fit there any more.",
            count,
        ),
        "warn",
    )


def worth_a_mark(visit: Appointment, clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    """Whoever has come is seen to, whatever the hours are; two at a time are two all the same."""
    return tuple(one for one in clashes if visit.state == "booked" or one.kind not in OF_HOURS)


def stands_badly(clashes: Sequence[Clash], visits: Mapping[str, Appointment]) -> Text:
    """Why a visit does not fit where it stands; empty where it does. ``visits``: of the day, by
    key."""
    said: list[Text] = []
    for clash in clashes:
        other = visits.get(clash.other.hex()) if clash.other else None
        if clash.kind == "overlap" and other is not None:
            at = TimeOfDay(other.starts_at)
            said.append(T("Overlaps with {client}, {time}", client=other.client_name, time=at))
        else:
            said.append(clash.text)
    return side_by_side(said) if said else ""
