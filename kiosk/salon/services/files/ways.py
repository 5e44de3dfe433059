"""How somebody in a file is reached: numbers and addresses, however many there are and in whatever
cells they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.entry import emails
from kiosk.salon.domain.entry.spreadsheet import shortened, unshortened
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.files.cells import NOTHING, Cell, Cells
from kiosk.salon.services.files.words import says_nothing

_SURELY = re.compile(r"\s*(?::::|[;|\n])\s*")
"""Divides numbers wherever it stands. The first is Google's mark between several values."""
_PERHAPS = re.compile(r"\s*[,/]\s*|\s+(?:a|and|or|nebo|alebo|vagy|ali|und|oder)\s+")
"""Divides numbers unless it belongs to one (``0905/123 456``)."""
_DIGITS = re.compile(r"\+?\d(?:[ ()./-]*\d){5,}")
_BESIDE = re.compile(r"[^\W\d_]{2,}")
_NUMBER_WORDS = (
    "tel telefon telefonni cislo phone mob mobil mobilni mobile cell handy gsm sms whatsapp viber "
    "t telefonszam szam prenosni telefonska stevilka st c nr no"
)
OF_NUMBERS = frozenset(_NUMBER_WORDS.split())
_MAIL_WORDS = "e mail email mailto eposta posta adresa address cim"
_OF_MAIL = frozenset(_MAIL_WORDS.split())
_MOBILE = ("mobil", "cell", "handy", "iphone", "gsm")


@dataclass(frozen=True, slots=True)
class Ways:
    """Numbers in E.164, addresses in lower case. ``more``: what a client has no field for."""

    phone: str = ""
    other_phone: str = ""
    email: str = ""
    more: tuple[str, ...] = ()


def ways(cells: Cells, normalise: Callable[[str], str]) -> Ways:
    """A mobile is the first number, because customers check in with it, then what is only called a
    phone; the next one is the other. ``normalise``: to E.164, Refused for what is no number."""
    found: dict[str, list[str]] = {"mobile": [], "phone": [], "other_phone": []}
    for cell in cells.each("mobile", "phone", "other_phone"):
        label = fold(cell.label)
        mobile = cell.field == "phone" and any(word in label for word in _MOBILE)
        found["mobile" if mobile else cell.field] += _numbers(cells, cell, normalise)
    chief = found["mobile"] + found["phone"]
    rest = [number for number in chief[1:] + found["other_phone"] if number not in chief[:1]]
    rest = list(dict.fromkeys(rest))
    addresses = list(dict.fromkeys(_addresses(cells)))
    return Ways(
        "".join(chief[:1]),
        "".join(rest[:1]),
        "".join(addresses[:1]),
        (*rest[1:], *addresses[1:]),
    )


def _numbers(cells: Cells, cell: Cell, normalise: Callable[[str], str]) -> Iterator[str]:
    for piece in filter(None, _SURELY.split(cell.text)):
        if says_nothing(piece):
            cells.remark(cell, NOTHING)
            continue
        if shortened(piece):
            number = _read(unshortened(piece), normalise)
            if isinstance(number, str) and number:
                yield number
            else:
                cells.remark(
                    cell,
                    T(
                        "A spreadsheet has cut digits off {code}. Please enter the whole number.",
                        code=piece,
                    ),
                )
            continue
        # Parts first: of "601000207, 601000208" the library takes the second for an extension.
        parts = [part for part in _PERHAPS.split(piece) if part]
        read = [_read(part, normalise) for part in parts]
        numbers = [number for number in read if isinstance(number, str)]
        whole = _read(piece, normalise) if len(numbers) < len(parts) != 1 else ""
        if isinstance(whole, str) and whole:
            _tell_beside(cells, cell, piece, OF_NUMBERS)
            yield whole
            continue
        if not numbers and (pair := _pair(piece, normalise)):
            yield from pair
            continue
        if not numbers and not isinstance(whole, str):
            parts, read = [piece], [whole]
        yield from numbers
        for part, told in zip(parts, read, strict=True):
            if isinstance(told, str):
                _tell_beside(cells, cell, part, OF_NUMBERS)
            else:
                yield from _within(cells, Cell(cell.field, cell.heading, part), told, normalise)


def _pair(text: str, normalise: Callable[[str], str]) -> tuple[str, ...]:
    """Two numbers with nothing but a blank between them, if they come apart in one way."""
    words = text.split()
    found = set()
    for place in range(1, len(words)):
        halves = (" ".join(words[:place]), " ".join(words[place:]))
        pair = tuple(told for half in halves if isinstance(told := _read(half, normalise), str))
        found |= {pair} if len(pair) == 2 and all(pair) else set()
    return found.pop() if len(found) == 1 else ()


def _within(cells: Cells, cell: Cell, told: Msg, normalise: Callable[[str], str]) -> Iterator[str]:
    """The number between words, if there is just one; the words are told."""
    found = _DIGITS.findall(cell.text)
    number = _read(found[0], normalise) if len(found) == 1 else told
    if isinstance(number, str) and number:
        beside = " ".join(cell.text.replace(found[0], " ").split())
        cells.remark(Cell(cell.field, cell.heading, beside), T("Left out: no part of the number."))
        yield number
    else:
        cells.remark(cell, told)


def _read(text: str, normalise: Callable[[str], str]) -> str | Msg:
    """The number, or why it is none."""
    try:
        return normalise(text)
    except Refused as error:
        return error.message


def _addresses(cells: Cells) -> Iterator[str]:
    for cell in cells.each("email"):
        text = cell.text.replace("＠", "@")
        found = emails.within(text)
        for written in found:
            address = _read(written, emails.normalise)
            if isinstance(address, str):
                yield address
            else:
                cells.remark(Cell(cell.field, cell.heading, written), address)
        if not found and says_nothing(text):
            cells.remark(cell, NOTHING)
        elif not found or text.count("@") > len(found):
            cells.remark(cell, T("This is not an e-mail address."))
        elif not any(f"<{written}>" in text.lower() for written in found):
            _tell_beside(cells, cell, _without(text.lower(), found), _OF_MAIL)


def _without(text: str, parts: Sequence[str]) -> str:
    for part in parts:
        text = text.replace(part, " ", 1)
    return text


def _tell_beside(cells: Cells, cell: Cell, beside: str, expected: frozenset[str]) -> None:
    """Tells of words beside what was taken, unless they only say what it is."""
    words = [word for word in _BESIDE.findall(beside) if fold(word) not in expected]
    if words:
        told = Cell(cell.field, cell.heading, " ".join(words))
        cells.remark(told, T("Left out: only words beside it."))
