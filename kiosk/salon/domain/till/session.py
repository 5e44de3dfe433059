"""Tills and their sessions: the time between two closings, which cuts the ledger of a till.

A session is *open*, *ended* (nothing is sold into it any more, nobody has counted it yet) or
*closed*. A till has one open session at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, Text

TillKind = Literal["drawer", "safe", "cashless"]
SessionState = Literal["open", "ended", "closed"]


@dataclass(frozen=True, slots=True)
class Till:
    """A place where cash lies. ``desk``: whose it is, empty for a safe. A ``cashless`` one takes no
    cash and is closed without counting."""

    id: Id
    name: str
    desk: str
    kind: TillKind = "drawer"
    active: bool = True
    sort: int = 0

    @property
    def title(self) -> Text:
        return self.name or T("Till {desk}", desk=self.desk)


@dataclass(frozen=True, slots=True)
class Session:
    """``number``: counted up from 1 at each till. ``business_day``: ISO, of its first movement.
    ``opened_by``: whoever opened it or made its first movement. ``counted``: whether the float was
    counted then. ``ended_by``: None when the business day changed. All times UTC ms."""

    id: Id
    till_id: Id
    number: int
    state: SessionState
    business_day: str
    opened_at: int
    opened_by: Id | None
    counted: bool
    ended_at: int | None = None
    ended_by: Id | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Money of one currency, minor units."""

    currency: str
    minor: int


@dataclass(frozen=True, slots=True)
class TillDay:
    """How a till stands. ``session``: the open one. ``uncounted``: those that ended and nobody has
    counted, oldest first. ``left``: what should lie in it, to be offered as the float; nothing
    where whoever asks counts blind and something is uncounted."""

    till: Till
    session: Session | None
    uncounted: tuple[Session, ...]
    left: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class TillRules:
    """How the salon closes. ``blind``: who may not see the expected sum counts without it.
    ``difference_limit``: whole units of the salon's currency; a larger difference needs a reason,
    and so does any in another currency. ``target``: what shall be left in the drawer, whole units
    of the salon's currency, 0 for everything. ``end_at_day_change``: the first movement of a new
    business day ends the session of the one before. ``cashless``: no cash lies at this desk.
    ``cash_out_limit``: whole units of the salon's currency that who may take cash out takes without
    a second person, 0 for any. ``rate_days``: a rate of another currency that is so many days old
    is pointed out."""

    blind: bool = False
    difference_limit: int = 0
    target: int = 0
    end_at_day_change: bool = True
    cashless: bool = False
    cash_out_limit: int = 0
    rate_days: int = 7


def kind_here(rules: TillRules) -> TillKind:
    """What a desk's till is."""
    return "cashless" if rules.cashless else "drawer"


def is_over(session_day: str, day: str, rules: TillRules) -> bool:
    """Whether a session of ``session_day`` takes nothing more of the business ``day`` (both ISO).
    One of a day that is still to come goes on: the clock ran ahead and was put right."""
    return rules.end_at_day_change and day > session_day
