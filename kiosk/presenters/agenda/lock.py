"""The door of the desk: a card of the staff, or a name and a PIN.

A card that only shows its number can be copied. It opens the desk for the staff where the settings
say so; for a manager, who may do more there, it stands for the name and the PIN is asked.
"""

from __future__ import annotations

from kiosk.presenters.args import Result
from kiosk.presenters.team.pin_entry import PinEntry
from kiosk.salon.domain.people import StaffMember, manages
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.cards import TappedCard


class Lock(PinEntry):
    """Opens the desk for a card or a PIN of the staff."""

    name = "lock"
    title = T("Front desk")

    @property
    def help(self) -> Text:
        if any(device.kind == "reader" for device in self.hardware.devices):
            return T("Hold your card to the reader, or choose your name.")
        return T("Choose your name.")

    def enter(self, _: None = None) -> None:
        """Whoever had the desk open types the PIN at once."""
        self._choose()
        last = self.host.last_staff
        if last is not None and any(one.key == last.id.hex() for one in self.state.people):
            self.pick(last.id.hex())

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def card(self, card: TappedCard) -> bool:
        member = card.staff
        if member is None:
            return False
        rules = self.services.context.card_rules
        if rules.may_open_desk(card.tap, manager=manages(member)):
            self.opened(member)
        else:
            self.ask_pin(member)
        return True

    def opened(self, member: StaffMember) -> None:
        self.hardware.sound("ok")
        self.host.unlock(member)
