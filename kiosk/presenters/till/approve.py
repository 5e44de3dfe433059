"""A manager approves what somebody at the desk may not do alone, such as a high discount."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.approval import ApprovalPresenter, ApprovalState
from kiosk.presenters.till.args import ApproveArgs, Approved
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS_APPROVE
from kiosk.salon.domain.text import Text
from kiosk.salon.services.team import require_manager


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveState(ApprovalState):
    """``what``: what is to be approved, and why it has to be; ``of``: whose or which it is."""

    what: Text = ""
    of: Text = ""


class Approve(ApprovalPresenter[ApproveState, ApproveArgs]):
    name = "approve"
    blank = ApproveState()

    def enter(self, args: ApproveArgs) -> None:
        self.show(ApproveState(what=args.what, of=args.of, **self.managers()))
        self.change()

    def approved(self, manager: Id) -> None:
        require_manager(self.services.context, manager, ONLY_MANAGERS_APPROVE)
        self.hardware.sound("ok")
        self.host.back(Approved(manager))
