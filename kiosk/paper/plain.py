"""A document as plain text, for a letter: the same rows as on paper."""

from __future__ import annotations

from kiosk.paper.document import QR, Document, Rule
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.profile import Profile

COLUMNS = 42
"""Fits a telephone held upright in most mail programs, and a page of any."""
PROFILE = Profile(columns=COLUMNS, codec="raster")


def plain(document: Document) -> str:
    """Lines of at most :data:`COLUMNS` signs; what is a code on paper is what it says here."""
    lines: list[str] = []
    for op in lay_out(document, PROFILE):
        if isinstance(op, Row):
            lines.append(_row(op))
        elif isinstance(op, Rule):
            lines.append(("=" if op.heavy else "-") * COLUMNS)
        elif isinstance(op, QR):
            lines += [op.content[at : at + COLUMNS] for at in range(0, len(op.content), COLUMNS)]
    return "\n".join(lines).strip("\n") + "\n"


def _row(row: Row) -> str:
    """Large letters are no wider here than others."""
    text = row.text
    if row.align == "center":
        text = text.strip().center(COLUMNS)
    elif row.size == "double" and "  " in text:
        left, _, right = text.rpartition("  ")
        text = left.rstrip() + right.strip().rjust(COLUMNS - len(left.rstrip()))
    return text.rstrip()
