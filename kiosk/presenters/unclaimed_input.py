"""Where a card or a code goes that the screen on top did not take.

A client's card on a customers' screen starts the check-in, on a staff screen opens the client; a
staff card clocks in or out; any other card is unknown, and nothing more is said.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.base import Host, Toast
from kiosk.presenters.checkin.args import CheckinConfirmArgs
from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.team.args import ClockResultArgs
from kiosk.salon.domain.cards.number import CardRules, Tap
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.cards import TappedCard
from kiosk.salon.services.salon_services import Services

NO_CODES = frozenset({"setup"})
"""Screens with nothing to scan for."""
NO_CARDS = NO_CODES | {"lost_books"}
"""Screens of a box that has no salon yet: nobody has a card."""
STRANGE_CODE = T(
    "The scanner sent signs that cannot be read. Scan again, or enter the number under the code."
)


class UnclaimedInput:
    """``to_first`` closes everything above the first screen."""

    def __init__(self, services: Services, host: Host, to_first: Callable[[], None]) -> None:
        self._services, self._host, self._to_first = services, host, to_first

    def card(self, card: TappedCard) -> None:
        if card.staff is not None:
            self._staff_card(card.staff, card.tap)
        elif card.client_id is None:
            if card.tap.technology == "code" and self._host.staff is None:
                self._services.checkin.missed()
            self.unknown_card()
        elif self._host.staff is not None:
            self._client_card_at_desk(card.client_id, card.tap)
        elif self._greets:
            self._to_first()
            if card.tap.technology == "code" and self._services.checkin.only_desk:
                # Numbers on plastic follow each other, so they can be tried out.
                self._refuse_card(T("Please see the desk."))
            elif self._rules.may_check_in(card.tap):
                self._host.go(CheckinConfirmArgs(client_id=card.client_id))
            else:
                self._refuse_card(T("This card is not enough here. Please ask at the desk."))
        else:
            self.unknown_card()

    def code(self, code: str) -> None:
        if self._host.staff is not None:
            self._host.go(DeskArgs(scanned=code))
        elif self._greets:
            self._to_first()
            self._host.go(CheckinConfirmArgs(code=code))

    def unknown_card(self) -> None:
        """Says that nobody has this card."""
        self._refuse_card(T("Unknown card. Please ask at the desk."))

    def _staff_card(self, member: StaffMember, tap: Tap) -> None:
        if self._host.role == "checkin":
            self.unknown_card()
        elif not self._rules.may_clock(tap):
            self._host.go("clock_forgot")
            self._host.say(Toast(T("Clocking in needs your PIN as well."), "info"))
        else:
            self._host.go(ClockResultArgs(member.id))

    def _client_card_at_desk(self, client_id: Id, tap: Tap) -> None:
        if self._rules.may_show_history(tap):
            self._host.go(ClientArgs(client_id))
        else:
            self._refuse_card(T("Cards do not open sheets here. Search by name."))

    @property
    def _greets(self) -> bool:
        """Whether customers check in at this box."""
        return self._host.role in ("everything", "checkin")

    @property
    def _rules(self) -> CardRules:
        return self._services.context.card_rules

    def _refuse_card(self, why: Msg) -> None:
        self._host.hardware.sound("refuse")
        self._host.say(Toast(why, "warn"))
