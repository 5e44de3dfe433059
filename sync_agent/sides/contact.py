"""A person as both sides of the synchronisation speak of one: the fields and their one spelling.

Two records are the same person's data exactly when their texts are equal, so each side brings what
it has into this form before the engine sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from kiosk.salon.domain.entry import entering, phones
from kiosk.salon.domain.errors import Refused
from sync_agent.engine.ports import Rule, Schema

_SHARED = (
    *("first_name", "last_name", "gender", "mobile", "phone", "email", "street", "city"),
    *("postcode", "birth_date"),
)
RULES: Mapping[str, Rule] = {
    **dict.fromkeys(_SHARED, "shared"),
    "note": "joined",
    **dict.fromkeys(("visits", "points", "card"), "local"),
}
CONTACT = Schema(RULES)
"""``gender``: "", f, m, o. ``mobile``, ``phone``: E.164. ``email``: lower case. ``birth_date``:
ISO. ``note``: see :func:`note_window`. ``visits``, ``points``: whole numbers, "" for none.
``card``: the card's token as base64url, "" without a card."""

NOTE_ROOM = 1000
"""UTF-16 units of a note that are synchronised; 1,024 are said to be a field's limit at Google."""
CUT = "[… Pult]"
"""Stands where a longer note goes on, on the side that has the rest."""
OLDEST_YEAR = 1900
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def text(value: str) -> str:
    """One line as the desk would keep it; half a surrogate pair becomes a question mark."""
    return entering.tidied(_sound(value))


def lines(value: str) -> str:
    """Several lines as the desk would keep them."""
    return entering.tidied_lines(_sound(value))


def _sound(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=20_000)
def phone(typed: str, region: str) -> str:
    """E.164, or "" for what is no telephone number. ``region``: of numbers without a prefix."""
    try:
        return phones.normalise(typed, region)
    except Refused:
        return ""


@lru_cache(maxsize=20_000)
def phone_as_written(typed: str, region: str) -> str:
    """Like :func:`phone`, also where no plan has such a number: for finding again what both sides
    agreed on when one did."""
    return phones.as_written(typed, region)


def email(typed: str) -> str:
    """Lower case, or "" for what is no address."""
    address = text(typed).lower()
    return address if _EMAIL.fullmatch(address) else ""


def birth_date(year: int, month: int, day: int) -> str:
    """ISO, or "" for a date without a year or one that no living person has."""
    try:
        return date(year, month, day).isoformat() if year >= OLDEST_YEAR else ""
    except ValueError:
        return ""


def number(value: int) -> str:
    return str(value) if value else ""


def note_window(whole: str) -> str:
    """The part of a note that is synchronised: all of a short one; of a long one its beginning
    and :data:`CUT`. What is cut off stays where it is, see :func:`note_whole`."""
    whole = lines(whole)
    at = _cut(whole)
    return whole if at is None else f"{whole[:at]} {CUT}"


def note_whole(window: str, present: str) -> str:
    """What to store for an edited ``window`` on a side whose note is ``present``: the part of
    ``present`` that its window does not show takes the place of :data:`CUT` again; where somebody
    deleted the mark it goes to the end."""
    present = lines(present)
    at = _cut(present)
    if at is None:
        return window
    rest = present[at:]
    before, mark, after = window.partition(CUT)
    if not mark:
        return lines(f"{window}\n{rest.lstrip()}")
    return lines(before.rstrip() + rest + after.replace(CUT, ""))


def _cut(whole: str) -> int | None:
    """Where a note is cut, None for one that is shown as it is. A note with a mark is the window
    of one that the other side has whole: cutting it once more would lose what lies between."""
    room = NOTE_ROOM
    if CUT in whole or _units(whole) <= room:
        return None
    at = 0
    for char in whole:
        room -= 2 if ord(char) > 0xFFFF else 1
        if room < 0:
            break
        at += 1
    return len(whole[:at].rstrip())


def _units(value: str) -> int:
    return len(value) + sum(ord(char) > 0xFFFF for char in value)
