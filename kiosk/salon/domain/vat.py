"""VAT out of prices that include it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.salon.domain.money import divide_half_up


@dataclass(frozen=True, slots=True)
class VatRow:
    """One rate of the receipt's table; ``base_minor + vat_minor == gross_minor`` always.

    ``rate_bp``: hundredths of a percent (21 % is 2100).
    """

    rate_bp: int
    base_minor: int
    vat_minor: int
    gross_minor: int


def vat_within(gross_minor: int, rate_bp: int) -> int:
    """How much of a sum is VAT of this rate; minor units, half up."""
    return divide_half_up(gross_minor * rate_bp, 10_000 + rate_bp)


def vat_table(grosses: Iterable[tuple[int, int]]) -> tuple[VatRow, ...]:
    """Rows by rate, highest first, from pairs ``(rate_bp, gross_minor)`` of final line totals.

    VAT is computed once per rate from the sum of its lines, never line by line, so the table
    adds up to the bill to the last minor unit. Rates whose sum is zero still get a row.
    """
    return vat_rows((rate_bp, gross_minor, None) for rate_bp, gross_minor in grosses)


def vat_rows(lines: Iterable[tuple[int, int, int | None]]) -> tuple[VatRow, ...]:
    """The same of lines of which some bear a VAT of their own, which is added as it is: of an
    advance, or of what comes back. The third of each: that VAT, or None."""
    by_rate: dict[int, list[int]] = {}
    for rate_bp, gross_minor, vat_minor in lines:
        sums = by_rate.setdefault(rate_bp, [0, 0, 0])
        sums[0] += gross_minor
        if vat_minor is None:
            sums[1] += gross_minor
        else:
            sums[2] += vat_minor
    rows = []
    for rate_bp in sorted(by_rate, reverse=True):
        gross, together, own = by_rate[rate_bp]
        vat = vat_within(together, rate_bp) + own
        rows.append(VatRow(rate_bp, gross - vat, vat, gross))
    return tuple(rows)
