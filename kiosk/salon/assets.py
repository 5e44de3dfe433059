"""The files that belong to the program: fonts, icons, sounds, translations, known devices, services
to begin with and the lists of the sample salon.

In a checkout they lie beside the packages, installed from a wheel inside ``kiosk`` (``setup.py``
puts them there).
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

_INSTALLED = Path(__file__).resolve().parents[1] / "assets"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _INSTALLED.parents[1] / "assets"


def asset(name: str) -> Path:
    """A file or folder by its path inside ``assets``."""
    return FOLDER / name


@cache
def font_folder() -> Path | None:
    """The fonts inside Kivy's wheel, so that no system font is needed; None when the installation
    is incomplete. Found without importing Kivy, which would take a second and print to the
    console."""
    spec = importlib.util.find_spec("kivy")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "data" / "fonts"
