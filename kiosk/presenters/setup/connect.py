"""What is plugged into a new desk: found by itself, taken into use, and seen to work."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.office.args import DeviceFormArgs, KeyPaperArgs, PrinterFormArgs, PrinterSaved
from kiosk.presenters.office.device_form import is_printer
from kiosk.presenters.office.device_words import about, reason_of
from kiosk.presenters.office.devices import FIND_SECONDS
from kiosk.presenters.office.papers import DEVICE_ICONS
from kiosk.presenters.rows import Row
from kiosk.salon.domain.devices import DEVICE_NAMES, DeviceState, state_of
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.cards import TappedCard

BY_HAND = T("On USB it is found by itself. In the network? Touch here and type its address.")
EXPECTED = ("receipt", "scanner", "reader")
"""Kinds that a desk mostly has."""

FILE = Row(
    "file",
    T("Clients from the program before"),
    T("Read them from a USB stick, now or later"),
    icon="users",
)


@dataclass(frozen=True, slots=True)
class ConnectState:
    rows: tuple[Row, ...] = ()


class Connect(Presenter[ConnectState, None]):
    name = "connect"
    blank = ConnectState()

    def forget(self) -> None:
        self._find_at = 0.0
        self._taken: set[str] = set()

    def enter(self, _: None = None) -> None:
        self._load()

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, PrinterSaved):
            self.hardware.test_device(result.name, "strip")
        self._load()

    def tick(self) -> None:
        self._load()

    def card(self, card: TappedCard) -> bool:
        """A card that is held to the reader now only shows that it works."""
        self.hardware.sound("ok")
        self.host.say(Toast(T("A card was read. It works.")))
        self._load()
        return True

    def scan(self, code: str) -> bool:
        self.hardware.sound("ok")
        self.host.say(Toast(T("Read: {code}", code=code)))
        self._load()
        return True

    def add(self) -> None:
        """What is not found by itself."""
        self.host.go(PrinterFormArgs())

    def pick(self, key: str) -> None:
        """To try it, or to see what it lacks; what is missing is added by hand; or the file with
        the clients."""
        if key == FILE.key:
            self.host.go("file_list")
        elif any(one.name == key for one in self.hardware.devices):
            self.host.go("devices")
        else:
            self.host.go(PrinterFormArgs() if is_printer(key) else DeviceFormArgs(kind=key))

    def next(self) -> None:
        """On, whatever is connected."""
        self.host.swap(KeyPaperArgs(set_up=True))

    def close(self) -> None:
        self.next()

    def _load(self) -> None:
        now = self.clock.monotonic()
        if now >= self._find_at:
            self._find_at = now + FIND_SECONDS
            self.hardware.look_for_devices()
        for found in self.hardware.found:
            if found.key not in self._taken:
                self._taken.add(found.key)
                self.hardware.use_device(found.key)
        devices = self.hardware.devices
        missing = [kind for kind in EXPECTED if all(one.kind != kind for one in devices)]
        self.show(ConnectState((*map(_there, devices), *map(_missing, missing), FILE)))


def _there(device: DeviceState) -> Row:
    name = DEVICE_NAMES.get(device.kind, device.name)
    told: Text = reason_of(device) or (_try(device) if device.ok else "") or about(device)
    return Row(
        device.name,
        name,
        told,
        icon=DEVICE_ICONS.get(device.kind, "plug"),
        tone="ok" if device.ok else "bad",
        chip=state_of(device),
    )


def _try(device: DeviceState) -> Text:
    if device.last_at:
        return ""
    if device.kind == "reader":
        return T("Hold a card to it.")
    return T("Scan any code.") if device.kind == "scanner" else ""


def _missing(kind: str) -> Row:
    return Row(
        kind,
        DEVICE_NAMES[kind],
        BY_HAND if is_printer(kind) else T("On USB it is found by itself. Else touch here."),
        icon=DEVICE_ICONS[kind],
        chip=T("Not connected"),
        dim=True,
    )
