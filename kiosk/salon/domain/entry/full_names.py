"""A whole name in one piece, divided into first and last name, however a list writes it.

Degrees and forms of address are set apart; they are no names. What stands behind a comma is the
first name, unless it is a degree; particles (*van der*, *de*) belong to the name they stand before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.folding import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DEGREES = _set(
    "bc bca ing mgr mga mudr mddr mvdr judr phdr phmr rndr rsdr paeddr thdr thlic thmgr icdr "
    "pharmdr artd csc drsc dsc phd thd dis doc prof dr dipl arch akad univ mba mpa llm llb dba "
    "msc bsc beng meng mphil dds med mag ddr habil jr sr ml st ifj id ozv mr mrs ms miss mx pan "
    "pani slecna frau herr ga gospa gospod gospodicna pi ur "
)
"""Folded, without points."""
_CAPITALS = _set("MA BA MD DC RN ")
"""Degrees that are family names too (*Ma*); they are told by how they are written."""
_WITH_A_POINT = _set("st ml id ga pi ur ms med jr sr ")
"""Short words that are names as well, unless a point follows."""
_PARTICLES = _set(
    "van von der den de del della di da do dos das du des la le los las ter ten zu zum zur vom el "
    "al bin ibn ze z "
)
_BORN = _set("roz rozena rodena driv drive szul szuletett roj rojena nee ")
"""What stands before the family name that somebody was born with."""
_SPACED_DEGREE = re.compile(r"\b(Ph|Th|LL)\.\s+(?=[DMB]\b)", re.IGNORECASE)
_VIETNAMESE = _set(
    "nguyen tran pham hoang huynh phan vu vo dang bui ngo duong dinh trinh doan luong"
)
"""Families of which nearly everybody from Vietnam is; they stand in front."""
_ASIDE = re.compile(r"\s+([/–—-])\s+(?=(\S))")
"""What is said of somebody behind a name: *Jana Vzorová - od Petry*, *Jana Vzorová / Brno*."""
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")


@dataclass(frozen=True, slots=True)
class FullName:
    """``degrees``: as written. ``besides``: what stood in brackets."""

    first: str
    last: str
    degrees: str = ""
    besides: str = ""


def divide(text: str, family_first: bool = False) -> FullName:
    """``family_first``: the list names the family before the given name."""
    aside = _BRACKETS.findall(text)
    text = _BRACKETS.sub(" ", text)
    for mark in _ASIDE.finditer(text):
        if mark[1] == "/" or mark[2].islower():
            aside.append(text[mark.end() :])
            text = text[: mark.start()]
            break
    text = re.sub(r"\s+[-–]\s+", "-", _SPACED_DEGREE.sub(r"\1.", text))
    signs = [word for word in text.split() if not any(map(_of_a_name, word)) and word != ","]
    if len(signs) < len(text.replace(",", " ").split()):
        aside += signs
        text = " ".join(word for word in text.split() if word not in signs)
    besides = " ".join(filter(None, aside))
    degrees: list[str] = []
    parts = []
    for part in text.split(","):
        words = _without_degrees(part.split(), degrees)
        if words:
            parts.append(words)
    if len(parts) > 1:
        first, last = [word for part in parts[1:] for word in part], parts[0]
    elif parts:
        first, last = _divided(parts[0], family_first)
    else:
        return FullName(" ".join(text.replace(",", " ").split()), "", "", besides)
    if not first:
        first, last = last, []
    return FullName(" ".join(first), " ".join(last), " ".join(degrees), besides)


def family_first(names: Iterable[str], usual: bool = False) -> bool:
    """Whether a list has the family name in front: Czech and Slovak women's family names tell.
    ``usual``: whether it has when nothing tells."""
    front = behind = 0
    for name in names:
        words = divide(name.partition(",")[0]).first.split() if "," in name else _bare(name)
        if len(words) < 2:
            continue
        front += _womans(words[0]) and not _womans(words[-1])
        behind += _womans(words[-1]) and not _womans(words[0])
    return front > 3 * behind or (usual and not behind)


def _bare(name: str) -> list[str]:
    return _without_degrees(name.split(), [])


def _womans(word: str) -> bool:
    return word.casefold().endswith("ová")


def _without_degrees(words: Sequence[str], degrees: list[str]) -> list[str]:
    """The words that are names; the others are added to ``degrees``. Somebody may be called like a
    degree, but nobody only so."""
    kept = [
        word
        for place, word in enumerate(words)
        if not _degree(word) and not (fold(word) == "et" and any(map(_degree, words[:place])))
    ]
    if not kept and len(words) == 1 and "." not in words[0] and not degrees:
        return list(words)
    degrees += [word for word in words if word not in kept]
    return kept


def _degree(word: str) -> bool:
    bare = fold(word).replace(" ", "")
    if word.strip(".") in _CAPITALS or (word.count(".") > 1 and bare.upper() in _CAPITALS):
        return True
    if bare in _WITH_A_POINT:
        return word.endswith(".")
    return bare in _DEGREES


def _divided(words: list[str], family_first: bool) -> tuple[list[str], list[str]]:
    """First and last name of words without a comma."""
    if len(words) == 1:
        return words, []
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if not all(capitals):
        if capitals[0]:
            cut = capitals.index(False)
            if not any(capitals[cut:]):
                return words[cut:], words[:cut]
        if capitals[-1]:
            cut = len(words) - capitals[::-1].index(False)
            if not any(capitals[:cut]):
                return words[:cut], words[cut:]
    shown = _shows(words)
    if family_first if shown is None else shown:
        cut = _end_of_family(words)
        return words[cut:], words[:cut]
    cut = _start_of_family(words)
    return words[:cut], words[cut:]


def _shows(words: Sequence[str]) -> bool | None:
    """Whether these words themselves have the family in front; None when they do not tell."""
    first, last = words[0], words[-1]
    if _womans(first) != _womans(last):
        return _womans(first)
    if _wifes(first) or _wifes(last):
        return True
    here, there = (fold(word) in _VIETNAMESE for word in (first, last))
    return here if here != there else None


def _wifes(word: str) -> bool:
    """A Hungarian name that a wife has of her husband; its family stands in front."""
    return len(word) > 4 and word.casefold().endswith("né") and fold(word) != "rene"


def _of_a_name(char: str) -> bool:
    return char.isalpha() or char == "&"


def _end_of_family(words: list[str]) -> int:
    if len(words) > 2 and _wifes(words[0]):
        return 2
    cut = 0
    while cut < len(words) - 2 and fold(words[cut]) in _PARTICLES:
        cut += 1
    cut += 1
    while cut < len(words) - 1 and _womans(words[cut - 1]) and _womans(words[cut]):
        cut += 1
    if cut < len(words) - 2 and _born(words[cut]):
        cut += 2
    return cut


def _start_of_family(words: list[str]) -> int:
    cut = len(words) - 1
    if cut > 1 and _born(words[cut - 1]):
        cut -= 2
    while cut > 1 and _womans(words[cut]) and _womans(words[cut - 1]):
        cut -= 1
    while cut > 1 and fold(words[cut - 1]) in _PARTICLES:
        cut -= 1
    return cut


def _born(word: str) -> bool:
    return fold(word) in _BORN
