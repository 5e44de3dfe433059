"""The door of the desk: a card of the staff, or a name and a PIN."""

from __future__ import annotations

from kiosk.domain.people import StaffMember
from kiosk.domain.text import T, Text
from kiosk.presenters.pin_entry import PinEntry


class Lock(PinEntry):
    """Opens the desk for a card or a PIN of the staff."""

    name = "lock"

    def title(self) -> Text:
        return T("Front desk")

    def help(self) -> Text:
        return T("Hold your card to the reader, or choose your name.")

    def card(self, number: str) -> bool:
        holder = self.services.cards.holder(number)
        if holder is None or holder.kind != "staff":
            return False
        self.opened(self.services.team.member(holder.person_id))
        return True

    def opened(self, member: StaffMember) -> None:
        self.host.sound("ok")
        self.host.unlock(member)
