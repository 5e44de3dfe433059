"""How a client's status changes by itself."""

from __future__ import annotations

from kiosk.salon.domain.people import ClientStatus

REGULAR_AFTER = 2
"""Finished visits that make somebody a regular."""


def after_visit(status: ClientStatus, visits: int) -> ClientStatus:
    """The status after a finished visit; ``visits`` counts it already.

    Only *new*, *potential* and *lost* move by themselves: a person set *problem* or *blocked* for
    a reason that one more visit does not take away.
    """
    if status in ("problem", "blocked", "regular"):
        return status
    return "regular" if visits >= REGULAR_AFTER else "new"


def after_void(status: ClientStatus, visits: int) -> ClientStatus:
    """The status after a finished visit was taken back; ``visits`` counts it no more.

    Only the step that this visit made is taken back: a *regular* who is one visit short of it now.
    One with fewer visits still was made a regular by a person, and stays one.
    """
    return "new" if status == "regular" and visits == REGULAR_AFTER - 1 else status
