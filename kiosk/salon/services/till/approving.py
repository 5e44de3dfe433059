"""How much may be taken off the list's prices without a manager."""

from __future__ import annotations

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS_APPROVE
from kiosk.salon.domain.text import Percent, T
from kiosk.salon.domain.till.bill import Bill, bill_taken_off
from kiosk.salon.services.context import Context
from kiosk.salon.services.team import require_manager


def approved(
    context: Context,
    off_milli: int,
    reason: str,
    approved_by: Id | None,
    before: Id | None = None,
    **facts: object,
) -> Id | None:
    """Inside the transaction that takes ``off_milli`` thousandths of a percent off: who approved
    it, journalled with ``facts``; None where nobody needs to.

    ``before``: whose approval of earlier covers it, which is no new entry. Refused without a
    reason; :class:`NeedsApproval` without a manager.
    """
    limit = context.discount_limit * 1000
    if off_milli <= limit:
        return None
    if not reason.strip():
        raise Refused(T("Please give a reason for a discount this high."))
    if before is not None:
        return before
    if approved_by is None:
        raise NeedsApproval(
            T("More than {percent} off needs a manager's approval.", percent=Percent(limit))
        )
    require_manager(context, approved_by, ONLY_MANAGERS_APPROVE)
    context.note("discount.approved", approved_by, off_milli=off_milli, **facts)
    return approved_by


def check_bill(context: Context, bill: Bill) -> None:
    """Before anything of a bill is paid. Each part of what is taken off was checked when it was
    given, but lines may have gone since, or a discount and a lower price have come together:
    :class:`NeedsApproval` when it comes to more now than staff may give and nobody approved it."""
    limit = context.discount_limit * 1000
    if bill.approved_by is None and bill.lines and bill_taken_off(bill.totals) > limit:
        raise NeedsApproval(
            T(
                "All together it is more than {percent} off. A manager approves it, or take less.",
                percent=Percent(limit),
            )
        )
