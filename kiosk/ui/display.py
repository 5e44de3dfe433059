"""The display before there is a window on it, and how large things are drawn there.

Kivy wants the number of pixels per dp before it opens a window; a display tells only whoever asks
for its mode. SDL is asked, the one that will open the window: it sees what that will see, on X as
on a bare graphics card.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
from pathlib import Path

USUAL = (1280, 800)
"""Pixels of the 10.1 inch panel; also of a display that cannot be asked."""
COMPACT = (960, 549)
"""The least that a screen must have, in dp."""
NEARLY = 0.95
"""A display this much of the usual one still shows everything of it."""
LEAST, MOST = 0.5, 3.0
SMALLER, LARGER = 0.85, 1.25
SMALLER_STILL = 0.7
_VIDEO = 0x20


class _Mode(ctypes.Structure):
    """SDL_DisplayMode of SDL_video.h."""

    _fields_ = (
        ("format", ctypes.c_uint32),
        ("w", ctypes.c_int),
        ("h", ctypes.c_int),
        ("refresh_rate", ctypes.c_int),
        ("driverdata", ctypes.c_void_p),
    )


def size() -> tuple[int, int]:
    """Of the display in pixels; :data:`USUAL` where it cannot be asked."""
    library = _library()
    if library is None:
        return USUAL
    try:
        sdl = ctypes.CDLL(library)
        if sdl.SDL_InitSubSystem(_VIDEO):
            return USUAL
        mode = _Mode()
        failed = sdl.SDL_GetDesktopDisplayMode(0, ctypes.byref(mode))
        sdl.SDL_QuitSubSystem(_VIDEO)
    except (OSError, AttributeError):
        return USUAL
    return USUAL if failed or not (mode.w and mode.h) else (mode.w, mode.h)


def _library() -> str | None:
    """Kivy's own SDL, else that of the system."""
    kivy = importlib.util.find_spec("kivy")
    if kivy is not None and kivy.origin:
        for path in Path(kivy.origin).parents[1].glob("Kivy.libs/libSDL2-2*"):
            return str(path)
    return ctypes.util.find_library("SDL2-2.0")


def scale(pixels: tuple[int, int], wanted: float | None = None) -> float:
    """Pixels per dp on a display. Nothing ``wanted``: one that can hold the wide layout gets it,
    any other the compact one as large as it fits. What is wanted is never so much that screens
    would be cut."""
    width, height = pixels
    wide = min(width / USUAL[0], height / USUAL[1])
    if wanted is None:
        wanted = wide if wide >= NEARLY else _most(pixels)
    return _rounded(min(wanted, _most(pixels)))


def choices(pixels: tuple[int, int]) -> tuple[float, float, float]:
    """Three of them to choose from, smallest first; the one that suits is among them, and with
    none a screen is cut."""
    usual, most = scale(pixels), _rounded(_most(pixels))
    if most < usual * 1.05:
        return _rounded(usual * SMALLER_STILL), _rounded(usual * SMALLER), usual
    return _rounded(usual * SMALLER), usual, min(_rounded(usual * LARGER), most)


def _most(pixels: tuple[int, int]) -> float:
    return min(pixels[0] / COMPACT[0], pixels[1] / COMPACT[1])


def _rounded(scale: float) -> float:
    """Down: a screen must not be larger than the display."""
    return max(LEAST, min(MOST, int(scale * 100 + 1e-9) / 100))
