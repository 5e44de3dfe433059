"""What is said after hours were changed: who was booked for a time that is none any more."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.base import Toast
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import N, T
from kiosk.salon.services.salon_services import Services


def told(services: Services, first: date, last: date, staff_id: Id | None) -> Toast:
    """Of a stylist, or of everybody (None)."""
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
