"""The strip a receipt printer prints to show that it works and which letters it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kiosk.paper.document import QR, Blank, Cut, Document, Line, Op, Rule, Words
from kiosk.paper.profile import CODEPAGES, Profile
from kiosk.salon.domain.text import T

LETTERS = (
    ("Čeština", "ěščřžýáíéúůďťňó ĚŠČŘŽÝÁÍÉÚŮĎŤŇÓ"),
    ("Magyar", "áéíóöőúüű ÁÉÍÓÖŐÚÜŰ"),
    ("Slovenščina", "čšžćđ ČŠŽĆĐ"),
    ("English", "The quick brown fox 0123456789"),
)
CODE = "PULT TEST"


def test_strip(device: str, profile: Profile, words: Words) -> Document:
    """``device``: its name in the settings. Letters of the languages, a ruler as wide as the paper
    (it must fill one line), the upper half of the table of characters, a QR code, the knife."""
    ops: list[Op] = [
        Line(words.say(T("Test print")), bold=True, large=True, align="center"),
        Line(device, align="center"),
        Rule(),
        Line("".join(str(column % 10) for column in range(1, profile.columns + 1))),
        Rule(heavy=True),
    ]
    for language, letters in LETTERS:
        ops += [Line(language, bold=True), Line(letters, indent=2)]
    ops += [Rule(), *_table(profile, words), Rule(), QR(CODE), Blank(), Cut()]
    return Document("test strip", tuple(ops))


def _table(profile: Profile, words: Words) -> Iterator[Op]:
    """As the printer is told to print each byte from 80 on; a wrong number shows at once beside
    the letters above."""
    if profile.drawn:
        yield Line(words.say(T("Letters are sent as pictures.")))
        return
    name = next(key for key, (codec, _) in CODEPAGES.items() if codec == profile.codec)
    yield Line(
        words.say(T("Table of characters {name}, number {number}", name=name, number=profile.table))
    )
    gap = " " if profile.columns >= 40 else ""
    yield Line(gap.join("0123456789ABCDEF"), indent=3)
    for high in range(0x8, 0x10):
        row = (_shown(high * 16 + low, profile.codec) for low in range(16))
        yield Line(f"{high:X}x " + gap.join(row))


def _shown(byte: int, codec: str) -> str:
    """The character of a byte; a dot for what cannot be seen."""
    try:
        char = bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return "."
    return "." if unicodedata.category(char)[0] in "CZ" else char
