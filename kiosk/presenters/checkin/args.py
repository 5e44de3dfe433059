"""What the screens of the check-in take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinConfirmArgs(Args):
    """How somebody was found: exactly one is given. ``digits``: the end of a phone number."""

    client_id: Id | None = None
    code: str = ""
    digits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinDoneArgs(Args):
    """``visit``: the arrived one; None when somebody without a booking joined the waiting.
    ``early``: it is too soon to wait here."""

    visit: Appointment | None = None
    early: bool = False
