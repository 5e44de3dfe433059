"""Another size of everything, on trial: whoever cannot read it any more need do nothing.

What stood in the settings before is kept beside them until somebody has said that the new size is
good. A start that finds it for the second time takes it that nobody could.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from kiosk.salon.home import Home, write_private
from kiosk.salon.settings import Settings
from kiosk.salon.settings.editing import set_values

SECTION, KEY = ("screen",), "density"


def _kept(home: Home) -> Path:
    return home.cache / "size-before.json"


def begin(home: Home, density: float, settings: Settings) -> None:
    """From the next start on. Raises as :func:`kiosk.hardware.settings_file.written`."""
    write_private(_kept(home), json.dumps({"before": settings.screen.density, "seen": False}))
    try:
        _set(home, density)
    except BaseException:
        _kept(home).unlink()
        raise


def at_start(home: Home, settings: Settings) -> tuple[Settings, bool]:
    """The settings to start with, and whether they are on trial."""
    try:
        told: dict[str, Any] = json.loads(_kept(home).read_text("utf-8"))
        before, seen = told["before"], told["seen"]
    except (OSError, ValueError, KeyError, TypeError):
        return settings, False
    if seen:
        return end(home, keep=False) or settings, False
    write_private(_kept(home), json.dumps({"before": before, "seen": True}))
    return settings, True


def end(home: Home, *, keep: bool) -> Settings | None:
    """The settings from now on, None when they stay as they are. Raises as above."""
    try:
        before = json.loads(_kept(home).read_text("utf-8"))["before"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    settings = None if keep else _set(home, None if before == "auto" else before)
    with contextlib.suppress(OSError):
        _kept(home).unlink()
    return settings


def _set(home: Home, density: float | None) -> Settings:
    # It knows every device; at a start there is hardly ever a size on trial.
    from kiosk.hardware.settings_file import written

    return written(home, lambda text: set_values(text, SECTION, {KEY: density}), "")
