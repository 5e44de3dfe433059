"""What the customer display shows: written in a thread of its own, and only the newest text."""

from __future__ import annotations

import logging
import threading

from drivers.device import DISPLAY, DeviceError, DeviceMissing
from kiosk.hardware.devices import Devices

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
        self._thread = threading.Thread(target=self._run, name="customer-display", daemon=True)

    def start(self) -> None:
        self._devices.when_back(self._again)
        self._thread.start()

    def stop(self) -> None:
        """One that hangs in its line is left behind (it dies with us)."""
        with self._changed:
            self._stop = True
            self._changed.notify()
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
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._stop)
                if self._stop or self._newest is None:
                    return
                upper, lower = self._newest
                self._waiting = False
            self._write(upper, lower)

    def _write(self, upper: str, lower: str) -> None:
        fitted = self._devices.usable(DISPLAY)
        if fitted is None:
            return
        try:
            fitted.device.show(upper, lower, right=True)
        except DeviceMissing as error:
            self._devices.failed(fitted, error)
        except DeviceError as error:
            # Looking at it would find nothing wrong: only its port can be seen.
            log.warning("the display %s does not take its text: %s", fitted.name, error)
