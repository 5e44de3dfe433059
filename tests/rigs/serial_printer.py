"""A receipt printer on a pseudo-terminal that answers and misbehaves on demand."""

from __future__ import annotations

import os
import select
from collections.abc import Mapping
from pathlib import Path

from tests.rigs.escpos_talk import Talk
from tests.rigs.serial_line import AnsweringLine


class SerialPrinter(AnsweringLine):
    """``deaf``: takes nothing from the line. ``dies_after``: unplugs itself once so many bytes were
    printed."""

    driver = "escpos_serial"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.talk = Talk()
        self.deaf = False
        self.dies_after: int | None = None
        super().__init__(folder, "usb-Sample_printer-if00")

    @property
    def options(self) -> Mapping[str, object]:
        return {"port": str(self.path), "baud": 115200}

    def printed(self, jobs: int) -> list[bytes]:
        return [self.talk.wait_for(jobs * len(b"paper 0000\n"))]

    def answer_all(self) -> None:
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
