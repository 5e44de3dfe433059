"""What is on the keys of the on-screen keyboard, per language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyLayout:
    """``rows``: three rows of letters; ``accents``: a row of their own where there is room."""

    rows: tuple[str, str, str]
    accents: str
    sign: str


_QWERTZ = ("qwertzuiop", "asdfghjkl", "yxcvbnm-.@")
_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm-.@")

LAYOUTS: dict[str, KeyLayout] = {
    "cs": KeyLayout(_QWERTZ, "ěščřžýáíéúůďťň", "CZ"),
    "hu": KeyLayout(_QWERTZ, "áéíóöőúüű", "HU"),
    "sl": KeyLayout(_QWERTZ, "čšžćđ", "SI"),
    "en": KeyLayout(_QWERTY, "", "EN"),
}
SIGNS = ("1234567890", "-/:;()&@\"'", ".,?!+*#%=_")
"""The page behind the 123 key."""

VARIANTS: dict[str, str] = {
    "a": "áäâàãå",
    "c": "čćç",
    "d": "ďđ",
    "e": "éěëêè",
    "i": "íîï",
    "l": "ľĺł",
    "n": "ňñń",
    "o": "óöőôõø",
    "r": "řŕ",
    "s": "šśß",
    "t": "ť",
    "u": "úůüűûù",
    "y": "ýÿ",
    "z": "žźż",
}
"""Letters that come up when a key is held."""


def promised(letter: str, language: str) -> str:
    """The language's own letter that holding ``letter`` offers first, or nothing."""
    own = LAYOUTS[language].accents
    return next((char for char in VARIANTS.get(letter, "") if char in own), "")


def variants(letter: str, language: str) -> str:
    """What holding ``letter`` offers, the language's own letters first."""
    own = LAYOUTS[language].accents
    return "".join(sorted(VARIANTS.get(letter, ""), key=lambda char: char not in own))
