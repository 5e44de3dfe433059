"""What a page is for, beside a picture of it."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import (
    BigIcon,
    Card,
    DrawnScreen,
    Gap,
    HBox,
    Picture,
    Scroll,
    Txt,
    VBox,
    place,
    refill,
)
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.pictures.picture import picture_of


@usual(size_hint_y=1)
class Explained(HBox):
    """The picture at the left, a question mark where there is none; the sentences beside it.
    ``large``: in customers' type."""

    shot = ObjectProperty(None, allownone=True)
    words = ObjectProperty(())
    wide = BooleanProperty(True)
    large = BooleanProperty(False)

    def __init__(self, **kwargs):
        self.picture = Picture()
        self.frame = Card(padding=t.S4, radius=t.R_FIELD, size_hint_y=None)
        self.frame.add_widget(self.picture)
        self.nothing = BigIcon(icon="help", tone="primary", pos_hint={"center_x": 0.5, "top": 1})
        self.left = VBox(spacing=0)
        self.text = Scroll()
        super().__init__(**kwargs)
        self.left.size_hint_x = None
        self.left.add_widget(Gap())
        self.add(self.left, self.text)
        self.redraw(self._show, "shot", "wide")
        self.redraw(self._say, "words", "large", words=True)

    def _show(self, *_):
        self.spacing = t.S32 if self.wide else t.S24
        self.left.width = side = t.u(78) if self.wide else t.u(50)
        self.picture.shot = self.shot
        place(self.left, self.frame, self.shot is not None, 1)
        place(self.left, self.nothing, self.shot is None, 1)
        self.frame.height = (side - 2 * t.S4) * self.picture.ratio + 2 * t.S4

    def _say(self, *_):
        self.text.spacing = t.S24 if self.large else t.S16
        refill(self.text.column, self.words, self._line, self._fill)

    def _line(self):
        return Txt(kind="help" if self.large else "title", lines=0)

    def _fill(self, label, sentence):
        label.text = tr._(sentence)
        label.bold = sentence is self.words[0]


class HelpScreen(DrawnScreen):
    """``shot``: the texture of the page that was asked about, as it was left; it goes when the help
    does."""

    shot = ObjectProperty(None, allownone=True)

    def over(self, before) -> None:
        if self.state.pictured:
            self.shot = picture_of(before)

    def draw(self, state) -> None:
        page = self.parts.page if state.customer else self.parts.sheet
        for part in (self.parts.sheet, self.parts.page):
            place(self, part, part is page)
        if not state.pictured:
            self.shot = None
