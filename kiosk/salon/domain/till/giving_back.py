"""What a return gives back to the advances that its sale deducted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.till.sale import SaleLine
from kiosk.salon.domain.till.sold import SoldLine


def given_back(sold: Sequence[SoldLine], back: Sequence[SaleLine]) -> tuple[SaleLine, ...]:
    """The lines that give back what of the advances of a sale goes with the lines ``back``, below
    zero: of each rate the share that has come back of what was sold at it. What was deducted
    without tax goes by what was paid beyond the rest.

    Shares are counted up, so that with the last line all that was deducted is given back, and no
    document comes to more than nothing.
    """
    deducting = [one for one in sold if one.line.deducts is not None]
    if not deducting:
        return ()
    whole: Counter[int] = Counter()
    gone: Counter[int] = Counter()
    for one in sold:
        if one.line.is_sold:
            whole[one.line.vat_bp] += one.whole.total_minor
            gone[one.line.vat_bp] += one.gone.total_minor
    for line in back:
        if line.is_sold:
            gone[line.vat_bp] -= line.total_minor
    lines: list[SaleLine] = []
    paid, returned = whole.total(), gone.total()
    rest: list[SoldLine] = []
    for rate in sorted({one.line.vat_bp for one in deducting}):
        of_rate = [one for one in deducting if one.line.vat_bp == rate]
        taken = -sum(one.whole.total_minor for one in of_rate)
        if taken > whole[rate]:
            rest += of_rate
            continue
        due = divide_half_up(taken * gone[rate], whole[rate])
        paid, returned = paid - taken, returned - due
        lines += _so_far(of_rate, due)
    if rest:
        taken = -sum(one.whole.total_minor for one in rest)
        lines += _so_far(rest, divide_half_up(taken * returned, paid))
    return tuple(lines)


def _so_far(deducting: Sequence[SoldLine], due: int) -> Iterator[SaleLine]:
    """Lines after which ``due`` of these has been given back in all."""
    minor = due + sum(one.gone.total_minor for one in deducting)
    for one in deducting:
        before = -one.gone.total_minor
        give = min(minor, -one.whole.total_minor - before)
        if give <= 0:
            continue
        minor -= give
        after = before + give
        vat = divide_half_up(one.whole.vat_minor * after, -one.whole.total_minor)
        yield replace(
            one.line,
            quantity_milli=-one.line.quantity_milli,
            price_minor=-give,
            list_price_minor=-give,
            total_minor=give,
            vat_minor=one.gone.vat_minor - vat,
            returns_line=one.id,
        )
