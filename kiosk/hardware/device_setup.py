"""What a person sets of a device on the screen: asked as its driver asks, kept in its section.

A driver declares its options by reading them (:mod:`drivers.options`); its ``open`` touches no
hardware, so it is asked by opening it with what is known so far.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import drivers
from drivers.options import Asked, BadOption, Options
from kiosk.hardware.settings_file import free, written
from kiosk.salon.domain.devices import DeviceOption, DeviceSetup, DeviceWay, Plug
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home
from kiosk.salon.settings import Settings, load
from kiosk.salon.settings.editing import set_values

NAMES = {"reader": "cards"}
"""What a section is called where its kind's own name would say less."""
SOMEWHERE: dict[Plug, str] = {
    "serial": "/dev/null",
    "keys": "/dev/null",
    "usb": "0000:0000",
    "network": "localhost",
}
"""A place for a driver that is only asked what it wants to know."""
MOST_ASKED = 40
YES, NO = "true", "false"


def ways() -> tuple[DeviceWay, ...]:
    """All drivers of devices that are plugged in."""
    return _ways(tuple(drivers.__path__))


@lru_cache(maxsize=4)
def _ways(folders: tuple[str, ...]) -> tuple[DeviceWay, ...]:
    found = []
    for module in pkgutil.iter_modules(folders):
        try:
            driver = importlib.import_module(f"drivers.{module.name}")
        except Exception:  # noqa: BLE001 - one that does not even load is set up by nobody
            continue
        if hasattr(driver, "KIND") and hasattr(driver, "open"):
            place = place_of(module.name)
            if place is not None:
                found.append(DeviceWay(module.name, driver.KIND.name, place.plug))
    return tuple(found)


def options(driver: str, chosen: Mapping[str, str]) -> tuple[DeviceOption, ...]:
    """What has to be known, beside the place, to connect a device; ``chosen`` so far."""
    return tuple(
        DeviceOption(one.key, _text(one.value), _choices(one), one.least, one.most)
        for one in _asked(driver, _typed(driver, chosen))
        if one.decides
    )


def _asked(driver: str, values: Mapping[str, object]) -> tuple[Asked, ...]:
    """All that a driver reads when these options are set; one that cannot be is left out."""
    module = importlib.import_module(f"drivers.{driver}")
    known = dict(values)
    for _ in range(MOST_ASKED):
        reading = Options(driver, known, Path())
        try:
            module.open(reading)
        except BadOption:
            if not reading.asked:
                break
            last = reading.asked[-1]
            if last.key in known and known[last.key] != SOMEWHERE.get(last.plug):
                del known[last.key]
            else:
                known[last.key] = SOMEWHERE.get(last.plug, last.least or "-")
            continue
        except Exception:  # noqa: BLE001 - its fault is told when it is used
            break
        return tuple(reading.asked)
    return tuple(reading.asked)


def _typed(driver: str, chosen: Mapping[str, str]) -> dict[str, object]:
    """Texts of a form as values of the settings file."""
    usual = {one.key: one.usual for one in _asked(driver, {})}
    return {
        key: _value(text, usual[key]) for key, text in chosen.items() if key in usual and text != ""
    }


def _value(text: str, usual: object) -> object:
    if isinstance(usual, bool):
        return text == YES
    if isinstance(usual, int):
        # What is no number is refused where it is used.
        return int(text) if text.lstrip("-").isdecimal() else text
    return text


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def _choices(one: Asked) -> tuple[str, ...]:
    if isinstance(one.usual, bool):
        return NO, YES
    return tuple(str(choice) for choice in one.choices)


def place_of(driver: str) -> Asked | None:
    """The option that says where a device of this driver is."""
    return next((one for one in _asked(driver, {}) if one.plug), None)


def read(name: str, home: Home) -> DeviceSetup | None:
    """How a device stands in the file; None for one that nobody can set up here."""
    section = load(home.settings).device.get(name)
    if section is None or all(way.driver != section.driver for way in ways()):
        return None
    place = place_of(section.driver)
    decided = (one for one in _asked(section.driver, section.options) if one.decides)
    where = section.options.get(place.key, place.usual) if place else ""
    return DeviceSetup(
        name,
        section.driver,
        _text(where),
        tuple((one.key, _text(one.value)) for one in decided),
    )


def write(setup: DeviceSetup, home: Home) -> tuple[str, Settings]:
    """Writes it; the name it has and the settings from now on. Comments and options that are not
    set on the screen stay, unless the driver is another. What is as usual is not written. Raises
    as :func:`kiosk.hardware.settings_file.written`, and Refused for a place that another device
    uses."""
    before = load(home.settings).device
    way = next((one for one in ways() if one.driver == setup.driver), None)
    place = place_of(setup.driver)
    if way is None or place is None:
        raise Refused(T("This device can only be changed in the settings file."))
    for other, section in before.items():
        if other != setup.name and _same(section.options.get(place.key), setup.place):
            raise Refused(T("{device} is connected there already.", device=other))
    name = setup.name or free(NAMES.get(way.kind, way.kind), before)
    typed = _typed(setup.driver, dict(setup.options))
    asked = {one.key: one for one in _asked(setup.driver, {**typed, place.key: setup.place})}
    values: dict[str, object] = {"driver": setup.driver, place.key: setup.place}
    for key, value in typed.items():
        values[key] = value if key in asked and value != asked[key].usual else None
    if name in before and before[name].driver != setup.driver:
        gone = set(before[name].options) - set(asked) - {"model"}
        values |= dict.fromkeys(gone, None)
    return name, written(home, lambda text: set_values(text, ("device", name), values), name)


def _same(used: object, place: str) -> bool:
    if not isinstance(used, str):
        return False
    if used.startswith("/") and place.startswith("/"):
        return Path(used).resolve() == Path(place).resolve()
    return used.casefold() == place.casefold()
