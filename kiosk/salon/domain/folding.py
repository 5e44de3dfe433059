"""Words as they are compared: without diacritics, case and punctuation.

``Růžička`` is found by ``ruzicka``, so nobody needs the accent keys of the on-screen keyboard.
An apostrophe stands inside a word (``O'Brien`` is ``obrien``), other signs stand between words.
"""

from __future__ import annotations

import re
import unicodedata

EDITION = 3
"""Of the rules below: an index made by others is made anew."""
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʼʻʽʹ′＇׳"), "\x00")
_LETTERS = str.maketrans(
    dict(zip("łđøıðħŧŋĸəƒ", "ldoidhtnkef", strict=True))
    | {"æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"}
)
_WORD = re.compile(r"[^\W_]+")
_UNCOUNTED = ("Mn", "Me", "Cf", "Cc")
"""Marks, and signs that nobody sees: neither is a letter, and neither divides words."""
_LINE_ENDS = str.maketrans("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85", " " * 10)


def fold(text: str) -> str:
    """Lower case without diacritics: words separated by single blanks."""
    return " ".join(_WORD.findall(_bare(text).replace("\x00", "")))


def words(query: str) -> list[str]:
    """The folded words of what somebody typed into a search field."""
    return fold(query).split()


def indexed(text: str) -> set[str]:
    """All words by which ``text`` is found: those of :func:`fold`, what stands on either side of
    an apostrophe, and as one word what signs divide (``Anna-Maria`` by ``annamaria`` too)."""
    found: set[str] = set()
    for written in _bare(text).split():
        parts = _WORD.findall(written)
        found |= {*parts, *_WORD.findall(written.replace("\x00", "")), "".join(parts)}
    return found - {""}


def _bare(text: str) -> str:
    """Small letters without marks; ``\\0`` for an apostrophe, other signs as they are."""
    if text.isascii():
        return text.lower().translate(_LINE_ENDS).translate({0: None, 0x27: "\x00", 0x60: "\x00"})
    plain = text.translate(_LINE_ENDS).translate(_APOSTROPHES)
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    return "".join(
        char
        for char in small.translate(_LETTERS)
        if char == "\x00" or unicodedata.category(char) not in _UNCOUNTED
    )
