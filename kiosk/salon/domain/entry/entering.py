"""Text that enters the house, from whoever it comes: a form, a file, a scanner, an address book.

What is kept can be seen, found and compared: Unicode normal form C, one kind of blank, none around
the whole, and no sign that nobody sees (controls, zero-width signs, soft hyphens, marks of
direction, fillers). Both passes can be made again and change nothing more.

Kept although they do not show by themselves: joiners and variation selectors inside emoji
(Unicode TS #51, 2.2 and 2.5), and joiners between letters of Arabic and Indic scripts, where they
decide how a word is written (Unicode Standard, 23.2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from kiosk.salon.domain.entry.spreadsheet import is_error, made_of_it
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

NAME, TITLE, ADDRESS, LINE = 80, 120, 120, 200
"""Longest name of a person, of goods and services, longest part of an address, any other line."""
POSTCODE = 20
EMAIL = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets."""
CODE = 48
FOOTER, NOTE = 1_000, 20_000
"""These have lines."""

_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0e\ufe0f"
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that only take up room: Hangul fillers, the empty Braille pattern."""
PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff]*")
"""Letters and signs of Europe's languages in one piece each: as they are kept, which is nearly
everything that is ever entered."""
_UNSEEN = re.compile(
    "[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0d\ufff0-\ufffc\ufdd0-\ufdef\U000e0000-\U000e0fff]"
)
"""What shows nothing and is of no category that says so; noncharacters; variation selectors of
ideographs and tags that belong to no flag."""
_FLAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f)")
_JOINING_SCRIPTS = ("\u0600", "\u0dff")
MOST_MARKS = 4
"""Marks on one letter; more only draw over what stands beside it."""
_SHOWN = 30
Record = TypeVar("Record")


def tidied(text: str) -> str:
    """One line."""
    return " ".join(_seen(text, lines=False).split())


def tidied_lines(text: str) -> str:
    """Several lines, ended by ``\\n``; blanks at ends of lines and around the whole are gone."""
    return "\n".join(line.rstrip() for line in _seen(text, lines=True).split("\n")).strip()


def line(text: str, longest: int = LINE) -> str:
    """One line as it is kept. Refused: longer than ``longest`` characters, or torn (half of a
    surrogate pair)."""
    return _short(tidied(_whole(text)), longest)


def lines(text: str, longest: int = NOTE) -> str:
    """Like :func:`line`, of a note: line ends stay."""
    return _short(tidied_lines(_whole(text)), longest)


def record(item: Record, longest: Mapping[str, int], before: Record | None = None) -> Record:
    """``item`` with its texts as they are kept. ``longest``: characters by field; those of
    :data:`FOOTER` and :data:`NOTE` have lines. What ``before`` has already is not
    measured: a limit that came later keeps nobody from correcting something else.

    Refused: what is too long, and in one line what a spreadsheet leaves instead of a value."""
    values: dict[str, Any] = {}
    for field, most in longest.items():
        typed = getattr(item, field)
        if typed == "":
            continue
        tidy = tidied_lines if most in (FOOTER, NOTE) else tidied
        kept = tidy(_whole(str(typed), field))
        if before is None or typed != getattr(before, field):
            _short(kept, most, field)
            if tidy is tidied and is_error(kept):
                raise Refused(made_of_it(kept), field=field)
        if kept != typed:
            values[field] = kept
    return replace(item, **values) if values else item  # type: ignore[type-var]  # a dataclass


def _whole(text: str, field: str = "") -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(T("This text is damaged. Please type it again."), field=field) from error
    return text


def _short(text: str, longest: int, field: str = "") -> str:
    if len(text) > longest:
        raise Refused(
            T("{text}… is too long: at most {most} characters.", text=text[:_SHOWN], most=longest),
            field=field,
        )
    return text


def _seen(text: str, *, lines: bool) -> str:
    """NFC without what nobody sees; every blank is a plain one, every line end ``\\n``."""
    if PLAIN.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    flags = _FLAG.split(composed)
    kept = "".join(
        part if place % 2 else _without_unseen(_UNSEEN.sub("", part), lines)
        for place, part in enumerate(flags)
    )
    return unicodedata.normalize("NFC", kept)


def _without_unseen(text: str, lines: bool) -> str:
    kept: list[str] = []
    marks = 0
    for place, char in enumerate(text):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind == "Zs" or char in _BLANKS or char in "\t\x1f":
            kept.append(" ")
        elif kind in ("Zl", "Zp") or char in "\n\r\v\f\x85":
            kept.append("\n" if lines else " ")
        elif kind in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE or marks > MOST_MARKS:
            continue
        elif char in _EMOJI_STYLE:
            if kept and _is_sign(kept[-1]):
                kept.append(char)
        elif char in _JOINERS:
            if kept and place + 1 < len(text) and _joins(kept[-1], text[place + 1]):
                kept.append(char)
        elif kind != "Cf":
            kept.append(char)
    return "".join(kept)


def _is_sign(char: str) -> bool:
    """Whether a variation selector may follow: pictures, arrows, and the base of a keycap."""
    return unicodedata.category(char) in ("So", "Sm", "Sk", "Cn") or char in "0123456789#*‼⁉"


def _joins(before: str, after: str) -> bool:
    first, last = _JOINING_SCRIPTS
    if first <= before <= last and first <= after <= last:
        return True
    picture = unicodedata.category(before) in ("So", "Sk", "Cn") or before in _EMOJI_STYLE
    return picture and unicodedata.category(after) in ("So", "Sm", "Cn")
