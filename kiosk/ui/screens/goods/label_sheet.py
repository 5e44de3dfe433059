"""Draws presenters.label_sheet."""

from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.gridlayout import GridLayout

from kiosk.ui import tokens as t
from kiosk.ui.kit import Picture, PultScreen, refill
from kiosk.ui.kit.base import KitWidget

ROW_WIDE, ROW = 3, 4
"""Labels side by side."""
USUAL_RATIO = 0.6
"""Height of a label for a width of 1, until one is drawn."""


class LabelRows(KitWidget, GridLayout):
    """``labels``: PNGs in rows, as high as they need."""

    labels = ObjectProperty(())
    wide = BooleanProperty(True)

    def __init__(self, **kwargs):
        super().__init__(size_hint_y=None, spacing=t.S8, cols=ROW_WIDE, **kwargs)
        self.bind(minimum_height=self.setter("height"))
        self.redraw(self._show, "labels", "wide", "width")

    def _show(self, *_):
        self.cols = ROW_WIDE if self.wide else ROW
        refill(self, self.labels, lambda: Picture(size_hint_y=None), self._fill)
        side = (self.width - self.spacing[0] * (self.cols - 1)) / self.cols
        for picture in self.children:
            picture.height = side * (picture.ratio or USUAL_RATIO)

    @staticmethod
    def _fill(picture, png):
        picture.png = png


class LabelSheetScreen(PultScreen):
    """See the rule in label_sheet.kv."""
