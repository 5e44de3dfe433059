"""The books are older than what was recorded: looking is free, going on takes a manager."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kiosk.presenters.base import Limits, Presenter, Toast
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS, manages, require_manager
from kiosk.salon.domain.pins import SHORTEST, press
from kiosk.salon.domain.text import Day, N, T, Text, TimeOfDay
from kiosk.salon.services.cards import TappedCard


@dataclass(frozen=True, slots=True, kw_only=True)
class OldBooksState:
    """``newest``: of when the newest entry is; ``missing``: how many at most are not there.
    ``managers``: who may go on; ``manager``: whose PIN is being typed. ``dots``: digits typed so
    far. ``told``: what is missing after a card. ``why``: what has to be done before the PIN
    is looked at."""

    newest: Text = ""
    missing: Text = ""
    managers: tuple[tuple[str, Text], ...] = ()
    manager: str = ""
    dots: int = 0
    told: Text = ""
    error: Text = ""
    why: Text = ""


class OldBooks(Presenter[OldBooksState, None]):
    name = "old_books"
    limits = Limits()
    blank = OldBooksState()

    def forget(self) -> None:
        self._pin = ""

    def enter(self, _: None = None) -> None:
        old, salon = self.services.books.old, self.services.context.salon
        if old is None:
            return
        managers = tuple(
            (member.id.hex(), member.first_name)
            for member in self.services.team.members()
            if manages(member)
        )
        self.show(
            OldBooksState(
                newest=T(
                    "The newest entry that is here is of {day}, {time}.",
                    day=Day(salon.local(old.last_at).date(), "full"),
                    time=TimeOfDay(old.last_at),
                ),
                missing=N(
                    "At most one later entry is missing.",
                    "At most {n} later entries are missing.",
                    old.entries,
                ),
                managers=managers,
                manager=managers[0][0] if len(managers) == 1 else "",
            )
        )
        self._change()

    def look(self) -> None:
        """Only looking; nothing can be entered."""
        self.host.home()

    def choose(self, manager: str) -> None:
        """Whose PIN it will be."""
        self._pin = ""
        self._change(manager=manager)

    def key(self, key: str) -> None:
        """A key of the PIN pad."""
        self._pin = press(self._pin, key)
        self._change()

    def _change(self, **values: Any) -> None:
        state = replace(self.state, error="", told="", dots=len(self._pin), **values)
        why: Text = "" if state.dots >= SHORTEST else T("Enter the PIN.")
        self.show(replace(state, why=why if state.manager else T("Choose who approves.")))

    def go_on(self) -> None:
        """The PIN is complete."""
        if self.state.why or not self.state.manager:
            return
        manager = bytes.fromhex(self.state.manager)
        pin, self._pin = self._pin, ""
        self.services.team.check_pin(manager, pin)
        self._go_on(manager)

    def card(self, card: TappedCard) -> bool:
        """A manager's card stands for the PIN, or for the name where it only shows its number."""
        if card.staff is None:
            raise Refused(T("This is not a manager's card."))
        if self.services.context.card_rules.authorises(card.tap):
            self._go_on(card.staff.id)
            return True
        self.choose(require_manager(card.staff, ONLY_MANAGERS).id.hex())
        self.hardware.sound("attention")
        self.show(replace(self.state, told=T("The card is right. Please enter the PIN too.")))
        return True

    def _go_on(self, manager: Id) -> None:
        self.services.books.go_on(manager)
        self.hardware.sound("ok")
        self.host.home()
        self.host.say(Toast(T("The salon goes on from here. The journal says so."), "ok"))

    def scan(self, code: str) -> bool:
        """Nothing is sold here."""
        self.hardware.sound("refuse")
        return True

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self._change()
        self.show(replace(self.state, error=error.message))
