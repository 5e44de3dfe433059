"""How long nobody has been here: warnings, the end of a screen, and the dark panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.base import Limits
from kiosk.presenters.output import Output
from kiosk.salon.domain.clock import Clock

DARK_SECONDS = 600.0
"""Nobody near: the customers' first screen goes dark, so that its picture does not burn in."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``desk_seconds``: when a screen that locks the desk is left. ``customers``: how many times
    as long as usual their screens wait."""

    desk_seconds: float = 120
    customers: float = 1

    def of(self, limits: Limits, audience: Literal["customer", "staff"]) -> Limits:
        """The limits of a screen at this pace."""
        if limits.to == "lock" and limits.leave:
            warn = self.desk_seconds - (limits.leave - limits.warn) if limits.warn else 0
            return replace(limits, warn=warn, leave=self.desk_seconds)
        if audience == "customer":
            leave = limits.leave * self.customers
            warn = leave - (limits.leave - limits.warn) if limits.warn else 0
            return replace(limits, warn=warn, leave=leave)
        return limits


USUAL = Pace()


class Idle:
    def __init__(self, clock: Clock, output: Output) -> None:
        self._clock, self._output = clock, output
        self._touched = clock.monotonic()
        self._warned: int | None = None
        self._dark = False

    @property
    def seconds(self) -> float:
        """Since the last touch, card or code."""
        return self._clock.monotonic() - self._touched

    def touch(self) -> bool:
        """Somebody is here. True when the panel was dark."""
        was_dark = self._dark
        self.light()
        self._touched = self._clock.monotonic()
        if self._warned is not None:
            self._warned = None
            self._output.idle_warning(None)
        return was_dark

    def over(self, limits: Limits) -> bool:
        """Whether a screen is to be left now; warns before."""
        leave, warn = limits.leave, limits.warn
        if leave and self.seconds >= leave:
            return True
        if warn and self.seconds >= warn:
            left = max(1, round(leave - self.seconds))
            if left != self._warned:
                self._warned = left
                self._output.idle_warning(left)
        return False

    def rest(self) -> None:
        """The screen may go dark when nobody has been here for long."""
        if self.seconds >= DARK_SECONDS:
            self._set_dark(True)

    def light(self) -> None:
        """What is on screen must be seen, touched or not."""
        self._set_dark(False)

    def _set_dark(self, dark: bool) -> None:
        if dark != self._dark:
            self._dark = dark
            self._output.dark_changed(dark)
