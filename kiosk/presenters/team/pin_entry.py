"""Name, then PIN: what the lock and a forgotten card have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk.presenters.args import Result
from kiosk.presenters.base import Limits, Presenter
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember, short_name
from kiosk.salon.domain.pins import SHORTEST, press
from kiosk.salon.domain.text import T, Text

ENTER_PIN = T("Enter the PIN.")


@dataclass(frozen=True, slots=True)
class Person:
    """``key`` goes to :meth:`PinEntry.pick`. ``colour``: one of the eight staff colours."""

    key: str
    name: str
    colour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PinState:
    """``name`` is empty until somebody was picked. ``typed``: how many digits; never which.
    ``why``: why it cannot be looked at yet."""

    title: Text = ""
    help: Text = ""
    salon: str = ""
    people: tuple[Person, ...] = ()
    name: str = ""
    typed: int = 0
    why: Text = ENTER_PIN
    error: Text = ""
    can_close: bool = True

    @property
    def dots(self) -> str:
        return "•" * self.typed


class PinEntry(Presenter[PinState, None]):
    """Base of both. A screen says what it is called and what the right PIN does."""

    audience = "customer"
    limits = Limits(20, 30, "home")
    blank = PinState()
    title: ClassVar[Text]

    @property
    def help(self) -> Text:
        """What to do here."""
        raise NotImplementedError

    def forget(self) -> None:
        self._id: Id = b""
        self._pin = ""

    def opened(self, member: StaffMember) -> None:
        """The PIN was right."""
        raise NotImplementedError

    def enter(self, _: None = None) -> None:
        self._choose()

    def _choose(self) -> None:
        """The names."""
        self._id, self._pin = b"", ""
        team = self.services.team.members()
        members = [member for member in team if member.has_pin]
        twins = Counter(member.first_name for member in members)
        people = tuple(
            Person(
                member.id.hex(),
                short_name(member.first_name, member.last_name)
                if twins[member.first_name] > 1
                else member.first_name,
                member.colour,
            )
            for member in members
        )
        self.show(
            PinState(
                title=self.title,
                help=self.help if len(members) == len(team) else self._some_lack_pins(),
                salon=self.services.context.salon.name,
                people=people,
                can_close=self.host.role != "desk",
            )
        )

    def _some_lack_pins(self) -> Text:
        return T(
            "{help} Who is not here has no PIN: a manager gives one under Team.", help=self.help
        )

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def pick(self, key: str) -> None:
        """Who is it?"""
        self._id = bytes.fromhex(key)
        name = next(person.name for person in self.state.people if person.key == key)
        self.show(replace(self.state, name=name))
        self._type("")

    def ask_pin(self, member: StaffMember) -> None:
        """A card has said who it is; the PIN has to prove it."""
        if not member.has_pin:
            raise Refused(T("This person has no PIN. Ask a manager."))
        self.hardware.sound("attention")
        self.pick(member.id.hex())

    def key(self, key: str) -> None:
        """A key of the keypad."""
        self._type(press(self._pin, key))

    def _type(self, pin: str) -> None:
        self._pin = pin
        why: Text = "" if len(pin) >= SHORTEST else ENTER_PIN
        self.show(replace(self.state, typed=len(pin), why=why, error=""))

    def confirm(self) -> None:
        """Checks the PIN."""
        pin, self._pin = self._pin, ""
        self.opened(self.services.team.check_pin(self._id, pin))

    def refused(self, error: PultError) -> None:
        self._type("")
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))

    def close(self) -> None:
        """One step back: from the PIN to the names, from the names to the first screen."""
        if self.state.name:
            self._choose()
        else:
            self.host.home()
