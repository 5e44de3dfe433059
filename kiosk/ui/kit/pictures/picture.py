"""A picture file's content on the screen, whole and undistorted."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import KitWidget

KEPT = 64


@lru_cache(maxsize=KEPT)
def texture_of(png: bytes):
    """The texture of a PNG; a sheet shows the same one many times."""
    return CoreImage(BytesIO(png), ext="png").texture


def picture_of(widget):
    """The texture of what a widget shows now; None of one that has no size."""
    if widget.width < 1 or widget.height < 1:
        return None
    # Whole: half of the hairlines would be lost if it were drawn smaller.
    texture = widget.export_as_image().texture
    # It was drawn from its top, as for a file.
    texture.flip_vertical()
    return texture


class Picture(KitWidget, Widget):
    """``png``: content of a PNG file, empty for none; or ``shot``: a texture. As large as fits into
    the widget, in its middle. ``ratio``: height for a width of 1, for who lays it out."""

    png = ObjectProperty(b"")
    shot = ObjectProperty(None, allownone=True)
    ratio = NumericProperty(0)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        with self.canvas:
            self._colour = Color(*t.CLEAR)
            self._shape = Rectangle(size=(0, 0))
        self.redraw(self._draw, "png", "shot", "pos", "size")

    def _draw(self, *_):
        texture = self.shot or (texture_of(self.png) if self.png else None)
        if texture is None:
            self._colour.rgba = t.CLEAR
            self._shape.size = (0, 0)
            return
        wide, high = texture.size
        self.ratio = high / wide
        scale = min(self.width / wide, self.height / high)
        side, tall = round(wide * scale), round(high * scale)
        self._colour.rgba = t.WHITE
        self._shape.texture = texture
        self._shape.size = (side, tall)
        # Not from the centre: Kivy remembers it, and may not have looked again yet.
        left, low = self.x + (self.width - side) / 2, self.y + (self.height - tall) / 2
        self._shape.pos = (round(left), round(low))
