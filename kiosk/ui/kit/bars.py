"""The frame of staff pages: a bar with back, title and buttons, and the body below."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import Stack, VBox, place
from kiosk.ui.kit.buttons import Btn, Chip, HelpMark, IconBtn, MainBtn
from kiosk.ui.kit.choice import Choice
from kiosk.ui.kit.screen import Page
from kiosk.ui.kit.text import Txt, lines_of, width_of

TITLES = (("h2", 1), ("title", 1), ("title", 2), ("body", 2), ("label", 2))
"""Kinds of type and lines of a title, tried in this order beside the buttons of its page."""


@usual(size_hint_y=None, height=t.H_BAR, padding=(t.S16, t.S8, t.S16, t.S8), spacing=t.S12)
class TopBar(KitWidget, BoxLayout):
    """Back button, question mark, title over subtitle, and whatever buttons are put into it at the
    right, the main one always last."""

    title = StringProperty("")
    subtitle = StringProperty("")
    has_back = BooleanProperty(True)
    has_help = BooleanProperty(True)

    __events__ = ("on_back", "on_help")

    def __init__(self, **kwargs):
        self._arrow = IconBtn(icon="arrow-left", look="ghost", pos_hint={"center_y": 0.5})
        self._mark = HelpMark()
        self._title = Txt(kind="h2", bold=True, data=True)
        self._subtitle = Txt(kind="caption", tone="ink2", data=True)
        self._words = Stack(spacing=0, pos_hint={"center_y": 0.5})
        self._words.add_widget(self._title)
        super().__init__(**kwargs)
        self._arrow.bind(on_tap=lambda *_: self.dispatch("on_back"))
        self._mark.bind(on_tap=lambda *_: self.dispatch("on_help"))
        self.add_widget(self._words)
        self.redraw(self._style, "title", "subtitle", "has_back", "has_help")
        self._words.fbind("width", self._fit)

    def on_back(self, *_) -> None:
        """The arrow was tapped."""

    def on_help(self, *_) -> None:
        """The question mark was tapped."""

    def add_widget(self, widget, *args, **kwargs):
        if isinstance(widget, Btn) and widget is not self._arrow:
            widget.fit = True
            widget.size_hint = (None, None)
            widget.fbind("look", self._size)
            self._size(widget)
        if widget not in (self._words, self._arrow):
            widget.pos_hint = {"center_y": 0.5}
        if not args and not kwargs and self.children and isinstance(self.children[0], MainBtn):
            kwargs["index"] = 1
        super().add_widget(widget, *args, **kwargs)

    @staticmethod
    def _size(button, *_):
        """What the page is for is somewhat larger."""
        button.height = t.H_BUTTON if button.look == "primary" else t.H_FLOOR

    def _style(self, *_):
        self._title.text = self.title
        self._subtitle.text = self.subtitle
        place(self._words, self._subtitle, self.subtitle)
        lead = self._arrow.parent is self
        place(self, self._mark, self.has_help, len(self.children) - lead)
        place(self, self._arrow, self.has_back, len(self.children))
        self._fit()

    def crowded_by(self, words: list[str], wide: float) -> bool:
        """Whether buttons with these words, beside the main one, would leave the title no room on
        a page that is ``wide`` pixels wide."""
        main = [one.verb for one in self.children if isinstance(one, MainBtn)]
        taken = sum(
            width_of(one, t.font("body"), True) + t.S24 + self.spacing for one in (*words, *main)
        )
        icons = sum(one.width for one in (self._arrow, self._mark) if one.parent is self)
        left, _, right, _ = self.padding
        room = wide - taken - icons - left - right - t.S24
        kind, lines = TITLES[-1]
        return bool(words) and lines_of(self.title, room, t.font(kind), True) > lines

    def _fit(self, *_):
        """A title that many buttons leave little room is smaller, or stands in two lines. What is
        too long even for that is somebody's name, whose end may go."""
        room, most = self._words.width, 1 if self.subtitle else 2
        fitting = (
            (kind, lines)
            for kind, lines in TITLES
            if lines <= most and lines_of(self.title, room, t.font(kind), True) <= lines
        )
        self._title.kind, self._title.lines = next(fitting, TITLES[0])


@usual(orientation="vertical")
class Sheet(Page, KitWidget, BoxLayout):
    """A staff page. Buttons, chips and choices put directly into it go to the bar at the top,
    everything else into the body. ``has_back: False`` hides the arrow, ``has_help: False`` the
    question mark.
    """

    title = StringProperty("")
    subtitle = StringProperty("")
    has_back = BooleanProperty(True)
    has_help = BooleanProperty(True)

    def __init__(self, **kwargs):
        self.bar = TopBar()
        self.body = VBox(spacing=t.S16)
        super().__init__(**kwargs)
        super().add_widget(self.bar)
        super().add_widget(self.body)
        self.bar.bind(
            on_back=lambda *_: self.dispatch("on_back"),
            on_help=lambda *_: self.dispatch("on_help"),
        )
        self.redraw(self._style, "title", "subtitle", "has_back", "has_help", "wide")

    def add_widget(self, widget, *args, **kwargs):
        if isinstance(widget, (Btn, IconBtn, Chip, Choice)):
            self.bar.add_widget(widget)
        else:
            self.body.add_widget(widget, *args, **kwargs)

    def _style(self, *_):
        self.bar.title, self.bar.subtitle = self.title, self.subtitle
        self.bar.has_back, self.bar.has_help = self.has_back, self.has_help
        side = t.S24 if self.wide else t.S16
        # An icon stands on its own room, so it begins further left than words would.
        icon = self.has_back or self.has_help
        self.bar.padding = (side - t.S12 if icon else side, t.S8, side, t.S8)
        self.body.padding = (side, 0, side, t.S16)
        # On a small panel a form with many buttons has room for nothing between them.
        self.bar.spacing = t.S12 if self.wide else t.S4
