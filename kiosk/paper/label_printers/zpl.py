"""ZPL II of a price label: text and bars drawn by the label printer itself, but for lines with
signs its font may lack: those are drawn by us.

Text is UTF-8 (``^CI28``); ``^``, ``~`` and ``_`` are sent as hexadecimal, so a product's name can
never become a command.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.paper.bits import bits
from kiosk.paper.label import Bars, Box, Label, Writing

OF_THE_FONT = frozenset(
    bytes([byte]).decode(codec, "ignore") for codec in ("cp1250", "cp1252") for byte in range(256)
)
"""Signs of font 0 in every printer of the last twenty years."""
ESCAPES = str.maketrans({"_": "_5F", "^": "_5E", "~": "_7E", "\N{NO-BREAK SPACE}": " "})


def encode(label: Label, quantity: int = 1) -> bytes:
    """One job for ``quantity`` labels."""
    fields = [line for text in label.texts for line in _text(text)]
    if label.bars is not None:
        fields.append(_bars(label.bars))
    return "\n".join(
        (
            "^XA",
            "^CI28",
            f"^PW{label.width}",
            f"^LL{label.height}",
            "^LH0,0",
            *fields,
            f"^PQ{quantity}",
            "^XZ",
            "",
        )
    ).encode()


def _text(text: Writing) -> list[str]:
    fields = []
    for index, line in enumerate(text.lines):
        if not OF_THE_FONT.issuperset(line):
            fields.append(_drawn(replace(text, lines=(line,)), index))
            continue
        side = "R" if text.align == "right" else "L"
        fields.append(
            f"^FO{text.box.left},{text.box.top + index * text.step}"
            f"^A0N,{text.size}^FB{text.box.width},1,0,{side}^FH_^FD{line.translate(ESCAPES)}^FS"
        )
    return fields


def _drawn(text: Writing, index: int) -> str:
    """A line as a picture (``^GFA``)."""
    from kiosk.paper import label_png

    drawn = bits(label_png.ink_of_line(text))
    top, count = text.box.top + index * text.step, len(drawn.data)
    return (
        f"^FO{text.box.left},{top}"
        f"^GFA,{count},{count},{drawn.row_bytes},{drawn.data.hex().upper()}^FS"
    )


def _bars(bars: Bars) -> str:
    top = bars.box.top
    if not bars.module:
        box = Box(bars.box.left, top, bars.box.width, bars.digits)
        return _text(Writing(box, (bars.code,), bars.digits))[0]
    left = bars.box.left + (bars.box.width - len(bars.pattern) * bars.module) // 2
    height = bars.box.height - bars.digits - 4
    start = f"^FO{left},{top}^BY{bars.module}"
    if bars.symbology == "ean13":
        # The printer adds the check digit itself; a thirteenth digit would push the first one out.
        return f"{start}^BEN,{height},Y,N^FD{bars.code[:12]}^FS"
    data = bars.code.replace(">", ">0").translate(ESCAPES)
    return f"{start}^BCN,{height},Y,N,N,A^FH_^FD{data}^FS"
