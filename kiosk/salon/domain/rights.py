"""What a person may do alone: a right each, that a manager grants or withdraws.

Managers may everything. What somebody may not, another who may approves on the spot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.salon.domain.people import Right as Right
from kiosk.salon.domain.people import StaffMember, manages
from kiosk.salon.domain.text import Msg, T


@dataclass(frozen=True, slots=True)
class RightRow:
    """``name``: beside its switch. ``about``: what whoever has it may do. ``asks``: what is said
    to somebody who has it not and needs another's approval."""

    name: Msg
    about: Msg
    asks: Msg


RIGHTS: Mapping[Right, RightRow] = {
    "discount": RightRow(
        T("High discounts"),
        T("Gives discounts above the limit, and approves those of others."),
        T("A discount this high has to be approved."),
    ),
    "void": RightRow(
        T("Voids"),
        T("Takes a sale of today out of the books, by a counter-document."),
        T("A void has to be approved."),
    ),
    "return": RightRow(
        T("Returns"),
        T("Makes a return of what was sold, today or earlier: the money goes back."),
        T("A return has to be approved."),
    ),
    "cash_in": RightRow(
        T("Cash in"),
        T("Puts cash into the drawer that no sale brought."),
        T("Putting cash in has to be approved."),
    ),
    "cash_out": RightRow(
        T("Cash out"),
        T("Takes cash out of the drawer, for purchases, wages or the bank."),
        T("Taking cash out has to be approved."),
    ),
    "no_sale": RightRow(
        T("Open the drawer"),
        T("Opens the drawer without a sale. Each time is counted."),
        T("Opening the drawer without a sale has to be approved."),
    ),
    "close": RightRow(
        T("Till closing"),
        T("Counts the drawer and closes the day."),
        T("The till closing has to be approved."),
    ),
    "correct": RightRow(
        T("Correct a till closing"),
        T("Counts a closed day again. The first till closing stays beside it."),
        T("Correcting a till closing has to be approved."),
    ),
    "see_expected": RightRow(
        T("See the expected sum"),
        T("Sees what should lie in the drawer before it is counted."),
        T("Seeing the expected sum has to be approved."),
    ),
    "see_takings": RightRow(
        T("See takings"),
        T("Sees what was taken in a day, a week or a month."),
        T("Seeing the takings has to be approved."),
    ),
    "see_cost": RightRow(
        T("See purchase prices"),
        T("Sees what goods cost the salon, and the profit."),
        T("Seeing purchase prices has to be approved."),
    ),
}


def may(member: StaffMember | None, right: Right) -> bool:
    """Whether a person (None: nobody) may do it alone."""
    return may_approve(member, right)


def may_approve(member: StaffMember | None, right: str) -> bool:
    """Whether a person may approve it for another: who has the right; where none is named
    (empty), only a manager."""
    return manages(member) or (member is not None and member.active and right in member.rights)
