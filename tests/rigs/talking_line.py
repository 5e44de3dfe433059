"""Something at the other end of a serial line: it answers, and keeps what came."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Callable
from pathlib import Path


class TalkingLine:
    """``answer`` gets what came and returns what is said. Plugged in when made; ``close`` at the
    end. ``heard``: everything that came."""

    def __init__(self, folder: Path, answer: Callable[[bytes], bytes] = lambda _: b"") -> None:
        self.path = folder / "usb-Sample_line-if00"
        self.answer = answer
        self.heard = b""
        self._changed = threading.Condition()
        self.plug()

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
        self._thread.join()
        os.close(self._ours)
        os.close(self._theirs)

    def close(self) -> None:
        if self.path.is_symlink():
            self.unplug()

    def wait_for(self, count: int, seconds: float = 5.0) -> bytes:
        """What was heard, once there are so many bytes."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.heard) >= count, seconds), self.heard
            return self.heard

    def _run(self) -> None:
        while not self._stop.is_set():
            if select.select([self._ours], [], [], 0.01)[0]:
                data = os.read(self._ours, 4096)
                with self._changed:
                    self.heard += data
                    self._changed.notify_all()
                os.write(self._ours, self.answer(data))
