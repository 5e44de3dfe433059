"""A receipt printer behind a device file such as ``/dev/usb/lp0``, through python-escpos.

Such files only take bytes: paper and cover are not known until writing fails.
"""

from __future__ import annotations

import os
import select
import stat
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from drivers.device import RECEIPT, DeviceMissing, Job, delivering
from drivers.options import Options

KIND = RECEIPT
LIBRARIES = ("escpos",)
SEND_SECONDS = 20.0
CHUNK = 1024


def open(options: Options) -> FilePrinter:
    """``path``: the device file."""
    return FilePrinter(Path(options.text("path", "/dev/usb/lp0", plug="usb")))


class FilePrinter:
    def __init__(self, path: Path, send_seconds: float = SEND_SECONDS) -> None:
        self._path = path
        self._send_seconds = send_seconds
        self._busy = threading.Lock()

    def look(self) -> None:
        """Only that the file is there, is a device and may be written: opening it could block
        another program's job."""
        try:
            mode = self._path.stat().st_mode
        except OSError as error:
            raise DeviceMissing("off", str(error)) from error
        if not stat.S_ISCHR(mode):
            # Writing would make an ordinary file there and call it printed.
            raise DeviceMissing("off", f"{self._path} is not a device")
        if not os.access(self._path, os.W_OK):
            raise DeviceMissing("refused", f"{self._path} may not be written")

    def send(self, job: Job) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import File

        with self._busy:
            self.look()
            printer = File(str(self._path), auto_flush=False)
            try:
                printer.open()
            except DeviceNotFoundError as error:
                raise DeviceMissing("off", str(error.__context__)) from error
            with closing(printer), delivering():
                _write(printer.device, job.data, self._send_seconds)

    def has_printed(self, job_id: str) -> bool | None:
        return None


def _write(device: Any, data: bytes, seconds: float) -> None:
    """Writes without ever blocking for longer than ``seconds``; TimeoutError then."""
    handle = device.fileno()
    os.set_blocking(handle, False)
    deadline = time.monotonic() + seconds
    rest = memoryview(data)
    while rest:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([], [handle], [], left)[1]:
            raise TimeoutError("the printer takes no more bytes")
        rest = rest[os.write(handle, rest[:CHUNK]) :]
