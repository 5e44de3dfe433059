"""Appointments: their states, what may follow what, and when somebody may check in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T

VisitState = Literal["booked", "arrived", "in_chair", "done", "paid", "no_show", "cancelled"]

CHECK_IN_BEFORE_MS = 120 * 60_000
"""A visit is found at the kiosk from two hours ahead ..."""
CHECK_IN_AFTER_MS = 60 * 60_000
"""... until an hour after it should have begun."""

FOLLOWS: dict[VisitState, tuple[VisitState, ...]] = {
    "booked": ("arrived", "in_chair", "done", "paid", "no_show", "cancelled"),
    "arrived": ("booked", "in_chair", "done", "paid", "no_show", "cancelled"),
    "in_chair": ("arrived", "done", "paid"),
    "done": ("in_chair", "paid"),
    "paid": ("done",),
    "no_show": ("booked", "arrived"),
    "cancelled": ("booked",),
}
"""Allowed changes. ``paid -> done`` happens only when the sale is voided."""

BLOCKING: tuple[VisitState, ...] = ("booked", "arrived", "in_chair")
"""States in which the stylist is kept for the visit."""

HERE: tuple[VisitState, ...] = ("arrived", "in_chair", "done", "paid")
"""States in which the person has come."""

MOVABLE: tuple[VisitState, ...] = ("booked", "arrived", "in_chair")

WAITING_NAME_LIMIT = 40


NAMELESS = "–"
"""What stands for somebody who was erased."""


def may_follow(before: VisitState, after: VisitState) -> bool:
    """Whether a visit may change from one state to the other (staying is no change)."""
    return after in FOLLOWS[before]


def blocks(state: VisitState, starts_at: int, now: int) -> bool:
    """Whether a visit keeps its stylist busy. A finished one gives the chair back even if it was
    planned longer, unless it was paid ahead and is still to come."""
    return state in BLOCKING or (state in ("done", "paid") and starts_at > now)


def check_in_span(now: int) -> tuple[int, int]:
    """``[from, to]`` in UTC ms: beginnings of visits that may be checked in now, ends included."""
    return now - CHECK_IN_AFTER_MS, now + CHECK_IN_BEFORE_MS


def may_check_in(starts_at: int, now: int) -> bool:
    """From two hours ahead until an hour after the visit should have begun, ends included."""
    earliest, latest = check_in_span(now)
    return earliest <= starts_at <= latest


def waiting_name(text: str) -> str:
    """A first name for the waiting list, spaces tidied. Refused when empty or over 40 letters."""
    name = entering.line(text, WAITING_NAME_LIMIT)
    if not name:
        raise Refused(T("Please enter your first name."))
    return name


@dataclass(frozen=True, slots=True)
class AppointmentService:
    """A booked service with the name, length and price at the time of booking, and what else it
    took then (see :class:`kiosk.salon.domain.goods.catalogue.Service`)."""

    service_id: Id
    name: str
    minutes: int
    price_minor: int
    gap_from: int = 0
    gap_minutes: int = 0
    before_minutes: int = 0
    after_minutes: int = 0
    resource_ids: tuple[Id, ...] = ()
    open_price: bool = False


@dataclass(frozen=True, slots=True)
class Appointment:
    """``starts_at``/``ends_at``/``arrived_at``: UTC ms. ``code``: the secret in its QR code.

    ``first_name``/``last_name`` are the client's, or the guest's name in ``first_name``. ``note``:
    of this booking; ``client_note``: what is known of the client, such as a formula.
    """

    id: Id
    code: str
    staff_id: Id
    staff_first_name: str
    starts_at: int
    ends_at: int
    state: VisitState
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
    client_note: str = ""

    @property
    def client_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or NAMELESS


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """Somebody without a booking who would like to be seen. ``at``: UTC ms."""

    id: Id
    first_name: str
    at: int
    client_id: Id | None = None
    note: str = ""
