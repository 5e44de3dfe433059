"""Without a booking: a first name and "I'd like to be seen"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.checkin.args import CheckinDoneArgs
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True)
class WalkinState:
    name: str = ""
    error: Text = ""


class Walkin(Presenter[WalkinState, None]):
    name = "walkin"
    audience = "customer"
    limits = Limits(20, 30, "home")
    blank = WalkinState()

    def enter(self, _: None = None) -> None:
        self.show(WalkinState())

    def edit(self, name: str) -> None:
        self.show(WalkinState(name))

    def join(self) -> None:
        """Onto the desk's waiting list."""
        self.services.waiting.add(self.state.name, via="kiosk")
        self.hardware.sound("ok")
        self.host.swap(CheckinDoneArgs())

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))
