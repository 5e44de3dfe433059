"""What a price list says where one number is kept: *from 500*, *500-800*, *by agreement*, *30 to 45
minutes*, *standard rate*.

What is read as one number already stays so. The rest is read by its words; what is kept then is not
all that was said, so it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import Msg, T


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(","))


LOWEST = T("The lowest price is kept. Where it is more, change it at the till.")
_FREE = _phrases(
    "zdarma, zadarmo, gratis, free, free of charge, ingyenes, dijmentes, brezplacno, kostenlos"
)
_OPEN = _phrases(
    "dohodou, dohoda, dle dohody, podle dohody, po dohode, smluvni, smluvni cena, individualni, "
    "individualne, individualni cena, dle delky, dle delky vlasu, dle spotreby, dle materialu, "
    "dle konzultace, dle ceniku, na dotaz, cena na dotaz, bude upresneno, na vyziadanie, "
    "podla dohody, by agreement, on request, price on request, poa, ask, varies, tbd, individual, "
    "megegyezes szerint, megbeszeles szerint, egyedi, egyedi ar, ar kerese eseten, erdeklodjon, "
    "po dogovoru, na povprasevanje, individualno, nach vereinbarung, auf anfrage, variabel"
)
"""Folded."""
_ABOUT = r"(?:od|from|ab|min|minimum|min\.|cca|ca|asi|starting at|starts at|vec ako|ze|~|≈|>=?|≥)"
_BEGINS = re.compile(rf"{_ABOUT}\s*(?:cca\s*)?(?P<number>\d.*)", re.I)
_ENDS = re.compile(
    r"(?P<number>\d.*?)\s*(?:\+|a (?:více|vice|viac|výše|vyse)|and (?:up|more)|felett|"
    r"naprej|in več|und mehr|[-‑–]?\s?(?:tól|től))",
    re.I,
)
_RANGE = re.compile(
    r"(?:od\s|from\s)?\s*(?P<low>\d.*?)\s*(?:[-‑–—/]|\baž\b|\bto\b|\bdo\b|\bbis\b)\s*(?P<high>\d.*?)"
    r"\s*(?:[-‑–]?ig)?",
    re.I,
)
_UP_TO = re.compile(r"(?:do|up to|max\.?|max|bis|nejvýše|legfeljebb|cca|ca|asi|~|≈)\s*(\d.*)", re.I)
_TAX_WORDS = _phrases("dph, vat, afa, ddv, mwst, ust, sazba, sazby, kulcs, stopnja, rate, tax, dan")
_STANDARD = _phrases(
    "zakladni, standard, standardni, zakladna, altalanos, normal, splosna, splosni"
)
_REDUCED = _phrases(
    "snizena, znizena, reduced, kedvezmenyes, nizja, znizana, ermassigt, prvni snizena"
)
_NONE = _phrases(
    "nulova, osvobozeno, osvobozene, exempt, zero, none, mentes, adomentes, oprosceno, steuerfrei"
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def price(text: str, read: Callable[[str], int]) -> tuple[int | None, Msg | None]:
    """The amount of a price list, and what to tell of it; None where it has none and is said at the
    till. ``read``: reads one amount. Refused as ``read`` does."""
    try:
        return read(text), None
    except Refused as plain:
        word = fold(text)
        if word in _FREE:
            return 0, T("Kept as free of charge.")
        if word in _OPEN:
            return None, T("The price will be asked for at the till.")
        low = _lowest(text.strip(), read)
        if low is None:
            raise plain
        return low, LOWEST


def length(text: str, read: Callable[[str], int]) -> tuple[int, Msg | None]:
    """Minutes: the longest where there are several, so that nobody has to wait."""
    try:
        return read(text), None
    except Refused as plain:
        tidy = text.strip()
        if found := _RANGE.fullmatch(tidy):
            unit = re.sub(r"[\d\s.,:]", "", found["high"])
            low = found["low"] if re.search(r"[^\W\d]|'", found["low"]) else found["low"] + unit
            shortest, longest = _both(low, found["high"], read) or (0, 0)
            if shortest < longest:
                return longest, T("The longest time is kept.")
        about = _UP_TO.fullmatch(tidy) or _BEGINS.fullmatch(tidy) or _ENDS.fullmatch(tidy)
        number = next(filter(None, about.groups()), "") if about else ""
        try:
            return read(number), T("Kept as {text}.", text=number)
        except Refused:
            raise plain from None


def vat_bp(text: str, offered: Sequence[int]) -> int:
    """A rate in hundredths of a percent, written ``21 %``, ``DPH 21 %``, as the fraction ``0.21``,
    or by its name. ``offered``: the rates of the salon. Refused: anything else."""
    numbers = _NUMBER.findall(text)
    words = fold(re.sub(r"\d", " ", text))
    known = " ".join(word for word in words.split() if word not in _TAX_WORDS)
    names = (_STANDARD, _REDUCED, _NONE)
    if len(numbers) == 1 and (not known or any(known in name for name in names)):
        fraction = "%" not in text and parsed_input.decimal(numbers[0], 4, grouped=False)
        if fraction and fraction < 10_000 and fraction in offered:
            return fraction
        return parsed_input.percent_bp(numbers[0])
    between = [rate for rate in offered if 0 < rate < max(offered)]
    if not numbers and known in _STANDARD:
        return max(offered)
    if not numbers and known in _REDUCED and len(between) == 1:
        return between[0]
    if not numbers and known in _NONE:
        return 0
    raise Refused(T("{text} is not a percentage.", text=text.strip()[:40]))


def _lowest(text: str, read: Callable[[str], int]) -> int | None:
    if found := _RANGE.fullmatch(text):
        low, high = _both(found["low"], found["high"], read) or (0, 0)
        if low < high:
            return low
    for shape in (_BEGINS, _ENDS):
        found = shape.fullmatch(text)
        number = next(filter(None, found.groups()), "") if found else ""
        try:
            return read(number)
        except Refused:
            continue
    return None


def _both(low: str, high: str, read: Callable[[str], int]) -> tuple[int, int] | None:
    try:
        return read(low), read(high)
    except Refused:
        return None
