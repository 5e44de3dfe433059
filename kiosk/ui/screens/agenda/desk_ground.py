"""What is drawn below and above the visits of a day: hours, lines, closed time, now."""

from __future__ import annotations

from functools import cache

from kivy.graphics import Color, Ellipse, InstructionGroup, Line, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from kiosk.presenters.agenda.columns import HOUR
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.screens.agenda.desk_block import words

HATCH = 8
"""Pixels from one stroke of the hatching to the next."""


@cache
def hatching() -> Texture:
    """White strokes across, to be repeated."""
    stroke = (0, 1)
    pixels = b"".join(
        bytes((255, 255, 255, 255 if (x + y) % HATCH in stroke else 0))
        for y in range(HATCH)
        for x in range(HATCH)
    )
    texture = Texture.create(size=(HATCH, HATCH), colorfmt="rgba")
    texture.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")
    texture.wrap = "repeat"
    return texture


class DayGround(Widget):
    """Its children are the visits."""

    def __init__(self, **kwargs):
        super().__init__(size_hint_y=None, **kwargs)
        self._lines, self._now, self._move = (InstructionGroup() for _ in range(3))
        self.canvas.before.add(self._lines)
        self.canvas.before.add(self._now)
        self.canvas.after.add(self._move)
        self._drawn = None

    def lines(self, plan) -> None:
        """``plan``: the :class:`Agenda`. Nothing is done where nothing has changed."""
        first, last = plan.shown
        told = (plan.shown, plan.hours, plan.zones, plan.places, plan.width, plan.hour)
        told = (*told, self.height, tr.language)
        if told == self._drawn:
            return
        self._drawn = told
        group, width, bottom, top = self._lines, plan.width, plan.y_of(last), plan.y_of(first)
        group.clear()
        _box(group, t.SURFACE, (t.W_TIME, bottom), (width - t.W_TIME, top - bottom))
        self._zones(plan, first, last)
        quarters = 4 if plan.hour >= 2 * t.H_FLOOR + t.H_HOUR / 2 else 2
        for place in range((last - first) // HOUR * quarters + 1):
            minute = first + place * HOUR // quarters
            colour = t.LINE if minute % HOUR == 0 else t.SUNKEN
            _box(group, colour, (t.W_TIME, plan.y_of(minute)), (width - t.W_TIME, t.HAIR))
        for place in range(len(plan.places) + 1):
            x = min(t.W_TIME + place * plan.lane, width - t.HAIR)
            _box(group, t.LINE, (x, bottom), (t.HAIR, top - bottom))
        for place, hour in enumerate(plan.hours):
            texture = words(tr._(hour), t.font("label"), False, 0)
            y = plan.y_of(first + place * HOUR) - texture.height / 2
            _box(group, t.INK2, (_right(texture), round(y)), texture.size, texture)

    def _zones(self, plan, first: int, last: int) -> None:
        """Closed time is sunken, time off hatched, with what it is."""
        places = {column: place for place, column in enumerate(plan.places)}
        for zone in plan.zones:
            start, end = max(zone.start, first), min(zone.end, last)
            if zone.column not in places or start >= end:
                continue
            x = t.W_TIME + places[zone.column] * plan.lane
            pos, size = (x, plan.y_of(end)), (plan.lane, plan.y_of(start) - plan.y_of(end))
            _box(self._lines, t.SUNKEN if zone.off else t.BG, pos, size)
            if not zone.off:
                continue
            u, v = size[0] / HATCH, size[1] / HATCH
            self._lines.add(Color(*t.LINE))
            self._lines.add(
                Rectangle(
                    texture=hatching(), pos=pos, size=size, tex_coords=(0, 0, u, 0, u, v, 0, v)
                )
            )
            self._caption(tr._(zone.text), pos, size)

    def _caption(self, text: str, pos, size) -> None:
        room = int(size[0] - t.S24)
        label = words(text, t.font("caption"), False, max(1, room))
        high = label.height + t.S8
        if not text or size[1] < high:
            return
        # The strokes would run through the words.
        wide = min(room, words(text, t.font("caption"), False, 0).width) + t.S16
        corner = (pos[0] + t.S4, pos[1] + size[1] - high - t.S4 / 2)
        _box(self._lines, t.SUNKEN, corner, (wide, high))
        place = (round(corner[0] + t.S8), round(corner[1] + t.S4))
        _box(self._lines, t.INK2, place, label.size, label)

    def now(self, y: float | None, width: float) -> None:
        """The now-line, behind the visits; a visit draws it behind its own words."""
        self._now.clear()
        if y is None:
            return
        _box(self._now, t.BAD, (t.W_TIME, y - t.HAIR), (width - t.W_TIME, t.FRAME_FOCUS))
        side = (t.S12, t.S12)
        self._now.add(Color(*t.BAD))
        self._now.add(Ellipse(pos=(t.W_TIME - t.S12 / 2, y - t.S12 / 2), size=side))

    def outline(self, box) -> None:
        """Where a visit would go, as ``(x, y, width, height)``; None for nowhere."""
        self._move.clear()
        if box is None:
            return
        _box(self._move, t.fade(t.PRIMARY, 0.14), box[:2], box[2:])
        self._move.add(Color(*t.PRIMARY))
        self._move.add(Line(rectangle=box, width=t.HAIR, dash_length=t.S8, dash_offset=t.S4))


def _box(group, colour: t.Rgba, pos, size, texture=None) -> None:
    group.add(Color(*colour))
    group.add(Rectangle(pos=pos, size=size, texture=texture))


def _right(texture) -> float:
    """Left edge of an hour's words that end before the columns."""
    return round(t.W_TIME - t.S12 - texture.width)
