"""People, services and visits for tests of the agenda."""

from __future__ import annotations

from datetime import date

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, ClientStatus, StaffMember
from kiosk.salon.services.salon_services import Services

TODAY = date(2026, 11, 21)


def add_client(
    salon: Services,
    first_name: str = "Kateřina",
    last_name: str = "Vzorová",
    *,
    phone: str = "+420601123456",
    status: ClientStatus = "regular",
    warning: str = "",
) -> Id:
    """A client; the last six digits of ``phone`` are what they type at the kiosk."""
    return salon.clients.save(
        Client(b"", first_name, last_name, phone, status=status, warning=warning), None
    ).id


def add_service(
    salon: Services, name: str = "Haircut", minutes: int = 30, price: int = 65000
) -> Id:
    return salon.catalogue.save_service(Service(b"", name, minutes, price, 2100), None).id


def stylists(salon: Services) -> tuple[StaffMember, StaffMember]:
    """Petra and Eva."""
    petra, eva = salon.team.members(inactive=True)
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
