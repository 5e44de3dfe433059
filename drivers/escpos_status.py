"""What a receipt printer says of itself (ESC/POS ``DLE EOT``), and jobs between two such questions.

A printer that was switched off and on swallows what is sent to it without an error, so it is
asked before and after each job; only an answer afterwards counts as printed. How the bytes travel
is each driver's own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, Protocol

from drivers.device import Hint, Job, NotReady, delivering
from drivers.options import Options

Switch = Literal["none", "high", "low"]
"""Of the drawer, on pin 3 of its plug: whether there is one, and its level when it is open."""

ASK_STATE, ASK_CAUSE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
OFFLINE, COVER_OPEN, PAPER_OUT, PAPER_LOW, PIN_3 = 0x08, 0x04, 0x60, 0x0C, 0x04
"""Bits of the answers to the questions (Epson ESC/POS reference, DLE EOT)."""
FIXED, FIXED_IS = 0x93, 0x12
"""Bits that every such answer has; a byte without them is something else."""


class Wire(Protocol):
    """An open connection. All may raise OSError, and take bounded time."""

    def ask(self, question: bytes) -> bytes:
        """What came as the answer, at least one byte."""

    def write(self, data: bytes) -> None:
        """Returns when the printer's side has taken everything."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Status:
    """``pin_3``: the drawer's switch is high."""

    offline: bool = False
    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    pin_3: bool = True

    @classmethod
    def of(cls, wire: Wire) -> Status:
        """Asks three questions. OSError when the printer is silent or speaks of something else."""
        state, cause, paper = (
            answered(wire.ask(question)) for question in (ASK_STATE, ASK_CAUSE, ASK_PAPER)
        )
        return cls(
            offline=bool(state & OFFLINE),
            cover_open=bool(cause & COVER_OPEN),
            paper_out=bool(paper & PAPER_OUT),
            paper_low=bool(paper & PAPER_LOW),
            pin_3=bool(state & PIN_3),
        )

    def check(self) -> None:
        """NotReady when it cannot print now."""
        if self.cover_open:
            raise NotReady("cover_open")
        if self.paper_out:
            raise NotReady("paper_out")
        if self.offline:
            raise NotReady("offline")


def answered(data: bytes) -> int:
    """The status byte among what came; the last one, as an earlier question's may have been late.
    OSError when there is none."""
    for byte in reversed(data):
        if byte & FIXED == FIXED_IS:
            return byte
    raise ConnectionError("the printer's answer is no status")


class EscposPrinter:
    """One connection per job, so that others can use the printer too.

    ``connect`` raises DeviceMissing. ``asks``: false for printers that cannot answer.
    """

    def __init__(
        self, connect: Callable[[], Wire], *, asks: bool, drawer_switch: Switch = "none"
    ) -> None:
        self._connect, self._asks, self._switch = connect, asks, drawer_switch
        self._busy = threading.Lock()

    @classmethod
    def of(cls, options: Options, connect: Callable[[], Wire]) -> EscposPrinter:
        """``status`` (true): false for printers that cannot answer; ``drawer_switch``: ``none``, or
        the level of an open drawer."""
        levels: tuple[Switch, ...] = ("none", "high", "low")
        switch = options.choice("drawer_switch", "none", levels)
        return cls(connect, asks=options.flag("status", True), drawer_switch=switch)

    def look(self) -> Hint | None:
        status = self._status()
        return "paper_low" if status is not None and status.paper_low else None

    def drawer_open(self) -> bool | None:
        """None where nobody can know: no switch, or a printer that is not asked. Raises as
        :meth:`look` does."""
        status = self._status() if self._switch != "none" else None
        return None if status is None else status.pin_3 == (self._switch == "high")

    def send(self, job: Job) -> None:
        with self._busy, closing(self._connect()) as wire:
            self._ask(wire)
            with delivering():
                wire.write(job.data)
                self._ask(wire)

    def has_printed(self, job_id: str) -> bool | None:
        return None

    def _status(self) -> Status | None:
        with self._busy, closing(self._connect()) as wire:
            return self._ask(wire)

    def _ask(self, wire: Wire) -> Status | None:
        """NotReady when it says that it cannot print, or says nothing."""
        if not self._asks:
            return None
        try:
            status = Status.of(wire)
        except OSError as error:
            raise NotReady("silent", str(error)) from error
        status.check()
        return status
