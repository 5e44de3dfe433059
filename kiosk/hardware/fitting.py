"""Opens the drivers that the settings name, and says what is wrong where that cannot be done."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Generic, Protocol, TypeGuard, TypeVar

from drivers.device import (
    LABEL,
    RECEIPT,
    Cause,
    Device,
    DeviceError,
    DeviceMissing,
    Hint,
    Kind,
    Lookable,
    Offered,
)
from drivers.options import BadOption, CardKeys, Options, Plug
from kiosk.paper.labels import LabelPaper
from kiosk.paper.profile import CODEPAGES, WIDTHS, Profile, Qr
from kiosk.salon.domain.devices import DeviceAct
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg, T

FIRST_PAUSE = 0.5
"""Seconds until a missing device is tried again; doubled each time."""

PLACES = ("host", "port", "usb", "path", "device", "reader")
"""Options that say where a device is, the telling one first."""

D = TypeVar("D")
UNKNOWN: Kind[Lookable] = Kind("", Lookable)
"""The kind of a device whose driver cannot even be imported."""
log = logging.getLogger(__name__)


class Section(Protocol):
    """``[device.NAME]`` of the settings."""

    @property
    def driver(self) -> str: ...

    @property
    def options(self) -> Mapping[str, object]: ...


@dataclass
class Fitted(Generic[Offered]):
    """One device of this desk. ``profile``: paper of a receipt printer; ``labels``: of a label
    printer. ``ok``: None until it was first looked at. ``hint``: what it said although it works.
    ``drawer``: whether its drawer is open, None where nobody can know. ``last``, ``last_at``: what
    it did last, and when (UTC ms). ``why``: what is wrong with its settings. ``model``, ``where``,
    ``plug``: what it is, where and how it is plugged in. ``wake`` ends a pause of its
    thread, ``stop`` the thread."""

    name: str
    kind: Kind[Offered]
    device: Offered
    profile: Profile | None = None
    labels: LabelPaper | None = None
    ok: bool | None = None
    cause: Cause = "off"
    hint: Hint | None = None
    driver: str = ""
    drawer: bool | None = None
    last: DeviceAct = ""
    last_at: int = 0
    why: Msg | None = None
    model: str = ""
    where: str = ""
    plug: Plug = ""
    pause: float = FIRST_PAUSE
    wake: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)


def fit(
    sections: Mapping[str, Section], folder: Path, card_keys: CardKeys | None = None
) -> tuple[Fitted[Device], ...]:
    """Opens the drivers of all sections; no hardware is touched yet. ``card_keys``: for readers of
    cards with keys.

    Refused names the driver, the library or the option that is wrong.
    """
    return tuple(
        _fitted(Options(name, section.options, folder, card_keys), section.driver)
        for name, section in sections.items()
    )


def fit_desk(
    sections: Mapping[str, Section], folder: Path, card_keys: CardKeys | None = None
) -> tuple[Fitted[Device], ...]:
    """The same for a desk at work: a device that cannot be used stops nobody, it is there as one
    that does not work and says why."""
    return tuple(
        _fitted_or_out_of_order(Options(name, section.options, folder, card_keys), section.driver)
        for name, section in sections.items()
    )


def kind_of(driver: str) -> Kind[Device]:
    """The kind of device that a driver of ours is for."""
    kind: Kind[Device] = importlib.import_module(f"drivers.{driver}").KIND
    return kind


def is_a(fitted: Fitted[Device], kind: Kind[D]) -> TypeGuard[Fitted[D]]:
    """Whether a device is of this kind, and so offers what that kind does."""
    return fitted.kind == kind and kind.fulfilled_by(fitted.device)


def device_error(error: Exception) -> DeviceError:
    """What a driver raised, as an error of its device: also what it should not raise, which is a
    library that does not load or a fault of its own; the log has where."""
    if isinstance(error, DeviceError):
        return error
    if isinstance(error, ImportError) and _library(error) != "drivers":
        return DeviceMissing("no_library", str(error))
    log.error("fault in a driver", exc_info=error)
    return DeviceMissing("fault", type(error).__name__)


class _Unusable(Refused):
    """A driver that cannot be used on this computer, whatever the settings say."""

    def __init__(self, message: Msg, kind: Kind[Device], why: DeviceError) -> None:
        super().__init__(message)
        self.kind, self.why = kind, why


class _OutOfOrder:
    """Stands in for a device whose driver cannot be used."""

    def __init__(self, why: DeviceError) -> None:
        self._why = why

    def look(self) -> Hint | None:
        raise DeviceMissing(self._why.cause, self._why.detail)


def _fitted_or_out_of_order(options: Options, driver: str) -> Fitted[Device]:
    try:
        return _fitted(options, driver)
    except _Unusable as unusable:
        why, told, kind = unusable.why, None, unusable.kind
    except Refused as error:
        log.error("device %s: %s", options.name, error)
        why, told, kind = (
            DeviceMissing("settings", str(error)),
            error.message,
            _kind_or_none(driver),
        )
    device = _OutOfOrder(why)
    return Fitted(options.name, kind, device, cause=why.cause, driver=driver, why=told)


def _kind_or_none(driver: str) -> Kind[Device]:
    """The kind of a device that is set up wrongly, where its driver can be told."""
    try:
        return kind_of(driver)
    except (ImportError, AttributeError):
        return UNKNOWN


def _fitted(options: Options, driver: str) -> Fitted[Device]:
    if find_spec(f"drivers.{driver}") is None:
        raise _no_driver(options, driver)
    kind: Kind[Device] = UNKNOWN
    try:
        module = importlib.import_module(f"drivers.{driver}")
        if not hasattr(module, "KIND") and not hasattr(module, "open"):
            # A module that drivers share is none itself.
            raise _no_driver(options, driver)
        if not isinstance(module.KIND, Kind):
            raise TypeError("KIND is none of drivers.device")
        kind = module.KIND
        for library in getattr(module, "LIBRARIES", ()):
            if find_spec(library) is None:
                raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        profile = _profile(options) if kind == RECEIPT else None
        device = module.open(options)
        labels = _label_paper(options) if kind == LABEL else None
        model = str(options.take_any("model"))
        options.finish()
        if not kind.fulfilled_by(device):
            raise TypeError(f"open() does not give what a {kind.name} offers")
    except BadOption as error:
        raise Refused(T("The settings are wrong: {reason}", reason=str(error))) from error
    except Refused:
        raise
    except Exception as error:
        # Whatever a driver does wrong is told as its own fault.
        raise _Unusable(_said(options, driver, error), kind, device_error(error)) from error
    return Fitted(
        options.name,
        kind,
        device,
        profile,
        labels,
        driver=driver,
        model=model,
        where=_where(options),
        plug=options.plug,
    )


def _where(options: Options) -> str:
    """As a person would type it: with the port where it is not the usual one."""
    key = next((one for one in PLACES if one in options.values), "")
    if not key:
        return ""
    place, port = str(options.values[key]), options.values.get("port")
    usual = next((one.usual for one in options.asked if one.key == "port"), None)
    return with_port(place, port) if key == "host" and port not in (None, usual) else place


def with_port(host: str, port: object) -> str:
    """``192.0.2.7:9101``; an IPv6 address gets its brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _said(options: Options, driver: str, error: Exception) -> Msg:
    """Why a driver cannot be used."""
    library = _library(error) if isinstance(error, ModuleNotFoundError) else ""
    if library and find_spec(library) is None:
        return T(
            "Device {name}: the driver {driver} needs the library {library}, "
            "which is not installed.",
            name=options.name,
            driver=driver,
            library=library,
        )
    return T(
        "Device {name}: the driver {driver} has a fault: {fault}",
        name=options.name,
        driver=driver,
        fault=f"{type(error).__name__}: {error}",
    )


def _library(error: ImportError) -> str:
    return (error.name or "").partition(".")[0]


def _no_driver(options: Options, driver: str) -> Refused:
    return Refused(
        T("Device {name}: there is no driver {driver}.", name=options.name, driver=driver)
    )


def _profile(options: Options) -> Profile:
    """The options every receipt printer has: ``width_mm``, ``codepage``, ``codepage_number``
    (0: the usual one), ``drawer_pin`` (0: no drawer), ``cutter``, ``qr`` (``drawn`` for printers
    that print the content of a code instead) and ``signs`` (``spelled`` for printers that take no
    picture inside a line)."""
    width = options.whole("width_mm", 80, 0, 999)
    pin = options.whole("drawer_pin", 2, 0, 9)
    if width not in WIDTHS:
        raise BadOption(f"device.{options.name}.width_mm must be 80 or 58")
    if pin not in (0, 2, 5):
        raise BadOption(f"device.{options.name}.drawer_pin must be 2, 5 or 0 for no drawer")
    codepage = options.choice("codepage", "PC852", tuple(CODEPAGES))
    number = options.whole("codepage_number", 0, 0, 255)
    kinds: tuple[Qr, ...] = ("native", "drawn")
    return replace(
        Profile.of(width, codepage, number or None, pin),
        qr=options.choice("qr", "native", kinds),
        cuts=options.flag("cutter", True),
        draws_signs=options.choice("signs", "drawn", ("drawn", "spelled")) == "drawn",
    )


def _label_paper(options: Options) -> LabelPaper:
    """The options every label printer has; its driver has checked them."""
    return LabelPaper(
        options.text("language", "zpl"),
        options.whole("gap_mm", 3, 0, 20),
        options.whole("tape_mm", 62, 0, 999),
    )
