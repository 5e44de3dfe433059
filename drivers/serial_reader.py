"""A 125 kHz card reader on a serial line: RDM6300, ID-12LA and ID-20LA, or the BCC frame."""

from __future__ import annotations

import threading

from drivers.device import READER, Emit, Ready
from drivers.events import TECHNOLOGIES, CardTapped, Technology
from drivers.frames import FRAMES, Frames
from drivers.one_tap import OneTap
from drivers.options import Options
from drivers.serial_line import Line

KIND = READER
LIBRARIES = ("serial",)
SILENCE_MS = 200
"""A frame takes 17 ms at 9600 baud; what stops in the middle for longer was torn."""
HOLD_MS = 1000


def open(options: Options) -> SerialReader:
    """``port``, ``baud`` (9600), ``frame`` (``rdm6300``), ``hold_ms``: how long a card must have
    been away to count again, ``silence_ms``; ``technology``: of what speaks with the frame
    ``bcc`` (``any``: not known)."""
    line = Line.of(options, SILENCE_MS)
    frame = options.choice("frame", "rdm6300", tuple(FRAMES), decides=True)
    known = frame != "bcc"
    technology = options.choice("technology", "any", tuple(TECHNOLOGIES), decides=not known)
    return SerialReader(
        line,
        frame,
        TECHNOLOGIES[technology],
        options.whole("hold_ms", HOLD_MS, 0, 60_000) / 1000,
    )


class SerialReader:
    def __init__(self, line: Line, frame: str, technology: Technology, hold: float) -> None:
        self._line, self._frame, self._hold = line, frame, hold
        self._technology: Technology = technology

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        frames, taps = Frames(self._frame), OneTap(self._hold)
        # The BCC frame is used by readers of both kinds.
        technology: Technology = self._technology if self._frame == "bcc" else "lf"

        def heard(data: bytes) -> bool:
            for number in frames.feed(data):
                if taps.counts(number):
                    emit(CardTapped(number, technology=technology))
            return frames.pending

        self._line.listen(heard, frames.silence, ready, stop)
