"""Blocks set one below the other, over as many pages as they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.paper.a4.sheet import GREY, HEIGHT, LEFT, LINE, RIGHT, Sheet, width, written
from kiosk.paper.a4.table import Block, Row, Table
from kiosk.paper.document import Words
from kiosk.salon.domain.text import T

TOP, BOTTOM = HEIGHT - 46.0, 58.0
SMALL = 7.5


@dataclass(slots=True)
class Pages:
    """``onward``: what stands at the head of every page but the first."""

    onward: Block
    blocks: list[list[Block]] = field(default_factory=lambda: [[]])
    left: float = TOP - BOTTOM

    def add(self, block: Block) -> None:
        """On this page if there is room, else on the next."""
        if block.height > self.left and self.blocks[-1]:
            self.turn()
        self._put(block)

    def turn(self) -> None:
        self.blocks.append([])
        self.left = TOP - BOTTOM
        self._put(self.onward)

    def table(self, table: Table, rows: Sequence[Row]) -> None:
        """All rows, with the head of the columns on each page and the sum so far between them."""
        head = table.head()
        far = table.carried(0, forward=True).height
        if rows and head.height + rows[0].height + far > self.left:
            self.turn()
        self._put(head)
        so_far = 0
        for number, row in enumerate(rows):
            block = table.row(row)
            last = number == len(rows) - 1
            if block.height + (0 if last else far) > self.left:
                self._put(table.carried(so_far, forward=True))
                self.turn()
                self._put(head)
                self._put(table.carried(so_far, forward=False))
            self._put(block)
            so_far += row.sum_minor

    def _put(self, block: Block) -> None:
        self.blocks[-1].append(block)
        self.left -= block.height

    def draw(self, sheet: Sheet, words: Words, foot: str, across: str = "") -> bytes:
        """``foot``: at the left of the foot of every page; ``across``: pale over each."""
        foot = written(foot)
        for number, blocks in enumerate(self.blocks, 1):
            if across:
                sheet.across(across)
            top = TOP
            for block in blocks:
                block.draw(sheet, top)
                top -= block.height
            sheet.line(BOTTOM - 14, LINE)
            told = T("Page {number} of {all}", number=str(number), all=str(len(self.blocks)))
            page = written(words.say(told))
            shown = foot
            while width(shown, SMALL) > RIGHT - LEFT - width(page, SMALL) - 20:
                shown = shown[:-2].rstrip() + "…" if len(shown) > 2 else ""
            sheet.text(LEFT, BOTTOM - 26, shown, SMALL, colour=GREY)
            sheet.text(RIGHT, BOTTOM - 26, page, SMALL, colour=GREY, side="right")
            sheet.next_page()
        return sheet.done()
