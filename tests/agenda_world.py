"""People and services put straight into the tables, for tests of the agenda's own rules."""

from __future__ import annotations

import os
from datetime import date

from kiosk.domain.appointment import Appointment
from kiosk.domain.ids import Id
from kiosk.domain.people import StaffMember
from kiosk.services.salon_services import Services

TODAY = date(2026, 11, 21)


def add_client(
    salon: Services,
    first_name: str = "Kateřina",
    last_name: str = "Vzorová",
    *,
    phone: str = "+420999123456",
    status: str = "regular",
    warning: str = "",
) -> Id:
    """A client; the last six digits of ``phone`` are what they type at the kiosk."""
    client_id = salon.context.new_id()
    with salon.context.store.transaction():
        salon.context.store.run(
            "INSERT INTO client (id, pseudonym, first_name, last_name, folded, phone, phone_tail, "
            "email, gender, birth_date, street, city, postcode, note, warning, language, status, "
            "marketing, marketing_origin, visits, active, created_at, updated_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, '', '', '', '', '', '', '', ?, '', ?, 0, '', 0, 1, 0, 0)",
            (
                *(client_id, os.urandom(16), first_name, last_name, first_name.lower()),
                *(phone, phone[-6:], warning, status),
            ),
        )
    return client_id


def add_service(
    salon: Services, name: str = "Haircut", minutes: int = 30, price: int = 65000
) -> Id:
    service_id = salon.context.new_id()
    with salon.context.store.transaction():
        salon.context.store.run(
            "INSERT INTO service (id, code, name, folded, category, minutes, price_minor, vat_bp, "
            "active, sort) VALUES (?, '', ?, ?, '', ?, ?, 2100, 1, 0)",
            (service_id, name, name.lower(), minutes, price),
        )
    return service_id


def stylists(salon: Services) -> tuple[StaffMember, StaffMember]:
    """Petra and Eva."""
    petra, eva = salon.team.members()
    return petra, eva


def at(salon: Services, clock: str, day: date = TODAY) -> int:
    """UTC milliseconds of ``"10:30"`` on the salon's wall clock."""
    hours, minutes = clock.split(":")
    return salon.context.salon.instant(day, int(hours) * 60 + int(minutes))


def book(salon: Services, clock: str, client: Id | None = None, **changes: object) -> Appointment:
    """A half-hour visit with Petra; without ``client`` for a guest called Host."""
    petra, _ = stylists(salon)
    services = changes.pop("services", None) or [add_service(salon)]
    staff_id = changes.pop("staff_id", petra.id)
    guest = "" if client else "Host"
    return salon.agenda.book(
        staff_id,  # type: ignore[arg-type]
        at(salon, clock),
        services,  # type: ignore[arg-type]
        petra.id,
        client_id=client,
        guest_name=guest,
        **changes,  # type: ignore[arg-type]
    )
