"""The devices of this desk: opened from settings, watched, reconnected, reported once.

One thread per device. Sources run in theirs; printers are looked at in theirs, so a printer that
hangs holds up nobody else. Who goes and who is back is told as an event and as a state.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from drivers.device import (
    CardMaker,
    Cause,
    Device,
    DeviceError,
    DeviceMissing,
    DrawerHolder,
    Emit,
    Hint,
    KeysOf,
    Kind,
    PaperKeeper,
    Source,
)
from drivers.events import (
    BarcodeScanned,
    CardTapped,
    CardUnreadable,
    DeviceBack,
    DeviceGone,
    Event,
    ScanUnreadable,
)
from drivers.options import CardKeys
from kiosk.hardware.fitting import FIRST_PAUSE, Fitted, Section, device_error, fit, fit_desk, is_a
from kiosk.salon import threads
from kiosk.salon.domain.devices import DeviceAct, DeviceState
from kiosk.salon.domain.text import Msg, T, Text

LONGEST_PAUSE = 15.0
"""The most seconds until a missing device is tried again."""
LOOK_SECONDS = 15.0
"""How often an idle printer is looked at."""
DRAWER_SECONDS = 2.0
"""How often, while its drawer is open."""
STOP_SECONDS = 2.0

REASONS: dict[Cause, Msg] = {
    "off": T("Switched off or not connected."),
    "no_address": T(
        "There is no such address. Compare it with the paper that the device prints about itself."
    ),
    "closed": T(
        "Something answers at this address, but takes no print jobs. Is it the address of this "
        "device, and its port, mostly 9100?"
    ),
    "no_answer": T(
        "Nothing answers at this address. Is the device on, its network cable in, the address "
        "right?"
    ),
    "no_network": T("This computer is in no network. Look at its cable or Wi-Fi."),
    "paper_out": T("Out of paper."),
    "cover_open": T("The cover is open."),
    "paused": T("Paused. Press its button to go on."),
    "silent": T("Connected, but it does not answer. Switch it off and on."),
    "offline": T("It says it is not ready. Check paper, cover and lights."),
    "refused": T("This computer may not use it. Ask whoever set it up."),
    "broken": T("The connection broke while printing."),
    "no_library": T("A library that it needs is not installed or does not load."),
    "fault": T("Its driver has a fault. Ask whoever set it up."),
    "settings": T("It is set up wrongly."),
}
_ACTS: dict[type, DeviceAct] = {
    CardTapped: "card",
    CardUnreadable: "unreadable",
    BarcodeScanned: "code",
    ScanUnreadable: "strange",
}
HINTS: dict[Hint, Msg] = {"paper_low": T("The paper is running out.")}

D = TypeVar("D")
log = logging.getLogger(__name__)


class Devices:
    """``emit`` gets all events, ``changed`` is called when :meth:`states` tells something new; both
    from the devices' threads. ``first_pause``: seconds until a missing device is tried again."""

    def __init__(
        self,
        sections: Mapping[str, Section],
        folder: Path,
        emit: Emit,
        changed: Callable[[], object] = lambda: None,
        first_pause: float = FIRST_PAUSE,
        card_keys: CardKeys | None = None,
    ) -> None:
        self._folder, self._card_keys = folder, card_keys
        self._fitted = fit_desk(sections, folder, card_keys)
        self._emit, self._changed = emit, changed
        self._first_pause = first_pause
        for one in self._fitted:
            one.pause = first_pause
        self._back: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._threads: dict[str, threading.Thread] = {}

    def start(self) -> None:
        for fitted in self._fitted:
            self._start(fitted)

    def _start(self, fitted: Fitted[Device], instead_of: Collection[str] = ()) -> None:
        before = [self._threads[name] for name in instead_of if name in self._threads]

        def watch() -> None:
            for old in before:
                # Two would fight for one line.
                old.join(STOP_SECONDS)
            self._watch(fitted)

        self._threads[fitted.name] = threads.begin(f"device-{fitted.name}", watch)

    def add(self, name: str, section: Section, instead_of: Collection[str] = ()) -> None:
        """One more device from now on, or one that is set up anew, without a restart.
        ``instead_of``: names of printers that only stood in for it and are not printed on any more.
        Refused when its settings are wrong."""
        (fitted,) = fit({name: section}, self._folder, self._card_keys)
        fitted.pause = self._first_pause
        gone = (name, *instead_of)
        self._put(fitted, gone)
        self._start(fitted, gone)
        self._changed()

    def remove(self, name: str) -> None:
        """Takes a device out of use; unknown ones are none."""
        self._put(None, (name,))
        self._changed()

    def _put(self, new: Fitted[Device] | None, instead_of: Collection[str]) -> None:
        with self._lock:
            gone = [one for one in self._fitted if one.name in instead_of]
            kept = [one for one in self._fitted if one.name not in instead_of]
            self._fitted = (*kept, new) if new is not None else tuple(kept)
        for one in gone:
            _end(one)

    def stop(self) -> None:
        """Ends the threads; one that hangs in its device is left behind (it dies with us)."""
        for fitted in self._fitted:
            _end(fitted)
        for thread in self._threads.values():
            thread.join(STOP_SECONDS)

    def when_back(self, callback: Callable[[], None]) -> None:
        """``callback`` runs in a device's thread whenever one that is told what to do becomes
        usable, such as a printer."""
        self._back.append(callback)

    def make_cards(self, keys_of: KeysOf | None, address: str = "") -> None:
        """Each reader that can gives the next blank card its keys, by UID; None: no more.
        ``address``: the beginning of the web address the card is to sign; "" for none."""
        with self._lock:
            makers = [one.device for one in self._fitted if isinstance(one.device, CardMaker)]
        for maker in makers:
            maker.personalise_next(keys_of, address)

    def states(self) -> tuple[DeviceState, ...]:
        """For the desk's chip; from any thread. A device not looked at yet counts as fine."""
        with self._lock:
            return tuple(
                DeviceState(
                    one.name,
                    one.kind.name,
                    one.ok is not False,
                    _detail(one),
                    one.driver,
                    one.last,
                    one.last_at,
                    one.ok is not False and one.drawer is True,
                    one.profile is not None and one.profile.drawer_pin != 0,
                    one.model,
                    one.where,
                    one.plug,
                    one.cause if one.ok is False else "",
                )
                for one in self._fitted
            )

    def usable(self, kind: Kind[D]) -> Fitted[D] | None:
        """The first device of a kind that answered when last looked at."""
        with self._lock:
            return next((one for one in self._fitted if is_a(one, kind) and one.ok), None)

    def of_kind(self, kind: Kind[D]) -> Fitted[D] | None:
        """The first device of a kind, whether it answers or not."""
        with self._lock:
            return next((one for one in self._fitted if is_a(one, kind)), None)

    def kept_in(self) -> tuple[Path, ...]:
        """Folders of the printers that keep papers as files."""
        with self._lock:
            devices = [one.device for one in self._fitted]
        return tuple(one.kept_in for one in devices if isinstance(one, PaperKeeper))

    def named(self, name: str) -> Fitted[Device] | None:
        with self._lock:
            return next((one for one in self._fitted if one.name == name), None)

    def did(self, fitted: Fitted[Device], act: DeviceAct) -> None:
        """A device has done something; its state tells what and when."""
        with self._lock:
            # Two within a millisecond are two.
            fitted.last_at = max(time.time_ns() // 1_000_000, fitted.last_at + 1)
            fitted.last = act
            drawer = fitted.drawer is not None
        self._changed()
        if drawer:
            # What was printed may have opened it.
            fitted.wake.set()

    def failed(self, fitted: Fitted[Device], error: DeviceError) -> None:
        """A printer failed while in use: it is gone until a look says otherwise."""
        self._gone(fitted, error)
        fitted.wake.set()

    def _watch(self, fitted: Fitted[Device]) -> None:
        while not fitted.stop.is_set():
            fitted.wake.clear()
            if fitted.stop.is_set():
                return
            try:
                self._use(fitted)
            except Exception as error:  # noqa: BLE001 - a driver's fault must not end its watch
                self._gone(fitted, device_error(error))
                pause, fitted.pause = fitted.pause, min(fitted.pause * 2, LONGEST_PAUSE)
                fitted.stop.wait(pause)
            else:
                fitted.wake.wait(DRAWER_SECONDS if fitted.drawer else LOOK_SECONDS)

    def _use(self, fitted: Fitted[Device]) -> None:
        """Runs a source until it ends, or looks at a printer once."""
        device = fitted.device
        if isinstance(device, Source):

            def heard(event: Event) -> None:
                self._emit(event)
                self.did(fitted, _ACTS.get(type(event), ""))

            device.run(heard, lambda: self._answers(fitted), fitted.stop)
            if not fitted.stop.is_set():
                raise DeviceMissing("off", "the driver ended")
        else:
            hint = device.look()
            drawer = device.drawer_open() if isinstance(device, DrawerHolder) else None
            self._answers(fitted, hint, drawer)

    def _answers(
        self, fitted: Fitted[Device], hint: Hint | None = None, drawer: bool | None = None
    ) -> None:
        with self._lock:
            before, fitted.ok = fitted.ok, True
            other = (hint, drawer) != (fitted.hint, fitted.drawer)
            fitted.hint, fitted.drawer = hint, drawer
            fitted.pause = self._first_pause
        if before is not True or other:
            self._changed()
        if before is False:
            log.info("device %s is back", fitted.name)
            self._emit(DeviceBack(fitted.name))
        if not before and not isinstance(fitted.device, Source):
            for callback in self._back:
                callback()

    def _gone(self, fitted: Fitted[Device], error: DeviceError) -> None:
        with self._lock:
            before, fitted.ok = fitted.ok, False
            other = before is not False or fitted.cause != error.cause
            fitted.cause = error.cause
        if other:
            self._changed()
        if before is not False:
            log.warning("device %s is gone: %s", fitted.name, error)
            self._emit(DeviceGone(fitted.name))


def _end(fitted: Fitted[Device]) -> None:
    fitted.stop.set()
    fitted.wake.set()


def _detail(fitted: Fitted[Device]) -> Text:
    if fitted.ok is False:
        return fitted.why or REASONS[fitted.cause]
    return HINTS[fitted.hint] if fitted.hint else ""
