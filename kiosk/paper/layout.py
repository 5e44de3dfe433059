"""Rows of exactly the paper's width out of a document: wrapping, edges and columns of figures.

Every renderer (ESC/POS, PNG) draws these same rows, so the preview is the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from kiosk.paper.document import QR, Blank, Cut, Document, Drawer, Line, Rule, Table
from kiosk.paper.profile import Profile
from kiosk.paper.signs import NBSP

Size = Literal["normal", "tall", "double"]
Align = Literal["left", "center"]
GAP = 1
"""Fewest spaces between the left and the right part of a line, or two columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, filled with spaces up to its last character. ``double`` characters take two
    columns and two lines, ``tall`` ones two lines. Centring is left to the printer, which does it
    to the dot."""

    text: str
    bold: bool = False
    size: Size = "normal"
    align: Align = "left"


Placed = Row | Rule | QR | Cut | Drawer


def lay_out(document: Document, profile: Profile) -> tuple[Placed, ...]:
    """What is printed, from top to bottom, in characters the printer has."""
    placed: list[Placed] = []
    for op in document.ops:
        if isinstance(op, Line):
            placed.extend(_loose(row) for row in _line(op, profile))
        elif isinstance(op, Table):
            placed.extend(_loose(row) for row in _table(op, profile))
        elif isinstance(op, Blank):
            placed.append(Row(""))
        else:
            placed.append(op)
    return tuple(placed)


def _loose(row: Row) -> Row:
    """No-break spaces have done their work; in some printers' tables they are a visible sign."""
    return replace(row, text=row.text.replace(NBSP, " "))


def _line(line: Line, profile: Profile) -> Iterator[Row]:
    left, right = profile.spell(line.left).strip(), profile.spell(line.right).strip()
    size: Size = "normal"
    width = profile.columns
    if line.large:
        fits = len(left) + len(right) + (GAP if right else 0) <= width // 2
        size = "double" if fits or not right else "tall"
        width = width // 2 if size == "double" else width
    for text in _sides(left, right, width, line.indent):
        yield Row(text, line.bold, size, line.align)


def _sides(left: str, right: str, width: int, indent: int) -> Iterator[str]:
    """``left`` in as many lines as it needs, ``right`` at the edge of the last one."""
    lines = wrap(left, width - indent)
    if not right:
        yield from (" " * indent + text for text in lines)
        return
    room = width - indent - len(right) - GAP
    if len(lines[-1]) > room and room >= width // 2:
        lines = wrap(left, room)
    *above, last = lines
    yield from (" " * indent + text for text in above)
    if len(last) > room:
        yield " " * indent + last
        last = ""
    yield " " * indent + last + right.rjust(width - indent - len(last))[: width - indent]


def _table(table: Table, profile: Profile) -> Iterator[Row]:
    rows = [[profile.spell(cell).strip() for cell in row] for row in table.rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    spare = profile.columns - sum(widths)
    gaps = len(widths) - 1
    if spare < gaps * GAP:
        yield from _stacked(rows, profile.columns)
        return
    for index in range(1, len(widths)):
        widths[index] += spare // gaps + (1 if index > gaps - spare % gaps else 0)
    for row in rows:
        first, *others = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield Row("".join(cells).rstrip())


def _stacked(rows: list[list[str]], width: int) -> Iterator[Row]:
    """A table too wide for the paper: each figure on a line of its own, under its heading."""
    heading, *body = rows
    for row in body:
        for index, (name, cell) in enumerate(zip_longest(heading, row, fillvalue="")):
            for text in _sides(name, cell, width, 0 if index == 0 else 2):
                yield Row(text)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` characters, broken at spaces where there are any; never empty."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        rest = word
        if current and len(current) + 1 + len(rest) > width:
            lines.append(current)
            current = ""
        while len(rest) > width:
            lines.append(rest[:width])
            rest = rest[width:]
        current = f"{current} {rest}" if current else rest
    lines.append(current)
    return lines
