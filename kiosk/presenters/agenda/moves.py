"""Moving a visit: asked where it was dropped, with the reason where it does not fit, and undone."""

from __future__ import annotations

from collections.abc import Callable, Collection

from kiosk.presenters.agenda.day import DeskDay
from kiosk.presenters.agenda.desk_state import Moving
from kiosk.presenters.base import Host, Toast
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import ANYTHING, ClashKind
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import may_overbook
from kiosk.salon.domain.text import T, TimeOfDay
from kiosk.salon.services.salon_services import Services


class Moves:
    """``moving``: what is asked about. ``changed`` is called when a visit has moved."""

    def __init__(
        self, services: Services, host: Host, day: DeskDay, changed: Callable[[], None]
    ) -> None:
        self._services = services
        self._host = host
        self._day = day
        self._changed = changed
        self.moving: Moving | None = None

    def drop(self, key: str, column_key: str, minute: int) -> None:
        """A visit was let go over a column. Nothing is asked where it stood, nor where it does not
        fit and this person may not put it: they are told why."""
        self._host.hush()
        self.moving = moving = self._day.moving(key, column_key, minute)
        visit = self._day.visits.get(key)
        if moving is None or visit is None:
            return
        ids = [service.service_id for service in visit.services]
        found = self._services.planning.clashes(ids, moving.staff_id, moving.at, own=visit.id)
        if not found:
            return
        if may_overbook(self._host.staff):
            self.moving = moving.despite(found)
        else:
            self.moving = None
            self._host.hardware.sound("refuse")
            self._host.say(Toast(found[0].text, "bad"))

    def confirm(self) -> None:
        moving, self.moving = self.moving, None
        visit = self._day.visits.get(moving.key) if moving else None
        if moving is None or visit is None:
            return
        self._move(visit, moving.staff_id, moving.at, moving.kinds)
        self._host.say(
            Toast(
                T("{name} is moved to {time}.", name=visit.client_name, time=TimeOfDay(moving.at)),
                "ok",
                T("Undo"),
                lambda: self._move_back(visit),
            )
        )

    def _move_back(self, visit: Appointment) -> None:
        """It stood there before, whatever was in its way."""
        despite = ANYTHING if may_overbook(self._host.staff) else ()
        self._move(visit, visit.staff_id, visit.starts_at, despite)

    def _move(
        self, visit: Appointment, staff_id: Id, at: int, despite: Collection[ClashKind]
    ) -> None:
        by = self._host.staff.id if self._host.staff else None
        self._services.agenda.move(visit.id, staff_id, at, by, despite=despite)
        self._changed()
