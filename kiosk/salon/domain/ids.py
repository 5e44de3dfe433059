"""Ids made offline: UUIDv7 (RFC 9562, section 5.7) as 16 bytes.

They sort by the time of making, so neighbours in time are neighbours in an index, and two
desks never make the same one.
"""

from __future__ import annotations

import os
import threading

Id = bytes


class IdMaker:
    """Makes ids that rise strictly within this process, even when the clock jumps back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_ms = 0
        self._counter = 0

    def new(self, now_ms: int) -> Id:
        """A fresh id. ``now_ms``: UTC milliseconds.

        The 12 bits after the time are a counter (RFC 9562, 6.2 method 1), the other 62 random.
        """
        with self._lock:
            if now_ms > self._last_ms:
                self._last_ms, self._counter = now_ms, 0
            else:
                self._counter += 1
                if self._counter > 0xFFF:
                    self._last_ms, self._counter = self._last_ms + 1, 0
            ms, counter = self._last_ms, self._counter
        random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
        value = (ms & ((1 << 48) - 1)) << 80 | 7 << 76 | counter << 64 | 0b10 << 62 | random
        return value.to_bytes(16, "big")
