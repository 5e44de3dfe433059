"""The devices of this desk: opened from settings, watched, reconnected, reported once.

One thread per device. Sources run in theirs; printers are looked at in theirs, so a printer that
hangs holds up nobody else. Who goes and who is back is told as an event and as a state.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from drivers.device import (
    BadOption,
    Cause,
    Device,
    DeviceError,
    DeviceMissing,
    Kind,
    Options,
    Printer,
    Source,
)
from drivers.events import DeviceBack, DeviceGone, Event
from kiosk.domain.errors import Refused
from kiosk.domain.text import Msg, T
from kiosk.home import Home
from kiosk.paper.profile import CODEPAGES, WIDTHS, Profile
from kiosk.presenters.base import DeviceState

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds until a missing device is tried again; doubled each time."""
LOOK_SECONDS = 15.0
"""How often an idle printer is looked at."""
STOP_SECONDS = 2.0

REASONS: dict[Cause, Msg] = {
    "off": T("Switched off or not connected."),
    "paper_out": T("Out of paper."),
    "cover_open": T("The cover is open."),
    "paused": T("Paused. Press its button to go on."),
    "silent": T("Connected, but it does not answer. Switch it off and on."),
    "offline": T("It says it is not ready. Check paper, cover and lights."),
    "refused": T("This computer may not use it. Ask whoever set it up."),
    "broken": T("The connection broke while printing."),
}


log = logging.getLogger(__name__)


class Section(Protocol):
    """``[device.NAME]`` of the settings."""

    @property
    def driver(self) -> str: ...

    @property
    def options(self) -> Mapping[str, object]: ...


@dataclass
class Fitted:
    """One device of this desk. ``profile``: paper of a receipt printer. ``ok``: None until it was
    first looked at. ``wake`` ends a pause of its thread."""

    name: str
    kind: Kind
    device: Device
    profile: Profile | None = None
    ok: bool | None = None
    cause: Cause = "off"
    pause: float = FIRST_PAUSE
    wake: threading.Event = field(default_factory=threading.Event)


def fit(sections: Mapping[str, Section], folder: Path) -> tuple[Fitted, ...]:
    """Opens the drivers of all sections; no hardware is touched yet.

    Refused names the driver or the option that is wrong.
    """
    fitted = []
    for name, section in sections.items():
        try:
            module = importlib.import_module(f"drivers.{section.driver}")
            kind: Kind = module.KIND
            options = Options(name, section.options, folder)
            profile = _profile(options) if kind == "receipt" else None
            device: Device = module.open(options)
            options.finish()
        except (ModuleNotFoundError, AttributeError) as error:
            raise Refused(
                T("Device {name}: there is no driver {driver}.", name=name, driver=section.driver)
            ) from error
        except BadOption as error:
            raise Refused(T("The settings are wrong: {reason}", reason=str(error))) from error
        fitted.append(Fitted(name, kind, device, profile))
    return tuple(fitted)


def _profile(options: Options) -> Profile:
    """The options every receipt printer has: ``width_mm``, ``codepage``, ``codepage_number``
    (0: the usual one) and ``drawer_pin``."""
    width = options.whole("width_mm", 80, 0, 999)
    pin = options.whole("drawer_pin", 2, 0, 9)
    if width not in WIDTHS:
        raise BadOption(f"device.{options.name}.width_mm must be 80 or 58")
    if pin not in (2, 5):
        raise BadOption(f"device.{options.name}.drawer_pin must be 2 or 5")
    codepage = options.choice("codepage", "PC852", tuple(CODEPAGES))
    number = options.whole("codepage_number", 0, 0, 255)
    return Profile.of(width, codepage, number or None, pin)


class Devices:
    """``emit`` gets all events, ``changed`` is called when :meth:`states` tells something new; both
    from the devices' threads. ``first_pause``: seconds until a missing device is tried again."""

    def __init__(
        self,
        sections: Mapping[str, Section],
        folder: Path,
        emit: Callable[[Event], None],
        changed: Callable[[], None] = lambda: None,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._fitted = fit(sections, folder)
        self._emit, self._changed = emit, changed
        self._first_pause = first_pause
        for one in self._fitted:
            one.pause = first_pause
        self._back: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        for fitted in self._fitted:
            thread = threading.Thread(
                target=self._watch, args=(fitted,), name=f"device-{fitted.name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends the threads; one that hangs in its device is left behind (it dies with us)."""
        self._stop.set()
        for fitted in self._fitted:
            fitted.wake.set()
        for thread in self._threads:
            thread.join(STOP_SECONDS)

    def when_back(self, callback: Callable[[], None]) -> None:
        """``callback`` runs in a device's thread whenever a printer becomes usable."""
        self._back.append(callback)

    def states(self) -> tuple[DeviceState, ...]:
        """For the desk's chip; from any thread. A device not looked at yet counts as fine."""
        with self._lock:
            return tuple(
                DeviceState(
                    one.name,
                    one.kind,
                    one.ok is not False,
                    REASONS[one.cause] if one.ok is False else "",
                )
                for one in self._fitted
            )

    def usable(self, kind: Kind) -> Fitted | None:
        """The first printer of a kind that answered when last looked at."""
        with self._lock:
            return next((one for one in self._fitted if one.kind == kind and one.ok), None)

    def failed(self, fitted: Fitted, error: DeviceError) -> None:
        """A printer failed while in use: it is gone until a look says otherwise."""
        self._gone(fitted, error)
        fitted.wake.set()

    def _watch(self, fitted: Fitted) -> None:
        while not self._stop.is_set():
            fitted.wake.clear()
            try:
                self._use(fitted)
            except Exception as error:  # noqa: BLE001 - a driver's fault must not end its watch
                self._gone(fitted, self._known(fitted, error))
                pause, fitted.pause = fitted.pause, min(fitted.pause * 2, LONGEST_PAUSE)
                self._stop.wait(pause)
            else:
                fitted.wake.wait(LOOK_SECONDS)

    def _known(self, fitted: Fitted, error: Exception) -> DeviceError:
        """A driver that raises what it should not is as good as a missing device; the log has
        where."""
        if isinstance(error, DeviceError):
            return error
        log.error("fault in the driver of %s", fitted.name, exc_info=error)
        return DeviceMissing("broken", type(error).__name__)

    def _use(self, fitted: Fitted) -> None:
        """Runs a source until it ends, or looks at a printer once."""
        if fitted.kind in ("reader", "scanner"):
            source: Source = fitted.device  # type: ignore[assignment]
            source.run(self._emit, lambda: self._answers(fitted), self._stop)
            if not self._stop.is_set():
                raise DeviceMissing("off", "the driver ended")
        else:
            printer: Printer = fitted.device  # type: ignore[assignment]
            printer.look()
            self._answers(fitted)

    def _answers(self, fitted: Fitted) -> None:
        with self._lock:
            before, fitted.ok = fitted.ok, True
            fitted.pause = self._first_pause
        if before is not True:
            self._changed()
        if before is False:
            log.info("device %s is back", fitted.name)
            self._emit(DeviceBack(fitted.name))
        if not before and fitted.kind in ("receipt", "label"):
            for callback in self._back:
                callback()

    def _gone(self, fitted: Fitted, error: DeviceError) -> None:
        with self._lock:
            before, fitted.ok = fitted.ok, False
            other = before is not False or fitted.cause != error.cause
            fitted.cause = error.cause
        if other:
            self._changed()
        if before is not False:
            log.warning("device %s is gone: %s", fitted.name, error)
            self._emit(DeviceGone(fitted.name))


def look_at(sections: Mapping[str, Section], home: Home) -> Iterator[tuple[str, bool, str]]:
    """For ``pult doctor``: looks once at each device and tells ``(name, fine, what was found)``."""
    for name, section in sections.items():
        try:
            (fitted,) = fit({name: section}, home.path)
        except Refused as error:
            yield name, False, error.message.plain()
            continue
        if fitted.kind in ("reader", "scanner"):
            yield name, True, f"{fitted.kind}, driver {section.driver}"
            continue
        printer: Printer = fitted.device  # type: ignore[assignment]
        try:
            printer.look()
        except DeviceError as error:
            yield name, False, f"{REASONS[error.cause].plain()} ({error})"
        else:
            yield name, True, f"{fitted.kind} printer, driver {section.driver}, ready"
