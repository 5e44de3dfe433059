"""Something at the other end of a serial line: it answers, and keeps what came."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from pathlib import Path

from tests.rigs.serial_line import AnsweringLine
from tests.rigs.waiting import PATIENCE_SECONDS


class TalkingLine(AnsweringLine):
    """``answer`` gets what came and returns what is said. ``heard``: everything that came."""

    def __init__(self, folder: Path, answer: Callable[[bytes], bytes] = lambda _: b"") -> None:
        self.answer = answer
        self.heard = b""
        self._changed = threading.Condition()
        super().__init__(folder, "usb-Sample_line-if00")

    def wait_for(self, count: int, seconds: float = PATIENCE_SECONDS) -> bytes:
        """What was heard, once there are so many bytes."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.heard) >= count, seconds), self.heard
            return self.heard

    def answer_all(self) -> None:
        while not self._stop.is_set():
            if select.select([self._ours], [], [], 0.01)[0]:
                data = os.read(self._ours, 4096)
                with self._changed:
                    self.heard += data
                    self._changed.notify_all()
                os.write(self._ours, self.answer(data))
