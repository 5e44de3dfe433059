"""The first screen: a clock, one big button, and a reader that is always live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Limits, Presenter
from kiosk.salon.domain.text import Day, Text, TimeOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class AttractState:
    """``check_in``, ``forgot``, ``desk``: which doors this box has. ``cards``: there is a
    reader; ``reader``: a card can be read now."""

    salon: str = ""
    time: Text = ""
    day: Text = ""
    check_in: bool = False
    forgot: bool = False
    desk: bool = False
    cards: bool = False
    reader: bool = True


class Attract(Presenter[AttractState, None]):
    name = "attract"
    audience = "customer"
    limits = Limits()
    blank = AttractState()

    def enter(self, _: None = None) -> None:
        self.tick()

    def resume(self, _: Result | None = None) -> None:
        """Whoever was here before has gone, and so has their language."""
        self.host.set_language(self.services.context.salon.language)
        self.tick()

    def tick(self) -> None:
        salon, now, role = self.services.context.salon, self.clock.now(), self.host.role
        today: date = salon.local(now).date()
        readers = [device for device in self.hardware.devices if device.kind == "reader"]
        self.show(
            AttractState(
                salon=salon.name,
                # Whole minutes, so that the state changes only when the picture does.
                time=TimeOfDay(now - now % 60_000),
                day=Day(today),
                check_in=role in ("everything", "checkin"),
                forgot=role in ("everything", "clock"),
                desk=role in ("everything", "desk"),
                cards=bool(readers),
                reader=any(device.ok for device in readers),
            )
        )

    def start(self) -> None:
        """A customer is here."""
        self.host.go("checkin_phone")

    def forgot_card(self) -> None:
        """Somebody of the staff has no card with them."""
        self.host.go("clock_forgot")

    def open_desk(self) -> None:
        self.host.go("lock")

    def language(self, code: str) -> None:
        self.host.set_language(code)
