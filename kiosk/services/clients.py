"""Clients: search as you type, the sheet, adding and editing."""

from __future__ import annotations

from kiosk.domain.appointment import Appointment
from kiosk.domain.ids import Id
from kiosk.domain.people import Client
from kiosk.domain.sale import Sale
from kiosk.services.context import Context


class Clients:
    def __init__(self, context: Context) -> None:
        self._context = context

    def search(self, query: str, limit: int = 50) -> tuple[Client, ...]:
        """Every word must match the start of a name, e-mail or digits of the phone; diacritics and
        case are ignored. Empty query: by last name. Budget: 5 ms among 100,000."""
        raise NotImplementedError

    def count(self) -> int:
        raise NotImplementedError

    def get(self, client_id: Id) -> Client:
        raise NotImplementedError

    def save(self, client: Client, staff_id: Id | None) -> Client:
        """New when ``client.id`` is empty bytes. Phone is normalised to E.164 in the salon's region.
        Refused: no name, phone or e-mail or birth date not valid, e-mail used by another client."""
        raise NotImplementedError

    def visits(self, client_id: Id, limit: int = 20) -> tuple[Appointment, ...]:
        """Upcoming and past, newest first."""
        raise NotImplementedError

    def purchases(self, client_id: Id, limit: int = 10) -> tuple[Sale, ...]:
        raise NotImplementedError
