"""Who may do what alone, and who approves it for others.

What is refused is journalled, once a try and in a transaction of its own; nothing else of the try
is written. Where somebody approves it then, what is done says who.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS, ONLY_MANAGERS_APPROVE, Right, StaffMember
from kiosk.salon.domain.rights import RIGHTS, may, may_approve
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.refusals import note_refused
from kiosk.salon.services.team import require_manager
from kiosk.salon.store import rights, staff


def permitted(context: Context, right: Right, by: Id, approved_by: Id | None = None) -> Id | None:
    """Who approved it; None when ``by`` may alone and nobody was asked.

    :class:`NeedsApproval`, and journalled, when ``by`` may not and nobody approved it. Whoever is
    named as having approved needs the right, whatever ``by`` may: Refused, and journalled,
    otherwise. NotFound for somebody who does not exist."""
    if approved_by is not None:
        require_approver(context, right, approved_by, by)
        return approved_by
    if not may(staff.member(context.store, by), right):
        note_refused(context, right, by)
        raise NeedsApproval(RIGHTS[right].asks, right=right)
    return None


def require_approver(context: Context, right: str, approver: Id, by: Id | None) -> None:
    """Refused, and journalled, when ``approver`` may not approve it. ``right`` empty: only managers
    may. ``by``: who asks for it, None for a customer's screen."""
    member = staff.member(context.store, approver)
    if may_approve(member, right):
        return
    note_refused(context, right, by, approver)
    if not right:
        raise Refused(ONLY_MANAGERS_APPROVE)
    raise Refused(T("{name} may not approve this.", name=member.first_name), right=right)


class Rights(Area):
    """The table of named rights: whose they are, granting and withdrawing them."""

    def require(self, right: Right, by: Id | None) -> StaffMember:
        """Who it is, if they may see or do it without being asked for anybody's approval. Refused,
        and journalled, for anybody else and for nobody (None)."""
        member = None if by is None else staff.member(self._context.store, by)
        if member is None or not may(member, right):
            note_refused(self._context, right, by)
            raise Refused(RIGHTS[right].asks, right=right)
        return member

    def require_manager(self, by: Id | None, refusal: Msg = ONLY_MANAGERS) -> StaffMember:
        """Who it is, if they manage. Refused, and journalled, for anybody else and for nobody."""
        return require_manager(self._context, by, refusal)

    def permitted(self, right: Right, by: Id, approved_by: Id | None = None) -> Id | None:
        """See :func:`permitted`: for a page that shows what needs a right."""
        return permitted(self._context, right, by, approved_by)

    def require_approver(self, right: str, approver: Id, by: Id | None) -> None:
        """See :func:`require_approver`."""
        require_approver(self._context, right, approver, by)

    def tried(self, right: Right, by: Id | None) -> None:
        """For a page that asks for the approval at once: somebody who may not alone, and nobody,
        is journalled as refused."""
        if by is None or not may(staff.member(self._context.store, by), right):
            note_refused(self._context, right, by)

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
