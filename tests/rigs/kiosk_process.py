"""The kiosk as a process of its own, started and ended as a person or a power cut would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from drivers import simulated
from tests.rigs.opening_day import MANAGER_PIN
from tests.rigs.window import Display, Hand

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 40.0


class Ended(Exception):
    """The kiosk is not running any more; says what it printed last."""


class WatchfulHand(Hand):
    """A hand that does not wait for a kiosk that was killed: raises :class:`Ended`."""

    def __init__(self, display: Display, probe: Path, check: Callable[[], None]) -> None:
        super().__init__(display, probe)
        self._check = check

    def look(self) -> dict[str, Any]:
        self._check()
        return super().look()


class KioskProcess:
    """``pult run`` on a data folder and a display. Use as a context manager or start/stop it."""

    def __init__(self, home: Path, display: Display, **environment: str) -> None:
        self.home = home
        self.display = display
        self._folder = tempfile.TemporaryDirectory(prefix="pult-probe-")
        self.probe = Path(self._folder.name) / "probe.sock"
        self.hand = WatchfulHand(display, self.probe, self.check_running)
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._output = home / "kiosk.out"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Starts it and waits until its window answers."""
        self.launch()
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.running():
            try:
                if self.hand.look().get("widgets"):
                    return
            except (OSError, json.JSONDecodeError):
                time.sleep(0.05)
        self.kill()
        raise AssertionError(f"the kiosk did not start:\n{self.output()[-3000:]}")

    def launch(self) -> None:
        """Starts it without waiting for anything."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.probe.unlink(missing_ok=True)
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kiosk.commands.pult", "--home", str(self.home), "run"],
                cwd=ROOT,
                env=self.environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DISPLAY": self.display.name,
            "PULT_PROBE": str(self.probe),
            "PYTHONUNBUFFERED": "1",
            "SDL_AUDIODRIVER": "dummy",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            **self._environment,
        }

    def output(self) -> str:
        """What it printed so far."""
        return self._output.read_text(errors="replace") if self._output.exists() else ""

    def stop(self) -> None:
        """Asks it to end, as systemd does; kills it when it does not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """kill -9: the process gets no chance to tidy up."""
        if self._process is not None and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def check_running(self) -> None:
        """Raises :class:`Ended` when it is not running any more."""
        if not self.running():
            raise Ended(self.output()[-3000:])

    def feed(self, event: str, value: str) -> None:
        """A card (``tap``) or a code (``scan``) for the simulated reader; again while the devices
        still start, as a person would."""
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                simulated.send(self.home / "devices.sock", event, value)
                return
            except OSError:
                self.check_running()
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def unlock(self, card: str, pin: str = MANAGER_PIN) -> None:
        """From the first screen to the desk by a card of the staff; a manager's card that proves
        nothing chooses the name, and the PIN opens."""
        self.hand.tap("Desk", icon="lock")
        self.hand.at("lock")
        self.feed("tap", card)
        asked = self.hand.wait(
            lambda seen: (
                "desk"
                if seen.get("screen") == "desk"
                else any("PIN" in widget["text"] for widget in seen.get("widgets", ()))
            ),
            "desk or PIN",
        )
        if asked != "desk":
            self.hand.keys(pin)
            self.hand.tap("Continue")
        self.hand.at("desk")

    def pult(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A `pult` command in another shell, such as ``pult("tap", "04A1…")``."""
        return subprocess.run(
            [sys.executable, "-m", "kiosk.commands.pult", "--home", str(self.home), *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
