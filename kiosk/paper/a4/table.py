"""What was sold, in rows over as many pages as it takes, with the sum carried from each to the
next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kiosk.paper.a4.sheet import (
    ACCENT,
    GREY,
    INK,
    LEFT,
    LINE,
    RIGHT,
    ROOM,
    SOFT_INK,
    Sheet,
    width,
    wrapped,
    written,
)
from kiosk.paper.document import Words
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine
from kiosk.salon.domain.text import Amount, Number, Percent, T
from kiosk.salon.domain.vat import vat_within

SIZE, SMALL, LEADING, GAP = 9.0, 7.5, 11.5, 10.0
ABOVE, BELOW = 5.0, 5.0
MOST_LINES = 12
"""Of one name: a longer one is cut, it is nobody's wish."""


@dataclass(frozen=True, slots=True)
class Block:
    """So much of a page; ``draw(sheet, top)`` writes it below ``top``."""

    height: float
    draw: Callable[[Sheet, float], None]


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: of the columns after the first; ``under``: small lines below the name, each with
    its own sum at the right. ``sum_minor``: what the row adds to the sum so far."""

    name: tuple[str, ...]
    cells: tuple[str, ...]
    under: tuple[tuple[str, str], ...] = ()
    sum_minor: int = 0

    @property
    def height(self) -> float:
        return ABOVE + (len(self.name) + len(self.under)) * LEADING + BELOW


@dataclass(slots=True)
class Columns:
    heads: tuple[str, ...]
    widths: tuple[float, ...] = field(default=())

    @property
    def name_room(self) -> float:
        return ROOM - sum(self.widths) - GAP * len(self.widths)

    def ends(self) -> Iterator[float]:
        """Right ends of the columns after the first."""
        x = LEFT + self.name_room
        for wide in self.widths:
            x += GAP + wide
            yield x


class Table:
    """Rows of an invoice, and how they are drawn."""

    def __init__(self, invoice: Invoice, words: Words) -> None:
        self._invoice, self._words = invoice, words
        say = words.say
        heads = [say(T("Quantity"))]
        if invoice.pays_vat:
            heads += [say(T("Unit price without VAT")), say(T("VAT")), say(T("Total with VAT"))]
        else:
            heads += [say(T("Unit price")), say(T("Total"))]
        self._heads = (say(T("Name")), *heads)
        cells = [self._cells(line) for line in invoice.lines]
        self._columns = Columns(self._heads, self._widths(cells))
        self.rows = [
            self._row(line, texts) for line, texts in zip(invoice.lines, cells, strict=True)
        ]

    def _widths(self, cells: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
        found = []
        for place in range(len(self._heads) - 1):
            needed = max((width(row[place], SIZE) for row in cells), default=0.0)
            longest = max(
                (width(word, SMALL) for word in self._heads[place + 1].split()), default=0.0
            )
            found.append(max(needed, longest, 34.0))
        return tuple(found)

    def _cells(self, line: InvoiceLine) -> tuple[str, ...]:
        say, currency = self._words.say, self._invoice.currency
        many = written(f"{say(Number(line.quantity_milli))} {line.unit}".strip())
        total = self._bare(self._before(line))
        if not self._invoice.pays_vat:
            return many, self._bare(line.price_minor), total
        net = line.price_minor - vat_within(line.price_minor, line.vat_bp)
        price = written(self._words.bare(Amount(net, currency)))
        return many, price, written(say(Percent(line.vat_bp * 10))), total

    def _row(self, line: InvoiceLine, cells: tuple[str, ...]) -> Row:
        say = self._words.say
        name = wrapped(line.name, SIZE, self._columns.name_room)[:MOST_LINES]
        under: list[tuple[str, str]] = []
        room = self._columns.name_room
        if line.discount_minor:
            about = f"{say(T('Discount'))} {line.discount_text}".strip()
            *above, last = wrapped(about, SMALL, room)[:3]
            under += [(text, "") for text in above]
            under.append((last, self._bare(-line.discount_minor)))
        if line.advance:
            under += [(text, "") for text in wrapped(say(T("Advance payment")), SMALL, room)]
        if line.deducts:
            told = T("Deducts the advance of document {number}", number=line.deducts)
            under += [(text, "") for text in wrapped(say(told), SMALL, room)]
            if line.vat_minor is not None and self._invoice.pays_vat:
                vat = T("VAT in it: {amount}", amount=self._amount(line.vat_minor))
                under += [(text, "") for text in wrapped(say(vat), SMALL, room)]
        total = line.total_minor + line.bill_discount_minor
        return Row(tuple(name), cells, tuple(under), total)

    def _before(self, line: InvoiceLine) -> int:
        """Before any discount."""
        return line.total_minor + line.discount_minor + line.bill_discount_minor

    def _amount(self, minor: int) -> Amount:
        return Amount(minor, self._invoice.currency)

    def _bare(self, minor: int) -> str:
        return written(self._words.bare(self._amount(minor)))

    # -- drawing ------------------------------------------------------------------------------

    def head(self) -> Block:
        lines = [
            wrapped(text, SMALL, wide)
            for text, wide in zip(
                self._heads, (self._columns.name_room, *self._columns.widths), strict=True
            )
        ]
        most = max(map(len, lines))
        height = most * (SMALL + 1.5) + 8

        def draw(sheet: Sheet, top: float) -> None:
            ends = (LEFT, *self._columns.ends())
            for place, (end, texts) in enumerate(zip(ends, lines, strict=True)):
                for number, text in enumerate(texts):
                    y = top - SMALL - (most - len(texts) + number) * (SMALL + 1.5)
                    side = "left" if place == 0 else "right"
                    sheet.text(end, y, text, SMALL, colour=GREY, side=side)  # type: ignore[arg-type]
            sheet.line(top - height + 3, ACCENT, 1.0)

        return Block(height, draw)

    def row(self, row: Row) -> Block:
        def draw(sheet: Sheet, top: float) -> None:
            y = top - ABOVE - SIZE + 1
            for end, cell in zip(self._columns.ends(), row.cells, strict=True):
                last = end > RIGHT - 1
                sheet.text(end, y, cell, SIZE, side="right", colour=INK if last else SOFT_INK)
            for text in row.name:
                sheet.text(LEFT, y, text, SIZE)
                y -= LEADING
            for text, amount in row.under:
                sheet.text(LEFT, y + 1, text, SMALL, colour=SOFT_INK)
                if amount:
                    sheet.text(RIGHT, y + 1, amount, SMALL, colour=SOFT_INK, side="right")
                y -= LEADING
            sheet.line(top - row.height, LINE)

        return Block(row.height, draw)

    def carried(self, minor: int, *, forward: bool) -> Block:
        """The sum so far, at the foot of a page or the head of the next."""
        label = T("Carried to the next page") if forward else T("Brought from the page before")
        text, amount = written(self._words.say(label)), self._bare(minor)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.text(LEFT, top - 14, text, SMALL + 0.5, colour=SOFT_INK, bold=True)
            sheet.text(RIGHT, top - 14, amount, SIZE, bold=True, side="right")
            if not forward:
                sheet.line(top - 20, LINE)

        return Block(20, draw)
