"""ESC/POS bytes of a document, by python-escpos.

The table of characters is pinned: chosen once at the start and encoded strictly. The library's
own guessing would switch to tables a printer may not have, and print rubbish in the middle of a
name. A sign that the table lacks is sent as a small picture inside its line (``ESC *``, which is as
old as the commands themselves and prints beside letters), in a large line as a picture of the
line. A printer without any table we know gets pictures alone (``kiosk.paper.raster``).

The library takes most of a second to import, so it is loaded by the first encoding.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from kiosk.paper.document import QR, Cut, Document, Drawer, Rule
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.profile import Profile

SELECT_TABLE = b"\x1bt"


def encode(document: Document, profile: Profile) -> bytes:
    """The whole job: initialise, drawer pulse, text, codes, cut. Takes about a millisecond."""
    from kiosk.paper import raster

    if profile.drawn:
        return raster.encode(document, profile)
    from escpos.printer import Dummy

    printer = Dummy()
    placed = lay_out(document, profile)
    printer.hw("INIT")
    if profile.drawer_pin and any(isinstance(op, Drawer) for op in placed):
        printer.cashdraw(profile.drawer_pin)
    printer._raw(SELECT_TABLE + bytes([profile.table]))
    shape = _Shape(printer)
    for op in placed:
        if isinstance(op, Row) and op.size != "normal" and not all(map(profile.has, op.text)):
            # A sign inside the line would be of another height than its letters.
            shape.take(Row(""))
            printer._raw(raster.part(op, profile))
        elif isinstance(op, Row):
            shape.take(op)
            printer._raw(_line(op, profile) + b"\n")
        elif isinstance(op, Rule):
            shape.take(Row(""))
            rule = profile.spell("═" if op.heavy else "─") * profile.columns
            printer._raw(_line(Row(rule), profile) + b"\n")
        elif isinstance(op, QR) and profile.qr == "drawn":
            shape.take(Row(""))
            printer._raw(raster.part(op, profile))
        elif isinstance(op, QR):
            shape.take(Row("", align="center"))
            # The library's numbers of the levels M and L.
            printer.qr(op.content, ec=1 if op.firm else 0, size=op.size, native=True)
        elif isinstance(op, Cut):
            shape.take(Row(""))
            if profile.cuts:
                printer.cut(mode="PART")
            else:
                printer._raw(raster.FEED)
    return bytes(printer.output)


def _line(row: Row, profile: Profile) -> bytes:
    """Letters by the table; what it lacks as pictures of one cell each."""
    parts = []
    for known, run in groupby(row.text, profile.has):
        if known:
            parts.append(profile.encode("".join(run)))
        else:
            from kiosk.paper.signs_drawn import column_image

            parts += [column_image(char, bold=row.bold) for char in run]
    return b"".join(parts)


def warm() -> None:
    """Loads the library now, so that the first receipt does not wait for it."""
    from escpos.printer import Dummy

    Dummy()


class _Shape:
    """Sends size, weight and side only when they change: serial lines are slow."""

    def __init__(self, printer: Any) -> None:
        self._printer = printer
        self._bold = False
        self._size = "normal"
        self._align = "left"

    def take(self, row: Row) -> None:
        if row.size != self._size:
            # ESC ! sets the size and resets the weight, so the weight is sent again after it.
            self._printer.set(
                normal_textsize=True,
                double_width=row.size == "double",
                double_height=row.size != "normal",
                bold=row.bold,
            )
        elif row.bold != self._bold:
            self._printer.set(bold=row.bold)
        if row.align != self._align:
            self._printer.set(align=row.align)
        self._bold, self._size, self._align = row.bold, row.size, row.align
