"""Prepares Kivy before any of it is imported: our own configuration, one touch source, no panel.

``prepare`` must be called first of all; importing this module imports no Kivy.
"""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.ui import style

_SET = {"KIVY_NO_ARGS": "1", "KIVY_NO_FILELOG": "1", "KIVY_LOG_MODE": "PYTHON"}
"""No reading of our command line, no log files, no hold on standard error."""


def probe_path() -> Path | None:
    """Where the environment asks for a probe (:mod:`kiosk.ui.probe`), which nobody else loads."""
    path = os.environ.get("PULT_PROBE")
    return Path(path) if path else None


@dataclass(frozen=True, slots=True)
class Panel:
    """The display. ``width`` x ``height`` pixels; ``density`` pixels per dp, 1.0 at 149 ppi.

    ``fullscreen`` takes the whole display instead, without a frame and without a pointer.
    """

    width: int = 1280
    height: int = 800
    density: float = 1.0
    text: float = 1.0
    """How many times its usual size all text has."""
    fullscreen: bool = False
    frames: int = 60
    """A second, at most; 0 for as many as there can be, where nobody watches."""
    left: int | None = None
    top: int | None = None


def prepare(kivy_home: Path, panel: Panel) -> None:
    """Gives Kivy ``kivy_home`` for its configuration (ours alone); fixes density and size of text.

    RuntimeError when Kivy was imported before, for it has then read somebody else's settings.
    """
    if "kivy" in sys.modules:
        raise RuntimeError("Kivy was imported before kiosk.ui.window.prepare")
    kivy_home.mkdir(parents=True, exist_ok=True)
    os.environ["KIVY_HOME"] = str(kivy_home)
    os.environ["KIVY_METRICS_DENSITY"] = str(panel.density)
    os.environ["KIVY_METRICS_FONTSCALE"] = str(panel.text)
    os.environ.update(_SET)
    os.environ.setdefault("KIVY_AUDIO", "sdl2")
    # Pictures are PNGs; the other readers would be imported before the first frame.
    os.environ.setdefault("KIVY_IMAGE", "sdl2")
    talk = logging.getLogger("kivy")
    talk.setLevel(logging.ERROR)  # the first start says that its empty configuration is an old one
    from kivy.config import Config

    talk.setLevel(logging.WARNING)
    for section, values in _values(panel).items():
        if not Config.has_section(section):
            Config.add_section(section)
        for key, value in values.items():
            Config.set(section, key, value)
    for device in Config.options("input"):
        Config.remove_option("input", device)
    Config.set("input", "mouse", "mouse,disable_multitouch")
    for module in Config.options("modules"):
        Config.remove_option("modules", module)
    style.use(kivy_home)


def _values(panel: Panel) -> dict[str, dict[str, str]]:
    graphics = {
        "width": str(panel.width),
        "height": str(panel.height),
        "resizable": "0",
        "multisamples": "0",
        "borderless": "1" if panel.fullscreen else "0",
        "fullscreen": "auto" if panel.fullscreen else "0",
        "show_cursor": "0" if panel.fullscreen else "1",
        "allow_screensaver": "0",
        "maxfps": str(panel.frames),
    }
    left, top = (0, 0) if panel.fullscreen else (panel.left, panel.top)
    if left is not None and top is not None:
        # Without a window manager nobody else puts it where it belongs.
        graphics |= {"position": "custom", "left": str(left), "top": str(top)}
    return {
        "kivy": {
            "exit_on_escape": "0",
            "pause_on_minimize": "0",
            "keyboard_mode": "system",
            "log_level": "warning",
            "desktop": "0",
        },
        "graphics": graphics,
    }
