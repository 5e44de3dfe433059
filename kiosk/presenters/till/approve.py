"""Somebody approves what whoever is at the desk may not do alone, such as a high discount."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.approval import ApprovalPresenter, ApprovalState
from kiosk.presenters.till.args import ApproveArgs, Approved
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveState(ApprovalState):
    """``what``: what is to be approved, and why it has to be; ``of``: whose or which it is."""

    what: Text = ""
    of: Text = ""


class Approve(ApprovalPresenter[ApproveState, ApproveArgs]):
    name = "approve"
    blank = ApproveState()

    def forget(self) -> None:
        super().forget()
        self.right, self.second = "", False

    def enter(self, args: ApproveArgs) -> None:
        self.right, self.second = args.right, args.second
        self.show(ApproveState(what=args.what, of=args.of, **self.approvers()))
        self.change()

    def approved(self, approver: Id) -> None:
        self.services.rights.require_approver(self.right, approver, self.by)
        self.hardware.sound("ok")
        self.host.back(Approved(approver))
