"""How much may be taken off the list's prices without a manager."""

from __future__ import annotations

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS_APPROVE
from kiosk.salon.domain.text import Percent, T
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
