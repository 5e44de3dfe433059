"""A visit as a block of the agenda: strip and tint of the stylist, name, time, services, state."""

from __future__ import annotations

from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.properties import StringProperty
from kivy.uix.widget import Widget

from kiosk.presenters.agenda.columns import Block
from kiosk.salon.domain.text import Msg, T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.icons import IconMark
from kiosk.ui.kit.rounded import Rounded

STATE_ICONS: dict[str, tuple[str, str]] = {
    "booked": ("", ""),
    "arrived": ("hourglass", "info"),
    "in_chair": ("armchair", "ok"),
    "done": ("banknote", "warn"),
    "paid": ("check", "ok"),
    "no_show": ("user-x", "bad"),
}
"""Icon and tone at the top right of a block."""
LATE = ("clock", "bad")
CLASH = ("copy", "warn")
WARNING = ("alert-triangle", "bad")
LEGEND: tuple[tuple[tuple[str, str], Msg], ...] = (
    (STATE_ICONS["arrived"], T("Arrived")),
    (LATE, T("Late")),
    (STATE_ICONS["in_chair"], T("In the chair")),
    (STATE_ICONS["done"], T("To pay")),
    (STATE_ICONS["paid"], T("Paid")),
    (STATE_ICONS["no_show"], T("Did not come")),
    (CLASH, T("Does not fit")),
)
"""What the icons mean."""

MOST_LINES = 3
"""Of time and services; a longer list of services ends there."""

OVER = ("paid", "no_show")
"""Grey, so that the eye finds what is left to do."""


@lru_cache(maxsize=1024)
def words(text: str, size: float, bold: bool, width: int, lines: int = 1):
    """A white picture of words: shortened to one line of ``width`` pixels, or wrapped to several;
    0 for any width."""
    label = CoreLabel(
        text=text,
        font_name=t.FONT,
        font_size=size,
        bold=bold,
        text_size=(width or None, None),
        shorten=width > 0 and lines == 1,
        shorten_from="right",
        split_str="",
        max_lines=lines,
    )
    label.refresh()
    return label.texture


@usual(size_hint=(None, None))
class VisitBlock(KitWidget, Widget):
    """Draws a :class:`Block`; touches are the agenda's affair. ``text``: whose visit it is."""

    text = StringProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.block: Block | None = None
        self._colour = 0
        self._look = ""
        self._now: float | None = None
        self._top = float("inf")
        self._grounds = InstructionGroup()
        self._parts: list[tuple[Rounded, Rounded, Rounded]] = []
        self.canvas.add(self._grounds)
        with self.canvas:
            self._thread = (Color(*t.CLEAR), Rectangle(size=(0, 0)))
            self._past = (Color(*t.CLEAR), Rectangle(size=(0, 0)))
            self._name = (Color(*t.INK), Rectangle(size=(0, 0)))
            self._line = (Color(*t.INK2), Rectangle(size=(0, 0)))
        self._icon = IconMark(self.canvas)
        self._marks = (IconMark(self.canvas), IconMark(self.canvas))

    def show(self, block: Block, colour: int, look: str, pos, size, now: float | None) -> None:
        """``look``: ``selected`` or empty. ``now``: the y of the now-line where it crosses the
        block: it goes behind the words."""
        told = (block, colour, look, now, tr.language)
        same = self.block is not None and told == (
            *(self.block, self._colour, self._look, self._now),
            self._language,
        )
        if same and tuple(self.pos) == tuple(pos) and tuple(self.size) == tuple(size):
            return
        self.block, self._colour, self._look, self._now, self._language = told
        self.text = block.name
        self.pos, self.size = pos, size
        self._draw()

    def stick(self, top: float) -> None:
        """The words stay in sight below ``top``, where the block is scrolled half away."""
        before, self._top = min(self.top, self._top), top
        if min(self.top, top) != before and self.block is not None:
            self._write()

    def spans(self) -> list[tuple[float, float]]:
        """Bottom and top of each part that is worked at."""
        block = self.block
        high = self.height / max(1, block.end - block.start)
        return [
            (self.top - (end - block.start) * high, self.top - (start - block.start) * high)
            for start, end in (block.parts or ((block.start, block.end),))
        ]

    def holds(self, x: float, y: float) -> bool:
        """Whether a touch is on the visit, not in a gap in which others can be seen to."""
        return self.collide_point(x, y) and any(low <= y <= high for low, high in self.spans())

    @property
    def _over(self) -> bool:
        return self.block.state in OVER

    def _draw(self) -> None:
        over = self._over
        strip, tint = (t.LINE, t.BG) if over else t.STAFF[self._colour % len(t.STAFF)]
        edge = t.FRAME_FOCUS if self._look else t.HAIR
        frame = t.PRIMARY if self._look else t.LINE if over else _between(strip, tint)
        if self.block.clash and not self._look:
            frame, edge = t.tone(CLASH[1]), t.FRAME_FOCUS
        spans = self.spans()
        while len(self._parts) < len(spans):
            # One after the other: a rounded shape adds itself as it is made.
            group = self._grounds
            self._parts.append((Rounded(group), Rounded(group), Rounded(group)))
        for number, parts in enumerate(self._parts):
            if number < len(spans):
                self._part(parts, spans[number], strip, tint, frame, edge)
            else:
                for part in parts:
                    part.hide()
        gap = len(spans) > 1
        self._thread[0].rgba = strip if gap else t.CLEAR
        self._thread[1].pos, self._thread[1].size = self.pos, (t.S4, self.height if gap else 0)
        self._past[0].rgba = t.fade(t.BAD, 0.5) if self._now is not None else t.CLEAR
        self._past[1].pos = (self.x + edge, (self._now or 0) - t.HAIR)
        self._past[1].size = (self.width - 2 * edge, t.FRAME_FOCUS if self._now is not None else 0)
        self._write()

    def _part(self, parts, span, strip, tint, frame, edge) -> None:
        x, w, (y, top) = self.x, self.width, span
        h = top - y
        outer, left, inner = parts
        outer.draw(frame, x, y, w, h, t.R_FIELD)
        wide = 0 if self._look else 2 * t.R_FIELD
        left.draw(strip, x, y, wide, h if wide else 0, t.R_FIELD)
        lead = edge if self._look else t.STRIP
        inner.draw(tint, x + lead, y + edge, w - lead - edge, h - 2 * edge, t.R_FIELD - edge)

    def _write(self) -> None:
        block, right, over = self.block, self.right - t.S8, self._over
        side = t.ICON - t.S4
        low, high = self.spans()[0]
        tall = high - low >= t.H_FLOOR
        top = min(high - (t.S8 if tall else t.S4 / 2), self._top - t.S4 / 2)
        if min(high, self._top) - low < t.font("label") * t.LINE_OF_TYPE:
            # A strip of it is in sight, in which a name would be cut through.
            self._hush()
            return
        top = max(top, low + t.font("label") * t.LINE_OF_TYPE)
        left = self.x + t.STRIP + t.S8
        icon, tone = STATE_ICONS.get(block.state, ("", ""))
        if block.late:
            icon, tone = LATE
        middle = top - t.font("label") * 0.62
        self._icon.draw(icon, (right - side / 2, middle), side, t.tone(tone))
        name_right = right - (side + t.S4 if icon else 0)
        marks = [WARNING] * (block.warning and not over) + [CLASH] * block.clash
        if not tall:
            name_right = self._mark(marks, name_right, middle, side)
        name = words(block.name, t.font("label"), True, max(1, int(name_right - left)))
        _picture(self._name, name, left, top - name.height)
        below = top - name.height - t.S4 / 2
        lines = min(MOST_LINES, int((below - low) // (t.font("caption") * 1.2)))
        if lines < 1:
            self._line[1].size = (0, 0)
            return
        told = tr._(block.time)
        least = words(told, t.font("caption"), False, 0).width
        if tall:
            room = right - left - len(marks) * (side + t.S4)
            deep = below - low >= side + t.font("caption") * 1.2 + t.S8
            beside = room >= 2 * least or not deep
            ends = self._mark(marks, right, below - side / 2 if beside else low + side, side)
            right = ends if beside else right
        if right - left >= 2 * least:
            told = f"{told}  {block.services}"
        else:
            # A word would break in the middle.
            lines = 1
        line = words(told, t.font("caption"), False, max(1, int(right - left)), lines)
        _picture(self._line, line, left, below - line.height)

    def _hush(self) -> None:
        self._icon.draw("", (0, 0), t.ICON, t.CLEAR)
        self._mark([], 0, 0, t.ICON)
        self._name[1].size = self._line[1].size = (0, 0)

    def _mark(self, marks, right: float, middle: float, side: float) -> float:
        """Draws them from ``right`` on to the left; returns where there is room again."""
        for place, mark in enumerate(self._marks):
            icon, tone = marks[place] if place < len(marks) else ("", "")
            mark.draw(icon, (right - side / 2, middle), side, t.tone(tone))
            right -= side + t.S4 if icon else 0
        return right


def _between(one: t.Rgba, other: t.Rgba) -> t.Rgba:
    """A colour between two: the thin frame of a block, whatever lies behind it."""
    mixed = [0.4 * a + 0.6 * b for a, b in zip(one, other, strict=True)]
    return (mixed[0], mixed[1], mixed[2], mixed[3])


def _picture(part, texture, x: float, y: float) -> None:
    part[1].texture = texture
    part[1].size = texture.size
    part[1].pos = (round(x), round(y))
