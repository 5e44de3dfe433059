"""Words and amounts.

In larger text words that would be cut are drawn smaller, down to their usual size and no further.
"""

from __future__ import annotations

from functools import lru_cache

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.label import Label

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual


@lru_cache(maxsize=8192)
def width_of(line: str, size: float, bold: bool) -> float:
    """Natural width of one line in pixels."""
    from kivy.core.text import Label as CoreLabel

    return float(CoreLabel(font_name=t.FONT, font_size=size, bold=bold).get_extents(line)[0])


def lines_of(text: str, room: float, size: float, bold: bool) -> int:
    """How many lines words take that wrap at ``room`` pixels; a word wider than that counts as
    too many."""
    lines, blank = 0, width_of(" ", size, bold)
    for paragraph in text.split("\n"):
        lines, taken = lines + 1, 0.0
        for word in paragraph.split(" "):
            wide = width_of(word, size, bold)
            if wide > room:
                return len(text)
            if taken and taken + blank + wide > room:
                lines, taken = lines + 1, 0.0
            taken += wide + (blank if taken else 0)
    return lines


def fitting(
    text: str, size: float, room: float, *, bold: bool = False, lines: int = 0, high: float = 0
) -> float:
    """The largest size, in pixels, at which words stand in ``room`` x ``high`` pixels (0: any
    height) in at most ``lines`` lines (0: any number). ``size``: the one asked for."""
    if t.TEXT_SCALE <= 1 or not text:
        return size
    room -= t.HAIR * 2  # what rounding may take
    for smaller in t.TEXT_STEPS:
        fitted = size * smaller
        needed = lines_of(text, room, fitted, bold)
        tall = needed * fitted * t.LINE_HEIGHT * t.LINE_OF_TYPE
        if (not lines or needed <= lines) and (not high or tall <= high):
            return fitted
    return size * t.TEXT_STEPS[-1]


@usual(
    font_name=t.FONT,
    line_height=t.LINE_HEIGHT,
    halign="left",
    disabled_color=t.INK3,
)
class Txt(KitWidget, Label):
    """A text. Its height is that of its words unless ``size_hint_y`` is set.

    ``kind``: a name of ``tokens.TYPE``; ``tone``: a name of ``tokens.TONES``.
    ``lines``: 1 shortens with an ellipsis, 0 wraps as far as needed, n wraps to at most n lines.
    ``fit``: as wide as its words, for rows of things. ``data``: shows somebody's data (a name),
    so that being shortened is nothing to complain about.
    """

    kind = StringProperty("body")
    tone = StringProperty("ink")
    lines = NumericProperty(1)
    fit = BooleanProperty(False)
    data = BooleanProperty(False)

    def __init__(self, **kwargs):
        if "size_hint" not in kwargs:
            kwargs.setdefault("size_hint_y", None)
        told = {**self.made_with, **kwargs}
        kwargs.setdefault("font_size", t.font(told.get("kind", "body")))
        kwargs.setdefault("color", t.tone(told.get("tone", "ink")))
        super().__init__(**kwargs)
        self.fbind("kind", self._style)
        self.fbind("tone", self._style)
        for name in ("lines", "fit", "size", "size_hint_y", "size_hint_x"):
            self.fbind(name, self._space)
        if t.TEXT_SCALE > 1:
            for name in ("text", "size", "bold", "lines", "padding"):
                self.fbind(name, self._suit)
        self.fbind("texture_size", self._measure)
        self._space()

    def _style(self, *_):
        self.font_size = t.font(self.kind)
        self.color = t.tone(self.tone)
        self._suit()

    def _suit(self, *_):
        """Words that are cut in larger text are not quite so large; of data the end may go."""
        size, fixed = t.font(self.kind), self.size_hint_y is not None
        if self.data or self.fit or self.width <= 1:
            self.font_size = size
            return
        left, top, right, bottom = self.padding
        self.font_size = fitting(
            self.text,
            size,
            self.width - left - right,
            bold=self.bold,
            lines=int(self.lines),
            high=self.height - top - bottom if fixed else 0,
        )

    def _space(self, *_):
        fixed = self.size_hint_y is not None
        # Of words of no fixed height Kivy keeps the last lines, unless they begin at the top.
        self.valign = "middle" if fixed else "top"
        self.shorten = self.lines == 1 and not self.fit
        self.shorten_from = "right"
        self.max_lines = int(self.lines)
        if self.fit:
            self.size_hint_x = None
            self.text_size = (None, self.height if fixed else None)
        else:
            self.text_size = (max(1, self.width), self.height if fixed else None)
        self._measure()

    def _measure(self, *_):
        if self.size_hint_y is None and self.height != self.texture_size[1]:
            self.height = self.texture_size[1]
        if self.fit and self.width != self.texture_size[0]:
            self.width = self.texture_size[0]


@usual(halign="right")
class Money(Txt):
    """An amount (``kiosk.salon.domain.text.Amount`` or any Text) at the right edge of its place.

    Roboto's digits are all of one width, so amounts below each other line up.
    ``bare`` leaves out the currency's sign, for columns.
    """

    amount = ObjectProperty("")
    bare = BooleanProperty(False)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._say, "amount", "bare", words=True)

    def _say(self, *_):
        self.text = tr.bare(self.amount) if self.bare else tr._(self.amount)
