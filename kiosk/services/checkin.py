"""Customers checking themselves in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.appointment import Appointment, WaitingEntry
from kiosk.domain.ids import Id
from kiosk.services.context import Context


@dataclass(frozen=True, slots=True)
class Match:
    """``one``/``several``: confirm. ``already``: checked in before. ``early``: today, but later than
    the window. ``none``: nothing found, or blocked: the two must look the same."""

    kind: Literal["one", "several", "already", "early", "none"]
    appointments: tuple[Appointment, ...] = ()


class Checkin:
    def __init__(self, context: Context) -> None:
        self._context = context

    def by_client(self, client_id: Id) -> Match:
        """For a card."""
        raise NotImplementedError

    def by_phone_tail(self, digits: str) -> Match:
        """Last six digits, only against visits in the window."""
        raise NotImplementedError

    def by_code(self, code: str) -> Match:
        """The booking's QR code (``PULT:CODE`` or the bare code)."""
        raise NotImplementedError

    def arrive(self, appointment_id: Id, via: str) -> Appointment:
        """Marks the visit arrived, once: a second call changes nothing and returns it. Journalled
        and shown to the agent. Refused (neutral text) for a blocked client."""
        raise NotImplementedError

    def delay_minutes(self, appointment: Appointment) -> int:
        """How late the stylist runs: end of the visit now in the chair against this one's start."""
        raise NotImplementedError

    def walk_in(self, first_name: str, client_id: Id | None = None) -> WaitingEntry:
        """Puts somebody on the waiting list. Refused without a name or with over 40 characters."""
        raise NotImplementedError
