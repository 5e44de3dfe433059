"""A real Kivy window in this process, driven frame by frame.

A :class:`Studio` must be the first thing in a process that has to do with Kivy: the density of the
panel is fixed from then on, so each panel size needs a process of its own.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.sample import Sample
from kiosk.ui.window import Panel, prepare

PANELS = {"wide": Panel(), "compact": Panel(800, 480, 0.83)}
"""*compact* is the 7 inch panel."""
SETTLE_FRAMES = 4


def _fail(error: Exception) -> None:
    """What nobody foresaw fails the test that it happens in."""
    raise error


class Studio:
    """The window, the shell in it, and the salon on stage."""

    def __init__(self, size: str, text: float = 1.0) -> None:
        """``text``: how many times its usual size the text has."""
        self.size = size
        self.folder = tempfile.TemporaryDirectory(prefix="pult-studio-")
        before = dict(os.environ)
        if "DISPLAY" not in os.environ:
            os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
        prepare(Path(self.folder.name) / "kivy", replace(PANELS[size], frames=0, text=text))
        from kivy.base import EventLoop, runTouchApp
        from kivy.clock import Clock
        from kivy.core.window import Window
        from kivy.lang import Builder

        from kiosk.ui import tokens
        from kiosk.ui.shell import Shell

        EventLoop.ensure_window()
        # The window stands: a kiosk that a later test starts must not inherit how.
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        Window.clearcolor = tokens.BG
        self.shell = Shell()
        self.shell.failed = _fail
        runTouchApp(self.shell.frame, embedded=True)
        self._loop, self._clock, self._builder = EventLoop, Clock, Builder
        self.window = Window
        self._salons = 0
        self.sample: tuple[Path, Sample] | None = None
        self.settle()

    def salon_folder(self) -> Path:
        """A fresh folder for a database."""
        self._salons += 1
        folder = Path(self.folder.name) / f"salon-{self._salons}"
        folder.mkdir()
        return folder

    def bare(self) -> None:
        """Takes the salon of an earlier test off the stage, with its toast and warnings: what a
        touch means is then up to the widgets alone."""
        self.shell.navigator = None
        self.shell.frame.toast(None)
        self.shell.frame.idle(None)
        self.shell.frame.dark(False)

    def settle(self, frames: int = SETTLE_FRAMES) -> None:
        """Draws some frames, so that layouts come to rest and a toast is there."""
        for _ in range(frames):
            self._loop.idle()
        while self.shell.frame.fading:
            self._loop.idle()

    def measure(self, frames: int = SETTLE_FRAMES) -> None:
        """Lets layouts come to rest without drawing anything, for who only measures."""
        for _ in range(frames):
            self._clock.tick()
            self._builder.sync()
            self._clock.tick_draw()
            self._builder.sync()

    def picture(self) -> Any:
        """What the window shows, as a PIL image."""
        from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels
        from PIL import Image

        self.window.dispatch("on_draw")
        width, height = (int(side) for side in self.window.size)
        pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
        image = Image.frombytes("RGB", (width, height), bytes(pixels))
        return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
