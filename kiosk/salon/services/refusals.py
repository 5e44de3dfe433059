"""What the journal keeps of a try that was refused for want of a right."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.services.context import Context
from kiosk.salon.store import staff


def note_refused(context: Context, right: str, by: Id | None, approver: Id | None = None) -> None:
    """A try that was refused, in a transaction of its own: at once, or when the one that fails by
    it has ended. ``right``: empty where only managers may. ``by``: who tried, None for a customer
    or where nobody is known; ``approver``: who was named as approving it and may not, None where
    nobody has been asked yet."""
    store = context.store

    def write() -> None:
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

    store.when_ended(write)
