"""Lengths of time as booking programs and people write them, in whole minutes."""

from __future__ import annotations

import re

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import T

_HOURS = (
    "hodin|hodina|hodiny|hodinu|hod|hours|hour|hrs|hr|h|oras|ora|o|ura|uri|ure|ur|"
    "stunden|stunde|std"
)
_MINUTES = "minutes|minute|minuti|minuta|minuty|minut|minuten|mins|min|m|percig|perc|p"
_NUMBER = r"\d+(?:[.,]\d+)?"
_WORDS = re.compile(
    rf"(?:(?P<hours>{_NUMBER})\s*(?:{_HOURS})\.?)?\s*(?:(?:a|and|es|in)\s+)?"
    rf"(?:(?P<minutes>{_NUMBER})\s*(?:{_MINUTES})?\.?)?"
)
_CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::00)?(?:\s*(?:h|hod)\.?)?")
_ISO = re.compile(
    rf"p(?:0d)?t(?:(?P<hours>{_NUMBER})h)?(?:(?P<minutes>{_NUMBER})m)?(?:0+s)?", re.IGNORECASE
)
_HALF = re.compile(r"(?:(?<=\d)\s+)?(?<![\d/])1/2(?![\d/])")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}


def minutes(text: str) -> int:
    """``90``, ``1:30``, ``1 h 30 min``, ``1,5 h``, ``45 perc``, ``PT1H30M``. A number without a
    unit is minutes.

    Refused: anything else, also a length that is no whole number of minutes, or hours with
    decimals that make no five minutes.
    """
    bare = _HALF.sub("½", text.strip())
    for sign, decimals in _FRACTIONS.items():
        bare = re.sub(rf"(?<=\d)\s*{sign}", decimals, bare).replace(sign, f"0{decimals}")
    kept = re.sub(r"[’'′]$", " min", bare)
    folded = " ".join(fold(part) if part.isalpha() else part for part in _parts(kept))
    for shape, spelled in ((_CLOCK, kept), (_ISO, kept), (_WORDS, folded)):
        found = shape.fullmatch(spelled.strip())
        if found is not None and (found["hours"] or found["minutes"]):
            whole, rest = divmod(
                _hundredths(found["hours"]) * 60 + _hundredths(found["minutes"]), 100
            )
            # 1.30 h is an hour and a half to many who write it, and 78 minutes to nobody.
            with_decimals = any(mark in (found["hours"] or "") for mark in ".,")
            if not rest and not (with_decimals and whole % 5):
                return whole
    raise Refused(T("{text} is not a length of time.", text=text.strip()[:40]))


def _parts(text: str) -> list[str]:
    """Words, numbers and signs, without the points behind abbreviations."""
    return re.findall(r"[^\W\d_]+|\d+(?:[.,:]\d+)*|[^\s.]", text)


def _hundredths(number: str | None) -> int:
    whole, _, decimals = (number or "0").replace(",", ".").partition(".")
    return int(whole) * 100 + int(decimals[:2].ljust(2, "0"))
