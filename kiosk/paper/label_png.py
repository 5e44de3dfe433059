"""Pictures of price labels, at one pixel per dot."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw

from kiosk.paper.fonts import BOLD, REGULAR, font
from kiosk.paper.label import Bars, Label, Writing, measure

PAPER, INK, BACKING = (255, 255, 255), (24, 24, 28), (221, 214, 200)
PAD, RADIUS = 20, 14
ON_SCREEN = 640
"""Pixels across that a screen can show of one label."""


def draw(label: Label, widest: int = 0) -> bytes:
    """A PNG of the label on its backing paper. ``widest``: made smaller to so many pixels across;
    0 for one pixel per dot."""
    sheet = Image.new("RGB", (label.width + 2 * PAD, label.height + 2 * PAD), BACKING)
    face = Image.new("RGB", (label.width, label.height), PAPER)
    face.paste(INK, (0, 0), ink(label))
    mask = Image.new("L", face.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, label.width - 1, label.height - 1), radius=RADIUS, fill=255
    )
    sheet.paste(face, (PAD, PAD), mask)
    if 0 < widest < sheet.width:
        high = round(sheet.height * widest / sheet.width)
        sheet = sheet.resize((widest, high), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()


def ink(label: Label) -> Image.Image:
    """A mask of the label's size: 255 where the print head burns."""
    mask = Image.new("L", (label.width, label.height), 0)
    pen = ImageDraw.Draw(mask)
    for text in label.texts:
        _text(pen, text)
    if label.bars is not None:
        _bars(pen, label.bars)
    return mask


def ink_of_line(text: Writing) -> Image.Image:
    """A mask of the first line alone, as wide as its box."""
    mask = Image.new("L", (text.box.width, text.step), 0)
    _text(ImageDraw.Draw(mask), replace(text, box=replace(text.box, left=0, top=0)))
    return mask


def _text(pen: ImageDraw.ImageDraw, text: Writing) -> None:
    face = font(BOLD, text.size)
    for index, line in enumerate(text.lines):
        left = text.box.left
        if text.align == "right":
            left += text.box.width - measure(line, text.size)
        pen.text((left, text.box.top + index * text.step), line, font=face, fill=255)


def _bars(pen: ImageDraw.ImageDraw, bars: Bars) -> None:
    box = bars.box
    face = font(REGULAR, bars.digits)
    if not bars.module:
        pen.text((box.left, box.top), bars.code, font=face, fill=255)
        return
    width = len(bars.pattern) * bars.module
    left = box.left + (box.width - width) // 2
    height = box.height - bars.digits - 4
    for index, dark in enumerate(bars.pattern):
        if dark == "1":
            x = left + index * bars.module
            pen.rectangle((x, box.top, x + bars.module - 1, box.top + height - 1), fill=255)
    below = (box.left + box.width // 2, box.top + height + 2)
    pen.text(below, bars.code, font=face, fill=255, anchor="ma")
