"""What the cells of people's files say: names, what is as good as nothing, gender, language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.entry import full_names
from kiosk.salon.domain.entry.name_order import order
from kiosk.salon.domain.entry.spreadsheet import is_error
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.cells import ANOTHER, NOTHING, Cell, Cells
from kiosk.salon.services.files.given_names import given_names


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(","))


_NOTHING = _phrases(
    "na, n a, none, null, nil, nan, unknown, not known, not specified, unspecified, "
    "not provided, not set, undefined, prefer not to say, rather not say, no answer, "
    "never, nikdy, soha, nikoli, "
    "neuvedeno, neuvedena, neuveden, nezadano, neznamo, neznamy, neznama, nevim, nezjisteno, "
    "neni, nema, nic, zadny, zadne, zadna, bez udaje, neurceno, nechci uvest, neni znamo, "
    "neuvedene, nezname, nezadane, neviem, ziadny, ziadne, "
    "nincs, nem ismert, nincs adat, nincs megadva, ismeretlen, nem tudom, "
    "ni podatka, neznano, ni, brez, ne vem, nima, ni naveden, ni doloceno, ni navedeno, "
    "unbekannt, keine angabe, keine, kein, nicht bekannt"
)
"""Folded. How programs and people write that nothing is known."""
_LONGEST = max(map(len, _NOTHING)) + 4
_SOMETHING = re.compile(r"[1-9]")
_DASHES = re.compile(r"[-–—.?/_*\s]*")
_LOST = re.compile(
    r"[^\W\d_]\?[^\W\d_]|(?:^|\s)\?[^\W\d_]|%[C-E][0-9A-F]%|=[C-E][0-9A-F]=|\\u0[01]|"
    r"[ÃÄÅĂĹ](?:[^\w\s'.,/-]|[ˇ˘˙¸˝˛])|Ã\w?Â"
)
"""A question mark for a letter that some program did not have, and letters that were written in the
spelling of another program."""
_NOUGHTS = re.compile(r"[0\s./:-]+")
_GENDERS = {
    "f": "f, female, woman, girl, z, zena, zeny, zen, zensky, zenske, divka, holka, dama, no, noi, "
    "holgy, lany, zenska, gospa, ga, gospodicna, dekle, deklica, w, weiblich, frau, fr, pani, "
    "slecna, mrs, ms, miss",
    "m": "m, male, man, boy, muz, muzi, muzsky, muzske, hoch, kluk, chlapec, ferfi, ur, fiu, "
    "moski, gospod, g, fant, decek, mannlich, mann, herr, hr, pan, mr",
    "o": "o, other, x, jine, jina, jiny, ine, egyeb, mas, drugo, divers, d, nonbinary, non binary",
}
_SIGNS = {"♀": "f", "♂": "m", "⚧": "o"}
_GENDER_OF = {word: code for code, words in _GENDERS.items() for word in _phrases(words)}
_LANGUAGE_WORDS = {
    "cs": "cz, cze, ces, cesky, czech, cj, tschechisch, cseh, csehul, cesko, cescina",
    "hu": "hun, madarsky, madarstina, hungarian, magyarul, ungarisch, madzarsko, madzarscina",
    "sl": "si, slv, slovinsky, slovinstina, slovenian, slovene, szloven, slowenisch, slovenski",
    "en": "eng, gb, anglicky, anglictina, aj, angol, angolul, anglesko, anglescina, englisch",
}
_LANGUAGE_NAMES = {fold(name): code for code, name in LANGUAGES.items()} | {
    word: code for code, words in _LANGUAGE_WORDS.items() for word in _phrases(words)
}
_LOCALE = re.compile(r"([a-z]{2})[-_][A-Za-z]{2}")


def says_nothing(text: str) -> bool:
    """Whether a cell only says that nothing is known: a dash, noughts, *neuvedeno*, ``#N/A``."""
    if len(text) > _LONGEST or _SOMETHING.search(text):
        return False
    return unknown(text) or is_error(text) or _NOUGHTS.fullmatch(text) is not None


def unknown(text: str) -> bool:
    """Whether a cell of a number says that there is none: a dash, *neuvedeno*; nought is one."""
    return _DASHES.fullmatch(text) is not None or fold(text) in _NOTHING


def readable(cells: Cells, readers: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    """What cells say that nobody needs, each read by the reader of its field. What says nothing,
    what the reader refuses and what says otherwise than a cell before it is left out and told: the
    row comes all the same."""
    values: dict[str, Any] = {}
    for field, read in readers.items():
        for cell in cells.each(field):
            try:
                value = read(cell.text)
            except Refused as error:
                cells.remark(cell, NOTHING if says_nothing(cell.text) else error.message)
                continue
            if values.setdefault(field, value) != value:
                cells.remark(cell, ANOTHER)
    return values


def names(cells: Cells, family_first: bool | None = False) -> dict[str, str]:
    """First and last name from whichever columns there are; what is set apart is told.

    A column of first names beside none of last names holds whole ones, and so does a cell whose
    other half is empty and which shows that it does. ``family_first``: whole names have the family
    in front, as the rest of the column shows (None: it does not).

    Refused: letters were lost, or two people in one cell.
    """
    first, last = _said(cells, "first_name"), _said(cells, "last_name")
    middle = _said(cells, "middle_name")
    for cell in cells.each("first_name", "last_name", "name", "name_last_first"):
        if _LOST.search(cell.text):
            raise lost_letters(cell.text)
    whole = [cell for cell in cells.each("name", "name_last_first") if not _nameless(cell.text)][:1]
    cells.passed_over("name", "first_name", "last_name")
    if middle and first and fold(middle) not in fold(first):
        first = f"{first} {middle}"
    if whole and not (first and last):
        cell = whole[0]
        front = True if cell.field != "name" and cells.has_column("name") else family_first
        if not first and not last:
            return _divided(cells, cell, front)
        other = fold(first or last).split()
        if set(other) <= set(fold(cell.text).split()):
            return _divided(cells, cell, front)
        # A column called only "name" stands for the half that has no column of its own.
        first, last = (first or cell.text), (last or cell.text)
    elif first and not last:
        cell = cells.each("first_name")[0]
        if not cells.has_column("last_name"):
            return _divided(cells, cell, family_first)
        if not middle and _shows_both(cell.text):
            return _divided(cells, cell, False)
    elif last and not first and _shows_both(last):
        return _divided(cells, cells.each("last_name")[0], True)
    if not first and not last:
        first = _said(cells, "company")
    found = {"first_name": first, "last_name": last}
    return {field: text for field, text in found.items() if text}


def _shows_both(text: str) -> bool:
    words = text.split()
    if len(words) < 2 or words[-1][0].islower():
        return False
    shown, sure = order(words, given_names())
    return shown is not None and sure


def lost_letters(text: str) -> Refused:
    return Refused(
        T("Letters of {text} were lost. Please save the file again as UTF-8.", text=text[:40])
    )


def _said(cells: Cells, field: str) -> str:
    return next((cell.text for cell in cells.each(field) if not _nameless(cell.text)), "")


def _nameless(text: str) -> bool:
    """Somebody may be called like the shorter words for nothing."""
    folded = fold(text)
    dashes = _DASHES.fullmatch(text) is not None
    return dashes or is_error(text) or (len(folded) > 5 and folded in _NOTHING)


def _divided(cells: Cells, cell: Cell, family_first: bool | None) -> dict[str, str]:
    if full_names.several(cell.text):
        told = T("{text} are two people. Give each a row of their own.", text=cell.text[:60])
        raise Refused(told)
    found = full_names.divide(cell.text, family_first, given_names())
    for part in filter(None, (found.degrees, found.besides)):
        cells.remark(Cell(cell.field, cell.heading, part), T("No part of the name."))
    if found.unsure:
        cells.remark(cell, T("Please check which is the family name."))
    return {"first_name": found.first, "last_name": found.last}


def language(text: str) -> str:
    """A code (``cs``, ``cs-CZ``) from a code or a language's name."""
    locale = _LOCALE.fullmatch(text.strip())
    word = locale[1] if locale else fold(text)
    if word in LANGUAGES:
        return word
    if word in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[word]
    raise Refused(T("{text} is not one of the languages.", text=text[:40]))


def gender(text: str, letters: Mapping[str, str] = MappingProxyType({})) -> str:
    """``letters``: what single letters mean in this file, empty for what nobody can tell."""
    word = fold(text)
    if code := letters.get(word, _GENDER_OF.get(word) or _SIGNS.get(text.strip(), "")):
        return code
    raise Refused(T("{text} is not a gender we know.", text=text[:40]))
