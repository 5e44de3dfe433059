"""The files that belong to the program: fonts, icons, sounds, translations, known devices, services
to begin with and the lists of the sample salon.

In a checkout they lie beside the packages, installed from a wheel inside ``kiosk`` (``setup.py``
puts them there).
"""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).resolve().parents[1] / "assets"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _INSTALLED.parents[1] / "assets"


def asset(name: str) -> Path:
    """A file or folder by its path inside ``assets``."""
    return FOLDER / name
