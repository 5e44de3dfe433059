"""What the screens of the day's money take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.closing import Closing, Counting
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.session import Sum


@dataclass(frozen=True, slots=True)
class CountArgs(Args):
    """``of``: the session that has ended, or the closing that is counted again. ``approved_by``:
    who allowed it, if somebody was asked."""

    of: Counting | Closing
    approved_by: Id | None = None


@dataclass(frozen=True, slots=True)
class CloseTillArgs(Args):
    """``of`` and ``approved_by`` as they were counted; ``counts`` and their ``differences``, of
    which nothing is asked any more but the reason."""

    of: Counting | Closing
    counts: tuple[Count, ...]
    differences: tuple[Sum, ...]
    approved_by: Id | None = None


@dataclass(frozen=True, slots=True)
class ClosingsArgs(Args):
    """``approved_by``: who allowed to see takings, if somebody was asked."""

    approved_by: Id | None = None


@dataclass(frozen=True, slots=True)
class ClosingArgs(Args):
    """``closing_id``: None for an X, the figures of the session that is open or was last.
    ``approved_by``: who allowed to see takings, if somebody was asked."""

    closing_id: Id | None = None
    approved_by: Id | None = None
