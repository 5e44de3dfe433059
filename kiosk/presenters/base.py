"""What every presenter is: events in, a frozen view-state out. No Kivy, no SQL.

A presenter is made once and kept. ``enter`` is called when its screen is opened, ``resume`` when
the one above was closed, ``leave`` when it goes. Its intents are plain public methods; the screen
calls them, and tests call them by name and count them as taps. After an intent it calls
``self.show(new_state)``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Protocol, TypeVar

from kiosk.presenters.args import Args, PlainScreen, Result
from kiosk.presenters.office.args import HelpArgs
from kiosk.presenters.till.args import ApproveArgs, Approved
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.devices import DeskHardware
from kiosk.salon.domain.errors import NeedsApproval, PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Text
from kiosk.salon.services.cards import TappedCard
from kiosk.salon.services.salon_services import Services

if TYPE_CHECKING:
    from kiosk.presenters.worker import Worker

Audience = Literal["customer", "staff"]
Tone = Literal["ok", "info", "warn", "bad"]
BoxRole = Literal["everything", "desk", "checkin", "clock"]
"""What this box is for (a setting)."""
Approvable = Callable[["Id | None"], object]
"""Something that may need somebody's approval; is given who approved it, None at first."""
FIRST: dict[BoxRole, PlainScreen] = {
    "everything": "attract",
    "desk": "lock",
    "checkin": "attract",
    "clock": "attract",
}
"""The screen that a box of each role begins with."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Idle seconds until a warning is shown and until the screen is left. 0 = never.

    ``to``: ``home`` wipes everything and shows the first screen; ``lock`` leaves the desk (bills
    stay parked); ``back`` shows the screen below.
    """

    warn: float = 0
    leave: float = 0
    to: Literal["home", "lock", "back"] = "home"


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word at the bottom. ``undo``: label and action offered for 8 s, or None."""

    text: Text
    tone: Tone = "ok"
    undo_text: Text = ""
    undo: Callable[[], None] | None = None


class Host(Protocol):
    """What a presenter may ask of the navigator."""

    @property
    def staff(self) -> StaffMember | None:
        """Who has unlocked the desk, or None on customers' screens."""

    @property
    def role(self) -> BoxRole: ...

    @property
    def hardware(self) -> DeskHardware: ...

    @property
    def worker(self) -> Worker: ...

    @property
    def language(self) -> str: ...

    @property
    def idle_seconds(self) -> float:
        """Since the last touch, card or code."""

    def limits_of(self, presenter: Presenter[Any, Any]) -> Limits:
        """When a screen is left here."""

    def go(self, to: Args | PlainScreen) -> None:
        """Opens a screen above the present one. One that is open already comes back to the top,
        and those above it are closed."""

    def swap(self, to: Args | PlainScreen) -> None:
        """Replaces the present screen."""

    def back(self, result: Result | None = None) -> None:
        """Closes the present screen; the one below is resumed with the result."""

    def home(self) -> None:
        """Wipes the stack, the staff session and the customer's language: the first screen."""

    def unlock(self, member: StaffMember) -> None:
        """Opens the desk for a member of staff."""

    def lock(self) -> None:
        """Closes the desk; its door is on screen then, for whoever had it open."""

    @property
    def last_staff(self) -> StaffMember | None:
        """Who had the desk open last."""

    def say(self, toast: Toast) -> None: ...

    def hush(self) -> None:
        """Takes the toast away, with what it offered."""

    def set_language(self, code: str, *, again: bool = False) -> None:
        """``again``: times are those of another zone, though the language is the same."""


S = TypeVar("S")
A = TypeVar("A", bound=Args | None)


class Presenter(Generic[S, A]):
    """Base of all presenters, of a state and of what the screen takes (None for nothing). ``name``
    is also the name of the screen's .kv and .py."""

    name: ClassVar[str]
    blank: S
    """The state before anything is known; also what ``leave`` goes back to."""
    audience: ClassVar[Audience] = "staff"
    limits: Limits = Limits(100, 120, "lock")
    aside: ClassVar[bool] = False
    """It is only read, over a screen that goes on as it was: nothing else opens above it, a card or
    a code goes to the screen below, which is not resumed when this one closes."""

    secret: ClassVar[bool] = False
    """What stands on it is shown nowhere else, also not in a picture beside its help."""

    def __init__(self, services: Services, host: Host, clock: Clock) -> None:
        self.services = services
        self.host = host
        self.clock = clock
        self.state: S = self.blank
        self.listener: Callable[[S], None] | None = None
        self._to_approve: Approvable | None = None
        self.forget()

    @property
    def hardware(self) -> DeskHardware:
        return self.host.hardware

    @property
    def by(self) -> Id | None:
        """Who does what is done here, or None on customers' screens."""
        return self.host.staff.id if self.host.staff else None

    def forget(self) -> None:
        """What a presenter remembers beside its state is as it was before anything was known; all
        of it is named here."""

    def show(self, state: S) -> None:
        """Makes a state current and has it drawn (nothing happens if it equals the old one)."""
        if state != self.state:
            self.state = state
            if self.listener is not None:
                self.listener(state)

    def enter(self, args: A, /) -> None:
        """The screen comes up."""

    def resume(self, result: Result | None = None, /) -> None:
        """The screen above was closed, perhaps with a result."""

    def with_approval(self, do: Approvable, of: Text = "") -> None:
        """Does something; where whoever is here may not do it alone, it is asked who approves it,
        and then done with who did. ``of``: whose or which it is, and how much, for who approves."""
        try:
            do(None)
        except NeedsApproval as error:
            self._to_approve = do
            self.host.go(ApproveArgs(error.message, of, error.right, error.second))

    def receive(self, result: Result | None) -> None:
        """The screen above was closed: what waited for an approval is done, or given up."""
        do, self._to_approve = self._to_approve, None
        self.resume(result)
        if do is not None and isinstance(result, Approved):
            self.do_approved(do, result.approved_by)

    def do_approved(self, do: Approvable, approved_by: Id) -> None:
        """Somebody said yes to what :meth:`with_approval` tried."""
        do(approved_by)

    def reenter(self, args: A, /) -> None:
        """The screen was asked for while it lay below others; those are closed now."""
        self.resume()

    def leave(self) -> None:
        """The screen goes from view for good. No personal data stays with it."""
        self._to_approve = None
        self.forget()
        self.show(self.blank)

    def close(self) -> None:
        """Back to the screen below; what was begun here is left undone."""
        self.host.back()

    def explain(self) -> None:
        """The question mark in the head of the screen."""
        area = type(self).__module__.split(".")[-2]
        self.host.go(HelpArgs(self.name, area, self.audience, self.limits, self.secret))

    def card(self, card: TappedCard) -> bool:
        """A card was tapped. True if dealt with; False lets the navigator decide (see there)."""
        return False

    @property
    def gives_card(self) -> bool:
        """The next card is to become somebody's: a blank one is given this salon's keys."""
        return False

    def scan(self, code: str) -> bool:
        """A barcode or QR code was read. True if dealt with."""
        return False

    def tick(self) -> None:
        """Called about once a second while on top (clocks, countdowns)."""

    def refused(self, error: PultError) -> None:
        """Shows an error where the person looks; the default is a toast and the low sound."""
        self.hardware.sound("refuse")
        self.host.say(Toast(error.message, "bad"))
