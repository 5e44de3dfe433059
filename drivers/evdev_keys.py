"""Keyboard wedges through the kernel's input devices: found, grabbed, read until they go.

Grabbed means that nobody else gets the keys: no text field, no console, no shortcut. The device
is known by what it is, so nothing has to be guessed from the speed of typing.
"""

from __future__ import annotations

import errno
import select
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.device import DeviceMissing, Ready
from drivers.options import Options
from drivers.scans import SUFFIXES
from drivers.wedge import Wedge

if TYPE_CHECKING:
    from evdev import InputDevice

SILENCE_MS = 80
LOOK_SECONDS = 0.25
"""How often ``stop`` is looked at while nothing arrives."""
_TYPING = frozenset(range(2, 12)) | {28}
"""Keys 1-0 and Enter. A scanner often shows a second device with volume keys or none."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """``device``: path or ``vendor:product``. ``silence``: seconds without a key that end a scan.

    Time is when an event arrives here: what the kernel stamped on it is not looked at.
    """

    device: str
    suffix: str
    silence: float

    @classmethod
    def of(cls, options: Options) -> Keyboard:
        """``device`` (must be set), ``suffix`` (``enter``) and ``silence_ms`` (80)."""
        device = options.plugged("device", "keys", "/dev/input/by-id/...", "0c2e:0200")
        suffix = options.choice("suffix", "enter", tuple(SUFFIXES), decides=True)
        return cls(device, suffix, options.whole("silence_ms", SILENCE_MS, 20, 2000) / 1000)

    def listen(self, scanned: Callable[[str], None], ready: Ready, stop: threading.Event) -> None:
        """Gives every scan to ``scanned``. DeviceMissing when the device is not there or goes."""
        try:
            with closing(self._grabbed()) as device:
                ready()
                wedge = Wedge(self.suffix)
                while not stop.is_set():
                    wait = self.silence if wedge.pending else LOOK_SECONDS
                    for scan in _arrived(device, wedge, wait):
                        scanned(scan)
        except OSError as error:
            refused = error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY)
            raise DeviceMissing(
                "refused" if refused else "off", f"{self.device}: {error.strerror or error}"
            ) from error

    def _grabbed(self) -> InputDevice[str]:
        """The first that fits and nobody else has. OSError of the last one if none."""
        failed = OSError(errno.ENODEV, "no such keyboard is connected")
        for path in self._paths():
            try:
                device = _open(path)
            except OSError as error:
                if self.device.startswith("/") or error.errno in (errno.EACCES, errno.EPERM):
                    failed = error
                continue
            try:
                if self._is_it(device):
                    device.grab()
                    return device
            except OSError as error:
                failed = error
            device.close()
        raise failed

    def _paths(self) -> Iterator[str]:
        if self.device.startswith("/"):
            yield self.device
            return
        # evdev.list_devices() leaves out what may not be opened, and then nothing would say so.
        from pathlib import Path

        yield from sorted(str(path) for path in Path("/dev/input").glob("event*"))

    def _is_it(self, device: InputDevice[str]) -> bool:
        if self.device.startswith("/"):
            return True
        usb = f"{device.info.vendor:04x}:{device.info.product:04x}"
        return usb == self.device.lower() and set(device.capabilities().get(1, ())) >= _TYPING


def _open(path: str) -> InputDevice[str]:
    from evdev import InputDevice

    # Opened for writing, a keyboard gets its lamps set anew, which some scanners beep at.
    return InputDevice(path, readonly=True)


def _arrived(device: InputDevice[str], wedge: Wedge, wait: float) -> list[str]:
    """The scans that ended within ``wait`` seconds; OSError when the device is gone."""
    if not select.select([device.fd], [], [], wait)[0]:
        return wedge.end() if wedge.pending else []
    try:
        events = list(device.read())
    except BlockingIOError:  # woken for nothing
        return []
    if not events:
        raise OSError(errno.ENODEV, "the device ended")
    return [scan for e in events for scan in wedge.feed(e.type, e.code, e.value)]
