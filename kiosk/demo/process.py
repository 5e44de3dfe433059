"""The kiosk as a process of its own on a display of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Self

from kiosk.demo.display import Display
from kiosk.demo.touches import Hand, NotThere
from kiosk.salon.home import Home

START_SECONDS = 40.0
END_SECONDS = 10.0


class Running:
    """``pult run`` on a data folder, from the beginning to the end of the ``with`` block."""

    def __init__(self, home: Home, display: Display) -> None:
        self.home = home
        self.hand = Hand(display, home.path / "probe.sock")
        self._display = display
        self._output = home.logs / "demo.out"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        environment = {
            **os.environ,
            "DISPLAY": self._display.name,
            "PULT_PROBE": str(self.hand.probe),
            "SDL_AUDIODRIVER": "dummy",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        command = [
            sys.executable,
            "-m",
            "kiosk.commands.pult",
            "--home",
            str(self.home.path),
            "run",
        ]
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            self.hand.wait(lambda seen: seen.get("widgets"), "kiosk", START_SECONDS)
        except NotThere:
            self.__exit__()
            raise NotThere(f"the kiosk did not start:\n{self.output()}") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def output(self) -> str:
        """The end of what it printed."""
        return self._output.read_text(errors="replace")[-3000:]
