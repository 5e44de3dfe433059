"""Thank you: the stylist knows, and this page closes itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.checkin.args import CheckinDoneArgs
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.text import N, T, Text, TimeOfDay

SECONDS = 8
WORTH_SAYING = 5
"""Minutes of delay below which nobody needs to be told."""


@dataclass(frozen=True, slots=True)
class CheckinDoneState:
    """``early``: seen, but it is too soon to wait here. ``closes_in``: seconds."""

    headline: Text = ""
    detail: Text = ""
    early: bool = False
    closes_in: int = 0


class CheckinDone(Presenter[CheckinDoneState, CheckinDoneArgs]):
    name = "checkin_done"
    audience = "customer"
    limits = Limits(0, SECONDS, "home")
    blank = CheckinDoneState()

    def forget(self) -> None:
        self._until = 0.0

    def enter(self, args: CheckinDoneArgs) -> None:
        visit, early = args.visit, args.early
        self._until = self.clock.monotonic() + SECONDS
        if visit is None:
            headline: Text = T("Thank you, the desk knows you are here.")
            detail: Text = T("Please take a seat. You will be called.")
        elif early:
            time, stylist = TimeOfDay(visit.starts_at), visit.staff_first_name
            headline = T("We see your booking. You start at {time}.", time=time)
            detail = T("{stylist} is expecting you then. See you later.", stylist=stylist)
        else:
            headline = T("Thank you, {stylist} knows.", stylist=visit.staff_first_name)
            detail = self._seat(visit)
        self.show(CheckinDoneState(headline, detail, early, SECONDS))

    def resume(self, _: Result | None = None) -> None:
        """A staff card came between: the customer has long sat down."""
        self.host.home()

    def _seat(self, visit: Appointment) -> Text:
        delay = self.services.checkin.delay_minutes(visit)
        if delay < WORTH_SAYING:
            return T("Please take a seat.")
        return N(
            "Please take a seat. It will start about {n} minute later.",
            "Please take a seat. It will start about {n} minutes later.",
            delay,
        )

    def tick(self) -> None:
        left = round(self._until - self.clock.monotonic())
        self.show(replace(self.state, closes_in=max(1, left)))

    def close(self) -> None:
        self.host.home()
