"""Who may do what alone, and who approves it for others.

:func:`permitted` is called before a transaction begins: what is refused is journalled in one of its
own, and nothing else of the try is written.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS_APPROVE, Right, StaffMember
from kiosk.salon.domain.rights import RIGHTS, may, may_approve
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import rights, staff


def permitted(context: Context, right: Right, by: Id, approved_by: Id | None = None) -> Id | None:
    """Who approved it; None when ``by`` may alone and nobody was asked.

    :class:`NeedsApproval` when ``by`` may not and nobody approved it. Whoever is named as having
    approved needs the right, whatever ``by`` may: Refused, and journalled, otherwise. NotFound for
    somebody who does not exist."""
    if approved_by is not None:
        require_approver(context, right, approved_by, by)
        return approved_by
    if not may(staff.member(context.store, by), right):
        raise NeedsApproval(RIGHTS[right].asks, right=right)
    return None


def require_approver(context: Context, right: str, approver: Id, by: Id | None) -> None:
    """Refused, and journalled, when ``approver`` may not approve it. ``right`` empty: only managers
    may. ``by``: who asks for it, None for a customer's screen."""
    member = staff.member(context.store, approver)
    if may_approve(member, right):
        return
    _journal(context, right, by, approver)
    if not right:
        raise Refused(ONLY_MANAGERS_APPROVE)
    raise Refused(T("{name} may not approve this.", name=member.first_name), right=right)


def _journal(context: Context, right: str, by: Id | None, approver: Id | None) -> None:
    """A try that was refused, in a transaction of its own."""
    store = context.store
    # Books that take nothing yet take no entry either.
    if store.held is not None:
        return
    body: dict[str, object] = {
        "right": right or "manager",
        "by": staff.pseudonym(store, by) if by else "",
        "approver": staff.pseudonym(store, approver) if approver else "",
    }
    with store.transaction():
        context.journal.append("right.refused", context.now(), body)


class Rights(Area):
    """The table of named rights: whose they are, granting and withdrawing them."""

    def require(self, right: Right, by: Id | None) -> StaffMember:
        """Who it is, if they may see or do it without being asked for anybody's approval. Refused,
        and journalled, for anybody else and for nobody (None)."""
        member = None if by is None else staff.member(self._context.store, by)
        if member is None or not may(member, right):
            _journal(self._context, right, by, None)
            raise Refused(RIGHTS[right].asks, right=right)
        return member

    def permitted(self, right: Right, by: Id, approved_by: Id | None = None) -> Id | None:
        """See :func:`permitted`: for a page that shows what needs a right."""
        return permitted(self._context, right, by, approved_by)

    def require_approver(self, right: str, approver: Id, by: Id | None) -> None:
        """See :func:`require_approver`."""
        require_approver(self._context, right, approver, by)

    def approvers(self, right: str) -> tuple[StaffMember, ...]:
        """Who may approve it, in the order of the agenda's columns."""
        return tuple(one for one in staff.members(self._context.store) if may_approve(one, right))

    def set(self, staff_id: Id, granted: Iterable[Right], by: Id) -> StaffMember:
        """What this person may from now on, and nothing else of the table. Each change is
        journalled. Refused by anybody but a manager, so nobody grants anything to themselves."""
        context, wanted = self._context, frozenset(granted)
        store = context.store
        with store.transaction():
            require_manager(context, by)
            has = staff.member(store, staff_id).rights
            for right in RIGHTS:
                if (right in has) != (right in wanted):
                    rights.put(store, staff_id, right, right in wanted)
                    context.note(
                        "right.granted",
                        by,
                        staff=staff.pseudonym(store, staff_id),
                        right=right,
                        granted=right in wanted,
                    )
            if has != wanted:
                context.changed("staff", staff_id)
            return staff.member(store, staff_id)
