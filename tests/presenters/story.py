"""Stories: a person goes through screens, without a display, on a real database.

``Story(salon).card("…").at("checkin_confirm").tap("confirm").at("checkin_done")``; ``story.taps``
counts the touches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.navigator import BoxRole, Navigator
from kiosk.presenters.registry import all_presenters
from kiosk.salon.domain.cards.number import Assurance, Tap
from kiosk.salon.domain.devices import DeskHardware
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg
from kiosk.salon.services.salon_services import Services
from tests.fakes.hardware import FakeHardware
from tests.rigs.salon import clock_of


class Recorder:
    """An output that remembers what was drawn."""

    def __init__(self) -> None:
        self.toast: Toast | None = None
        self.warning: int | None = None
        self.dark = False
        self.language = ""
        self.trouble: Msg | None = None
        self.forgives = False
        self.failures: list[Exception] = []
        self.gave_up = False
        self.later: list[Callable[[], Callable[[], object]]] | None = None

    def top_changed(self, presenter: Presenter[Any, Any]) -> None: ...

    def toast_changed(self, toast: Toast | None) -> None:
        self.toast = toast

    def idle_warning(self, seconds_left: int | None) -> None:
        self.warning = seconds_left

    def dark_changed(self, dark: bool) -> None:
        self.dark = dark

    def language_changed(self, code: str) -> None:
        self.language = code

    def trouble_changed(self, message: Msg | None) -> None:
        self.trouble = message

    def in_background(self, job: Callable[[], Callable[[], object]]) -> None:
        """At once, so that a story has one order; a story about being slow sets ``later``."""
        if self.later is None:
            job()()
        else:
            self.later.append(job)

    def catch_up(self) -> None:
        """What was begun comes to its end now, and whatever comes after it at once."""
        jobs, self.later = self.later or [], None
        for job in jobs:
            job()()

    def failed(self, error: Exception) -> None:
        """A story fails with it, unless it is about that."""
        if not self.forgives:
            raise error
        self.failures.append(error)

    def give_up(self) -> None:
        self.gave_up = True


class Story:
    """Drives the navigator as touches and devices do."""

    def __init__(
        self, salon: Services, role: BoxRole = "everything", hardware: DeskHardware | None = None
    ) -> None:
        """``hardware``: the real one, which the test starts; otherwise one that remembers."""
        self.salon = salon
        self.clock = clock_of(salon)
        self.out = Recorder()
        self.hardware: Any = hardware or FakeHardware()
        self.nav = Navigator(
            salon, self.clock, self.out, self.hardware, all_presenters(), role=role
        )
        if hardware is None:
            self.hardware.listener = self.nav
        self.taps = 0
        self.nav.start()

    @property
    def state(self) -> Any:
        return self.nav.top.state

    @property
    def screen(self) -> str:
        return self.nav.top.name

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong in the form that is shown, by field."""
        return {field.name: field.error.plain() for field in self.state.fields if field.error}

    def at(self, screen: str) -> Story:
        assert self.screen == screen, f"on {self.screen}, expected {screen}; {self.out.toast}"
        return self

    def tap(self, intent: str, *args: Any) -> Story:
        """One touch."""
        self.taps += 1
        self.nav.act(intent, *args)
        return self

    def card(self, number: str, assurance: Assurance = "uid") -> Story:
        """A card at the reader; ``aes``: one that proves that it is no copy."""
        self.nav.card(Tap(number, assurance))
        return self

    def scan(self, code: str) -> Story:
        self.nav.scan(code)
        return self

    def wait(self, seconds: float) -> Story:
        """Time passes, with the navigator's ticks, nobody touches anything."""
        for _ in range(int(seconds)):
            self.clock.advance(1)
            self.nav.tick()
        rest = seconds - int(seconds)
        if rest:
            self.clock.advance(rest)
            self.nav.tick()
        return self

    def unlock(self, member: StaffMember) -> Story:
        """Opens the desk without going through the lock screen (not counted as taps)."""
        self.nav.unlock(member)
        return self

    def fresh(self) -> Story:
        """Starts counting taps anew."""
        self.taps = 0
        return self
