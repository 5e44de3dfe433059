"""Money taken before what it is for, and how it is taken off the bill of what it was for.

An advance is a line of a sale: the tax in it was due when it was taken. The final bill deducts it
by a line below zero at the same rate, and what all its deductions take of its VAT is the VAT it
took, to the last minor unit: each use brings the share of all uses so far less what they took, the
last one the rest. Where the law has another rate by then, only what the bill comes to beyond the
advance is taxed at the new one: the deduction bears the rate of the bill.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.goods.catalogue import LineKind
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.vat import vat_within


@dataclass(frozen=True, slots=True)
class Source:
    """Where an advance was taken: the number of the document, and the place of its line in it,
    from 1."""

    number: str
    place: int


def told(*, advance: bool, source: Source | None) -> Msg | None:
    """What a line says beside its name: that it takes an advance, or of which document the one is
    that it deducts; nothing for what is sold."""
    if source is not None:
        return T("Advance of {number}", number=source.number)
    return T("Advance payment") if advance else None


@dataclass(frozen=True, slots=True)
class OpenAdvance:
    """An advance that was taken, and what no bill has deducted and nobody has taken back.

    ``line_id``: of the line that took it, ``sale_id``: of its document. ``pays_vat``: whether tax
    was due on it; without, nothing is taken off any tax. ``staff_id``: whose line it is, or who
    took it; ``taken_at``: UTC ms."""

    line_id: Id
    sale_id: Id
    source: Source
    name: str
    kind: LineKind
    vat_bp: int
    pays_vat: bool
    currency: str
    total_minor: int
    vat_minor: int
    left_minor: int
    left_vat_minor: int
    taken_at: int
    staff_id: Id | None = None
    staff_name: str = ""
    client_id: Id | None = None
    client_name: str = ""

    def vat_of(self, amount_minor: int, rate_bp: int) -> int:
        """The VAT that so much of it takes off a bill, at most what is left; ``rate_bp``: of the
        line that deducts it."""
        if rate_bp != self.vat_bp:
            return vat_within(amount_minor, rate_bp)
        if amount_minor == self.left_minor:
            return self.left_vat_minor
        after = self.total_minor - self.left_minor + amount_minor
        share = divide_half_up(self.vat_minor * after, self.total_minor)
        gone = self.vat_minor - self.left_vat_minor
        return max(0, min(share - gone, amount_minor, self.left_vat_minor))


@dataclass(frozen=True, slots=True)
class Use:
    """What a document took of an advance, or gave back to it (below zero)."""

    total_minor: int
    vat_minor: int
    vat_bp: int


def left(total_minor: int, vat_minor: int, vat_bp: int, uses: Sequence[Use]) -> tuple[int, int]:
    """What is left of an advance, and of its VAT. At another rate no VAT of it was taken off, but
    so much of it is spoken for."""
    gone = sum(use.total_minor for use in uses)
    vat = 0
    for use in uses:
        own = use.vat_bp == vat_bp
        vat += use.vat_minor if own else divide_half_up(vat_minor * use.total_minor, total_minor)
    rest = max(0, total_minor - gone)
    return rest, max(0, min(vat_minor - vat, rest)) if rest else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line of a bill would deduct: at most ``most_minor``, at ``vat_bp``; from lines of its
    own rate alone if tax was due on it (``taxed``)."""

    most_minor: int
    vat_bp: int
    taxed: bool


def deducted(wanted: Sequence[Wanted], room: Mapping[int, int]) -> list[int]:
    """How much each of them takes off a bill whose other lines come to ``room`` by rate: the tax of
    no rate goes below zero, nor does the bill. What was taxed goes first."""
    free = dict(room)
    amounts = [0] * len(wanted)
    for place, one in enumerate(wanted):
        if one.taxed:
            amounts[place] = max(0, min(one.most_minor, free.get(one.vat_bp, 0)))
            free[one.vat_bp] = free.get(one.vat_bp, 0) - amounts[place]
    rest = sum(free.values())
    for place, one in enumerate(wanted):
        if not one.taxed:
            amounts[place] = max(0, min(one.most_minor, rest))
            rest -= amounts[place]
    return amounts
