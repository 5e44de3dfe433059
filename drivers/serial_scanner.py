"""A barcode scanner on a serial line, or one that shows itself as such over USB (CDC)."""

from __future__ import annotations

import codecs
import threading

from drivers.device import SCANNER, Emit, Ready
from drivers.options import Options
from drivers.scans import SUFFIXES, Scans, Wrapping
from drivers.serial_line import Line

KIND = SCANNER
LIBRARIES = ("serial",)
SILENCE_MS = 80


def open(options: Options) -> SerialScanner:
    """``port``, ``baud`` (9600), ``suffix`` (``enter``: CR, LF or both; ``tab``; ``none``),
    ``silence_ms``: ends a scan that has no suffix; ``before``, ``after``: see
    :class:`drivers.scans.Wrapping`."""
    suffix = options.choice("suffix", "enter", tuple(SUFFIXES), decides=True)
    return SerialScanner(Line.of(options, SILENCE_MS), suffix, Wrapping.of(options))


class SerialScanner:
    def __init__(self, line: Line, suffix: str, wrapping: Wrapping) -> None:
        self._line, self._suffix, self._wrapping = line, suffix, wrapping

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        scans = Scans(self._suffix)
        # Bytes that are no UTF-8 spoil one scan, not the reader; each then is one character.
        letters = codecs.getincrementaldecoder("utf-8")(errors="replace")

        def give(codes: list[str]) -> None:
            for code in codes:
                for event in self._wrapping.events(code):
                    emit(event)

        def heard(data: bytes) -> bool:
            give(scans.feed(letters.decode(data)))
            return scans.pending

        def quiet() -> None:
            letters.reset()
            give(scans.end())

        self._line.listen(heard, quiet, ready, stop)
