"""A printer's section of the settings file, and what a person sets of it on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.hardware.fitting import with_port
from kiosk.hardware.settings_file import free, stand_ins, without, written
from kiosk.salon.domain.devices import Connection, LabelPaperSize, PrinterSetup
from kiosk.salon.home import Home
from kiosk.salon.settings import Device, Settings, load
from kiosk.salon.settings.editing import remove_section, set_values

DRIVERS: dict[tuple[str, Connection], tuple[str, str]] = {
    ("receipt", "network"): ("escpos_tcp", "host"),
    ("receipt", "serial"): ("escpos_serial", "port"),
    ("receipt", "usb"): ("escpos_file", "path"),
    ("label", "network"): ("label_tcp", "host"),
    ("label", "usb"): ("label_file", "path"),
}
"""Driver and its option for the place."""
USB_DRIVER = "escpos_usb"
MUTE = ("escpos_file", "label_file")
"""Drivers that cannot ask a printer anything."""
NAMES = {"receipt": "receipts", "label": "labels"}


def read(name: str, home: Home) -> PrinterSetup | None:
    """How a printer stands in the file; None for any other device."""
    settings = load(home.settings)
    section = settings.device.get(name)
    if section is None:
        return None
    options = section.options
    for (kind, connection), (driver, place) in DRIVERS.items():
        usb = section.driver == USB_DRIVER and driver == "escpos_file"
        if section.driver != driver and not usb:
            continue
        label = settings.label
        size = LabelPaperSize(
            label.width_mm, label.height_mm, label.dots_per_mm, _whole(options, "gap_mm", 3)
        )
        speaks = ("codepage", "PC852") if kind == "receipt" else ("language", "zpl")
        return PrinterSetup(
            name,
            "receipt" if kind == "receipt" else "label",
            connection,
            _place(options, "usb" if usb else place),
            str(options.get(*speaks)),
            _whole(options, "width_mm", 80),
            options.get("qr") == "drawn",
            options.get("cutter") is not False,
            options.get("drawer_pin") != 0,
            size,
            None if section.driver in MUTE else options.get("status") is not False,
        )
    return None


def write(setup: PrinterSetup, home: Home) -> tuple[str, Settings, tuple[str, ...]]:
    """Writes it; the name it has, the settings from now on, and the names of the folders that stood
    in for it. Comments and options that
    are not set on the screen stay. Raises as :func:`kiosk.hardware.settings_file.written`."""

    def edit(text: str) -> str:
        text = without(text, replaced)
        text = set_values(text, ("device", name), values)
        if setup.kind == "label":
            paper = setup.paper
            size = {
                "width_mm": paper.width_mm,
                "height_mm": paper.height_mm,
                "dots_per_mm": paper.dots_per_mm,
            }
            text = set_values(text, ("label",), size)
        return text

    before = load(home.settings).device
    name = setup.name or free(NAMES[setup.kind], before)
    replaced = () if setup.name else stand_ins(before, setup.kind)
    values = _values(setup, before.get(name))
    settings = written(home, edit, name)
    return name, settings, replaced


def remove(name: str, home: Home) -> None:
    """Takes a device's section out of the file. Raises as above."""
    written(home, lambda text: remove_section(text, ("device", name)), "")


def _values(setup: PrinterSetup, before: Device | None) -> dict[str, object]:
    """Options to set; None for those that go. What is as usual is not written."""
    driver, place = DRIVERS[setup.kind, setup.connection]
    if before is not None and before.driver == USB_DRIVER and setup.connection == "usb":
        driver, place = USB_DRIVER, "usb"
    values: dict[str, object] = {"driver": driver, "host": None, "port": None, "path": None}
    if setup.connection == "network":
        values["host"], values["port"] = address(setup.place)
    else:
        values[place] = setup.place
    if driver not in MUTE:
        values["status"] = False if setup.answers is False else None
    if setup.kind == "label":
        values |= {"language": setup.speaks, "gap_mm": setup.paper.gap_mm}
        return values
    values |= {
        "codepage": setup.speaks,
        "width_mm": setup.width_mm,
        "qr": "drawn" if setup.drawn_qr else None,
        "cutter": None if setup.cutter else False,
    }
    if not setup.drawer:
        values["drawer_pin"] = 0
    elif before is not None and before.options.get("drawer_pin") == 0:
        values["drawer_pin"] = None
    return values


def address(place: str) -> tuple[str, int | None]:
    """Host and port of what was typed, such as ``192.168.1.50:9101``; no port where none is meant
    (an IPv6 address without brackets is all host)."""
    host, colon, port = place.rpartition(":")
    if colon and port.isdecimal() and (":" not in host or host.endswith("]")):
        return host.strip("[]"), int(port)
    return place.strip("[]"), None


def _place(options: Mapping[str, object], key: str) -> str:
    """As a person would type it."""
    place, port = str(options.get(key, "")), options.get("port")
    if key != "host" or port is None:
        return place
    return with_port(place, port)


def _whole(options: Mapping[str, object], key: str, usual: int) -> int:
    value = options.get(key, usual)
    return value if isinstance(value, int) else usual
