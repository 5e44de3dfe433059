"""Clocking without the card: a name and a PIN."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.team.args import ClockResultArgs
from kiosk.presenters.team.pin_entry import PinEntry
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T, Text


class ClockForgot(PinEntry):
    """Clocking in or out without the card; the punch is marked for the manager."""

    name = "clock_forgot"
    title = T("Forgotten card")

    @property
    def help(self) -> Text:
        return T("Choose your name. The manager will see that the card was missing.")

    def enter(self, _: None = None) -> None:
        if self.host.role == "checkin":
            # Names of the staff are nobody's business on a box for customers only.
            self.host.home()
            return
        super().enter()
        # Unlike the lock, there is always a screen below to go back to.
        self.show(replace(self.state, can_close=True))

    def close(self) -> None:
        """One step back: from the PIN to the names, from the names to where it was asked for."""
        if self.state.name:
            super().close()
        else:
            self.host.back()

    def opened(self, member: StaffMember) -> None:
        self.host.swap(ClockResultArgs(member.id, "pin"))
