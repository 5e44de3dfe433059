"""Clocking in and out: in -> (break -> back) -> out, as a state machine over punches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.ids import Id

PunchKind = Literal["in", "break", "back", "out"]
Source = Literal["card", "pin", "manager"]

REPEAT_MS = 60_000
"""A second tap of the same card within this time changes nothing."""
UNDO_MS = 8_000
"""For so long a punch can be taken back by "that wasn't meant"."""


@dataclass(frozen=True, slots=True)
class Punch:
    """``at``: when it counts, ``recorded_at``: when it was entered (UTC ms). ``undoes`` makes it a
    counter-entry. ``flag``: empty, ``no-card`` or ``late-entry``; both are shown to managers."""

    id: Id
    kind: PunchKind
    at: int
    recorded_at: int
    source: Source
    undoes: Id | None = None
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes worked today and this week (Monday first), breaks taken off."""

    today_minutes: int
    week_minutes: int


@dataclass(frozen=True, slots=True)
class PunchResult:
    """What a tap led to.

    ``outcome``: ``recorded`` (``punch`` is durable), ``repeated`` (within 60 s, nothing changed),
    ``ask_left`` (an *in* of an earlier business day is still open since ``open_since``; ask when
    they left, nothing recorded yet). ``offers``: what may be pressed next.
    """

    outcome: Literal["recorded", "repeated", "ask_left"]
    staff_id: Id
    first_name: str
    kind: PunchKind | None
    at: int
    hours: Hours
    offers: tuple[PunchKind, ...] = ()
    punch_id: Id | None = None
    open_since: int | None = None
