"""From the bytes of a file to its text: in which of the encodings that clerks of these countries
have saved files it makes words.

UTF-8 and UTF-16 prove themselves. In an encoding with a byte for each letter every byte means
something, so a wrong one is never noticed by decoding: what the bytes would mean is weighed by the
letters of the salon's languages. When two readings are equally good, a person says which is right;
nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.reading.misread import put_right

ONE_BYTE = {"cp1250": 0, "iso8859_2": 0, "cp1252": 1, "cp852": 1, "mac_latin2": 1}
"""Encodings with a byte a letter, each with how unlikely it is: Windows and the web of Central
Europe, Windows of Western Europe, DOS, old Macintosh."""

_LETTERS = {
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "sl": "čšžćđ",
    "de": "äöü",
}
_NEAR = frozenset("".join(_LETTERS.values()))
_FARTHER = frozenset("ąćęłńóśźżăâîșțşţß")
_MARKS = frozenset("„“”‚‘’–—…€§°×½²³´")
_SIGNS = frozenset("µªº")
"""No letters of a word, though Unicode has them among letters."""
_FIXED_BLANK = "\u00a0"
_WORDS = re.compile(rb"[^\x00-\x40\x5b-\x60\x7b-\x7f]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CLEARLY, _DECISIVE = 3, {"mac_latin2": 1}
"""So much less likely a single sign must be in the second-best reading; in one of an encoding that
hardly anybody has, a little is enough."""
_LEGIBLE = 2.5
"""What a sign may cost on average in a reading that can be right."""
_SHOWN = 5
_BEGINNING, _FIRST_LINES = 20_000, 20
"""Bytes and lines in which headings are looked for."""


class SeveralReadings(Refused):
    """The bytes make words in more than one encoding. ``readings``: encoding to words that it
    reads in its own way, the likeliest first."""

    def __init__(self, readings: dict[str, str]) -> None:
        told = T(
            "The letters of this file can be read in several ways: {readings}. "
            "Choose the right one, or save the file as UTF-8.",
            readings=" / ".join(f"{words} ({name})" for name, words in readings.items()),
        )
        super().__init__(told)
        self.readings = readings


def decode(
    data: bytes,
    language: str,
    encoding: str = "",
    knows: Callable[[str], bool] = lambda _: False,
) -> tuple[str, str]:
    """The text and the encoding that it was in. ``language``: the salon's; ``encoding``: chosen by
    a person, else found. ``knows``: whether a text is a heading.

    Refused: the bytes are no text, or not in that encoding. :class:`SeveralReadings` when a person
    has to say.
    """
    if encoding:
        return _chosen(data, encoding), encoding
    home = frozenset(_LETTERS.get(language, "")) | _MARKS | {_FIXED_BLANK}
    mended = partial(put_right, home=home, near=_NEAR | _MARKS | {_FIXED_BLANK}, knows=knows)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return mended(_plain(_strictly(data, name))), name
    if name := _wide(data):
        return mended(_plain(_strictly(data, name))), name
    if b"\0" in data:
        raise Refused(T("This is not a CSV file."))
    try:
        return mended(data.decode()), "utf-8"
    except UnicodeDecodeError as error:
        bad = error
    name = "" if _mixed(data) else _by_letters(data, language, knows)
    if not name:
        line = data[: bad.start].count(b"\n") + 1
        raise Refused(
            T("Line {line} has letters that cannot be read. Save the file as UTF-8.", line=line)
        )
    return data.decode(name), name


def _mixed(data: bytes) -> bool:
    """Whether some lines are UTF-8 with letters of these countries, and others are not."""
    for line in data.splitlines():
        try:
            text = line.decode()
        except UnicodeDecodeError:
            continue
        if not line.isascii() and all(char in _NEAR for char in text.lower() if ord(char) > 127):
            return True
    return False


def _chosen(data: bytes, encoding: str) -> str:
    try:
        return _plain(data.decode(encoding).removeprefix("\ufeff"))
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused(T("The file is not in the encoding {name}.", name=encoding[:40])) from error


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(T("This is not a CSV file."), reason=str(error)) from error


def _plain(text: str) -> str:
    if "\0" in text:
        raise Refused(T("This is not a CSV file."))
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte is nought where the letters are Latin ones."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return ""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 4
    if second > enough and first < second // 8:
        return "utf-16-le"
    if first > enough and second < first // 8:
        return "utf-16-be"
    return ""


def _by_letters(data: bytes, language: str, knows: Callable[[str], bool]) -> str:
    """The encoding in which the words are most likely; empty when they are in none."""
    words = list(dict.fromkeys(word for word in _WORDS.findall(data) if not word.isascii()))
    home = frozenset(_LETTERS.get(language, ""))
    costs: dict[str, list[list[int]]] = {}
    texts: dict[str, list[str]] = {}
    for name in ONE_BYTE:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        texts[name] = [word.decode(name) for word in words]
        costs[name] = [list(_costs(word, home, ONE_BYTE[name])) for word in texts[name]]
    if not costs:
        return ""
    sums = {name: sum(map(sum, found)) for name, found in costs.items()}
    headings = {name: _headings(data, name, knows) for name in costs}
    best = min(sums, key=lambda name: (-headings[name], sums[name]))
    signs = sum(1 for word in texts[best] for char in word if not char.isascii())
    if sums[best] > _LEGIBLE * signs:
        return ""
    rivals = [
        name
        for name, found in costs.items()
        if texts[name] != texts[best]
        and headings[name] >= headings[best]
        and not _decided(costs[best], found, _DECISIVE.get(name, _CLEARLY))
    ]
    if rivals:
        raise SeveralReadings(_readings(texts, [best, *rivals]))
    return best


def _headings(data: bytes, encoding: str, knows: Callable[[str], bool]) -> int:
    """How many cells of the first lines are headings."""
    lines = re.split(rb"[\r\n]+", data[:_BEGINNING])[:_FIRST_LINES]
    cells = re.split(r"[,;|\t]", "\t".join(line.decode(encoding) for line in lines))
    return sum(knows(cell.strip('"')) for cell in cells if not cell.isascii())


def _readings(texts: dict[str, list[str]], names: list[str]) -> dict[str, str]:
    """Some words that those encodings read in different ways."""
    together = zip(*(texts[name] for name in names), strict=True)
    differ = [words for words in together if len(set(words)) > 1][:_SHOWN]
    return {name: ", ".join(words[at] for words in differ) for at, name in enumerate(names)}


def _decided(best: list[list[int]], other: list[list[int]], clearly: int) -> bool:
    return any(
        theirs - ours >= clearly
        for one, two in zip(best, other, strict=True)
        for ours, theirs in zip(one, two, strict=True)
    )


def _costs(word: str, home: frozenset[str], unlikely: int) -> Iterator[int]:
    """How little each sign of a word belongs there; nothing for ASCII."""
    foreign = sum(not char.isascii() for char in word)
    wholly = foreign > 1 and (foreign == len(word) or (foreign > 3 and foreign * 5 > len(word) * 3))
    strange = 3 if wholly else 0
    for place, char in enumerate(word):
        if char.isascii():
            yield 0
            continue
        small = char.lower()
        beside = word[max(place - 1, 0) : place] + word[place + 1 : place + 2]
        if not char.isalpha() or char in _SIGNS:
            letters = sum(map(str.isalpha, beside))
            cost = (1 if char in _MARKS else 3) + 3 * letters
            if char == _FIXED_BLANK:
                # It stands between words; at the end of one it is a letter of another encoding.
                cost = 3 if letters == 2 else 6
            elif unicodedata.category(char) == "Sk":
                # An accent on its own, as no text has it.
                cost = 6 + 3 * letters
            elif not char.isprintable():
                cost = 20
            yield unlikely + strange + cost
            continue
        cost = 0 if small in home else 1 if small in _NEAR else 2 if small in _FARTHER else 3
        before = word[place - 1] if place else ""
        if char.isupper() and before.islower():
            cost += 4
        yield unlikely + strange + cost
