"""What is plugged into this computer that no setting speaks of yet, and how to use it.

Serial lines, devices that type and printers are recognised by their USB numbers
(``assets/devices/known.toml``), printers also by what they say they understand, card readers by
being with PC/SC at all. A keyboard that is not in the table stays a keyboard.

A receipt printer whose interface has a bulk endpoint each way (USB Device Class Definition for
Printing Devices, 1.1) can answer, and is offered with the driver that asks it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from drivers.device import READER, Device, DeviceError, Kind
from kiosk.hardware.check import card_readers
from kiosk.hardware.fitting import Section, kind_of
from kiosk.salon.assets import asset
from kiosk.salon.domain.devices import Plug

TABLE = asset("devices/known.toml")
On = Literal["serial", "keys", "printer"]
PATH_OPTION: dict[On, str] = {"serial": "port", "keys": "device", "printer": "path"}
PLUGS: dict[On, Plug] = {"serial": "serial", "keys": "keys", "printer": "usb"}
SPOKEN: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("ESC/POS", "escpos_file", {}),
    ("ZPL", "label_file", {"language": "zpl"}),
    ("TSPL", "label_file", {"language": "tspl"}),
    ("EPL", "label_file", {"language": "epl2"}),
)
"""Commands a printer says it takes (IEEE 1284 device id): the driver and its options."""
PRINTERS = "07"
"""Class of interfaces of printers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to use something. ``where``: its path or reader name; ``options``: for
    ``[device.NAME]``."""

    driver: str
    kind: Kind[Device]
    model: str
    where: str
    options: Mapping[str, object] = field(default_factory=dict)
    plug: Plug = "pcsc"

    @property
    def key(self) -> str:
        return f"{self.driver} {self.where}"


@dataclass(frozen=True, slots=True)
class Plugged:
    """``usb``: vendor:product; ``speaks``: the commands a printer names; ``answers``: it can, and
    we may ask it."""

    on: On
    path: Path
    usb: str
    model: str = ""
    speaks: str = ""
    answers: bool = False


def pcsc_readers() -> list[str]:
    """Names of the readers of PC/SC; none where its service does not run or hangs."""
    try:
        return list(card_readers())
    except DeviceError:
        return []


@dataclass(frozen=True, slots=True)
class Places:
    """Where is looked."""

    dev: Path = Path("/dev")
    sys: Path = Path("/sys")
    readers: Callable[[], list[str]] = pcsc_readers


def offers(sections: Mapping[str, Section], places: Places) -> tuple[Offer, ...]:
    """What could be used and is not. Takes some milliseconds; touches no device."""
    plugs = list(_plugged(places))
    twice = {one.usb for one in plugs if sum(one.usb == other.usb for other in plugs) > 1}
    found = [
        offer
        # By their numbers two of a kind cannot be told apart, by their paths they can.
        for plugged in (replace(one, answers=one.answers and one.usb not in twice) for one in plugs)
        if not any(uses(section, plugged) for section in sections.values())
        for offer in _ways(plugged)
    ]
    for name in places.readers():
        if not any(_reads(section, name) for section in sections.values()):
            found.append(Offer("pcsc", READER, name, name, {"reader": name}))
    return tuple(found)


def _plugged(places: Places) -> Iterator[Plugged]:
    for path in sorted(places.dev.glob("serial/by-id/*")):
        yield seen("serial", path, places, "tty")
    for path in sorted(places.dev.glob("input/by-id/*-event-kbd")):
        yield seen("keys", path, places, "input")
    for path in sorted(places.dev.glob("usb/lp*")):
        yield seen("printer", path, places, "usbmisc")


def seen(on: On, path: Path, places: Places, group: str) -> Plugged:
    """Reads what the kernel tells of a device: of its interface and, further up, of its plug.
    ``group``: the folder of /sys/class that has it."""
    speaks, both_ways = "", False
    place = (places.sys / "class" / group / path.resolve().name / "device").resolve()
    while place != place.parent:
        speaks = speaks or read(place / "ieee1284_id")
        both_ways = both_ways or _both_ways(place)
        vendor = read(place / "idVendor")
        if vendor:
            names = (read(place / name) for name in ("manufacturer", "product"))
            model = " ".join(filter(None, names))
            usb = f"{vendor}:{read(place / 'idProduct')}"
            answers = both_ways and _may_be_asked(place, places.dev)
            return Plugged(on, path, usb, model, speaks, answers)
        place = place.parent
    own = places.sys / "class" / group / path.resolve().name / "device"
    vendor = read(own / "id/vendor")
    usb = f"{vendor}:{read(own / 'id/product')}" if vendor else ""
    return Plugged(on, path, usb, read(own / "name"), speaks)


def _both_ways(interface: Path) -> bool:
    """Whether an interface is a printer's with a bulk endpoint each way."""
    if read(interface / "bInterfaceClass") != PRINTERS:
        return False
    ways = {
        read(end / "direction")
        for end in interface.glob("ep_*")
        if read(end / "type").lower() == "bulk"
    }
    return {"in", "out"} <= ways


def _may_be_asked(plug: Path, dev: Path) -> bool:
    """Whether this user may use it without the kernel's printer driver."""
    numbers = read(plug / "busnum"), read(plug / "devnum")
    if not all(number.isdigit() for number in numbers):
        return False
    bus, device = (int(number) for number in numbers)
    return os.access(dev / "bus" / "usb" / f"{bus:03}" / f"{device:03}", os.R_OK | os.W_OK)


def read(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""


@lru_cache
def known() -> tuple[dict[str, Any], ...]:
    """The table."""
    return tuple(tomllib.loads(TABLE.read_text())["device"])


def _ways(plugged: Plugged) -> Iterator[Offer]:
    there = {PATH_OPTION[plugged.on]: str(plugged.path)}
    vendor = plugged.usb.split(":")[0]
    rows = [
        row
        for row in known()
        if row["on"] == plugged.on and row["id"] in (plugged.usb, f"{vendor}:*")
    ]
    for row in rows:
        # What is on the other end of an adapter is not what the adapter calls itself.
        model = row["model"] if plugged.on == "serial" else plugged.model or row["model"]
        seen = plugged if row.get("answers", True) else replace(plugged, answers=False)
        yield _offer(row["driver"], model, seen, {**there, **row.get("options", {})})
    if not rows:
        for word, driver, options in SPOKEN:
            if word in plugged.speaks.upper():
                model = plugged.model or plugged.path.name
                yield _offer(driver, model, plugged, {**there, **options})
                return


def _offer(driver: str, model: str, plugged: Plugged, options: Mapping[str, object]) -> Offer:
    if plugged.answers and driver == "escpos_file":
        more = {key: value for key, value in options.items() if key != PATH_OPTION["printer"]}
        driver, options = "escpos_usb", {"usb": plugged.usb, **more}
    plug = PLUGS[plugged.on]
    return Offer(driver, kind_of(driver), model, str(plugged.path), options, plug)


def uses(section: Section, plugged: Plugged) -> bool:
    for value in section.options.values():
        if not isinstance(value, str):
            continue
        if value.startswith("/"):
            if Path(value).resolve() == plugged.path.resolve():
                return True
        elif value.lower() == plugged.usb:
            return True
    return False


def _reads(section: Section, name: str) -> bool:
    if section.driver != "pcsc":
        return False
    wanted = str(section.options.get("reader", "any"))
    return wanted == "any" or wanted.casefold() in name.casefold()
