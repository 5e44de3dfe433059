"""Taking cash out of a drawer or the safe: who may, and when a second person approves it."""

from __future__ import annotations

from kiosk.salon.domain.cards.number import CardHolder, Tap
from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.services.refusals import note_refused
from kiosk.salon.services.rights import permitted, require_approver
from kiosk.salon.store import cards, staff


def may_take_out(
    context: Context, amount_minor: int, currency: str, by: Id, approved_by: Id | None
) -> Id | None:
    """Who approved it, None when ``by`` takes it out alone: they need the right, and above the
    salon's limit two people stand for it, one of them a manager. Where ``by`` is the only manager
    who could approve it nobody else can, and they take it out alone.

    :class:`NeedsApproval` when nobody approved it, Refused when who did may not or is ``by``; both
    are journalled."""
    home = context.salon.currency
    limit = context.till_rules.cash_out_limit * 10**home.exponent
    # Another currency is not converted: whoever takes any of it out is asked as above it.
    if not limit or (currency == home.code and amount_minor <= limit):
        return permitted(context, "cash_out", by, approved_by)
    is_manager = manages(staff.member(context.store, by))
    if approved_by is None:
        if is_manager and not _other_managers(context, by):
            return None
        note_refused(context, "", by)
        if is_manager:
            told = T("A second manager has to approve taking out so much.")
        else:
            told = T("A manager has to approve taking out so much.")
        raise NeedsApproval(told, second=True)
    require_approver(context, "", approved_by, by)
    if approved_by == by and _other_managers(context, by):
        note_refused(context, "", by, approved_by)
        raise Refused(T("Somebody else has to approve this."))
    return approved_by


def _other_managers(context: Context, by: Id) -> bool:
    """Whether somebody else manages, and has a PIN or a card that approves without one."""
    return any(
        manages(one) and (one.has_pin or _approves_by_card(context, one.id))
        for one in staff.members(context.store)
        if one.id != by
    )


def _approves_by_card(context: Context, manager: Id) -> bool:
    return any(
        card.state == "active" and context.card_rules.authorises(Tap("", card.assurance))
        for card in cards.of_person(context.store, CardHolder("staff", manager))
    )
