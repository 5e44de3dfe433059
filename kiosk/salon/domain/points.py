"""Bonus points: a ledger of movements with the balance beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True)
class PointsMovement:
    """``points``: given (positive) or taken (negative). ``at``: UTC ms. ``by``: first name of who
    did it, empty for the house itself. ``sale_id``: what they were given for."""

    id: Id
    points: int
    why: str
    at: int
    by: str = ""
    sale_id: Id | None = None
