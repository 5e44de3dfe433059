"""Text that was read in a wrong encoding once and saved so: put right where only one reading makes
words.

Either UTF-8 taken for an encoding with a byte a letter (``Å tÄ›pÃ¡n``): such pairs of signs make
UTF-8 by chance in no word of any language, so each can be put right by itself. Or Windows-1250 and
ISO 8859-2 taken for Windows-1252 (``Štìpán``, ``Kõmûves``): every sign means a letter both ways, so
the whole text must make words of the salon's language the other way round.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.entities import html5

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORDS = re.compile(r"[^\W\d_]+|[^\x00-\x7f]+")
_TWICE = ("cp1252", "cp1250", "latin-1")
_SWAPPED = (("cp1252", "cp1250"), ("cp1252", "iso8859_2"))
_DEEPEST = 3
_PICTURES = 0x2190
_ENTITY = re.compile(r"&(#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,30});")


def put_right(
    text: str, home: frozenset[str], near: frozenset[str], knows: Callable[[str], bool]
) -> str:
    """The text as it was written. ``home``: small letters of the salon's language, and marks; the
    ones ``near`` are those of its neighbours as well. ``knows``: whether a text is a heading."""
    if "&" in text:
        text = _ENTITY.sub(_letter, text)
    for _ in range(_DEEPEST):
        once = _out_of_bytes(text, near)
        if once == text:
            break
        text = once
    return _swapped_back(text, home, near, knows)


def _letter(entity: re.Match[str]) -> str:
    """A letter that a web page has spelled in ASCII; other signs may be meant as they stand."""
    if not entity[1].startswith("#") and f"{entity[1]};" not in html5:
        return entity[0]
    sign = html.unescape(entity[0])
    return sign if sign.isalpha() and not sign.isascii() else entity[0]


def _out_of_bytes(text: str, near: frozenset[str]) -> str:
    runs = set(_FOREIGN.findall(text))
    for encoding in _TWICE:
        try:
            mended = {run: _bytes(run, encoding).decode() for run in runs}
        except UnicodeError:
            continue
        return _FOREIGN.sub(lambda found, mended=mended: mended[found.group()], text)  # type: ignore[misc]
    mended = {}
    for run in runs:
        for encoding in _TWICE:
            try:
                once = _bytes(run, encoding).decode()
            except UnicodeError:
                continue
            if all(char.lower() in near for char in once if not char.isascii()):
                mended[run] = once
                break
    if not mended:
        return text
    return _FOREIGN.sub(lambda found: mended.get(found.group(), found.group()), text)


def _bytes(run: str, encoding: str) -> bytes:
    return b"".join(_byte(char, encoding) for char in run)


def _byte(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        # Programs keep what such a table leaves out at the place where it stood.
        return char.encode("latin-1")


def _swapped_back(
    text: str, home: frozenset[str], near: frozenset[str], knows: Callable[[str], bool]
) -> str:
    strange = {char for char in text if not char.isascii() and char.lower() not in near}
    if not strange:
        return text
    foreign = {char for char in text if not char.isascii() and _is_text(char)}
    for wrong, right in _SWAPPED:
        try:
            table = {ord(char): _byte(char, wrong).decode(right) for char in foreign}
        except UnicodeError:
            continue
        back = text.translate(table)
        kept = {char.lower() for char in table.values()}
        if kept <= home and (_names_more(text, back, knows) or _within(text, strange)):
            return back
    return text


def _is_text(char: str) -> bool:
    """Not a picture, which has its place in no such encoding."""
    return char.isalpha() or ord(char) < _PICTURES


def _names_more(text: str, back: str, knows: Callable[[str], bool]) -> bool:
    """Whether the first lines name more columns the other way round."""
    first, other = (re.split(r"[,;|\t\r\n]+", one[:2000])[:60] for one in (text, back))
    pairs = [pair for pair in zip(first, other, strict=False) if pair[0] != pair[1]]
    known = [(knows(one.strip('"')), knows(two.strip('"'))) for one, two in pairs]
    return sum(two for _, two in known) > sum(one for one, _ in known)


def _within(text: str, strange: set[str]) -> bool:
    """Whether signs that no neighbour has stand inside of two different words or more."""
    words = {word for word in _WORDS.findall(text) if any(char in strange for char in word[:-1])}
    return len(words) > 1
