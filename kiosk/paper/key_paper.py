"""The paper with the salon's key: its words and its QR code, to be kept in a safe."""

from __future__ import annotations

from kiosk.paper.document import QR, Blank, Cut, Document, Line, Op, Rule, Words
from kiosk.paper.heading import heading
from kiosk.salon.domain.keys import key_words
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Day, T

IN_LINE = 2
"""Words beside one another: read aloud and typed in pairs."""


def key_paper(keys: SalonKeys, salon: Salon, words: Words, now: int) -> Document:
    """``now``: UTC ms. The title names no word of the key, as titles reach logs."""
    ops: list[Op] = [*heading(salon, words, tax_numbers=False), Rule(heavy=True)]
    ops.append(Line(words.say(T("Key of the salon")), bold=True, large=True, align="center"))
    day = words.say(Day(salon.local(now).date(), "date"))
    ops.append(Line(words.say(T("Number {number}", number=keys.key_id)), day))
    ops.append(Rule())
    for advice in (
        T("Keep this paper in a safe, away from this computer."),
        T("With it cards and data come back when the computer is lost or broken."),
        T("Whoever has these words has the key. Do not photograph or send them."),
    ):
        ops += [Line(words.say(advice)), Blank()]
    spelled = key_words.spell(keys)
    for start in range(0, len(spelled), IN_LINE):
        line = (
            f"{place:02d} {word}"
            for place, word in enumerate(spelled[start : start + IN_LINE], start + 1)
        )
        ops.append(Line("  ".join(line), bold=True, large=True))
    ops += [Rule(), QR(keys.dump().strip(), size=6), Blank()]
    ops.append(Line(words.say(T("The code holds the same as the words.")), align="center"))
    return Document("key", (*ops, Cut()))
