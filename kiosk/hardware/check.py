"""How the devices are, asked from outside a running kiosk: for ``pult doctor`` and ``pult
devices``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from drivers.device import Cause, Device, DeviceError, DeviceMissing, DrawerHolder, Source
from drivers.events import Event
from kiosk.hardware.devices import HINTS, REASONS
from kiosk.hardware.fitting import Fitted, Section, device_error, fit
from kiosk.salon import threads
from kiosk.salon.domain.errors import Refused, TryAgain
from kiosk.salon.home import Home, OnlyOne

ANSWER_SECONDS = 3.0
"""How long a reader or scanner may take to be opened."""
HANG_SECONDS = 1.0
"""How much longer before it is taken to hang."""
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Checked:
    """A device as it was found. ``kind`` is empty when its settings are wrong; ``said``: "ready",
    or what is wrong."""

    name: str
    driver: str
    kind: str
    ok: bool
    said: str


def check(sections: Mapping[str, Section], home: Home) -> Iterator[Checked]:
    """Looks once at each device. Readers and scanners are opened for a moment, unless a running
    kiosk has them: then only the kiosk can tell."""
    held = running(home)
    for name, section in sections.items():
        try:
            (fitted,) = fit({name: section}, home.path)
        except Refused as error:
            yield Checked(name, section.driver, "", False, error.message.plain())
            continue
        try:
            said = _said(fitted, held)
        except Exception as error:  # noqa: BLE001 - a driver's fault is told as that of its device
            wrong = device_error(error)
            reason = f"{REASONS[wrong.cause].plain()} ({wrong})"
            yield Checked(name, section.driver, fitted.kind.name, False, reason)
        else:
            yield Checked(name, section.driver, fitted.kind.name, True, said)


def check_lines(sections: Mapping[str, Section], home: Home) -> Iterator[tuple[str, bool, str]]:
    """The same in one line each: ``(name, fine, what was found)``."""
    for one in check(sections, home):
        what = f"{one.kind} printer" if one.kind in ("receipt", "label") else one.kind
        yield one.name, one.ok, f"{what}, driver {one.driver}, {one.said}" if one.ok else one.said


def card_readers(seconds: float = ANSWER_SECONDS) -> tuple[str, ...]:
    """Names of the readers of PC/SC that are plugged in, used by a section or not.

    DeviceMissing when its service (pcscd) does not run, does not let us in (``refused``), runs
    and does not answer in time (``silent``) or cannot be asked at all: pyscard is not there or
    does not load (``no_library``), or the asking has a fault.
    """

    def ask() -> tuple[str, ...]:
        from drivers.pcsc_link import service

        with service() as connected:
            return tuple(connected.readers())

    return _within(seconds, ask)


def _within(seconds: float, ask: Callable[[], Found]) -> Found:
    """What ``ask`` returns; DeviceError with whatever went wrong, also when it hangs, which is left
    behind."""
    found: list[Found] = []
    failed: list[DeviceError] = []

    def run() -> None:
        try:
            found.append(ask())
        except Exception as error:  # noqa: BLE001 - it must not die with this thread
            failed.append(device_error(error))

    asking = threads.begin("device-check", run)
    asking.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise DeviceMissing("silent", f"no answer within {seconds:g} s")
    return found[0]


NO_SERVICE: dict[Cause, str] = {
    "off": "the service pcscd does not answer",
    "silent": "the service pcscd runs, but does not answer",
    "refused": "the service pcscd does not let this user in",
    "no_library": "the library pyscard is not installed or does not load",
    "fault": "the service pcscd cannot be asked",
}


def running(home: Home) -> bool:
    """Whether a kiosk runs on this folder."""
    try:
        OnlyOne(home).release()
    except TryAgain:
        return True
    return False


def _said(fitted: Fitted[Device], held: bool) -> str:
    """Raises DeviceError with what is wrong."""
    device = fitted.device
    if isinstance(device, Source):
        if held:
            return "in use by the running kiosk"
        return "ready" if opens(device) else "no answer yet"
    hint = device.look()
    said = f"ready. {HINTS[hint].plain()}" if hint else "ready"
    opened = isinstance(device, DrawerHolder) and device.drawer_open()
    return f"{said}, the drawer is open" if opened else said


def opens(source: Source) -> bool:
    """Whether a reader or scanner can be opened. Raises DeviceError, also for one that hangs."""
    answered, stop = threading.Event(), threading.Event()

    def ready() -> None:
        answered.set()
        stop.set()

    def run() -> bool:
        source.run(lambda event: None, ready, stop)
        return answered.is_set()

    with _ended_after(ANSWER_SECONDS, stop):
        return _within(ANSWER_SECONDS + HANG_SECONDS, run)


def first_event(source: Source, seconds: float, ready: Callable[[], None]) -> Event | None:
    """What a reader or scanner tells first; None when nothing comes. Raises DeviceError.

    ``ready`` is called when it can be used.
    """
    events: list[Event] = []
    stop = threading.Event()

    def heard(event: Event) -> None:
        events.append(event)
        stop.set()

    with _ended_after(seconds, stop):
        source.run(heard, ready, stop)
    return events[0] if events else None


@contextmanager
def _ended_after(seconds: float, stop: threading.Event) -> Iterator[None]:
    timer = threading.Timer(seconds, stop.set)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
