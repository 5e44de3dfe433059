"""The stack of screens, who is at the desk, idle time-outs, and where device events go.

It knows no Kivy: ``kiosk.ui.shell`` draws what is on top and feeds touches, and the story tests
drive it with a standing clock.

The presenter on top may take a card or a code; ``unclaimed_input.py`` says where it goes if it does
not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.args import Args, PlainScreen, Result
from kiosk.presenters.base import FIRST, BoxRole, Limits, Presenter, Toast
from kiosk.presenters.clients.card_words import UNKNOWN_KIND, UNREADABLE
from kiosk.presenters.fiscal.args import ClockDoubtArgs
from kiosk.presenters.idle import USUAL, Idle, Pace
from kiosk.presenters.mishaps import SORRY, Mishaps
from kiosk.presenters.output import Output
from kiosk.presenters.toasts import Toasts
from kiosk.presenters.unclaimed_input import NO_CARDS, NO_CODES, STRANGE_CODE, UnclaimedInput
from kiosk.presenters.worker import Worker
from kiosk.salon.domain.cards.number import Tap
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.devices import DeskHardware
from kiosk.salon.domain.errors import NeedsPerson, PultError, Refused
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg, T, Text
from kiosk.salon.services.cards import TappedCard
from kiosk.salon.services.fiscal.fiscalising import ClockDoubted
from kiosk.salon.services.salon_services import Services

TROUBLE_SECONDS = 5.0
STAFF_SECONDS = 5.0
"""How long somebody who was made inactive at another place may still hold the desk."""


class Navigator:
    """Implements :class:`kiosk.presenters.base.Host` and
    :class:`kiosk.salon.domain.devices.HardwareListener`."""

    def __init__(
        self,
        services: Services,
        clock: Clock,
        output: Output,
        hardware: DeskHardware,
        presenters: Iterable[type[Presenter[Any, Any]]] | Mapping[str, type[Presenter[Any, Any]]],
        *,
        role: BoxRole = "everything",
        pace: Pace = USUAL,
    ) -> None:
        self.output = output
        self.hardware = hardware
        self.services = services
        self.clock = clock
        self.role: BoxRole = role
        self.staff: StaffMember | None = None
        self.last_staff: StaffMember | None = None
        self.language = ""
        self.worker = Worker(output, self._guard, self.failed)
        self._idle = Idle(clock, output)
        self.pace = pace
        self._unclaimed = UnclaimedInput(services, self, self._clear_to_first)
        self._kinds = (
            presenters if isinstance(presenters, Mapping) else {p.name: p for p in presenters}
        )
        self._made: dict[str, Presenter[Any, Any]] = {}
        self._stack: list[Presenter[Any, Any]] = []
        self._toasts = Toasts(clock, output)
        self._trouble: Msg | None = None
        self._mishaps = Mishaps(clock)
        self._look_again = 0.0
        self._ask_staff = 0.0
        self._set_up = False
        self._books_whole = False
        self._told_old = False
        self._making = False

    # -- what is on screen ------------------------------------------------------------------

    @property
    def top(self) -> Presenter[Any, Any]:
        return self._stack[-1]

    @property
    def depth(self) -> int:
        return len(self._stack)

    @property
    def idle_seconds(self) -> float:
        return self._idle.seconds

    def limits_of(self, presenter: Presenter[Any, Any]) -> Limits:
        return self.pace.of(presenter.limits, presenter.audience)

    def presenter(self, name: str) -> Presenter[Any, Any]:
        """The presenter of a screen, made when it is first asked for (KeyError when there is
        none)."""
        if name not in self._made:
            self._made[name] = self._kinds[name](self.services, self, self.clock)
        return self._made[name]

    @property
    def screens(self) -> Iterable[str]:
        """Names of all; each may be looked up only when it comes to its turn."""
        return self._kinds

    def start(self) -> None:
        """The first screen: set-up on an empty database, else the role's own. Before them, what
        somebody has to decide about the books."""
        self._clear()
        if not self._books_whole and not self._look_at_books():
            return
        # Asked only until it is done: the desk must lock even when the database cannot be read.
        if not self._set_up and self.services.setup.needed:
            self._push("setup")
            return
        self._set_up = True
        self.set_language(self.services.context.salon.language)
        self.hardware.tell_customer("")
        self._push(FIRST[self.role])

    def _look_at_books(self) -> bool:
        """False when they have to be decided about first; older ones may be looked at."""
        old = self.services.books.old
        if old is None:
            self._books_whole = True
            self.set_trouble(self.services.books.held)
        elif old.missing:
            self._push("lost_books")
            return False
        elif not self._told_old:
            self._told_old = True
            self.set_language(self.services.context.salon.language)
            self._push("old_books")
            return False
        else:
            self.set_trouble(old.message)
        return True

    def _clear(self) -> None:
        while self._stack:
            self._stack.pop().leave()

    def _push(self, to: Args | PlainScreen) -> None:
        screen, args = (to.screen, to) if isinstance(to, Args) else (to, None)
        presenter = self.presenter(screen)
        if presenter in self._stack:
            while self.top is not presenter:
                self._stack.pop().leave()
            self._guard(lambda: presenter.reenter(args))
        else:
            self._stack.append(presenter)
            self._guard(lambda: presenter.enter(args))
        self._changed()

    def _changed(self) -> None:
        self._idle.touch()
        self._offer_keys()
        self.output.top_changed(self.top)

    def go(self, to: Args | PlainScreen) -> None:
        self._uncover()
        self._push(to)

    def swap(self, to: Args | PlainScreen) -> None:
        self._uncover()
        self._stack.pop().leave()
        self._push(to)

    def back(self, result: Result | None = None) -> None:
        if self.depth == 1:
            self.home()
            return
        gone, top = self._stack.pop(), self._stack[-1]
        gone.leave()
        if not gone.aside:
            self._guard(lambda: top.receive(result))
        self._changed()

    def _uncover(self) -> None:
        """What only stands aside makes way for what happens to the screen below."""
        while self.depth > 1 and self.top.aside:
            self.back()

    @property
    def _taker(self) -> Presenter[Any, Any]:
        """Whose cards and codes are: the topmost that does not only stand aside."""
        return next(one for one in reversed(self._stack) if not one.aside)

    def home(self) -> None:
        self.staff = None
        self.hush()
        self.start()

    # -- the desk -----------------------------------------------------------------------------

    def unlock(self, member: StaffMember) -> None:
        self.staff = self.last_staff = member
        self._clear()
        self.set_language(member.language or self.services.context.salon.language)
        self._push(DeskArgs())

    def lock(self) -> None:
        self.home()
        if self.top.name == FIRST[self.role] != "lock":
            self._push("lock")

    # -- words, sounds, language -----------------------------------------------------------------

    def say(self, toast: Toast) -> None:
        self._toasts.say(toast)

    def hush(self) -> None:
        self._toasts.end()

    def undo(self) -> None:
        """The toast's button was pressed."""
        action = self._toasts.take()
        if action is not None:
            self._guard(action)

    def set_language(self, code: str, *, again: bool = False) -> None:
        if code and (again or code != self.language):
            self.language = code
            self.output.language_changed(code)

    # -- events -------------------------------------------------------------------------------

    def act(self, intent: str, *args: Any) -> None:
        """A touch: calls the intent of the presenter on top, its errors shown there. On a dark
        panel nobody could see what they touched."""
        if self._idle.touch():
            return
        self._guard(lambda: getattr(self.top, intent)(*args))

    def touched(self) -> bool:
        """Any touch at all: restarts the idle timer. True when it only woke a dark panel and must
        do nothing else."""
        return self._idle.touch()

    def card(self, tap: Tap | str) -> None:
        """A card was tapped; a bare number proves nothing."""
        if self._read_for(NO_CARDS):
            self.hush()
            self._guard(lambda: self._take_card(self.services.cards.tapped(tap)))
            # A reader makes one card only; it may have been one that cannot be given.
            self._offer_keys(again=self._making)

    def unreadable(self, reason: str) -> None:
        """A card was there, but it cannot be used (a reason of ``drivers.events``)."""
        if self._read_for(NO_CARDS):
            self.hush()
            self._guard(lambda: self.top.refused(Refused(UNREADABLE.get(reason, UNKNOWN_KIND))))

    def _read_for(self, deaf: frozenset[str]) -> bool:
        """A device read something: whether the screen it is for is none of those."""
        self._idle.touch()
        if self._taker.name in deaf:
            return False
        self._uncover()
        return True

    def _take_card(self, card: TappedCard) -> None:
        if card.copied:
            self._unclaimed.unknown_card()
        elif not self.top.card(card):
            self._unclaimed.card(card)

    def _offer_keys(self, *, again: bool = False) -> None:
        """Readers give keys to blank cards exactly while the screen on top waits for a card."""
        wanted = bool(self._stack) and self._taker.gives_card
        if wanted != self._making or (wanted and again):
            self._making = wanted
            self.hardware.make_cards(wanted)

    def scan(self, code: str) -> None:
        if self._read_for(NO_CODES):
            self._guard(lambda: self._offer_scan(code))

    def scan_unreadable(self) -> None:
        """A code was scanned with signs in it that no code has."""
        if self._read_for(NO_CODES):
            self._guard(lambda: self.top.refused(Refused(STRANGE_CODE)))

    def _offer_scan(self, code: str) -> None:
        card = self.services.cards.scanned(code)
        if card is None and self.top.gives_card:
            card = TappedCard(Tap(code, technology="code"))
        if card is not None:
            self.hush()
            self._take_card(card)
        elif not self.top.scan(code):
            self._unclaimed.code(code)

    def hardware_changed(self) -> None:
        self._guard(self.top.tick)

    def hardware_said(self, text: Text, *, ok: bool) -> None:
        self.say(Toast(text, "ok" if ok else "bad"))

    def answered(self, tell: Callable[[], object]) -> None:
        self._guard(tell)

    def set_trouble(self, message: Msg | None) -> None:
        """Something that must be said loudly until it is mended (disk full)."""
        if message != self._trouble:
            self._trouble = message
            self._idle.light()
            self.output.trouble_changed(message)

    def _clear_to_first(self) -> None:
        while self.depth > 1:
            self._stack.pop().leave()

    def tick(self) -> None:
        """About once a second: toasts end, idle screens warn and close, clocks move on, and a
        panel that nobody looks at goes dark."""
        now = self.clock.monotonic()
        self._toasts.tick()
        self._guard(self.top.tick)
        self._see_trouble_end(now)
        self._guard(lambda: self._see_staff(now))
        self._guard(self._see_idle)
        if self.depth == 1 and self.top.audience == "customer" and self._trouble is None:
            self._idle.rest()

    def _see_trouble_end(self, now: float) -> None:
        """While the database is in need, tries every few seconds whether it can be written."""
        if self._trouble is None or now < self._look_again:
            return
        self._look_again = now + TROUBLE_SECONDS
        try:
            self.services.context.store.try_writing()
        except PultError:
            return
        self.set_trouble(None)

    def _see_staff(self, now: float) -> None:
        """Whoever left the team loses the desk; another role counts from now on."""
        if self.staff is None or now < self._ask_staff:
            return
        self._ask_staff = now + STAFF_SECONDS
        member = self.services.team.member(self.staff.id)
        if member.active:
            self.staff = member
            return
        self.last_staff = None
        self.home()
        self.say(Toast(T("This person is no longer in the team."), "warn"))

    def _see_idle(self) -> None:
        limits = self.limits_of(self.top)
        if not self._idle.over(limits):
            return
        self._idle.touch()
        if limits.to == "back":
            self.back()
        else:
            self.home()

    def _guard(self, action: Callable[[], object]) -> None:
        """Errors of ours are shown to the person; a database in need is shown until mended."""
        try:
            action()
        except NeedsPerson as error:
            self._look_again = self.clock.monotonic() + TROUBLE_SECONDS
            self.set_trouble(error.message)
            self.hardware.sound("attention")
        except ClockDoubted:
            self._push(ClockDoubtArgs(action))
        except PultError as error:
            self.top.refused(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the desk goes on
            self.failed(error)
        self._offer_keys()

    def failed(self, error: Exception) -> None:
        """Something that nobody foresaw went wrong, here or in what draws: what was begun is
        dropped and a safe screen comes up, the desk for who holds it. The third within a minute
        ends the process."""
        self.output.failed(error)
        if self._mishaps.enough():
            self.output.give_up()
            return
        for presenter in reversed(self._stack):
            # It may be what went wrong.
            with suppress(Exception):
                presenter.leave()
        self._stack.clear()
        if self.staff is None:
            self.start()
        else:
            self._push(DeskArgs())
        self.say(Toast(SORRY, "bad"))
