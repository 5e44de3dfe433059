"""Parts of a sheet: facts under their labels, and a short list under its heading."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import HBox, Scroll, Stack, place, refill
from kiosk.ui.kit.icons import Ico
from kiosk.ui.kit.panels import Slip
from kiosk.ui.kit.rows import RowView
from kiosk.ui.kit.text import Txt


class Fact(Stack):
    """A label over what it says."""

    def __init__(self, **kwargs):
        super().__init__(spacing=0, **kwargs)
        self.label = Txt(kind="caption", tone="ink2")
        self.words = Txt(kind="body", lines=0)
        self.add(self.label, self.words)

    def show(self, pair) -> None:
        self.label.text, self.words.text = pair


@usual(spacing=t.S12)
class Facts(Stack):
    """``items``: pairs of label and Text; those with nothing to say are left out."""

    items = ObjectProperty(())

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._show, "items", words=True)

    def _show(self, *_):
        told = [(tr._(label), tr._(words)) for label, words in self.items]
        refill(self, [pair for pair in told if pair[1]], Fact)


class Optional(Stack):
    """Its children are there while ``wanted``; otherwise it takes no room."""

    wanted = BooleanProperty(True)

    def __init__(self, **kwargs):
        self._kept: list = []
        super().__init__(**kwargs)
        self.redraw(self._show, "wanted")

    def add_widget(self, widget, *args, **kwargs):
        self._kept.append(widget)
        if self.wanted:
            super().add_widget(widget, *args, **kwargs)

    def _show(self, *_):
        for widget in self._kept:
            if self.wanted and widget.parent is None:
                super().add_widget(widget)
            elif not self.wanted and widget.parent is self:
                self.remove_widget(widget)


class SectionRow(RowView):
    """A row that only reacts to fingers when there is something behind it."""

    tappable = BooleanProperty(False)

    def on_touch_down(self, touch):
        return super().on_touch_down(touch) if self.tappable else False


@usual(spacing=0, padding=(0, t.S16, 0, t.S8))
class Section(Slip):
    """A heading and rows (``items``: ``Row``); ``empty`` is said when there is none.

    For a few dozen rows at most: they are all built. With ``tappable`` rows: ``on_pick(key)``.
    """

    title = StringProperty("")
    tappable = BooleanProperty(False)
    empty = StringProperty("")
    items = ObjectProperty(())

    __events__ = ("on_pick",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.heading = Txt(kind="title", bold=True, padding=(t.S16, 0, t.S16, t.S8))
        self.nothing = Txt(kind="body", tone="ink2", lines=0, padding=(t.S16, t.S4, t.S16, t.S8))
        self.rows = Stack(spacing=0)
        self.add_widget(self.rows)
        self.redraw(self._show, "title", "empty", "items", "tappable", words=True)

    def on_pick(self, key: str) -> None:
        """A row was tapped."""

    def _show(self, *_):
        self.heading.text = self.title
        place(self, self.heading, self.title, len(self.children))
        self.padding = (0, t.S16 if self.title else 0, 0, t.S8 if self.title else 0)
        refill(self.rows, self.items, self._make, self._fill)
        for index, view in enumerate(self.rows.children):
            view.hair.opacity = 1 if index else 0
        self.nothing.text = self.empty
        place(self, self.nothing, self.empty and not self.items)

    def _make(self):
        view = SectionRow(height=t.H_ROW)
        view.size_hint_x = 1
        view.bind(on_tap=lambda source: self.dispatch("on_pick", source.row.key))
        return view

    def _fill(self, view, row):
        view.tappable = self.tappable
        if view.row == row:
            view.say()
        view.row = row


class Entry(Slip):
    """Icon, words, and on the right whatever is added to ``head``. ``key``: whose it is."""

    def __init__(self, **kwargs):
        super().__init__(spacing=t.S12, **kwargs)
        self.key = ""
        self.icon = Ico(tone="ink2")
        self.title = Txt(kind="body", bold=True, data=True)
        self.about = Txt(kind="caption", tone="ink2", data=True)
        self.words = Stack(spacing=0)
        self.words.add(self.title, self.about)
        self.head = HBox(spacing=t.S16)
        self.head.add(self.icon, self.words)
        self.add_widget(self.head)

    def name(self, part) -> None:
        self.key = part.key
        self.icon.icon = part.icon
        self.title.text, self.about.text = tr._(part.title), tr._(part.about)


class Columns(Scroll):
    """Two columns beside each other when ``wide``, below each other when not; both scroll as one.

    Of its two children (each as high as its content) the first is the narrow one.
    """

    wide = BooleanProperty(True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.box = BoxLayout(spacing=t.S16, size_hint_y=None)
        super().add_widget(self.box)
        self.fbind("wide", self._arrange)

    def add_widget(self, widget, *args, **kwargs):
        if getattr(self, "box", None) is None or widget is self.column:
            super().add_widget(widget, *args, **kwargs)
            return
        widget.pos_hint = {"top": 1}
        widget.fbind("height", self._arrange)
        self.box.add_widget(widget)
        self._arrange()

    def _arrange(self, *_):
        parts = list(reversed(self.box.children))
        self.box.orientation = "horizontal" if self.wide else "vertical"
        heights = [part.height for part in parts] or [0]
        gaps = t.S16 * (len(parts) - 1)
        self.box.height = max(heights) if self.wide else sum(heights) + gaps
        for index, part in enumerate(parts):
            narrow = self.wide and index == 0
            part.size_hint_x = None if narrow else 1
            if narrow:
                part.width = t.W_PANEL
