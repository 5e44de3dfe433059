"""How much may be taken off the list's prices, and in cash out of a drawer or the safe, without
being approved."""

from __future__ import annotations

from kiosk.salon.domain.cards.number import CardHolder, Tap
from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember, manages, may_take_off
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.text import Percent, T
from kiosk.salon.domain.till.bill import Bill, BillTotals, bill_taken_off
from kiosk.salon.services.context import Context
from kiosk.salon.services.refusals import note_refused
from kiosk.salon.services.rights import permitted, require_approver
from kiosk.salon.store import cards, staff


def approved(
    context: Context,
    off_milli: int,
    reason: str,
    approved_by: Id | None,
    given_by: Id | None,
    before: Id | None = None,
    **facts: object,
) -> Id | None:
    """Inside the transaction that takes ``off_milli`` thousandths of a percent off: who approved
    it, journalled with ``facts``; None where nobody needs to.

    ``given_by``: who gives it and has a limit, which may be below or above the salon's; None when
    nobody says so. ``approved_by``: whose right to approve was looked at before the transaction.
    ``before``: whose approval of earlier covers it, which is no new entry. Refused without a
    reason; :class:`NeedsApproval` above the limit when nobody approved it.
    """
    giver = staff.member(context.store, given_by) if given_by is not None else None
    limit = may_take_off(giver, context.discount_limit) * 1000
    explained = context.wants_reason(off_milli)
    if off_milli <= limit and not explained:
        return None
    if explained and not reason.strip():
        raise Refused(T("Please give a reason for a discount this high."))
    if before is not None:
        return before
    if approved_by is None and off_milli <= limit:
        approved_by = given_by
    if approved_by is None:
        note_refused(context, "discount", given_by)
        raise NeedsApproval(
            T("More than {percent} off has to be approved.", percent=Percent(limit)),
            right="discount",
        )
    context.note("discount.approved", approved_by, off_milli=off_milli, **facts)
    return approved_by


def off_of(context: Context, totals: BillTotals) -> int:
    """What a bill takes off by everything, in thousandths of a percent. A limit of one's own is no
    approval: a discount of the whole bill comes on top of what a line has by it."""
    own = {one.id for one in _staff_who_gave(context, totals)} if totals.discount_minor else ()
    return bill_taken_off(totals, own)


def _staff_who_gave(context: Context, totals: BillTotals) -> list[StaffMember]:
    """Who gave off a line what their own limit allows."""
    ids = {part.line.approved_by for part in totals.lines} - {None}
    givers = (staff.member(context.store, one) for one in ids if one is not None)
    return [one for one in givers if not may(one, "discount")]


def check_bill(context: Context, bill: Bill, by: Id) -> None:
    """Before anything of a bill is paid. Each part of what is taken off was checked when it was
    given, but lines may have gone since, or a discount and a lower price have come together:
    :class:`NeedsApproval` when it comes to more now than who gave it may and nobody approved it,
    journalled unless ``by``, who wants it paid, may approve it."""
    if bill.approved_by is not None or not bill.lines:
        return
    limits = [
        may_take_off(one, context.discount_limit) for one in _staff_who_gave(context, bill.totals)
    ]
    limit = max([context.discount_limit, *limits]) * 1000
    if off_of(context, bill.totals) > limit:
        if not may(staff.member(context.store, by), "discount"):
            note_refused(context, "discount", by)
        raise NeedsApproval(
            T(
                "All together it is more than {percent} off. Have it approved, or take less.",
                percent=Percent(limit),
            ),
            right="discount",
        )


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
