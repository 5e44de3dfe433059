"""The short word at the bottom: how long it stands, and what its button does."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.presenters.base import Toast
from kiosk.presenters.output import Output
from kiosk.salon.domain.clock import Clock

TOAST_SECONDS = 4.0
UNDO_SECONDS = 8.0


class Toasts:
    """One at a time; a new one takes the place of the old."""

    def __init__(self, clock: Clock, output: Output) -> None:
        self._clock, self._output = clock, output
        self._toast: Toast | None = None
        self._until = 0.0

    def say(self, toast: Toast) -> None:
        self._toast = toast
        seconds = UNDO_SECONDS if toast.undo is not None else TOAST_SECONDS
        self._until = self._clock.monotonic() + seconds
        self._output.toast_changed(toast)

    def end(self) -> None:
        """It may name a client and offer to undo: neither is for whoever comes next."""
        if self._toast is not None:
            self._toast = None
            self._output.toast_changed(None)

    def tick(self) -> None:
        if self._clock.monotonic() >= self._until:
            self.end()

    def take(self) -> Callable[[], None] | None:
        """Its button was pressed: what is to be done now."""
        toast = self._toast
        self.end()
        return toast.undo if toast is not None else None
