"""Somebody approves, with a card or with a PIN, what whoever is here may not do alone. What several
pages have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kiosk.presenters.args import Args
from kiosk.presenters.base import Presenter
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import known_as
from kiosk.salon.domain.pins import SHORTEST, press
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.cards import TappedCard


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalState:
    """``approvers``: who can approve; ``approver``: whose PIN is being typed. ``dots``: digits
    typed so far. ``told``: what is missing after a card. ``why``: what has to be done before the
    PIN is looked at, or empty. ``reader``: whether a card can be held to one."""

    approvers: tuple[tuple[str, Text], ...] = ()
    approver: str = ""
    dots: int = 0
    told: Text = ""
    error: Text = ""
    why: Text = ""
    reader: bool = False


S = TypeVar("S", bound=ApprovalState)
A = TypeVar("A", bound=Args | None)


class ApprovalPresenter(Presenter[S, A]):
    """A page implements :meth:`approved`, and :meth:`wanted` when it wants more than the PIN.
    ``right``: the one whoever approves needs; empty where only managers may. ``second``: it has to
    be somebody else than who is at the desk."""

    right: str = ""
    second: bool = False

    def forget(self) -> None:
        self._pin = ""

    def wanted(self, state: S) -> Text:
        """What is still missing beside the PIN, or empty."""
        return ""

    def approved(self, approver: Id) -> None:
        """Somebody who may said yes."""
        raise NotImplementedError

    def approvers(self) -> dict[str, Any]:
        """Of the state: who can approve; a single one is chosen already."""
        names = known_as(
            member
            for member in self.services.rights.approvers(self.right)
            if not (self.second and member.id == self.by)
        )
        found = tuple((member.hex(), name) for member, name in names.items())
        return {
            "approvers": found,
            "approver": found[0][0] if len(found) == 1 else "",
            "reader": self._reader,
        }

    @property
    def _reader(self) -> bool:
        return any(device.kind == "reader" and device.ok for device in self.hardware.devices)

    def tick(self) -> None:
        self.show(replace(self.state, reader=self._reader))

    def change(self, **values: Any) -> None:
        """Shows the state with other values, and without what was wrong or missing before."""
        state = replace(self.state, error="", told="", dots=len(self._pin), **values)
        self.show(replace(state, why=self.wanted(state) or _unproven(state)))

    def choose(self, approver: str) -> None:
        """Whose PIN it will be."""
        self._pin = ""
        self.change(approver=approver)

    def key(self, key: str) -> None:
        """A key of the PIN pad."""
        self._pin = press(self._pin, key)
        self.change()

    def approve(self) -> None:
        """The PIN is complete."""
        if self.state.why or not self.state.approver:
            return
        approver = bytes.fromhex(self.state.approver)
        pin, self._pin = self._pin, ""
        self.services.team.check_pin(approver, pin)
        self.approved(approver)

    def card(self, card: TappedCard) -> bool:
        """The card of somebody who may approves; one that only shows its number stands for the
        name, and the PIN is asked. That of anybody else of the team is journalled, and like any
        other card does nothing here."""
        if card.staff is None:
            raise Refused(T("This is not a card of the team."))
        self.services.rights.require_approver(self.right, card.staff.id, self.by)
        if self.services.context.card_rules.authorises(card.tap):
            self.approved(card.staff.id)
            return True
        self.choose(card.staff.id.hex())
        self.hardware.sound("attention")
        self.show(replace(self.state, told=T("The card is right. Please enter the PIN too.")))
        return True

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.change()
        self.show(replace(self.state, error=error.message))

    def scan(self, code: str) -> bool:
        """Nothing is sold here."""
        self.hardware.sound("refuse")
        return True


def _unproven(state: ApprovalState) -> Text:
    if not state.approver:
        return T("Choose who approves.")
    return "" if state.dots >= SHORTEST else T("Enter the PIN.")
