"""Asks the scale, in a thread of its own, and waits for it no longer than a person would."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from drivers.device import SCALE
from kiosk.hardware.devices import Devices
from kiosk.hardware.fitting import device_error
from kiosk.salon import threads
from kiosk.salon.domain.text import Msg, T, Text

ASK_SECONDS = 2.0
"""After that the scale counts as silent."""
STEADY_SECONDS = 1.0
"""How long a weight that moves is asked again."""
BETWEEN_SECONDS = 0.1
SILENT = T("The scale does not answer. Is it switched on?")
WHY: dict[str, Msg] = {
    "moving": T("The weight is not steady yet. Weigh again."),
    "over": T("This is too heavy for the scale."),
    "fault": T("The scale cannot weigh now. Look at its display."),
}
NOTHING = T("There is no weight on the scale, or less than zero. Set it to zero and weigh again.")


class DeskScale:
    """The scale of this desk."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._asking: threading.Thread | None = None

    def ask(self, answered: Callable[[int, Text], object]) -> None:
        """Returns at once. ``answered(grams, why)`` is called from a thread, once: with grams above
        zero, or with 0 and why there is no weight."""
        threads.begin("scale", lambda: self._ask(answered))

    def _ask(self, answered: Callable[[int, Text], object]) -> None:
        told: list[tuple[int, Text]] = []
        stuck = self._asking is not None and self._asking.is_alive()
        if not stuck:
            asking = threads.begin("scale-asked", lambda: told.append(self._weighed()))
            self._asking = asking
            asking.join(ASK_SECONDS)
        answered(*(told[0] if told else (0, SILENT)))

    def _weighed(self) -> tuple[int, Text]:
        fitted = self._devices.usable(SCALE)
        if fitted is None:
            return 0, SILENT
        steady_until = time.monotonic() + STEADY_SECONDS
        try:
            while True:
                reading = fitted.device.weigh()
                if reading.usable and reading.grams is not None:
                    return reading.grams, ""
                if reading.state != "moving" or time.monotonic() >= steady_until:
                    return 0, WHY.get(reading.state, NOTHING)
                time.sleep(BETWEEN_SECONDS)
        except Exception as error:  # noqa: BLE001 - a driver's fault is told as that of its device
            self._devices.failed(fitted, device_error(error))
            return 0, SILENT
