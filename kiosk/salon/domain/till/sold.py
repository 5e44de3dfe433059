"""Lines of a sale as they come back: the share of each in everything.

Shares are counted up. After k of n pieces ``round(sum * k / n)`` has come back in all, and a return
brings that less what came before it, so the last one brings the rest whatever was rounded on the
way: in a line's total, in its discounts and in its VAT. An advance comes back as far as no bill has
deducted it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import allocate, divide_half_up, line_total
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.domain.vat import VatRow, vat_rows


@dataclass(frozen=True, slots=True)
class Part:
    """Of a line: so much of it, with its share of everything; minor units, none below zero.
    ``cost_minor``: what the salon paid for it, None when nobody knows."""

    quantity_milli: int = 0
    discount_minor: int = 0
    bill_discount_minor: int = 0
    total_minor: int = 0
    vat_minor: int = 0
    cost_minor: int | None = None

    @property
    def gross_minor(self) -> int:
        return self.total_minor + self.discount_minor + self.bill_discount_minor


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a sale. ``whole``: all of it; ``gone``: what came back already."""

    id: Id
    line: SaleLine
    whole: Part
    gone: Part = Part()

    @property
    def left_milli(self) -> int:
        """How much can still come back; nothing of what is deducted, which follows the others."""
        if self.line.deducts is not None:
            return 0
        return self.whole.quantity_milli - self.gone.quantity_milli


def sold_lines(sale: Sale, ids: Sequence[Id], gone: Sequence[Part]) -> tuple[SoldLine, ...]:
    """The lines of a sale in their order, with their ids and what came back of each."""
    vats = vat_of_lines(sale.lines, sale.vat)
    return tuple(
        SoldLine(line_id, line, _whole(line, vat), back)
        for line_id, line, vat, back in zip(ids, sale.lines, vats, gone, strict=True)
    )


def _whole(line: SaleLine, vat_minor: int) -> Part:
    return Part(
        line.quantity_milli,
        line.discount_minor,
        line.bill_discount_minor,
        line.total_minor,
        vat_minor,
        line.cost_minor,
    )


def vat_of_lines(lines: Sequence[SaleLine], table: Sequence[VatRow]) -> list[int]:
    """What each line bears of the VAT table: its own, or by the totals within each rate; nothing
    without a table. The parts add up to its rows."""
    shares = [line.vat_minor or 0 for line in lines]
    for row in table:
        of_rate = [place for place, line in enumerate(lines) if line.vat_bp == row.rate_bp]
        places = [place for place in of_rate if lines[place].vat_minor is None]
        own = sum(shares[place] for place in of_rate)
        parts = allocate(row.vat_minor - own, [lines[place].total_minor for place in places])
        for place, part in zip(places, parts, strict=True):
            shares[place] = part
    return shares


def part_of(sold: SoldLine, quantity_milli: int) -> Part:
    """What comes back with so much of a line (thousandths). Refused for nothing, and for more than
    there is left of it; of an advance all that is left comes back at once."""
    whole, gone = sold.whole, sold.gone
    if quantity_milli <= 0:
        raise Refused(T("The quantity must be above zero."))
    if quantity_milli > sold.left_milli:
        raise Refused(T("More cannot come back than was sold."))
    if sold.line.advance and quantity_milli != sold.left_milli:
        raise Refused(T("Of an advance all that is left comes back at once."))
    after = gone.quantity_milli + quantity_milli

    def due(all_of_it: int, before: int) -> int:
        return divide_half_up(all_of_it * after, whole.quantity_milli) - before

    total_left = whole.total_minor - gone.total_minor
    own_left = whole.discount_minor - gone.discount_minor
    bill_left = whole.bill_discount_minor - gone.bill_discount_minor
    total = due(whole.total_minor, gone.total_minor)
    gross = total + own_left + bill_left
    if after < whole.quantity_milli:
        gross = within(line_total(sold.line.price_minor, after) - gone.gross_minor, total, gross)
    off = gross - total
    own = within(
        due(whole.discount_minor, gone.discount_minor), max(0, off - bill_left), min(off, own_left)
    )
    vat_left = whole.vat_minor - gone.vat_minor
    vat = within(
        due(whole.vat_minor, gone.vat_minor),
        max(0, vat_left - (total_left - total)),
        min(total, vat_left),
    )
    cost = None
    if whole.cost_minor is not None:
        cost = due(whole.cost_minor, gone.cost_minor or 0)
    return Part(quantity_milli, own, off - own, total, vat, cost)


def within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))


def taken_back(sold: SoldLine, part: Part, *, written_off: bool) -> SaleLine:
    """The line as it stands on the document that takes it back: every sum and quantity negative,
    price, rate and who did it as they were."""
    line = sold.line
    if line.advance:
        line = replace(line, price_minor=part.total_minor, list_price_minor=part.total_minor)
    return replace(
        line,
        quantity_milli=-part.quantity_milli,
        discount_minor=-part.discount_minor,
        bill_discount_minor=-part.bill_discount_minor,
        total_minor=-part.total_minor,
        returns_line=sold.id,
        written_off=written_off and line.product_id is not None,
        vat_minor=-part.vat_minor,
        cost_minor=None if part.cost_minor is None else -part.cost_minor,
    )


def table_of(lines: Sequence[SaleLine]) -> tuple[VatRow, ...]:
    """The VAT of a document by rate, highest first."""
    return vat_rows((line.vat_bp, line.total_minor, line.vat_minor) for line in lines)
