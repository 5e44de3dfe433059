"""Cash counted by its pieces or as a sum, and what is taken out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import T

NO_PIECES = T("The notes and coins that were counted do not make this sum.")
MOST_PIECES = 9_999
"""More notes or coins of one kind than this are a slip of the finger."""
MOST_COUNTED = 100 * MAX_PRICE_MINOR
"""Far more than what may be entered at once: what came together is still to be counted."""
MOST_STEPS = 10_000_000
"""Making a sum of more steps than this would take seconds, and no drawer holds it."""


@dataclass(frozen=True, slots=True)
class Face:
    """So many ``pieces`` of a note or a coin worth ``minor`` units."""

    minor: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted of one currency. ``pieces``: empty when only the sum was entered."""

    currency: str
    pieces: tuple[Face, ...]
    sum_minor: int


def sum_of(pieces: Sequence[Face]) -> int:
    """Minor units."""
    return sum(face.minor * face.pieces for face in pieces)


def counted(currency: str, pieces: Sequence[Face]) -> Count:
    """A count by pieces; kinds of which there are none are left out."""
    there = tuple(face for face in pieces if face.pieces)
    return Count(currency, there, sum_of(there))


def check_counts(counts: Sequence[Count]) -> None:
    """Refused: a currency counted twice or not known here, pieces below zero or absurdly many, a
    note that there is not, a sum that is below zero, absurd, or not that of its pieces."""
    if len({count.currency for count in counts}) != len(counts):
        raise Refused(T("A currency is counted twice."))
    for count in counts:
        if count.currency not in CURRENCIES:
            raise Refused(T("This currency is not known here."))
        known = CURRENCIES[count.currency].faces
        for face in count.pieces:
            if not 0 <= face.pieces <= MOST_PIECES or face.minor not in known:
                raise Refused(T("The number of pieces cannot be right. Please check it."))
        if not 0 <= count.sum_minor <= MOST_COUNTED:
            raise Refused(T("The sum cannot be right. Please check the number."))
        if count.pieces and sum_of(count.pieces) != count.sum_minor:
            raise Refused(T("The sum cannot be right. Please check the number."))


def can_be_taken(count: Count, minor: int) -> bool:
    """Whether a sum can be made of the pieces that were counted; where only the sum was counted, of
    the notes and coins that there are. All of it always can."""
    if not 0 < minor < count.sum_minor:
        return minor in (0, count.sum_minor)
    if not count.pieces:
        return minor % CURRENCIES[count.currency].faces[-1] == 0
    return _made_of(count.pieces, min(minor, count.sum_minor - minor))


def _made_of(pieces: Sequence[Face], minor: int) -> bool:
    """Every sum up to ``minor`` that some of the pieces make is a bit, in steps of what all of
    them are multiples of. A sum is made where the rest of all pieces is: ask for the smaller.
    More than MOST_STEPS are taken to be made."""
    step = gcd(*(face.minor for face in pieces))
    if minor % step:
        return False
    wanted = minor // step
    if wanted > MOST_STEPS:
        return True
    mask = (1 << (wanted + 1)) - 1
    made = 1
    for face in pieces:
        left, many = min(face.pieces, minor // face.minor), 1
        while left:
            many = min(many, left)
            made |= (made << (face.minor // step * many)) & mask
            left -= many
            many *= 2
    return bool(made >> wanted & 1)


def proposed_taken(count: Count, target_minor: int, most_minor: int) -> int:
    """What to take out so that at least ``target_minor`` stays: the largest notes first, no coins,
    and no more than ``most_minor``. Of a sum without pieces: whole smallest notes."""
    spare = min(count.sum_minor - target_minor, most_minor)
    if spare <= 0:
        return 0
    currency = CURRENCIES.get(count.currency)
    notes = (*currency.notes, *currency.old_notes) if currency else ()
    if not count.pieces:
        return spare - spare % min(notes) if notes else spare
    taken = 0
    for face in sorted(count.pieces, key=lambda one: one.minor, reverse=True):
        if face.minor in notes:
            taken += min(face.pieces, (spare - taken) // face.minor) * face.minor
    return taken
