"""A receipt printer on a pseudo-terminal that answers and misbehaves on demand."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Mapping
from pathlib import Path

from tests.rigs.escpos_talk import Talk


class SerialPrinter:
    """Plugged in when made; ``close`` at the end. ``deaf``: takes nothing from the line.
    ``dies_after``: unplugs itself once so many bytes were printed."""

    driver = "escpos_serial"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "usb-Sample_printer-if00"
        self.talk = Talk()
        self.deaf = False
        self.dies_after: int | None = None
        self._ours = self._theirs = -1
        self._thread: threading.Thread | None = None
        self.plug()

    @property
    def options(self) -> Mapping[str, object]:
        return {"port": str(self.path), "baud": 115200}

    def plug(self) -> None:
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.path.symlink_to(os.ttyname(self._theirs))

    def unplug(self) -> None:
        self.path.unlink()
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        self._cut()

    def close(self) -> None:
        if self.path.is_symlink():
            self.unplug()

    def printed(self, jobs: int) -> list[bytes]:
        return [self.talk.wait_for(jobs * len(b"paper 0000\n"))]

    def _run(self) -> None:
        while not self._stop.is_set():
            if self.deaf:
                self._stop.wait(0.01)
                continue
            if not select.select([self._ours], [], [], 0.01)[0]:
                continue
            answers = self.talk.feed(os.read(self._ours, 4096))
            if self.dies_after is not None and len(self.talk.paper) >= self.dies_after:
                self._cut()
                return
            os.write(self._ours, answers)

    def _cut(self) -> None:
        for handle in (self._ours, self._theirs):
            if handle >= 0:
                os.close(handle)
        self._ours = self._theirs = -1
