"""Taking a sale back: why, and a manager's card or PIN."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kiosk.presenters.base import Presenter
from kiosk.presenters.till.args import PaidArgs, VoidArgs
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS_APPROVE, manages, require_manager
from kiosk.salon.domain.pins import SHORTEST, press
from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.services.cards import TappedCard


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidState:
    """``managers``: who can approve; ``manager``: whose PIN is being typed. ``dots``: digits
    typed so far. ``told``: what is missing after a card. ``can_approve``: the PIN is
    long enough and there is a reason."""

    number: str = ""
    total: Text = ""
    reason: str = ""
    managers: tuple[tuple[str, Text], ...] = ()
    manager: str = ""
    dots: int = 0
    told: Text = ""
    error: Text = ""
    can_approve: bool = False


class Void(Presenter[VoidState, VoidArgs]):
    name = "void"
    blank = VoidState()

    def forget(self) -> None:
        self._sale_id: Id | None = None
        self._pin = ""

    def enter(self, args: VoidArgs) -> None:
        sale = self.services.checkout.sale(args.sale_id)
        self._sale_id, self._pin = sale.id, ""
        managers = tuple(
            (member.id.hex(), member.first_name)
            for member in self.services.team.members()
            if manages(member)
        )
        with_pin = managers[0][0] if len(managers) == 1 else ""
        self.show(
            VoidState(
                number=sale.number,
                total=Amount(sale.paid_minor, sale.currency),
                managers=managers,
                manager=with_pin,
            )
        )

    def _change(self, **values: Any) -> None:
        state = replace(self.state, error="", told="", dots=len(self._pin), **values)
        ready = bool(state.reason.strip() and state.manager and state.dots >= SHORTEST)
        self.show(replace(state, can_approve=ready))

    def reason(self, text: str) -> None:
        """Why; it stands on the counter-document and in the journal."""
        self._change(reason=text)

    def choose(self, manager: str) -> None:
        """Whose PIN it will be."""
        self._pin = ""
        self._change(manager=manager)

    def key(self, key: str) -> None:
        """A key of the PIN pad."""
        self._pin = press(self._pin, key)
        self._change()

    def approve(self) -> None:
        """The PIN is complete."""
        if self._sale_id is None or not self.state.can_approve:
            return
        manager = bytes.fromhex(self.state.manager)
        pin, self._pin = self._pin, ""
        self.services.team.check_pin(manager, pin)
        self._void(manager)

    def card(self, card: TappedCard) -> bool:
        """A manager's card approves; one that only shows its number stands for the name, and the
        PIN is asked. Any other card does nothing here."""
        if card.staff is None:
            raise Refused(T("This is not a manager's card."))
        if self.services.context.card_rules.authorises(card.tap):
            self._void(card.staff.id)
            return True
        self.choose(require_manager(card.staff, ONLY_MANAGERS_APPROVE).id.hex())
        self.hardware.sound("attention")
        self.show(replace(self.state, told=T("The card is right. Please enter the PIN too.")))
        return True

    def _void(self, approved_by: Id) -> None:
        staff = self.host.staff
        if self._sale_id is None or staff is None:
            return
        void = self.services.checkout.void(self._sale_id, self.state.reason, staff.id, approved_by)
        self.hardware.sound("ok")
        self.hardware.print_soon()
        self.host.swap(PaidArgs(void.id))

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self._change()
        self.show(replace(self.state, error=error.message))

    def scan(self, code: str) -> bool:
        """Nothing is sold here."""
        self.hardware.sound("refuse")
        return True
