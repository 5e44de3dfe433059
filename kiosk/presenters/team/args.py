"""What the screens of the team and its time clock take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.punch import PunchResult, Source


@dataclass(frozen=True, slots=True)
class StaffFormArgs(Args):
    """``staff_id``: whom to edit, None for somebody new."""

    staff_id: Id | None = None


@dataclass(frozen=True, slots=True)
class ClockResultArgs(Args):
    """``of``: who clocks now, or the result of a punch that is recorded already."""

    of: Id | PunchResult
    source: Source = "card"


@dataclass(frozen=True, slots=True)
class ClockLeftArgs(Args):
    """``asked``: the result of the tap that could not be recorded."""

    asked: PunchResult
    source: Source
