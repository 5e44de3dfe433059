"""Please see the desk: the same words whether a number is unknown, another's, or blocked."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.base import Limits, Presenter


@dataclass(frozen=True, slots=True)
class CheckinSorryState:
    """``again``: another try is possible. ``called``: the desk was rung."""

    again: bool = False
    called: bool = False


class CheckinSorry(Presenter[CheckinSorryState, None]):
    name = "checkin_sorry"
    audience = "customer"
    limits = Limits(20, 30, "home")
    blank = CheckinSorryState()

    def enter(self, _: None = None) -> None:
        self.show(CheckinSorryState(self._may_try()))

    def _may_try(self) -> bool:
        return not self.services.checkin.only_desk

    def tick(self) -> None:
        self.show(CheckinSorryState(self._may_try(), self.state.called))

    def again(self) -> None:
        self.host.swap("checkin_phone")

    def call(self) -> None:
        """Rings the desk, once: somebody is on the way then."""
        if self.state.called:
            return
        self.hardware.sound("attention")
        self.show(CheckinSorryState(self._may_try(), called=True))

    def close(self) -> None:
        self.host.home()
