"""Every device of this desk: how it is, what it did last, a way to try it; and what is plugged in
but not used yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.args import PrinterFormArgs, PrinterSaved
from kiosk.presenters.office.device_words import CHANGEABLE, about, offered
from kiosk.presenters.office.papers import DEVICE_ICONS
from kiosk.presenters.office.printer_form import SPOKEN
from kiosk.salon.domain.devices import (
    DEVICE_NAMES,
    DEVICE_TRIALS,
    DeviceState,
    DeviceTest,
    FoundDevice,
)
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import Msg, T, Text, TimeOfDay
from kiosk.salon.services.cards import TappedCard

LISTEN_SECONDS = 20.0
"""How long a card or a code is waited for."""
FIND_SECONDS = 3.0
"""How often it is looked for what has been plugged in."""

_TRY, _PRINT = T("Try it"), T("Test print")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCard:
    """A device. ``try_text``: what the test button says, empty where there is none. ``listening``:
    it is being tried, ``heard`` says what came of it. ``change``: it can be set up here.
    ``asking``: its test paper is looked at."""

    key: str
    title: Text
    about: Text
    icon: str
    works: bool
    state: Text
    why: Text
    last: Text
    try_text: Text
    drawer: bool
    listening: bool = False
    heard: Text = ""
    change: bool = False
    asking: bool = False


@dataclass(frozen=True, slots=True)
class FoundCard:
    """Something plugged in that can be used with one touch."""

    key: str
    title: Text
    about: Text
    icon: str


@dataclass(frozen=True, slots=True)
class DevicesState:
    devices: tuple[DeviceCard, ...] = ()
    found: tuple[FoundCard, ...] = ()
    manager: bool = False


class DeviceList(Presenter[DevicesState, None]):
    name = "devices"
    blank = DevicesState()

    def forget(self) -> None:
        self._stop_listening()
        self._find_at = 0.0
        self._asking = ""

    def enter(self, _: None = None) -> None:
        self._load()

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, PrinterSaved):
            self._ask_about(result.name)
        self._load()

    def tick(self) -> None:
        self._load()

    def card(self, card: TappedCard) -> bool:
        """While a reader is tried its cards are for nobody; the device's own state tells that one
        was read."""
        if self._listening:
            self._load()
        return bool(self._listening)

    def scan(self, code: str) -> bool:
        if self._listening:
            self._code = code
            self._load()
        return bool(self._listening)

    def try_it(self, key: str) -> None:
        """Prints test paper, weighs, shows some words, or waits for a card or a code."""
        device = self._device(key)
        trial = DEVICE_TRIALS.get(device.kind)
        if trial == "paper":
            self._print(device, "strip")
            return
        if not device.ok:
            raise Refused(device.detail if isinstance(device.detail, Msg) else T("Missing"))
        if trial == "weight":
            self.hardware.weigh(self._weighed)
            return
        if trial == "words":
            self.hardware.tell_customer(T("Test print"))
            self.host.say(Toast(T("Look at the customers' side: it says {words}.", words=_PRINT)))
            return
        self._stop_listening()
        self._listening = key
        self._since = device.last_at
        self._until = self.clock.monotonic() + LISTEN_SECONDS
        self._load()

    def _weighed(self, grams: int, why: Text) -> None:
        if why:
            self.host.say(Toast(why, "bad"))
        else:
            self.host.say(Toast(T("It weighs {weight} g.", weight=grams)))

    def open_drawer(self, key: str) -> None:
        self._print(self._device(key), "drawer")

    def stop(self, key: str) -> None:
        """Enough tried."""
        self._stop_listening()
        self._load()

    def use(self, key: str) -> None:
        """Takes a found device into the settings."""
        require_manager(self.host)
        self.hardware.use_device(key)

    def add(self) -> None:
        """A printer in the network or on a serial port."""
        require_manager(self.host)
        self.host.go(PrinterFormArgs())

    def change(self, key: str) -> None:
        require_manager(self.host)
        self.host.go(PrinterFormArgs(key))

    def came_out(self, key: str) -> None:
        """The test paper is as it should be."""
        self._asking = ""
        self.host.say(Toast(T("The printer is ready.")))
        self._load()

    def came_out_wrong(self, key: str) -> None:
        """Tries what else the printer may understand."""
        require_manager(self.host)
        setup = self.hardware.printer_setup(key)
        if setup is None:
            raise Refused(T("This device is not set up any more."))
        ways = [way for way, _ in SPOKEN[setup.kind]]
        place = ways.index(setup.speaks) if setup.speaks in ways else -1
        if place + 1 == len(ways):
            self._asking = ""
            self._load()
            raise Refused(T("Every way was tried. Look whether it is the right kind of printer."))
        self.hardware.set_printer(replace(setup, speaks=ways[place + 1]), self._set)

    def _set(self, name: str, wrong: Text) -> None:
        if wrong:
            self.host.say(Toast(wrong, "bad"))
        else:
            self._ask_about(name)
        self._load()

    def _ask_about(self, name: str) -> None:
        self._asking = name
        self.hardware.test_device(name, "strip")

    def _print(self, device: DeviceState, what: DeviceTest) -> None:
        self.hardware.test_device(device.name, what)
        self.host.say(Toast(T("Sent to the printer."), "info"))

    def _device(self, key: str) -> DeviceState:
        """Refused when it has been taken away meanwhile."""
        for device in self.hardware.devices:
            if device.name == key:
                return device
        raise Refused(T("This device is not set up any more."))

    def _stop_listening(self) -> None:
        self._listening, self._since, self._until, self._code = "", 0, 0.0, ""

    def _load(self) -> None:
        now = self.clock.monotonic()
        if self._listening and now >= self._until:
            self._stop_listening()
        if now >= self._find_at:
            self._find_at = now + FIND_SECONDS
            self.hardware.look_for_devices()
        self.show(
            DevicesState(
                tuple(self._shown(device) for device in self.hardware.devices),
                tuple(_offered(found) for found in self.hardware.found),
                manages(self.host.staff),
            )
        )

    def _shown(self, device: DeviceState) -> DeviceCard:
        card = DeviceCard(
            key=device.name,
            title=DEVICE_NAMES.get(device.kind, device.name),
            about=about(device),
            icon=DEVICE_ICONS.get(device.kind, "plug"),
            works=device.ok,
            state=T("Works") if device.ok else T("Does not work"),
            why=device.detail or (T("The drawer is open") if device.drawer_open else ""),
            last=_last(device),
            try_text=_try_text(device),
            drawer=device.has_drawer,
            change=device.driver in CHANGEABLE and manages(self.host.staff),
            # Of a printer that is off there is no paper to look at.
            asking=device.ok and device.name == self._asking,
        )
        if device.name != self._listening:
            return card
        return replace(card, listening=True, heard=self._heard(device))

    def _heard(self, device: DeviceState) -> Text:
        if device.last_at <= self._since:
            return T("Hold a card to it.") if device.kind == "reader" else T("Scan any code.")
        if device.last == "card":
            return T("A card was read. It works.")
        if device.last == "unreadable":
            return T("A card was there, but it cannot be read.")
        if device.last == "strange":
            return T("It scans, but sends signs that cannot be read. Check how it is set.")
        return T("Read: {code}", code=self._code)


def _try_text(device: DeviceState) -> Text:
    trial = DEVICE_TRIALS.get(device.kind)
    return _PRINT if trial == "paper" else _TRY if trial else ""


def _last(device: DeviceState) -> Text:
    """What it did last; the time of day is enough, the page is for the present."""
    time = TimeOfDay(device.last_at)
    words: dict[str, Msg] = {
        "card": T("Card read at {time}", time=time),
        "unreadable": T("Unreadable card at {time}", time=time),
        "code": T("Code read at {time}", time=time),
        "strange": T("Unreadable code at {time}", time=time),
        "printed": T("Printed at {time}", time=time),
        "drawer": T("Drawer opened at {time}", time=time),
    }
    return words.get(device.last, "")


def _offered(found: FoundDevice) -> FoundCard:
    return FoundCard(
        found.key,
        DEVICE_NAMES.get(found.kind, found.kind),
        offered(found),
        DEVICE_ICONS.get(found.kind, "plug"),
    )
