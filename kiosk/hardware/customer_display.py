"""What the customer display shows: written in a thread of its own, and only the newest text."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from drivers.device import DISPLAY, DeviceError, DeviceMissing, KnowsSigns
from kiosk.hardware.devices import Devices
from kiosk.paper import signs
from kiosk.salon import threads

NAME = "customer-display"
STOP_SECONDS = 2.0
log = logging.getLogger(__name__)


class DeskDisplay:
    """A display that is stuck holds up nobody: a text that it did not take is gone, the next one is
    tried again. One that comes back shows the newest."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._changed = threading.Condition()
        self._newest: tuple[str, str] | None = None
        self._waiting = self._stop = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._devices.when_back(self._again)
        self._thread = threads.begin(NAME, self._run)

    def stop(self) -> None:
        """One that hangs in its line is left behind (it dies with us)."""
        with self._changed:
            self._stop = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def show(self, upper: str, lower: str) -> None:
        """Returns at once. ``lower`` goes to the right edge."""
        with self._changed:
            self._newest, self._waiting = (upper, lower), True
            self._changed.notify()

    def _again(self) -> None:
        with self._changed:
            self._waiting = self._newest is not None
            self._changed.notify()

    def _run(self) -> None:
        threads.keep_up(NAME, self._turn, self._stopped)

    def _stopped(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._stop, seconds)

    def _turn(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stop)
            if self._stop or self._newest is None:
                return False
            upper, lower = self._newest
            self._waiting = False
        self._write(upper, lower)
        return True

    def _write(self, upper: str, lower: str) -> None:
        fitted = self._devices.usable(DISPLAY)
        if fitted is None:
            return
        try:
            device: object = fitted.device
            if isinstance(device, KnowsSigns):
                upper, lower = _spelled(upper, device.has), _spelled(lower, device.has)
            fitted.device.show(upper, lower, right=True)
        except DeviceMissing as error:
            self._devices.failed(fitted, error)
        except Exception as error:
            # Looking at it would find nothing wrong: only its port can be seen.
            known = isinstance(error, DeviceError)
            log.warning(
                "the display %s does not take its text: %s", fitted.name, error, exc_info=not known
            )


def _spelled(text: str, has: Callable[[str], bool]) -> str:
    """In signs of the display: its places are few, so spaces are narrow ones."""
    return signs.spelled(signs.tidy(text), has).replace(signs.NBSP, " ").strip()
