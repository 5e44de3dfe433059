"""Whether the closing of a played day says what was sold in it, and its paper the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kiosk.demo import paper_reader
from kiosk.salon.domain.text import Amount, Msg, T
from kiosk.salon.domain.till.cash import CashMovement
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.figures import Figures
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.language.speaker import Speaker, speaker
from kiosk.salon.services.salon_services import Services

TITLES = (T("X, not a till closing"), T("Till closing Z {number}", number=""))
"""First lines of papers that name many documents and are the paper of none."""


def words_of(services: Services) -> Speaker:
    """The language of the salon's papers."""
    salon = services.context.salon
    return speaker(salon.language, salon.zone)


def is_of_till(text: str, words: Speaker) -> bool:
    """Whether a printed text is an X or a Z."""
    return any(words.say(title).strip() in text for title in TITLES)


def closings_since(services: Services, begun: int) -> tuple[Closing, ...]:
    """``begun``: UTC ms."""
    today = services.context.today()
    found = services.closings.of_days(today, today)
    return tuple(one for one in found if one.closed_at >= begun)


def rows(services: Services, begun: int) -> list[tuple[str, ...]]:
    """A table for a person: a heading, and a row for each currency of each closing."""
    words = speaker("en", services.context.salon.zone)
    found: list[tuple[str, ...]] = [
        ("Till closing", "Expected", "Counted", "Difference", "Taken out", "Left")
    ]
    for closing in closings_since(services, begun):
        for count in closing.counts:
            sums = (
                *(count.expected_minor, count.counted_minor or 0, count.difference_minor),
                *(count.taken_minor, count.left_minor),
            )
            shown = (words.say(Amount(minor, count.currency)) for minor in sums)
            found.append((f"Z {closing.number}", *shown))
    return found


def faults(
    services: Services, papers: Collection[str], begun: int, sales: Sequence[Sale], played: int
) -> Iterator[str]:
    """``begun``: UTC ms; ``sales``: all since then, voids too; ``played``: how many closings."""
    made = closings_since(services, begun)
    if len(made) != played:
        yield f"closings: {len(made)} recorded, {played} played"
    words = words_of(services)
    texts = [text for text in papers if is_of_till(text, words)]
    for closing in made:
        figures = services.closings.figures_of(closing)
        moved = vouchers(services, closing)
        yield from _sums(closing, figures, sales, sum(one.amount_minor for one in moved))
        yield from _paper(closing, texts, words)
        for one in moved:
            printed = sum(one.number in text for text in papers)
            if printed != 1:
                yield f"cash voucher {one.number}: {printed} papers printed"


def vouchers(services: Services, closing: Closing) -> tuple[CashMovement, ...]:
    """Cash that somebody took or brought while the till was open."""
    today = services.context.today()
    return tuple(
        one
        for one in services.cash.of_days(today, today)
        if one.session_id == closing.session_id and one.number
    )


def _sums(closing: Closing, figures: Figures, sales: Sequence[Sale], moved: int) -> Iterator[str]:
    """``moved``: cash in and out without a sale, minor units."""
    name = f"closing {closing.number}"
    found = {
        "turnover": (figures.turnover_minor, sum(sale.total_minor for sale in sales)),
        "payments": (figures.paid_minor, sum(sale.paid_minor for sale in sales)),
        "VAT": (
            sum(row.sold_gross + row.back_gross for row in figures.vat),
            sum(row.gross_minor for sale in sales for row in sale.vat),
        ),
        "documents": (
            figures.sales.count + figures.voids.count + figures.returns.count,
            len(sales),
        ),
        "all that was ever sold": (
            closing.sales_after - closing.sales_before,
            sum(sale.total_minor for sale in sales if sale.kind == "sale"),
        ),
    }
    for what, (said, sold) in found.items():
        if said != sold:
            yield f"{name}: {what} {said}, {sold} sold"
    cash = sum(part.amount_minor for sale in sales for part in sale.payments if part.means.is_cash)
    count, drawer = closing.of(figures.currency), figures.cash_of(figures.currency)
    if count is None or drawer is None:
        yield f"{name}: nothing was counted"
        return
    begun = drawer.opening_minor + drawer.opening_difference_minor
    if count.expected_minor != begun + cash + moved:
        yield f"{name}: {count.expected_minor} expected, {begun}, {cash} and {moved} there"
    if count.difference_minor or count.counted_minor != count.expected_minor:
        yield f"{name}: {count.counted_minor} counted, {count.expected_minor} expected"
    if count.left_minor != begun:
        yield f"{name}: {count.left_minor} left, {begun} at the beginning"
    if closing.card_terminal_minor != closing.card_expected_minor:
        yield f"{name}: the terminal says {closing.card_terminal_minor}"


def _paper(closing: Closing, texts: Sequence[str], words: Speaker) -> Iterator[str]:
    """One Z, and what was counted stands on it."""
    title = words.say(T("Till closing Z {number}", number=closing.number))
    own = [text for text in texts if title in text]
    if len(own) != 1:
        yield f"closing {closing.number}: {len(own)} papers printed"
        return
    label: Msg = T("Counted")
    printed = paper_reader.amount_after(own[0], words.say(label))
    for count in closing.counts:
        if printed != count.counted_minor:
            yield f"closing {closing.number}: {printed} on paper, {count.counted_minor} counted"
