"""Writes a device into ``pult.toml``, leaving what people wrote there as it is."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.hardware.discovery import Offer
from kiosk.hardware.fitting import Section, fit, kind_of
from kiosk.salon.domain.errors import NeedsPerson, Refused
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home, replace_durably, write_private
from kiosk.salon.settings import Device, Sections, Settings, json_text, load
from kiosk.salon.settings.editing import CannotEdit

STAND_INS = ("folder_printer", "label_folder")
"""Drivers that only do until there is a printer: it must not print into a folder instead."""
NAMES = {"reader": "cards", "scanner": "scanner", "receipt": "receipts", "label": "labels"}
_HEAD = re.compile(r"^\s*\[\s*device\s*\.\s*([\w\"'-]+)\s*\]")
_ANY_HEAD = re.compile(r"^\s*\[")


@dataclass(frozen=True, slots=True)
class Added:
    """``instead_of``: names of the stand-ins that are out of use now."""

    name: str
    section: Device
    instead_of: tuple[str, ...]


def use(offer: Offer, home: Home) -> Added:
    """Adds ``[device.NAME]`` to the file; the old file or the new one is there, whenever the power
    goes. Refused when the file would be wrong, NeedsPerson when it cannot be written; nothing is
    changed then."""
    text = home.settings.read_text(encoding="utf-8") if home.settings.exists() else ""
    before = load(home.settings).device
    replaced = stand_ins(before, offer.kind.name)
    text = without(text, replaced)
    name = free(NAMES.get(offer.kind.name, offer.kind.name), before)
    section = Device(offer.driver, {**offer.options, "model": offer.model})
    _write(home, text + _section(name, section), name)
    return Added(name, section, replaced)


def stand_ins(sections: Mapping[str, Section], kind: str) -> tuple[str, ...]:
    """Names of those that only do until there is a printer of this kind."""
    return tuple(
        name
        for name, one in sections.items()
        if one.driver in STAND_INS and kind_of(one.driver).name == kind
    )


def free(name: str, taken: Mapping[str, object]) -> str:
    """A name that no section has yet."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}{number}"
    return found


def _section(name: str, section: Device) -> str:
    lines = [f"[device.{name}]", f"driver = {json_text(section.driver)}"]
    lines += [f"{key} = {json_text(value)}" for key, value in section.options.items()]
    return "\n" + "\n".join(lines) + "\n"


def without(text: str, names: tuple[str, ...]) -> str:
    """The sections of these devices as comments."""
    lines, inside = [], False
    for line in text.splitlines():
        if _ANY_HEAD.match(line):
            head = _HEAD.match(line)
            inside = head is not None and head[1].strip("\"'") in names
        code = inside and line.strip() and not line.lstrip().startswith("#")
        lines.append(f"# {line}" if code else line)
    return "\n".join(lines) + "\n"


def written(
    home: Home, edit: Callable[[str], str], name: str, services: Sections | None = None
) -> Settings:
    """The settings after an edit of the file's text. The old file or the new one is there, whenever
    the power goes. Refused when the file would be wrong (``name``: the device it is about;
    ``services``: see :func:`kiosk.salon.settings.load`) or says it in a way that cannot be edited,
    NeedsPerson when it cannot be written."""
    text = home.settings.read_text(encoding="utf-8") if home.settings.exists() else ""
    try:
        text = edit(text)
    except CannotEdit as error:
        raise Refused(T("The settings file is written by hand here. Change it there.")) from error
    return _write(home, text, name, services)


def _write(home: Home, text: str, name: str, services: Sections | None = None) -> Settings:
    partial = home.settings.with_suffix(".new")
    try:
        write_private(partial, text)
        settings = load(partial, services)
        if name and name not in settings.device:
            raise Refused(T("The device could not be written into the settings."))
        if name:
            fit({name: settings.device[name]}, home.path)
        replace_durably(partial, home.settings)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NeedsPerson(T("The settings cannot be written: {reason}", reason=reason)) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return settings
