"""Every device of this desk: how it is, what it did last, a way to try it; and what is plugged in
but not used yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.args import (
    DeviceFormArgs,
    DeviceSaved,
    PrinterFormArgs,
    PrinterSaved,
)
from kiosk.presenters.office.device_form import is_printer
from kiosk.presenters.office.device_trial import DeviceTrial
from kiosk.presenters.office.device_words import about, offered, reason_of
from kiosk.presenters.office.papers import DEVICE_ICONS
from kiosk.presenters.office.printer_form import SPOKEN
from kiosk.salon.domain.devices import (
    DEVICE_NAMES,
    DEVICE_TRIALS,
    DeviceState,
    DeviceTest,
    FoundDevice,
    state_of,
)
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import Msg, T, Text, TimeOfDay
from kiosk.salon.services.cards import TappedCard

FIND_SECONDS = 3.0
"""How often it is looked for what has been plugged in."""

_TRY, _PRINT = T("Try it"), T("Test print")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCard:
    """A device. ``try_text``: what the test button says, empty where there is none. ``listening``:
    it is being tried, ``heard`` says what came of it. ``change``: it can be set up here.
    ``asking``: its test paper is looked at. ``mute``: it was tried, is there and does not answer;
    it may be printed on all the same."""

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
    mute: bool = False


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
        self._trial = DeviceTrial()
        self._find_at = 0.0
        self._asking = ""
        self._tested: set[str] = set()
        self._round: tuple[str, tuple[str, ...]] = "", ()

    def enter(self, _: None = None) -> None:
        self._load()

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, PrinterSaved):
            self._round = "", ()
            self._ask_about(result.name)
        elif isinstance(result, DeviceSaved):
            # It may take a moment to answer: that is seen beside what is to be done.
            self._begin_trial(result.name)
        self._load()

    def leave(self) -> None:
        self._end_trial()
        super().leave()

    def tick(self) -> None:
        self._load()

    def card(self, card: TappedCard) -> bool:
        """While a reader is tried its cards are for nobody; the device's own state tells that one
        was read."""
        if self._trial.goes_on:
            self._load()
        return self._trial.goes_on

    def scan(self, code: str) -> bool:
        if self._trial.goes_on:
            self._trial.code = code
            self._load()
        return self._trial.goes_on

    def try_it(self, key: str) -> None:
        """Prints test paper, weighs, shows some words, or waits for a card or a code."""
        device = self._device(key)
        if is_printer(device.kind):
            self._tested.add(key)
            self._print(device, "strip")
            return
        if not device.ok:
            raise Refused(device.detail if isinstance(device.detail, Msg) else T("Missing"))
        self._begin_trial(key)
        self._load()

    def open_drawer(self, key: str) -> None:
        self._print(self._device(key), "drawer")

    def stop(self, key: str) -> None:
        """Enough tried."""
        self._end_trial()
        self._load()

    def use(self, key: str) -> None:
        """Takes a found device into the settings."""
        require_manager(self)
        self.hardware.use_device(key)

    def add(self) -> None:
        """What is not found by itself."""
        require_manager(self)
        self.host.go(PrinterFormArgs())

    def change(self, key: str) -> None:
        require_manager(self)
        printer = is_printer(self._device(key).kind)
        self.host.go(PrinterFormArgs(key) if printer else DeviceFormArgs(key))

    def came_out(self, key: str) -> None:
        """The test paper is as it should be."""
        self._asking, self._round = "", ("", ())
        self.host.say(Toast(T("The printer is ready.")))
        self._load()

    def came_out_wrong(self, key: str) -> None:
        """Tries what else the printer may understand, each of it once; after the last it is left
        as it was."""
        require_manager(self)
        setup = self.hardware.printer_setup(key)
        if setup is None:
            raise Refused(T("This device is not set up any more."))
        name, tried = self._round
        tried = (*(tried if name == key else ()), setup.speaks)
        ways = [way for way, _ in SPOKEN[setup.kind]]
        place = ways.index(setup.speaks) + 1 if setup.speaks in ways else 0
        left = [way for way in (*ways[place:], *ways[:place]) if way not in tried]
        if not left:
            self._asking, self._round = "", ("", ())
            if tried[0] != setup.speaks:
                self.hardware.set_printer(replace(setup, speaks=tried[0]), self._put_back)
            self._load()
            raise Refused(T("Every way was tried. Look whether it is the right kind of printer."))
        self._round = key, tried
        self.hardware.set_printer(replace(setup, speaks=left[0]), self._set)

    def print_unasked(self, key: str) -> None:
        """Prints on a printer that does not answer: it is not asked any more. What waits for it
        comes out."""
        require_manager(self)
        setup = self.hardware.printer_setup(key)
        if setup is None:
            raise Refused(T("This device is not set up any more."))
        self.hardware.set_printer(replace(setup, answers=False), self._set)

    def _put_back(self, _: str, wrong: Text) -> None:
        if wrong:
            self.host.say(Toast(wrong, "bad"))
        self._load()

    def _set(self, name: str, wrong: Text) -> None:
        if wrong:
            self.host.say(Toast(wrong, "bad"))
        else:
            self._ask_about(name)
        self._load()

    def _ask_about(self, name: str) -> None:
        self._asking = name
        self._tested.add(name)
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

    # -- trying -------------------------------------------------------------------------------

    def _begin_trial(self, name: str) -> None:
        self._end_trial()
        since = next((one.last_at for one in self.hardware.devices if one.name == name), 0)
        self._trial = DeviceTrial(name, since, self.clock.monotonic())

    def _end_trial(self) -> None:
        if self._trial.shown:
            # Nobody needs the test words any more.
            self.hardware.tell_customer("")
        self._trial = DeviceTrial()

    def _go_on_trying(self) -> None:
        trial, now = self._trial, self.clock.monotonic()
        device = next((one for one in self.hardware.devices if one.name == trial.name), None)
        if device is None or not trial.goes_on:
            return
        how = DEVICE_TRIALS.get(device.kind)
        if how == "words" and device.ok and not trial.shown:
            trial.shown = True
            self.hardware.tell_customer(_PRINT)
        elif how == "weight" and device.ok and not trial.asked:
            trial.asked = True
            self.hardware.weigh(lambda grams, why: self._weighed(trial, grams, why))
        trial.look(now)

    def _weighed(self, trial: DeviceTrial, grams: int, why: Text) -> None:
        trial.weighed(grams, why)
        self._load()

    def _load(self) -> None:
        now = self.clock.monotonic()
        self._go_on_trying()
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

    def _is_mute(self, device: DeviceState) -> bool:
        """Whether it is a printer that was tried, takes a connection and never answers."""
        if device.cause != "silent" or device.name not in self._tested:
            return False
        setup = self.hardware.printer_setup(device.name)
        return setup is not None and setup.answers is True

    def _shown(self, device: DeviceState) -> DeviceCard:
        changeable = any(way.driver == device.driver for way in self.hardware.device_ways())
        card = DeviceCard(
            key=device.name,
            title=DEVICE_NAMES.get(device.kind, device.name),
            about=about(device),
            icon=DEVICE_ICONS.get(device.kind, "plug"),
            works=device.ok,
            state=state_of(device),
            why=reason_of(device) or (T("The drawer is open") if device.drawer_open else ""),
            last=_last(device),
            try_text=_try_text(device),
            drawer=device.has_drawer,
            change=changeable and manages(self.host.staff),
            # Of a printer that is off there is no paper to look at.
            asking=device.ok and device.name == self._asking,
            mute=changeable and manages(self.host.staff) and self._is_mute(device),
        )
        trial = self._trial
        if device.name != trial.name:
            return card
        return replace(card, listening=trial.goes_on, heard=trial.told(device))


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
