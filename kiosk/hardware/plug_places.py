"""Where a device can be plugged in: serial ports, devices that type, readers, addresses.

Each is named by what stays the same when something else is plugged in: by its maker's id
(``by-id``), for two of a kind by its socket (``by-path``), else by its USB numbers or as the kernel
calls it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.hardware import network_printers
from kiosk.hardware.discovery import On, Places, Plugged, read, seen, uses
from kiosk.hardware.fitting import Section
from kiosk.salon.domain.devices import Place, Plug

BUILT_IN = "serial8250"
"""The kernel's driver that shows ports which no computer of today has; ``type`` 0: it is none."""
TYPING = frozenset(range(2, 12)) | {28}
"""Keys 1-0 and Enter (linux/input-event-codes.h)."""


def look(plug: Plug, sections: Mapping[str, Section], places: Places) -> tuple[Place, ...]:
    """Takes some milliseconds, the network some seconds."""
    if plug == "network":
        around = network_printers.neighbours(network_printers.own_address())
        found = network_printers.printers(around)
        return tuple(Place(one, one, _named(sections, one)) for one in found)
    if plug == "pcsc":
        return tuple(Place(one, one) for one in places.readers())
    if plug == "serial":
        return tuple(_places("serial", "tty", _ports(places), sections, places))
    if plug == "keys":
        return tuple(_places("keys", "input", _keyboards(places), sections, places))
    return ()


def _named(sections: Mapping[str, Section], address: str) -> str:
    return next((name for name, one in sections.items() if one.options.get("host") == address), "")


def _places(
    on: On, group: str, paths: Iterator[Path], sections: Mapping[str, Section], places: Places
) -> Iterator[Place]:
    """Each thing once, by the first of its names."""
    known = set()
    for path in paths:
        if path.resolve() in known:
            continue
        known.add(path.resolve())
        plugged = seen(on, path, places, group)
        yield _place(plugged, sections)


def _place(plugged: Plugged, sections: Mapping[str, Section]) -> Place:
    used_by = next((name for name, one in sections.items() if uses(one, plugged)), "")
    name = plugged.path.name
    title = f"{plugged.model} ({name})" if plugged.model and _short(name) else plugged.model or name
    value = str(plugged.path)
    if plugged.on == "keys" and _short(name) and plugged.usb:
        # The kernel numbers such devices anew at each start.
        value = plugged.usb
    return Place(value, title, used_by)


def _short(name: str) -> bool:
    """A name of the kernel's, such as ``ttyUSB0``."""
    return "-" not in name


def _ports(places: Places) -> Iterator[Path]:
    yield from _links(places, "serial")
    for port in sorted(places.sys.glob("class/tty/*")):
        path = places.dev / port.name
        if (port / "device").exists() and path.exists() and not _is_none(port):
            yield path


def _links(places: Places, folder: str, ends: str = "") -> Iterator[Path]:
    for names in ("by-id", "by-path"):
        yield from sorted(places.dev.glob(f"{folder}/{names}/*{ends}"))


def _is_none(port: Path) -> bool:
    driver = (port / "device" / "driver").resolve().name
    return driver == BUILT_IN and read(port / "type") in ("", "0")


def _keyboards(places: Places) -> Iterator[Path]:
    for path in _links(places, "input", "-event-kbd"):
        if _types(places, path.resolve().name) is not False:
            yield path
    for event in sorted(places.sys.glob("class/input/event*")):
        path = places.dev / "input" / event.name
        if path.exists() and _types(places, event.name):
            yield path


def _types(places: Places, event: str) -> bool | None:
    """Whether it has digits and Enter; None where nobody tells. A scanner often shows a second
    device with volume keys, and a case its power button."""
    words = read(places.sys / "class" / "input" / event / "device/capabilities/key").split()
    if not words:
        return None
    # Words of the kernel's long, the lowest last; digits and Enter are in that one.
    lowest = int(words[-1], 16)
    return all(lowest >> key & 1 for key in TYPING)
