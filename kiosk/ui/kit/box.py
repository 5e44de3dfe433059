"""Boxes: columns, rows, space, and what fills them."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from kivy.properties import NumericProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import KitWidget, usual


@usual(orientation="vertical", spacing=t.S8)
class VBox(KitWidget, BoxLayout):
    """A vertical box."""


@usual(size_hint_y=None)
class Stack(VBox):
    """A vertical box as high as its content."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._measure, "minimum_height")

    def _measure(self, *_):
        self.height = self.minimum_height


@usual(spacing=t.S8, size_hint_y=None)
class HBox(KitWidget, BoxLayout):
    """A horizontal box, as high as the highest thing in it unless ``size_hint_y`` is set.

    Lower things stand in the middle of it unless they have a ``pos_hint`` of their own.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._measure, "minimum_height", "size_hint_y")

    def add_widget(self, widget, *args, **kwargs):
        if not widget.pos_hint:
            widget.pos_hint = {"center_y": 0.5}
        super().add_widget(widget, *args, **kwargs)

    def _measure(self, *_):
        if self.size_hint_y is None:
            self.height = self.minimum_height


@usual(size_hint_y=None)
class Grid(KitWidget, GridLayout):
    """Rows and columns, as high as their content."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._measure, "minimum_height")

    def _measure(self, *_):
        self.height = self.minimum_height


class Gap(Widget):
    """Empty room. Without a size it takes what is left."""


@usual(do_scroll_x=False, bar_width=t.S4, bar_color=t.LINE_STRONG, bar_inactive_color=t.LINE)
class Scroll(KitWidget, ScrollView):
    """A column that scrolls when it is too long; children go into the column."""

    spacing = NumericProperty(t.S16)
    pad = NumericProperty(0)

    def __init__(self, **kwargs):
        self.column = Stack()
        super().__init__(**kwargs)
        super().add_widget(self.column)
        self.fbind("spacing", self._style)
        self.fbind("pad", self._style)
        for name in ("scroll_y", "height"):
            self.fbind(name, self._rest)
        self.column.fbind("height", self._rest)
        self._style()

    def _rest(self, *_):
        """What fits stands at the top."""
        if self.column.height <= self.height and self.scroll_y != 1:
            self.scroll_y = 1

    def _style(self, *_):
        self.column.spacing = self.spacing
        self.column.padding = (self.pad, 0, self.pad + t.S8, t.S8)

    def add_widget(self, widget, *args, **kwargs):
        if widget is self.column:
            super().add_widget(widget, *args, **kwargs)
        else:
            self.column.add_widget(widget, *args, **kwargs)

    def remove_widget(self, widget, *args, **kwargs):
        if widget is self.column:
            super().remove_widget(widget, *args, **kwargs)
        else:
            self.column.remove_widget(widget, *args, **kwargs)

    def clear_widgets(self, children=None):
        self.column.clear_widgets(children)


def arrange(box, wanted) -> None:
    """Has these parts in ``box``, in this order, and no others. Nothing is touched where they stand
    like that: a part under a finger must not move."""
    if list(reversed(box.children)) != wanted:
        box.clear_widgets()
        for part in wanted:
            box.add_widget(part)


def place(box, part, wanted, index=0) -> None:
    """Has ``part`` in ``box`` only while it is wanted. ``index`` as for ``add_widget``."""
    if wanted and part.parent is None:
        box.add_widget(part, index=index)
    elif not wanted and part.parent is not None:
        part.parent.remove_widget(part)


def refill(box, items, make, show=None) -> None:
    """Makes the children of ``box`` show ``items``, keeping the widgets that are there.

    ``make()`` builds one child, ``show(child, item)`` fills it, or a ``show(item)`` of its own.
    Building is what costs time, so a state that changes one line must not build the others anew,
    and children that are not needed now are kept for later.
    """
    children = list(reversed(box.children))
    # What comes out of ``ids`` is a proxy; the widget itself is what can be remembered.
    spare = _spare.setdefault(box.__self__, [])
    for index, item in enumerate(items):
        if index < len(children):
            child = children[index]
        else:
            child = spare.pop() if spare else make()
            box.add_widget(child)
        if show is None:
            child.show(item)
        else:
            show(child, item)
    for extra in children[len(items) :]:
        box.remove_widget(extra)
        spare.append(extra)


_spare: WeakKeyDictionary = WeakKeyDictionary()
"""Children taken out of a box by :func:`refill`, by box."""
