"""From the kernel's key events to scans. Pure: knows no device and no clock."""

from __future__ import annotations

from drivers.scans import Scans
from drivers.us_keys import UsKeys, read_again

EV_SYN, EV_KEY = 0, 1
SYN_DROPPED = 3
"""The kernel threw events away because nobody fetched them in time."""


class Wedge:
    def __init__(self, suffix: str) -> None:
        """``suffix``: a key of :data:`drivers.scans.SUFFIXES`."""
        self._keys, self._scans = UsKeys(), Scans(suffix)
        self._torn = False

    @property
    def pending(self) -> bool:
        """A scan began and has not ended."""
        return self._torn or self._scans.pending

    def feed(self, kind: int, code: int, value: int) -> list[str]:
        """The scan that this event ends, if it ends one."""
        if kind == EV_SYN and code == SYN_DROPPED:
            self._torn = True
            self._keys.forget()
            return []
        if kind != EV_KEY:
            return []
        ended = self._scans.feed(self._keys.feed(code, value))
        return self._whole(ended) if ended else []

    def end(self) -> list[str]:
        """Silence: what came until now is a scan, if anything came."""
        return self._whole(self._scans.end())

    def _whole(self, scans: list[str]) -> list[str]:
        """Nothing instead of a scan with a hole in it."""
        torn, self._torn = self._torn, False
        return [] if torn else list(map(read_again, scans))
