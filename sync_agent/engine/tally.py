"""What a run came to so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.salon.domain.errors import PultError


@dataclass
class RunTally:
    """Handed into a run and counted up by it, so it is kept however the run ends. ``waiting``:
    things that are still to be sent or looked at. ``duplicates``: how many were deleted;
    ``missed``: requests in a row whose answer was lost."""

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    waiting: int = 0
    requests: int = 0
    duplicates: int = 0
    missed: int = 0

    @contextmanager
    def counting(self, waiting: Callable[[], int]) -> Iterator[None]:
        """Counts what waits at the end, whether that is a good one or an error."""
        try:
            yield
        except PultError:
            self.waiting = waiting()
            raise
        self.waiting = waiting()
