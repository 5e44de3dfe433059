"""What the screens of the team and its time clock take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.timeclock.punch import Punch, PunchResult, Source


@dataclass(frozen=True, slots=True)
class StaffFormArgs(Args):
    """``staff_id``: whom to edit, None for somebody new."""

    staff_id: Id | None = None


@dataclass(frozen=True, slots=True)
class RightsArgs(Args):
    """``staff_id``: whose rights."""

    staff_id: Id


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


@dataclass(frozen=True, slots=True)
class TimesheetArgs(Args):
    """The month of ``day``, whose entries are shown at once when ``opened``. ``by``: who looks."""

    staff_id: Id
    by: Id
    day: date
    opened: bool = False


@dataclass(frozen=True, slots=True)
class PunchFormArgs(Args):
    """``punch``: what is corrected, None to add something on ``day``. ``by``: the manager."""

    staff_id: Id
    by: Id
    day: date
    punch: Punch | None = None


@dataclass(frozen=True, slots=True)
class PunchesCorrected(Result):
    """``day``: where something was changed."""

    day: date
