"""The books are older than what was recorded: looking is free, going on takes a manager."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.approval import ApprovalPresenter, ApprovalState
from kiosk.presenters.base import Limits, Toast
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, N, T, Text, TimeOfDay

HOW_MANY = T("Nobody can know whether later entries are missing, or how many.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldBooksState(ApprovalState):
    """``newest``: of when the newest entry is; ``missing``: how many at most are not there."""

    title: Text = ""
    newest: Text = ""
    missing: Text = ""


class OldBooks(ApprovalPresenter[OldBooksState, None]):
    name = "old_books"
    limits = Limits()
    blank = OldBooksState()

    def enter(self, _: None = None) -> None:
        old, salon = self.services.books.old, self.services.context.salon
        if old is None:
            return
        self.show(
            OldBooksState(
                title=old.message,
                newest=T(
                    "The newest entry that is here is of {day}, {time}.",
                    day=Day(salon.local(old.last_at).date(), "full"),
                    time=TimeOfDay(old.last_at),
                ),
                missing=HOW_MANY
                if old.entries is None
                else N(
                    "At most one later entry is missing.",
                    "At most {n} later entries are missing.",
                    old.entries,
                ),
                **self.approvers(),
            )
        )
        self.change()

    def look(self) -> None:
        """Only looking; nothing can be entered."""
        self.host.home()

    def approved(self, approver: Id) -> None:
        self.services.books.go_on(approver)
        self.hardware.sound("ok")
        self.host.home()
        self.host.say(Toast(T("The salon goes on from here. The journal says so."), "ok"))
