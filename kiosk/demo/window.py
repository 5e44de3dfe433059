"""The kiosk on a display, with the strip of sample cards and bottles beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drivers import simulated
from kiosk import app
from kiosk.demo.prepare import shelf
from kiosk.salon import threads
from kiosk.salon.home import Home
from kiosk.salon.services.checkin import CODE_PREFIX
from kiosk.salon.settings import load
from kiosk.sample.sample import Sample

KIOSK_SIZE = (1280, 800)
STRIP_WIDTH = 320
CLIENTS = ("card", "blocked")
"""Roles of visits whose clients have a card on the strip."""
BOTTLES, APART = 5, 4
"""So many, and so far apart on the shelf that each is another kind of goods."""
SMALLEST = 0.5


def density(screen: tuple[int, int]) -> float:
    """Pixels per dp so that kiosk and strip fit on a display of that size, frames included."""
    width, height = screen
    fits = min(width / (KIOSK_SIZE[0] + STRIP_WIDTH), (height - 60) / KIOSK_SIZE[1])
    return max(SMALLEST, min(1.0, round(fits, 2)))


def screen_size() -> tuple[int, int]:
    """Of the display in pixels; a usual one when nobody tells."""
    if shutil.which("xdotool") and os.environ.get("DISPLAY"):
        told = subprocess.run(
            ["xdotool", "getdisplaygeometry"], capture_output=True, text=True, check=False
        ).stdout.split()
        if len(told) == 2 and all(word.isdigit() for word in told):
            return int(told[0]), int(told[1])
    return 1920, 1080


def settings_text() -> str:
    """The settings file of a demonstration on this display."""
    scale = density(screen_size())
    width = round((KIOSK_SIZE[0] + STRIP_WIDTH) * scale)
    height = round(KIOSK_SIZE[1] * scale)
    return f'[screen]\nsize = "{width}x{height}"\ndensity = {scale}\n'


def show(home: Home, sample: Sample, providers: app.Providers) -> int:
    """Opens the window and returns when it is closed."""

    class Beside(app.Kiosk):
        def _started(self, shell: Any) -> None:
            super()._started(shell)
            _add_strip(shell.frame, home, sample)

    return app.run(home, load(home.settings), providers, Beside)


def _add_strip(frame: Any, home: Home, sample: Sample) -> None:
    from kiosk.ui.demo_strip import DemoStrip, Thing, stand_beside

    def using(event: str, value: str) -> Callable[[], None]:
        return lambda: _feed(home, event, value)

    cards = [
        *(Thing(m.name, "id-card", using("tap", m.card)) for m in sample.staff),
        *(
            Thing(visit.client.name, "user", using("tap", visit.client.card))
            for role in CLIENTS
            for visit in sample.roles.get(role, ())
        ),
    ]
    bottles = [
        *(
            Thing(name, "barcode", using("scan", code))
            for name, code in shelf(sample)[: BOTTLES * APART : APART]
        ),
        *(
            Thing(visit.client.name, "qr-code", using("scan", CODE_PREFIX + visit.code))
            for visit in sample.roles.get("code", ())[:1]
        ),
    ]
    stand_beside(frame, DemoStrip(cards, bottles, lambda: newest_paper(home.paper)))


def _feed(home: Home, event: str, value: str) -> None:
    """Through the same socket as ``pult tap``; in a thread, for it is the window that answers."""

    def send() -> None:
        # A reader that is not up yet is one that nothing can be held to.
        with contextlib.suppress(OSError):
            simulated.send(home.socket, event, value)

    threads.begin("demo-strip", send)


def newest_paper(folder: Path) -> Path | None:
    """The picture written last."""
    return max(folder.glob("*.png"), key=lambda path: path.stat().st_mtime_ns, default=None)
