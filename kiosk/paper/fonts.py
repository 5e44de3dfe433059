"""Fonts for pictures of paper: the ones inside Kivy's wheel, so no system font is needed."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from kiosk.salon.assets import font_folder
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import T

MONO = "RobotoMono-Regular.ttf"
REGULAR = "Roboto-Regular.ttf"
BOLD = "Roboto-Bold.ttf"
PROBE = 40
MISSING = "\U0010fffd"
"""A character for private use that no font has."""


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of ours at a size in pixels. NeedsPerson when the installation is incomplete."""
    folder = font_folder()
    try:
        return ImageFont.truetype(str(folder / name if folder else name), size)
    except OSError as error:
        raise NeedsPerson(T("The font {name} is missing.", name=name)) from error


@lru_cache(maxsize=4096)
def has(name: str, char: str) -> bool:
    """Whether a font has a picture of this character, and not only the box for missing ones."""
    face = font(name, PROBE)
    return char.isspace() or bytes(face.getmask(char)) != bytes(face.getmask(MISSING))
