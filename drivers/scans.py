"""From characters to whole scans, for every kind of scanner and keyboard-wedge reader.

A suffix ends a scan, or silence. Pure: whoever uses it tells it what arrived and when nothing did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drivers.events import BarcodeScanned, ScanUnreadable
from drivers.options import Options

LONGEST = 512
"""Characters. More is no code: a cable that chatters, a key that is stuck."""

SUFFIXES = {"enter": "\r\n", "tab": "\t", "none": ""}
"""What ends a scan by the option ``suffix``; with ``none`` only silence does."""

GS = "\x1d"
STRANGE = "\ufffd"
"""A scan that arrived with signs in it that no code has."""
_FRAME = "".join(chr(code) for code in (*range(33), 127) if chr(code) != GS)
"""What may stand around a code: STX and ETX, line ends, blanks."""
_AIM = re.compile(r"\](?P<kind>[A-Za-z][0-9A-Za-z])")
_GS1 = ("C1", "e0", "e1", "e2", "d2", "Q3", "J1")
"""AIM identifiers of GS1-128, GS1 DataBar and its composites, GS1 DataMatrix, QR and DotCode."""


class Scans:
    def __init__(self, suffix: str) -> None:
        """``suffix``: a key of :data:`SUFFIXES`."""
        self._ends = SUFFIXES[suffix]
        self._chars: list[str] = []
        self._too_long = False

    @property
    def pending(self) -> bool:
        """A scan began and has not ended."""
        return self._too_long or bool(self._chars)

    def feed(self, text: str) -> list[str]:
        """The scans that end within ``text``; one that is empty or too long is left out."""
        scans = []
        for char in text:
            if char in self._ends:
                scans += self.end()
            elif len(self._chars) >= LONGEST:
                self._chars.clear()
                self._too_long = True
            elif not self._too_long:
                self._chars.append(char)
        return scans

    def end(self) -> list[str]:
        """Silence: what came until now is a scan, if anything came; :data:`STRANGE` for one with
        signs that no code has."""
        scan = "".join(self._chars).strip(_FRAME)
        self.forget()
        if not scan:
            return []
        known = all(char == GS or (char.isprintable() and char != STRANGE) for char in scan)
        return [scan if known else STRANGE]

    def forget(self) -> None:
        """What came until now is worth nothing: something of it was lost."""
        self._chars.clear()
        self._too_long = False


def without_aim(scan: str) -> str:
    """A scan without its AIM prefix (``]E0``), if the scanner sends them.

    An EAN-8 gets the zeros that make it thirteen digits, as the scanner does itself with all other
    codes of that family: without the prefix it could be a UPC-E. For symbols of GS1 the prefix
    becomes :data:`GS`: FNC1 in the first place is how such a symbol says that its data have GS1
    application identifiers. One scanner sends the one, the next the other; whoever reads the code
    needs to know only this.
    """
    prefix = _AIM.match(scan)
    if prefix is None:
        return scan
    rest = scan[prefix.end() :]
    if prefix["kind"] == "E4" and len(rest) == 8:
        return f"00000{rest}"
    return GS + rest.removeprefix(GS) if prefix["kind"] in _GS1 else rest


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What a scanner is set to write around every code, beside its suffix."""

    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, options: Options) -> Wrapping:
        """``before`` and ``after``: nothing unless set."""
        return cls(options.text("before", ""), options.text("after", ""))

    def events(self, scan: str) -> Iterator[BarcodeScanned | ScanUnreadable]:
        """What a scanner tells of a scan: nothing of an empty one."""
        code = without_aim(scan.removeprefix(self.before).removesuffix(self.after))
        if scan == STRANGE:
            yield ScanUnreadable()
        elif code:
            yield BarcodeScanned(code)
