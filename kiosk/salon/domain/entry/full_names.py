"""A whole name in one piece, divided into first and last name, however a list writes it.

Degrees and forms of address are set apart; they are no names, and neither is what is said of
somebody behind their name. What stands behind a comma is the first name, unless it is a degree or
the name in front is whole; particles (*van der*, *de*) belong to the name they stand before. A
company has one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.salon.domain.entry import name_order
from kiosk.salon.domain.entry.name_order import Given, is_given, wifes, womans
from kiosk.salon.domain.folding import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DEGREES = _set(
    "bc bca ing mgr mga mudr mddr mvdr judr phdr phmr rndr rsdr paeddr thdr thlic thmgr icdr "
    "pharmdr artd csc drsc dsc phd thd dis doc prof dr dipl arch akad univ mba mpa llm llb dba "
    "msc bsc beng meng mphil dds med mag ddr habil jr sr ml st ifj id ozv mr mrs ms miss mx pan "
    "pani slecna frau herr ga gospa gospod gospodicna pi ur osvc"
)
"""Folded, without points."""
_CAPITALS = _set("MA BA MD DC RN ")
"""Degrees that are family names too (*Ma*); they are told by how they are written."""
_WITH_A_POINT = _set("st ml id ga pi ur ms med jr sr ")
"""Short words that are names as well, unless a point follows."""
_ADDRESSES = _set("p. pí pí. sl. slč. sleč. g.")
"""Forms of address as they are written, small: *P.* would be an initial."""
_PARTICLES = _set(
    "van von der den de del della di da do dos das du des la le los las ter ten zu zum zur vom el "
    "al bin ibn mc mac ze z "
)
_BORN = _set("roz rozena rodena driv drive szul szuletett roj rojena nee ")
"""What stands before the family name that somebody was born with."""
_WITH = _set("a and et es und in u")
"""Stands between two people. Signs (``&``, ``+``) do too."""
_ASIDES = _set(
    "od pro dcera dcerka syn mama maminka tata babicka deda sestra bratr manzel manzelka pritel "
    "pritelkyne kamarad kamaradka sousedka kolegyne lanya fia anyja anyu ferje felesege baratnoje "
    "hci sin mati sestra moz zena prijateljica tochter sohn mutter from daughter son mother"
)
"""Small words that begin what is said of somebody."""
_SPACED_DEGREE = re.compile(r"\b(Ph|Th|LL)\.\s+(?=[DMB]\b)", re.IGNORECASE)
_COMPANY = re.compile(
    r"(?:^|[\s,])(?:spol\.\s*s\s*r\.\s*o|s\.\s?r\.\s?o|sro|a\.\s?s|v\.\s?o\.\s?s|k\.\s?s|z\.\s?s|"
    r"o\.\s?p\.\s?s|o\.\s?z|d\.\s?o\.\s?o|d\.\s?d|s\.\s?p|Kft|Bt|Zrt|Nyrt|Kkt|GmbH|AG|Ltd|LLC|Inc)"
    r"\.?$"
)
"""Legal forms, behind the name of a company."""
_ASIDE = re.compile(r"\s+([/+–—-])\s+(?=(\S))")
"""What is said of somebody behind a name: *Jana Vzorová - od Petry*, *Jana Vzorová / Brno*."""
_DASH = re.compile(r"\s+[–-]\s+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*|(?:^|\s+)[\"„“”]([^\"„“”]+)[\"“”](?:\s+|$)")
"""A nickname may stand in quotes."""


@dataclass(frozen=True, slots=True)
class FullName:
    """``degrees``: as written. ``besides``: what stood in brackets or behind the name. ``unsure``:
    neither the name nor its list shows which of the two is the family name."""

    first: str
    last: str
    degrees: str = ""
    besides: str = ""
    unsure: bool = False


def divide(text: str, family_first: bool | None = False, given: Given | None = None) -> FullName:
    """``family_first``: the list names the family before the given name (None: it does not show;
    then it is taken for the second). ``given``: names by which one can tell."""
    given = given or {}
    if _COMPANY.search(text):
        return FullName(text, "")
    text, aside = _without_asides(text.replace("_", " "))
    degrees: list[str] = []
    parts: list[list[str]] = []
    for part in text.split(","):
        words = _without_degrees(part.split(), degrees)
        if words and parts and _born(words[0]):
            parts[-1] += words
        elif (
            words
            and parts
            and _whole(parts[0], given)
            and not any(is_given(word, given) for word in words)
        ):
            title = len(words) == 1 and words[0].isupper()
            (degrees if title else aside).extend(words)
        elif words:
            parts.append(words)
    besides = " ".join(filter(None, aside))
    told = FullName("", "", " ".join(degrees), besides)
    if not parts:
        return FullName(" ".join(text.replace(",", " ").split()), "", "", besides)
    if len(parts) > 1:
        first, last = [word for part in parts[1:] for word in part], parts[0]
    else:
        words, more = _said_of_them(parts[0], given)
        told = replace(told, besides=" ".join(filter(None, (besides, *more))))
        words, born = _before_birth(words)
        first, last, unsure = _divided(words, family_first, given)
        told, last = replace(told, unsure=unsure), [*last, *born]
    if not first:
        first, last = last, []
    return replace(told, first=" ".join(first), last=" ".join(last))


def family_first(
    names: Iterable[str], usual: bool = False, given: Given | None = None
) -> bool | None:
    """Whether a list has the family name in front; None when it does not show. ``usual``: whether
    it has when nothing tells."""
    return name_order.of_list(map(_words_of, names), usual, given or {})


def several(text: str) -> bool:
    """Whether two whole names stand in one piece (*Jana Vzorová a Petr Vzor*)."""
    words = [word for word in text.split() if not _degree(word)]
    places = [place for place, word in enumerate(words) if fold(word) in _WITH or word in "&+"]
    return any(1 < place < len(words) - 2 for place in places)


def _words_of(name: str) -> list[str]:
    if "," in name:
        return divide(name.partition(",")[0]).first.split()
    return _without_degrees(name.split(), [])


def _without_asides(text: str) -> tuple[str, list[str]]:
    """The name, and what stands in brackets, behind marks and in words that are none."""
    aside = [bare or quoted for bare, quoted in _BRACKETS.findall(text)]
    text = _BRACKETS.sub(" ", text)
    for mark in _ASIDE.finditer(text):
        behind = text[mark.end() :]
        if mark[1] in "/+" or mark[2].islower() or not _one_family(text[: mark.start()], behind):
            aside.append(behind)
            text = text[: mark.start()]
            break
    text = _DASH.sub("-", _SPACED_DEGREE.sub(r"\1.", text))
    signs = [word for word in text.split() if not _may_be_a_name(word) and word != ","]
    if len(signs) < len(text.replace(",", " ").split()):
        aside += signs
        text = " ".join(word for word in text.split() if word not in signs)
    return text, aside


def _may_be_a_name(word: str) -> bool:
    return any(char.isalpha() or char == "&" for char in word) and "@" not in word


def _one_family(before: str, behind: str) -> bool:
    """Whether a dash joins two family names: one word, formed like the one before it."""
    return len(behind.split()) == 1 and not (womans(before) and not behind.endswith("á"))


def _whole(words: Sequence[str], given: Given) -> bool:
    """Whether these are a first and a last name."""
    shown, sure = name_order.order(words, given)
    return (
        len(words) > 1
        and shown is not None
        and sure
        and any(is_given(word, given) for word in words)
    )


def _said_of_them(words: list[str], given: Given) -> tuple[list[str], list[str]]:
    """The name, and the words behind it that only tell who that is: *Jana kadeřnice* has one name,
    *Jana Vzorová kadeřnice* two."""
    if words[0][0].islower():
        return words, []
    for place, word in enumerate(words[1:], 1):
        folded = fold(word)
        if not word[0].islower() or folded in _PARTICLES | _BORN | _WITH:
            continue
        plain = place > 1 and not womans(word) and not is_given(word, given)
        if folded in _ASIDES or plain:
            return words[:place], words[place:]
    return words, []


def _before_birth(words: list[str]) -> tuple[list[str], list[str]]:
    """The name, and the family that somebody was born with: *roz. Ukázková*."""
    for place, word in enumerate(words[1:-1], 1):
        if _born(word):
            return words[:place] + words[place + 2 :], words[place : place + 2]
    return words, []


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
    if word in _ADDRESSES:
        return True
    if word.strip(".") in _CAPITALS or (word.count(".") > 1 and bare.upper() in _CAPITALS):
        return True
    if bare in _WITH_A_POINT:
        return word.endswith(".")
    return bare in _DEGREES


def _divided(
    words: list[str], family_first: bool | None, given: Given
) -> tuple[list[str], list[str], bool]:
    """First and last name of words without a comma, and whether that is a guess."""
    if len(words) == 1:
        return words, [], False
    capitals = [word.isupper() and sum(map(str.isalpha, word)) > 1 for word in words]
    if not all(capitals):
        if capitals[0]:
            cut = capitals.index(False)
            if not any(capitals[cut:]):
                return words[cut:], words[:cut], False
        if capitals[-1]:
            cut = len(words) - capitals[::-1].index(False)
            if not any(capitals[:cut]):
                return words[:cut], words[cut:], False
    shown, sure = name_order.order(words, given)
    front = shown if shown is not None and (sure or not family_first) else family_first
    if front:
        cut = _end_of_family(words, given)
        return words[cut:], words[:cut], False
    cut = _start_of_family(words, given)
    return words[:cut], words[cut:], front is None


def _end_of_family(words: list[str], given: Given) -> int:
    if len(words) > 2 and wifes(words[0]):
        return 2
    cut = 0
    while cut < len(words) - 2 and fold(words[cut]) in _PARTICLES:
        cut += 1
    cut += 1
    while cut < len(words) - 1 and womans(words[cut - 1]) and womans(words[cut]):
        cut += 1
    begins = [place for place in range(cut, len(words)) if is_given(words[place], given)]
    return begins[0] if begins else cut


def _start_of_family(words: list[str], given: Given) -> int:
    cut = len(words) - 1
    while cut > 1 and words[cut].endswith("á") and words[cut - 1].endswith("á"):
        if not womans(words[cut - 1]) and (not given or is_given(words[cut - 1], given)):
            break
        cut -= 1
    while cut > 1 and fold(words[cut - 1]) in _PARTICLES:
        cut -= 1
    return cut


def _born(word: str) -> bool:
    return fold(word) in _BORN
