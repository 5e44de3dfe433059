"""Is this you? Found by card, phone digits or QR code; one touch and the desk knows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.checkin import words
from kiosk.presenters.checkin.args import CheckinConfirmArgs, CheckinDoneArgs
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.errors import NeedsPerson, PultError
from kiosk.salon.domain.text import Text
from kiosk.salon.services.checkin import Match


@dataclass(frozen=True, slots=True)
class Offered:
    """A visit that may be the customer's. ``key`` goes to :meth:`CheckinConfirm.confirm`."""

    key: int
    name: str
    when: Text


@dataclass(frozen=True, slots=True)
class CheckinConfirmState:
    """One visit with first name and initial, or several with initials only. ``closes_in``:
    seconds."""

    visits: tuple[Offered, ...] = ()
    closes_in: int = 0

    @property
    def only(self) -> Offered | None:
        return self.visits[0] if len(self.visits) == 1 else None


class CheckinConfirm(Presenter[CheckinConfirmState, CheckinConfirmArgs]):
    name = "checkin_confirm"
    audience = "customer"
    limits = Limits(15, 25, "home")
    blank = CheckinConfirmState()

    def forget(self) -> None:
        self._visits: tuple[Appointment, ...] = ()
        self._via = ""

    def enter(self, args: CheckinConfirmArgs) -> None:
        checkin = self.services.checkin
        if args.client_id is not None:
            self._via, match = "card", checkin.by_client(args.client_id)
        elif args.code:
            self._via, match = "code", checkin.by_code(args.code)
        else:
            self._via, match = "phone", checkin.by_phone_tail(args.digits)
        self._meet(match)

    def _meet(self, match: Match) -> None:
        if match.kind == "none":
            self.hardware.sound("refuse")
            self.host.swap("checkin_sorry")
            return
        self._speak_to(match.appointments)
        if match.kind in ("already", "early"):
            early = match.kind == "early"
            self.host.swap(CheckinDoneArgs(visit=match.appointments[0], early=early))
            return
        self._visits = match.appointments
        name = words.who if match.kind == "one" else words.who_of_several
        self.show(
            CheckinConfirmState(
                tuple(
                    Offered(number, name(visit), words.when(visit))
                    for number, visit in enumerate(match.appointments)
                ),
                round(self.host.limits_of(self).leave),
            )
        )

    def _speak_to(self, visits: tuple[Appointment, ...]) -> None:
        """The customer's own language, when there is no doubt whose it is."""
        languages = {visit.client_language for visit in visits}
        if len(languages) == 1:
            self.host.set_language(languages.pop())

    def tick(self) -> None:
        left = round(self.host.limits_of(self).leave - self.host.idle_seconds)
        self.show(replace(self.state, closes_in=max(1, left)))

    def confirm(self, key: int = 0) -> None:
        """It is me: the visit is marked arrived."""
        try:
            visit = self.services.checkin.arrive(self._visits[key].id, self._via)
        except NeedsPerson:
            self.host.swap("checkin_sorry")
            raise
        except PultError:
            self.hardware.sound("refuse")
            self.host.swap("checkin_sorry")
            return
        self.hardware.sound("ok")
        self.host.swap(CheckinDoneArgs(visit=visit))

    def not_me(self) -> None:
        """Somebody else was found: that counts as a miss, or numbers could be tried for names."""
        if self._via != "card":
            self.services.checkin.missed()
        self.host.back()
