"""The figures of a session in words: one list of lines for paper and screen, so that both say the
same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import Amount, Msg, Number, Percent, T, Text
from kiosk.salon.domain.till.cash import KINDS, Way
from kiosk.salon.domain.till.closing import Closing, ClosingCount
from kiosk.salon.domain.till.figures import NONE, CashSums, Figures, Paid, Tally, VatSums
from kiosk.salon.domain.till.means import MEANS

VAT_HEADS: tuple[Msg, ...] = (T("VAT rate"), T("Net"), T("VAT"), T("Gross"))
"""Over the columns of a :class:`VatLine`."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """``value``: at the right edge. ``strong``: a sum of those above; ``part``: some of the one
    above."""

    label: Text
    value: Text = ""
    strong: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Lines that belong together; ``vat``: a table of rates instead of lines."""

    title: Text
    lines: tuple[FigureLine, ...] = ()
    vat: tuple[VatLine, ...] = ()


@dataclass(frozen=True, slots=True)
class VatLine:
    rate: Percent
    base: Amount
    vat: Amount
    gross: Amount


def groups_of(figures: Figures) -> tuple[FigureGroup, ...]:
    """All but the money in the drawer; groups with nothing to say are left out."""
    found = (
        FigureGroup(T("Documents"), tuple(_documents(figures))),
        FigureGroup(T("Discounts"), tuple(_discounts(figures))),
        FigureGroup(T("VAT, sold"), vat=_vat(figures, back=False)),
        FigureGroup(T("VAT, taken back"), vat=_vat(figures, back=True)),
        FigureGroup(T("Payments"), tuple(_payments(figures))),
        FigureGroup(T("Tips, apart from turnover"), tuple(_tips(figures))),
        FigureGroup(T("At the card terminal besides"), tuple(_at_terminal(figures))),
        FigureGroup(T("Taken over later"), tuple(_late(figures))),
        FigureGroup(T("Besides"), tuple(_besides(figures))),
        FigureGroup(T("Of this till since it began"), tuple(_since_the_beginning(figures))),
    )
    return tuple(group for group in found if group.lines or group.vat)


def drawer_groups(
    figures: Figures, closing: Closing | None = None, wrong: Closing | None = None
) -> tuple[FigureGroup, ...]:
    """The money in the drawer, a group for each currency; with a ``closing`` what was counted,
    beside what the one that it corrects (``wrong``) had counted. What moved in the drawer stands on
    the closing that was corrected, and not a second time."""
    several = len(figures.cash) > 1
    groups = []
    for sums in figures.cash:
        title = T("Drawer, {currency}", currency=sums.currency) if several else T("Drawer")
        count = closing.of(sums.currency) if closing is not None else None
        before = wrong.of(sums.currency) if wrong is not None else None
        moved = (_should_be_here(sums),) if wrong is not None else _drawer(sums)
        lines = (*moved, *(_counted(count, before) if count is not None else ()))
        groups.append(FigureGroup(title, lines))
    return tuple(groups)


def not_once_more(origin: Closing) -> Msg:
    """Said on a correction in the place of the figures. ``origin``: the closing that has them."""
    return T("Sums of the day as on Z {number}, not once more", number=origin.number)


def terminal_lines(closing: Closing, currency: str) -> Iterator[FigureLine]:
    """What the card terminal said; nothing where nobody typed it."""
    told = closing.card_terminal_minor
    if told is None:
        return
    yield FigureLine(T("Card by the till"), Amount(closing.card_expected_minor, currency))
    yield FigureLine(T("Card by the terminal"), Amount(told, currency))
    difference = Amount(closing.card_difference_minor, currency)
    yield FigureLine(T("Difference"), difference, strong=True)
    if closing.card_reason:
        yield FigureLine(T("Reason: {reason}", reason=closing.card_reason), part=True)


def times(label: Text, count: int) -> Msg:
    """How often beside what."""
    return T("{what} ({n})", what=label, n=count)


def means_title(method: str, title: str) -> Text:
    """What a means of payment is called; one of the salon's own by its own name."""
    return MEANS[method].title if method in MEANS else title or method


def _documents(figures: Figures) -> Iterator[FigureLine]:
    def amount(minor: int) -> Amount:
        return Amount(minor, figures.currency)

    yield FigureLine(times(T("Sales"), figures.sales.count), amount(figures.sales.minor))
    yield FigureLine(times(T("Voids"), figures.voids.count), amount(figures.voids.minor))
    yield FigureLine(times(T("Returns"), figures.returns.count), amount(figures.returns.minor))
    yield FigureLine(T("Turnover"), amount(figures.turnover_minor), strong=True)
    yield FigureLine(T("Services"), amount(figures.services_minor), part=True)
    yield FigureLine(T("Goods"), amount(figures.goods_minor), part=True)
    if figures.first_number:
        yield FigureLine(T("First document"), figures.first_number)
        yield FigureLine(T("Last document"), figures.last_number)


def _discounts(figures: Figures) -> Iterator[FigureLine]:
    for one in figures.discounts:
        reason = one.reason or T("without a reason")
        yield FigureLine(times(reason, one.count), Amount(-one.minor, figures.currency))


def _vat(figures: Figures, *, back: bool) -> tuple[VatLine, ...]:
    return tuple(
        _vat_line(row, figures.currency, back=back)
        for row in figures.vat
        if (row.back_gross if back else row.sold_gross)
    )


def _vat_line(row: VatSums, currency: str, *, back: bool) -> VatLine:
    base, vat = (row.back_base, row.back_vat) if back else (row.sold_base, row.sold_vat)
    rate = Percent(row.rate_bp * 10)
    return VatLine(rate, *(Amount(minor, currency) for minor in (base, vat, base + vat)))


def _payments(figures: Figures) -> Iterator[FigureLine]:
    back = {(one.method, one.title, one.currency): one for one in figures.paid_back}
    for part in figures.payments:
        title = means_title(part.method, part.title)
        gone = back.get((part.method, part.title, part.currency), Paid("", "", 0, 0))
        yield from _paid(title, replace(
            part,
            count=part.count - gone.count,
            minor=part.minor - gone.minor,
            foreign_minor=part.foreign_minor - gone.foreign_minor,
        ), figures.currency)  # fmt: skip
        yield from _paid(_back(title), gone, figures.currency)
    yield FigureLine(T("Together"), Amount(figures.paid_minor, figures.currency), strong=True)
    if figures.rounding_minor:
        rounding = Amount(figures.rounding_minor, figures.currency)
        yield FigureLine(T("of it cash rounding"), rounding, part=True)


def _paid(title: Text, part: Paid, currency: str) -> Iterator[FigureLine]:
    """Nothing for none."""
    if part.count:
        yield FigureLine(times(title, part.count), Amount(part.minor, currency))
        if part.currency:
            yield FigureLine(part.currency, Amount(part.foreign_minor, part.currency), part=True)


def _back(what: Text) -> Msg:
    return T("{what}, given back", what=what)


def _tips(figures: Figures) -> Iterator[FigureLine]:
    given: defaultdict[tuple[str, str], list[Tally]] = defaultdict(lambda: [NONE, NONE])
    for back, tips in enumerate((figures.tips, figures.tips_back)):
        for tip in tips:
            before = given[tip.staff_name, tip.method][back]
            now = Tally(before.count + tip.count, before.minor + tip.minor)
            given[tip.staff_name, tip.method][back] = now
    for (name, method), (all_of_it, gone) in given.items():
        who = T("{name}, {means}", name=name, means=means_title(method, ""))
        if count := all_of_it.count - gone.count:
            amount = Amount(all_of_it.minor - gone.minor, figures.currency)
            yield FigureLine(times(who, count), amount)
        if gone.count:
            yield FigureLine(times(_back(who), gone.count), Amount(gone.minor, figures.currency))
    if len(figures.tips) + len(figures.tips_back) > 1:
        yield FigureLine(T("Together"), Amount(figures.tips_minor, figures.currency), strong=True)


def _at_terminal(figures: Figures) -> Iterator[FigureLine]:
    told = (
        (T("For bills not paid yet"), figures.open_parts),
        (T("Taken before, for bills paid now"), figures.earlier_parts),
        (T("Asked for and not answered"), figures.unanswered),
    )
    for label, parts in told:
        if parts.count:
            yield FigureLine(times(label, parts.count), Amount(parts.minor, figures.currency))


def _late(figures: Figures) -> Iterator[FigureLine]:
    for one in figures.late:
        yield FigureLine(one.number, Amount(one.minor, figures.currency))


def _besides(figures: Figures) -> Iterator[FigureLine]:
    yield FigureLine(T("Drawer opened without a sale"), _number(figures.openings))
    yield FigureLine(T("Receipts printed again"), _number(figures.copies))
    if figures.bills.count:
        bills = Amount(figures.bills.minor, figures.currency)
        yield FigureLine(times(T("Bills not paid yet"), figures.bills.count), bills)
    if figures.people:
        names = ", ".join(one.name for one in figures.people)
        yield FigureLine(T("At the drawer: {names}", names=names))


def _since_the_beginning(figures: Figures) -> Iterator[FigureLine]:
    yield FigureLine(T("Sold"), Amount(figures.sales_total, figures.currency))
    yield FigureLine(T("Taken back"), Amount(figures.returns_total, figures.currency))


def _number(count: int) -> Number:
    return Number(count * 1000)


def _drawer(sums: CashSums) -> Iterator[FigureLine]:
    def amount(minor: int) -> Amount:
        return Amount(minor, sums.currency)

    begun = T("Float, counted") if sums.opening_counted else T("Float, not counted")
    yield FigureLine(begun, amount(sums.opening_minor + sums.opening_difference_minor))
    if sums.opening_difference_minor:
        yield FigureLine(
            T("of it found at opening"), amount(sums.opening_difference_minor), part=True
        )
    yield FigureLine(T("Sales in cash"), amount(sums.sales_minor))
    if sums.back_minor:
        yield FigureLine(T("Given back"), amount(sums.back_minor))
    if sums.tips_minor:
        yield FigureLine(T("Tips"), amount(sums.tips_minor))
    for kind in sums.movements:
        ways: tuple[tuple[Way, int], ...] = (("in", kind.in_minor), ("out", kind.out_minor))
        for way, minor in ways:
            if minor:
                yield FigureLine(_kind(kind.kind, way), amount(minor))
    yield _should_be_here(sums)


def _should_be_here(sums: CashSums) -> FigureLine:
    amount = Amount(sums.expected_minor, sums.currency)
    return FigureLine(T("Should be here"), amount, strong=True)


def _kind(kind: str, way: Way) -> Text:
    row = next((row for key, row in KINDS.items() if key == kind), None)
    return row.name(way) if row is not None else kind


def _counted(count: ClosingCount, before: ClosingCount | None) -> Iterator[FigureLine]:
    def amount(minor: int) -> Amount:
        return Amount(minor, count.currency)

    if count.counted_minor is None:
        yield FigureLine(T("Not counted, carried to the next count"))
        return
    if before is not None and before.counted_minor is not None:
        yield FigureLine(T("Counted before"), amount(before.counted_minor))
    yield FigureLine(T("Counted"), amount(count.counted_minor))
    later = T("of it after the end of this day")
    per_unit = int(10 ** CURRENCIES[count.currency].exponent)
    for face in count.pieces:
        worth = Number(face.minor * 1000 // per_unit)
        pieces = T("{n} × {face}", n=_number(face.pieces), face=worth)
        yield FigureLine(pieces, amount(face.minor * face.pieces), part=True)
    if count.since_minor:
        yield FigureLine(later, amount(count.since_minor), part=True)
    yield FigureLine(T("Difference"), amount(count.difference_minor), strong=True)
    if count.reason:
        yield FigureLine(T("Reason: {reason}", reason=count.reason), part=True)
    yield FigureLine(T("Taken out"), amount(count.taken_minor))
    yield FigureLine(T("Stays in the till"), amount(count.counted_minor - count.taken_minor))
    if count.since_minor:
        yield FigureLine(later, amount(count.since_minor), part=True)
