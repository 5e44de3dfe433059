"""The devices of a desk as its people see them, and what may be asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from kiosk.salon.domain.cards.number import Tap
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.machine import DeskMachine
from kiosk.salon.domain.text import Msg, N, T, Text

Sound = Literal["ok", "refuse", "attention"]
Trial = Literal["card", "code", "paper", "weight", "words"]
"""How a device is tried at the desk."""
_KINDS: dict[str, tuple[Msg, Trial]] = {
    "reader": (T("Card reader"), "card"),
    "scanner": (T("Scanner"), "code"),
    "receipt": (T("Receipt printer"), "paper"),
    "label": (T("Label printer"), "paper"),
    "page": (T("A4 printer"), "paper"),
    "display": (T("Customer display"), "words"),
    "scale": (T("Scale"), "weight"),
}
DEVICE_NAMES: dict[str, Msg] = {kind: name for kind, (name, _) in _KINDS.items()}
"""Words for kinds of devices; a device of another kind is called by its own name."""
DEVICE_TRIALS: dict[str, Trial] = {kind: trial for kind, (_, trial) in _KINDS.items()}
"""Kinds that can be tried."""
DeviceAct = Literal["card", "unreadable", "code", "strange", "printed", "drawer", ""]
"""What a device did last; ``strange``: scanned a code that cannot be read. A card's number is never
among it."""
Plug = Literal["", "serial", "keys", "usb", "network", "pcsc"]
"""How something is connected: a serial port, a device that types like a keyboard, another device
on USB, an address, a reader of PC/SC; empty: not at all, or nobody knows."""
_STATES: Mapping[str, Msg] = {
    "paper_out": T("Out of paper"),
    "cover_open": T("Cover open"),
    "paused": T("Paused"),
}
"""Causes that whoever stands at the device ends with a hand."""
DeviceTest = Literal["strip", "drawer"]
"""``strip``: test paper of a printer of either kind."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What is shown of a device.

    ``detail``: why it does not work, or what to see to soon. ``last``, ``last_at``: what it did
    last, and when (UTC ms, 0 for nothing yet). ``drawer_open``: its cash drawer is known to be.
    ``has_drawer``: one may hang at it. ``model``: as its maker calls it, empty where nobody knows.
    ``where``, ``plug``: its address (with the port where that is not the usual one), port or path,
    and how it is connected. ``cause``: why it does not work, as its driver calls it (``Cause`` of
    the drivers), empty while it does.
    """

    name: str
    kind: str
    ok: bool
    detail: Text = ""
    driver: str = ""
    last: DeviceAct = ""
    last_at: int = 0
    drawer_open: bool = False
    has_drawer: bool = False
    model: str = ""
    where: str = ""
    plug: Plug = ""
    cause: str = ""


def state_of(device: DeviceState) -> Msg:
    """The same word for a state wherever it is shown."""
    return T("Works") if device.ok else _STATES.get(device.cause, T("Does not work"))


def trouble(devices: Iterable[DeviceState]) -> Text:
    """What is wrong with the devices in a few words; empty while all of them work. One alone is
    named."""
    wrong = [one for one in devices if not one.ok]
    if len(wrong) == 1:
        (one,) = wrong
        name = DEVICE_NAMES.get(one.kind, one.name)
        return T("{device}: {state}", device=name, state=state_of(one))
    return N("{n} device does not work", "{n} devices do not work", len(wrong)) if wrong else ""


def trouble_in_short(devices: Iterable[DeviceState]) -> Text:
    """The same where there is room for two words only."""
    wrong = [one for one in devices if not one.ok]
    if len(wrong) == 1 and wrong[0].cause in _STATES:
        return _STATES[wrong[0].cause]
    return N("{n} device does not work", "{n} devices do not work", len(wrong)) if wrong else ""


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """Something plugged in that no setting speaks of. ``key`` names it when it is to be used;
    ``title``: a model or what it is; ``where``: its path or reader name."""

    key: str
    kind: str
    title: str
    driver: str
    where: str
    plug: Plug = ""


@dataclass(frozen=True, slots=True)
class DeviceWay:
    """A driver that a device of a kind can be set up with, and how such a device is connected."""

    driver: str
    kind: str
    plug: Plug


@dataclass(frozen=True, slots=True)
class DeviceOption:
    """What a driver has to be told beside the place. ``value``: as set, else the usual one.
    ``choices``: what it may be (empty: anything from ``least`` to ``most`` where these differ, any
    text where they do not; two choices ``true`` and ``false`` are a switch)."""

    key: str
    value: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class DeviceSetup:
    """A device that is no printer. ``name``: in the settings, empty for a new one. ``place``: a
    serial port, an address, a device that types: what its driver needs. ``options``: by key; what
    is left out is as usual."""

    name: str
    driver: str
    place: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something can be plugged in. ``value``: for the settings, ``title``: for people.
    ``used_by``: the device of the settings that is there already."""

    value: str
    title: str
    used_by: str = ""


PrinterKind = Literal["receipt", "label"]
Connection = Literal["network", "serial", "usb"]


@dataclass(frozen=True, slots=True)
class LabelPaperSize:
    """In mm; ``dots_per_mm``: 6, 8, 12 or 24. ``gap_mm``: between two labels of the roll."""

    width_mm: int = 57
    height_mm: int = 32
    dots_per_mm: int = 8
    gap_mm: int = 3


@dataclass(frozen=True, slots=True)
class PrinterSetup:
    """How a printer is connected and what it understands.

    ``name``: in the settings, empty for a new one. ``place``: host name or address, serial port or
    device file. ``speaks``: the table of characters of a receipt printer (``PC852``, ``WPC1250``,
    ``raster``), the language of a label printer. ``width_mm``: of receipt paper. ``paper``: of a
    label printer. ``answers``: whether it is asked how it is before and after each paper; None
    where nobody can be asked.
    """

    name: str
    kind: PrinterKind
    connection: Connection
    place: str
    speaks: str
    width_mm: int = 80
    drawn_qr: bool = False
    cutter: bool = True
    drawer: bool = True
    paper: LabelPaperSize = LabelPaperSize()
    answers: bool | None = True


@dataclass(frozen=True, slots=True)
class LabelPicture:
    """A price label as it will come out of the label printer. ``png``: a picture file, empty when
    it cannot be drawn. ``remark``: what to know before it is printed."""

    product_id: Id
    png: bytes
    width_mm: int
    height_mm: int
    remark: Text = ""


class DeskHardware(Protocol):
    """What presenters may ask of everything plugged into this desk. All of it returns at once."""

    @property
    def devices(self) -> tuple[DeviceState, ...]: ...

    @property
    def machine(self) -> DeskMachine: ...

    @property
    def page_folder(self) -> str | None:
        """Where sheets of A4 go as files; None while there is a printer for them."""

    @property
    def found(self) -> tuple[FoundDevice, ...]:
        """What :meth:`look_for_devices` found last."""

    def sound(self, sound: Sound) -> None:
        """Makes it at once."""

    def print_soon(self) -> None:
        """There is a new print job."""

    def test_device(self, name: str, what: DeviceTest) -> None:
        """Prints test paper or opens the drawer; a word tells how it went."""

    def print_key(self, by: Id, done: Callable[[Text], object]) -> None:
        """Prints the paper with the salon's key on the receipt printer, directly: it is neither
        queued nor kept. ``done`` is told nothing, or why it did not come out. Refused for anybody
        but a manager."""

    def look_for_devices(self) -> None:
        """Looks for what is plugged in and not used yet; ``found`` tells."""

    def look_for_places(self, plug: Plug, told: Callable[[tuple[Place, ...]], object]) -> None:
        """Looks once where something of this connection can be; the network takes some seconds,
        and there it is addresses that take print jobs."""

    def device_ways(self) -> tuple[DeviceWay, ...]:
        """All drivers of devices that are plugged in, printers' too."""

    def device_options(self, driver: str, chosen: Mapping[str, str]) -> tuple[DeviceOption, ...]:
        """What a driver wants to know; one answer may decide about other questions."""

    def device_setup(self, name: str) -> DeviceSetup | None:
        """How a device is set up; None when there is none of that name, or it cannot be changed
        here."""

    def set_device(self, setup: DeviceSetup, told: Callable[[str, Text], object]) -> None:
        """As :meth:`set_printer`."""

    def printer_setup(self, name: str) -> PrinterSetup | None:
        """How a printer is set up; None when there is none of that name, or it is no printer that
        can be changed here."""

    def set_printer(self, setup: PrinterSetup, told: Callable[[str, Text], object]) -> None:
        """Writes it into the settings and starts it at once. ``told`` gets its name and nothing, or
        why it cannot be: nothing is changed then."""

    def remove_device(self, name: str, told: Callable[[str, Text], object]) -> None:
        """Takes it out of the settings and out of use at once."""

    def use_device(self, key: str) -> None:
        """Writes a found device into the settings and starts it; a word tells how it went."""

    def make_cards(self, wanted: bool) -> None:
        """The next blank card is given this salon's keys; or none is any more."""

    def weigh(self, answered: Callable[[int, Text], object]) -> None:
        """Asks the scale: grams above zero, or 0 and why there is no weight."""

    def draw_labels(
        self, products: tuple[Product, ...], drawn: Callable[[LabelPicture], object]
    ) -> None:
        """Draws price labels, and tells each that can be drawn."""

    def tell_customer(self, upper: Text, lower: Text = "") -> None:
        """Shows two lines on the customer display, the lower one a sum; both empty: the salon's
        name."""


class HardwareListener(Protocol):
    """Whom the hardware tells, in the thread of the screens."""

    def card(self, tap: Tap, /) -> None: ...

    def unreadable(self, reason: str, /) -> None:
        """A card was there, but it cannot be used."""

    def scan(self, code: str, /) -> None: ...

    def scan_unreadable(self) -> None:
        """A code was scanned with signs in it that no code has."""

    def hardware_changed(self) -> None:
        """States of devices, what was found, or a print job: whoever shows them looks again."""

    def hardware_said(self, text: Text, *, ok: bool) -> None:
        """How something went that was asked."""

    def answered(self, tell: Callable[[], object], /) -> None:
        """An answer has come; ``tell`` gives it to whoever asked."""
