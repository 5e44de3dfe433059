"""Appointments: their states, what may follow what, and when somebody may check in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.ids import Id

State = Literal["booked", "arrived", "in_chair", "done", "paid", "no_show", "cancelled"]

CHECK_IN_BEFORE_MS = 120 * 60_000
"""A visit is found at the kiosk from two hours ahead ..."""
CHECK_IN_AFTER_MS = 60 * 60_000
"""... until an hour after it should have begun."""

FOLLOWS: dict[State, tuple[State, ...]] = {
    "booked": ("arrived", "in_chair", "done", "paid", "no_show", "cancelled"),
    "arrived": ("booked", "in_chair", "done", "paid", "no_show", "cancelled"),
    "in_chair": ("arrived", "done", "paid"),
    "done": ("in_chair", "paid"),
    "paid": ("done",),
    "no_show": ("booked", "arrived"),
    "cancelled": ("booked",),
}
"""Allowed changes. ``paid -> done`` happens only when the sale is voided."""


@dataclass(frozen=True, slots=True)
class AppointmentService:
    """A booked service with the name, length and price at the time of booking."""

    service_id: Id
    name: str
    minutes: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """``starts_at``/``ends_at``/``arrived_at``: UTC ms. ``code``: the secret in its QR code.

    ``first_name``/``last_name`` are the client's, or the guest's name in ``first_name``.
    """

    id: Id
    code: str
    staff_id: Id
    staff_first_name: str
    starts_at: int
    ends_at: int
    state: State
    services: tuple[AppointmentService, ...]
    client_id: Id | None = None
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    warning: str = ""
    client_status: str = ""
    client_language: str = ""
    note: str = ""
    arrived_at: int | None = None

    @property
    def client_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """Somebody without a booking who would like to be seen. ``at``: UTC ms."""

    id: Id
    first_name: str
    at: int
    client_id: Id | None = None
    note: str = ""
