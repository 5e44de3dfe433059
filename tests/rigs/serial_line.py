"""A serial line made of a pseudo-terminal, with a name that stays as those of by-id do.

Unplugging ends the terminal: whoever has it open gets the same errors as with an adapter that was
pulled. A pseudo-terminal has no parity, no modem lines and no real speed.
"""

from __future__ import annotations

import os
import threading
import tty
from pathlib import Path


class SerialLine:
    """``path``: what a driver opens. Plugged in when made; ``close`` at the end."""

    def __init__(self, folder: Path, name: str = "usb-Sample_reader-if00") -> None:
        self.path = folder / name
        self._ours = self._theirs = -1
        self.plug()

    def plug(self) -> None:
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self._theirs))

    def unplug(self) -> None:
        self.path.unlink()
        self._cut()

    def close(self) -> None:
        if self.path.is_symlink():
            self.unplug()

    def _cut(self) -> None:
        """The line is dead, whatever its name says."""
        for handle in (self._ours, self._theirs):
            if handle >= 0:
                os.close(handle)
        self._ours = self._theirs = -1

    def write(self, data: bytes) -> None:
        """What the device says."""
        while data:
            data = data[os.write(self._ours, data) :]

    def read(self, most: int = 4096) -> bytes:
        """What the device was told; blocks until there is something."""
        return os.read(self._ours, most)


class AnsweringLine(SerialLine):
    """``answer_all`` runs in a thread of its own while the line is plugged in."""

    def plug(self) -> None:
        super().plug()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self.answer_all, daemon=True)
        self._thread.start()

    def answer_all(self) -> None:
        """Listens and answers until ``_stop`` is set."""
        raise NotImplementedError

    def _cut(self) -> None:
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join()
        super()._cut()
