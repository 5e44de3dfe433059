"""Lengths of time as booking programs and people write them, in whole minutes."""

from __future__ import annotations

import re
from fractions import Fraction

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
_DAY_OF_A_SPREADSHEET = re.compile(r"0[.,]\d{4,}")
"""A time as the part of a day that a spreadsheet keeps."""
_NIGHT = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>\d\d)(?::00)?\s*am", re.IGNORECASE)
"""A spreadsheet shows a length as a time of the night."""
_SAID = {
    name: minutes
    for minutes, names in {
        15: "ctvrt hodiny, ctvrthodina, ctvrthodinka, negyed ora, negyedora, cetrt ure, "
        "quarter of an hour",
        30: "pul hodiny, pulhodina, pulhodinka, pol hodiny, fel ora, pol ure, half an hour, "
        "half hour, halbe stunde",
        45: "tri ctvrte hodiny, trictvrte hodiny, trictvrtehodina, haromnegyed ora, tri cetrt ure",
        60: "hodina, hodinu, hodinka, ora, egy ora, ura, eno uro, hour, an hour, one hour, stunde",
        90: "hodina a pul, jeden a pul hodiny, jedna a pul hodiny, masfel ora, ura in pol, "
        "uro in pol, hour and a half, an hour and a half, anderthalb stunden",
        120: "dve hodiny, dve hodinky, ket ora, dve uri, two hours, zwei stunden",
    }.items()
    for name in names.split(", ")
}
"""Folded."""
_HALF = re.compile(r"(?:(?<=\d)\s+)?(?<![\d/])1/2(?![\d/])")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}


def minutes(text: str) -> int:
    """``90``, ``1:30``, ``1 h 30 min``, ``1,5 h``, ``45 perc``, ``PT1H30M``,
    *half an hour*. A number without a unit is minutes.

    Refused: anything else, also a length that is no whole number of minutes, or hours with
    decimals that make no five minutes.
    """
    if said := _SAID.get(fold(text)):
        return said
    if _DAY_OF_A_SPREADSHEET.fullmatch(text.strip()):
        of_day = Fraction(text.strip().replace(",", ".")) * 24 * 60
        if abs(of_day - round(of_day)) < Fraction(1, 10) and not round(of_day) % 5:
            return round(of_day)
    if night := _NIGHT.fullmatch(text.strip()):
        return int(night["hours"]) % 12 * 60 + int(night["minutes"])
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
