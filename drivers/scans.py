"""From characters to whole scans, for every kind of scanner and keyboard-wedge reader.

A suffix ends a scan, or silence. Pure: whoever uses it tells it what arrived and when nothing did.
"""

from __future__ import annotations

import re

LONGEST = 512
"""Characters. More is no code: a cable that chatters, a key that is stuck."""

SUFFIXES = {"enter": "\r\n", "tab": "\t", "none": ""}
"""What ends a scan by the option ``suffix``; with ``none`` only silence does."""

GS = "\x1d"
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
        """Silence: what came until now is a scan, if anything came."""
        scan = "".join(self._chars).strip("\r\n\t \x00")
        self.forget()
        return [scan] if scan and all(char == GS or char.isprintable() for char in scan) else []

    def forget(self) -> None:
        """What came until now is worth nothing: something of it was lost."""
        self._chars.clear()
        self._too_long = False


def without_aim(scan: str) -> str:
    """A scan without its AIM prefix (``]E0``), if the scanner sends them.

    For symbols of GS1 the prefix becomes :data:`GS`: FNC1 in the first place is how such a symbol
    says that its data have GS1 application identifiers. One scanner sends the one, the next the
    other; whoever reads the code needs to know only this.
    """
    prefix = _AIM.match(scan)
    if prefix is None:
        return scan
    rest = scan[prefix.end() :]
    return GS + rest.removeprefix(GS) if prefix["kind"] in _GS1 else rest
