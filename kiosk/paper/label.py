"""A price label as boxes in printer dots: name, price, unit, barcode. Boxes never overlap.

Both renderers (ZPL, PNG) fill these boxes. Widths are measured with Roboto Bold, which is wider
than the condensed font 0 of a label printer, so what fits here fits there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kiosk.paper.document import Words
from kiosk.paper.signs import NBSP, spelled, tidy
from kiosk.salon.domain.goods.barcode import has_bars, is_gtin
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Amount

Symbology = Literal["ean13", "code128"]
MARGIN_MM = 2
SMALLEST_MM = 2
"""Height of the smallest font for a name; smaller ones cannot be read on a shelf."""
LONGEST_NAME = 300
"""Characters; fewer than that fit on any label, and measuring more takes long."""
LEGIBLE = 10
"""Dots of the smallest font a print head can draw."""
LINE = 1.2
"""Line height of a font of size 1."""
QUIET = 11
"""Empty modules EAN-13 wants before its bars (GS1 General Specifications, 5.2.3.4)."""
MODULE_MM = (0.19, 0.4)
"""Narrowest and widest bar: below, cheap scanners fail; above, it only wastes the label."""


@dataclass(frozen=True, slots=True)
class LabelSize:
    """``dots_per_mm``: 8 is 203 dpi, 12 is 300 dpi."""

    width_mm: int = 57
    height_mm: int = 32
    dots_per_mm: int = 8


@dataclass(frozen=True, slots=True)
class Box:
    """In dots, from the label's upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Writing:
    """Text of one size (height of the font in dots) in lines; ``align`` inside the box.

    ``step``: dots from one line to the next.
    """

    box: Box
    lines: tuple[str, ...]
    size: int
    align: Literal["left", "right"] = "left"

    @property
    def step(self) -> int:
        return int(self.size * LINE)


@dataclass(frozen=True, slots=True)
class Bars:
    """``module``: dots of the narrowest bar; 0 when bars cannot carry the code or it is too long
    for them: then it stands there as figures. ``pattern``: "1" for a dark module. ``digits``:
    height of the figures below.
    """

    box: Box
    code: str
    symbology: Symbology
    module: int
    pattern: str
    digits: int


@dataclass(frozen=True, slots=True)
class Label:
    """``width``/``height`` in dots."""

    width: int
    height: int
    texts: tuple[Writing, ...]
    bars: Bars | None


def label(product: Product, salon: Salon, words: Words, size: LabelSize) -> Label:
    """A product's price label. Long names are cut with an ellipsis, never the price."""
    dots = size.dots_per_mm
    margin = MARGIN_MM * dots
    inner = Box(
        margin, margin, size.width_mm * dots - 2 * margin, size.height_mm * dots - 2 * margin
    )
    code = _spelled(code_of(product))
    gap = dots // 2
    name_share, price_share = (0.27, 0.30) if code else (0.40, 0.50)
    name_height = int(inner.height * name_share)
    price_height = int(inner.height * price_share)
    name = _fitted(
        _spelled(product.name[:LONGEST_NAME]),
        Box(inner.left, inner.top, inner.width, name_height),
        2,
        SMALLEST_MM * dots,
    )
    price_top = inner.top + name_height + gap
    texts = (name, *_price(product, salon, words, inner, price_top, price_height))
    bars_top = price_top + price_height + gap
    bars_box = Box(inner.left, bars_top, inner.width, inner.top + inner.height - bars_top)
    bars = _bars(code, bars_box, dots) if code else None
    return Label(size.width_mm * dots, size.height_mm * dots, texts, bars)


def code_of(product: Product) -> str:
    """The code to print: an EAN if the product has one, else another that bars can carry, else
    what there is."""
    codes = (*product.barcodes, product.code)
    eans = [code for code in product.barcodes if len(code) == 13 and is_gtin(code)]
    return next(iter((*eans, *filter(has_bars, codes), *filter(None, codes))), "")


def without_bars(made: Label) -> Literal["letters", "room", ""]:
    """Why a label has its code in figures alone: bars cannot carry its letters, or they have no
    room; empty for a label with bars, or without a code."""
    if made.bars is None or made.bars.module:
        return ""
    return "room" if has_bars(made.bars.code) else "letters"


def _spelled(text: str) -> str:
    """In signs that the fonts of labels have."""
    from kiosk.paper.fonts import BOLD, has

    return spelled(tidy(text), lambda char: has(BOLD, char)).replace(NBSP, " ").strip()


def measure(text: str, size: int) -> int:
    """Width in dots of bold text."""
    return math.ceil(_em(text) * size) + 1


@lru_cache(maxsize=4096)
def _em(text: str) -> float:
    """Width at size 1; outlines grow evenly, so one measuring serves all sizes."""
    from kiosk.paper.fonts import BOLD, font

    return font(BOLD, 200).getlength(text) / 200


def _price(
    product: Product, salon: Salon, words: Words, inner: Box, top: int, height: int
) -> tuple[Writing, ...]:
    price = words.say(Amount(product.price_minor, salon.currency.code))
    unit = f"/ {_spelled(product.unit)}" if product.unit else ""
    small = int(height * 0.4 / LINE)
    unit_width = measure(unit, small) + small // 2 if unit else 0
    if small < LEGIBLE or unit_width > inner.width // 3:
        unit, unit_width = "", 0
    box = Box(inner.left, top, inner.width - unit_width, height)
    parts = [_fitted(price, box, 1, 1)]
    if unit:
        lower = int(height * 0.5)
        unit_box = Box(inner.left + box.width, top + lower, unit_width, height - lower)
        parts.append(Writing(unit_box, (unit,), small, "right"))
    return tuple(parts)


def _fitted(text: str, box: Box, rows: int, smallest: int) -> Writing:
    """The largest size at which the text fits; at the smallest, what does not fit is cut."""
    smallest = max(1, min(smallest, int(box.height / LINE)))
    for size in range(int(box.height / LINE), smallest - 1, -1):
        lines = _broken(text, size, box.width)
        if (
            len(lines) <= min(rows, int(box.height / (size * LINE)))
            and max(measure(line, size) for line in lines) <= box.width
        ):
            return Writing(box, tuple(lines), size)
    kept = _broken(text, smallest, box.width)[: min(rows, int(box.height / (smallest * LINE)) or 1)]
    last = kept[-1]
    while last and measure(last + "…", smallest) > box.width:
        last = last[:-1]
    return Writing(box, (*kept[:-1], last.rstrip() + "…"), smallest)


def _broken(text: str, size: int, width: int) -> list[str]:
    """Lines that fit by measure; words wider than the box stay whole."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _bars(code: str, box: Box, dots_per_mm: int) -> Bars:
    digits = max(14, min(box.height // 4, 3 * dots_per_mm))
    symbology: Symbology = "ean13" if len(code) == 13 and is_gtin(code) else "code128"
    pattern = modules(code, symbology) if has_bars(code) else ""
    narrow, wide = (max(1, round(limit * dots_per_mm)) for limit in MODULE_MM)
    fitting = (
        m for m in range(wide, narrow - 1, -1) if (len(pattern) + 2 * QUIET) * m <= box.width
    )
    module = next(fitting, 0) if pattern else 0
    if not module:
        figures = _fitted(code, Box(box.left, box.top, box.width, int(digits * LINE)), 1, LEGIBLE)
        code, digits = figures.lines[0], figures.size
    return Bars(box, code, symbology, module, pattern if module else "", digits)


def modules(code: str, symbology: Symbology) -> str:
    """The bars of a code, "1" for each dark module."""
    import barcode

    made = barcode.get(symbology, code)
    return str(made.build()[0])
