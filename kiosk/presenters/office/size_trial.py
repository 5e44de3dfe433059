"""Another size of everything stays only if somebody says so: who cannot read it need do nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Limits, Presenter

SECONDS = 20


@dataclass(frozen=True, slots=True)
class SizeTrialState:
    """``seconds`` until it is as before."""

    seconds: int = 0


class SizeTrial(Presenter[SizeTrialState, None]):
    name = "size_trial"
    audience = "customer"
    limits = Limits()
    blank = SizeTrialState()

    def forget(self) -> None:
        self._ends = 0.0

    def enter(self, _: None = None) -> None:
        self._ends = self.clock.monotonic() + SECONDS
        self.show(SizeTrialState(SECONDS))

    def tick(self) -> None:
        if not self._ends:
            return
        left = self._ends - self.clock.monotonic()
        if left <= 0:
            self.close()
        else:
            self.show(replace(self.state, seconds=max(1, round(left))))

    def leave(self) -> None:
        """Whoever walks away from it has not said that it is good."""
        if self._ends:
            self.close()
        super().leave()

    def keep(self) -> None:
        self._ends = 0.0
        self.hardware.machine.keep_size(True)
        self.host.home()

    def close(self) -> None:
        """As before."""
        self._ends = 0.0
        self.hardware.machine.keep_size(False)
