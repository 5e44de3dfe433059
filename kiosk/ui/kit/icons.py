"""Icons: glyphs of our own font, kept as white textures and coloured when drawn."""

from __future__ import annotations

import json
from functools import cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.salon.assets import asset
from kiosk.ui import tokens as t
from kiosk.ui.kit.base import KitWidget, usual

ICON_FONT = asset("fonts/pult-icons.ttf")
ICON_NAMES = asset("icons/icons.json")


@cache
def glyphs() -> dict[str, str]:
    """Characters of the icon font by icon name."""
    codes = json.loads(ICON_NAMES.read_text("utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


@cache
def icon_texture(name: str, pixels: int):
    """A white picture of an icon; of its first letter when the font has no such icon."""
    glyph = glyphs().get(name)
    if glyph is None:
        label = CoreLabel(text=name[:1], font_size=pixels * 0.8, font_name=t.FONT)
    else:
        label = CoreLabel(text=glyph, font_size=pixels, font_name=str(ICON_FONT))
    label.refresh()
    return label.texture


def centre_of(part) -> tuple[float, float]:
    """The middle of a widget. Kivy remembers ``center`` and ``right``, and may not have looked
    again yet while it tells of another place or size."""
    return (part.x + part.width / 2, part.y + part.height / 2)


class IconMark:
    """An icon as canvas instructions, for widgets that draw their own."""

    def __init__(self, canvas) -> None:
        self._colour = Color(*t.CLEAR)
        self._shape = Rectangle(size=(0, 0))
        canvas.add(self._colour)
        canvas.add(self._shape)

    def draw(self, name: str, centre: tuple[float, float], side: float, colour: t.Rgba) -> None:
        """Puts the icon around ``centre``; an empty name hides it."""
        if not name:
            self._shape.size = (0, 0)
            return
        texture = icon_texture(name, round(side))
        self._colour.rgba = colour
        self._shape.texture = texture
        self._shape.size = texture.size
        self._shape.pos = (
            round(centre[0] - texture.width / 2),
            round(centre[1] - texture.height / 2),
        )


@usual(size_hint=(None, None))
class Ico(KitWidget, Widget):
    """An icon of a square of ``side``."""

    icon = StringProperty("")
    side = NumericProperty(t.ICON)
    tone = StringProperty("ink")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._mark = IconMark(self.canvas)
        for name in ("icon", "side", "tone", "pos", "size"):
            self.fbind(name, self._draw)
        self.redraw(self._measure, "side")

    def _measure(self, *_):
        if self.size_hint_x is None:
            self.width = self.side
        if self.size_hint_y is None:
            self.height = self.side
        self._draw()

    def _draw(self, *_):
        self._mark.draw(self.icon, centre_of(self), self.side, t.tone(self.tone))


@usual(side=t.ICON_HUGE, pos_hint={"center_x": 0.5})
class BigIcon(Ico):
    """The sign of a whole page."""
