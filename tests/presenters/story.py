"""Stories: a person goes through screens, without a display, on a real database.

``Story(salon).card("…").at("checkin_confirm").tap("confirm").at("checkin_done")``; ``story.taps``
counts the touches.
"""

from __future__ import annotations

from typing import Any

from kiosk.presenters.base import Presenter, Sound, Toast
from kiosk.presenters.navigator import BoxRole, Navigator
from kiosk.presenters.registry import all_presenters
from kiosk.salon.domain.cards import Assurance, Tap
from kiosk.salon.domain.catalogue import Product
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg, Text
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import clock_of


class Recorder:
    """An output that remembers what was drawn and sounded."""

    def __init__(self) -> None:
        self.toast: Toast | None = None
        self.warning: int | None = None
        self.dark = False
        self.language = ""
        self.trouble: Msg | None = None
        self.sounds: list[Sound] = []
        self.prints = 0
        self.customer: list[tuple[Text, Text]] = []
        self.weighings = 0
        self.labels: list[tuple[Product, ...]] = []
        self.asks: list[tuple[str, str]] = []

    def top_changed(self, presenter: Presenter[Any, Any]) -> None: ...

    def toast_changed(self, toast: Toast | None) -> None:
        self.toast = toast

    def idle_warning(self, seconds_left: int | None) -> None:
        self.warning = seconds_left

    def dark_changed(self, dark: bool) -> None:
        self.dark = dark

    def language_changed(self, code: str) -> None:
        self.language = code

    def devices_changed(self, devices: tuple[DeviceState, ...]) -> None: ...

    def trouble_changed(self, message: Msg | None) -> None:
        self.trouble = message

    def sound(self, sound: Sound) -> None:
        self.sounds.append(sound)

    def customer_told(self, upper: Text, lower: Text) -> None:
        self.customer.append((upper, lower))

    def weight_asked(self) -> None:
        self.weighings += 1

    def labels_asked(self, products: tuple[Product, ...]) -> None:
        self.labels.append(products)

    def print_soon(self) -> None:
        self.prints += 1

    def device_asked(self, what: str, name: str) -> None:
        self.asks.append((what, name))


class Story:
    """Drives the navigator as touches and devices do."""

    def __init__(self, salon: Services, role: BoxRole = "everything") -> None:
        self.salon = salon
        self.clock = clock_of(salon)
        self.out = Recorder()
        self.nav = Navigator(salon, self.clock, self.out, all_presenters(), role=role)
        self.taps = 0
        self.nav.start()

    @property
    def state(self) -> Any:
        return self.nav.top.state

    @property
    def screen(self) -> str:
        return self.nav.top.name

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
