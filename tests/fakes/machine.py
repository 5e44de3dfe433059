"""A machine that only remembers what it was asked; its settings stand in a real file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kiosk.hardware.machine.machine import Machine, Sizes
from kiosk.salon.domain.machine import Link, MachineState
from kiosk.salon.home import Home
from sync_agent.registry import pages, sections
from tests.fakes.timedatectl import Timedatectl

FINE = MachineState(
    version="0.0.0",
    clock="set",
    links=(Link("cable", "eth0", "192.0.2.17"),),
    way_out=True,
    free=21 * 1024**3,
    total=29 * 1024**3,
    writable=True,
    low=False,
    memory_free=1400 * 1024**2,
    memory_total=3800 * 1024**2,
)


class FakeMachine(Machine):
    """``asked``: what it was to do, in order. ``refuses``: what the system says instead.
    ``clock``: its own."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="pult-machine-")
        home = Home(Path(self.folder.name))
        home.cache.mkdir()
        self.asked: list[str] = []
        self.refuses = ""
        self.clock = Timedatectl()
        self.fine = FINE
        super().__init__(
            home,
            sections(),
            pages(),
            Sizes(1.0, (0.85, 1.0, 1.25)),
            lambda settings: self.asked.append("in effect"),
            lambda: self.asked.append("restart"),
            lambda percent: self.asked.append(f"sound {percent}"),
            self._run,
        )

    def _run(self, command: tuple[str, ...]) -> tuple[int, str]:
        self.asked.append(" ".join(command))
        if command[0] == "timedatectl":
            return self.clock(command)
        return (1, self.refuses) if self.refuses else (0, "")

    def state(self) -> MachineState:
        return self.fine

    @property
    def text(self) -> str:
        """The settings file."""
        return self.home.settings.read_text() if self.home.settings.exists() else ""
