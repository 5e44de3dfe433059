"""A list with columns: names at the left as in any list, figures at the right under headings.

A row has three labels whatever the number of columns: the figures are pictures of words, kept and
drawn again wherever the same figure stands, so that typing a letter costs what it costs in a list
without columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.salon.domain.text import Text
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import VBox
from kiosk.ui.kit.buttons import WordTap
from kiosk.ui.kit.panels import Hair
from kiosk.ui.kit.rows import RowList, RowView
from kiosk.ui.kit.text import Txt, fitting


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``width`` in pixels, 0 for the one that takes what is left (the first). ``order``: what a
    touch on the heading asks for, empty when the list cannot be put in order by it. ``cut``: its
    words may be too long, and what does not fit is left out."""

    title: Text
    width: float = 0
    right: bool = False
    order: str = ""
    cut: bool = False


@lru_cache(maxsize=4096)
def figure(text: str, size: float):
    """A white picture of one line of words, or None when there are none."""
    if not text:
        return None
    label = CoreLabel(text=text, font_name=t.FONT, font_size=size)
    label.refresh()
    return label.texture


@lru_cache(maxsize=256)
def beginning(text: str, size: float, room: float):
    """As :func:`figure`, of what fits into ``room`` pixels. Fewer are kept: such words seldom
    stand in two rows."""
    if not text:
        return None
    room = (max(room, 1), None)
    label = CoreLabel(
        text=text,
        font_name=t.FONT,
        font_size=size,
        text_size=room,
        shorten=True,
        shorten_from="right",
        split_str="",
        halign="left",
    )
    label.refresh()
    return label.texture


def _lead(column) -> float:
    """Room before the words of a column: those at the left edge keep off the figures before."""
    return t.S24 if column.width and not column.right else t.S8


@usual(font_size=t.Typed("caption"), radius=t.R_FIELD, size_hint_y=None, height=t.H_FLOOR)
class Heading(WordTap):
    """The title of a column; a touch puts the list in order by it."""

    key = StringProperty("")
    lead = NumericProperty(t.S8)
    chosen = BooleanProperty(False)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "chosen")

    def _space(self, *_):
        room = self.width - self.lead - t.S8
        self.font_size = fitting(self.text, t.font("caption"), room, bold=True, lines=2)
        # At the edge where the figures below it stand, not in the middle.
        self.padding = (self.lead, 0, t.S8, 0)
        self.text_size = (self.width, None)
        self.max_lines = 2

    def _style(self, *_):
        self.bold = self.chosen
        self.color = t.PRIMARY if self.chosen else t.INK2


@usual(size_hint_y=None, height=t.H_FLOOR, padding=(t.S8, 0, t.S8, 0))
class Head(KitWidget, BoxLayout):
    """The titles of all columns in one line."""

    columns = ObjectProperty(())
    order = StringProperty("")

    __events__ = ("on_sort",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._show, "columns", "order", words=True)

    def on_sort(self, key: str) -> None:
        """A heading was tapped."""

    def _show(self, *_):
        if len(self.children) != len(self.columns):
            self.clear_widgets()
            for column in self.columns:
                self.add_widget(self._cell(column))
        for cell, column in zip(reversed(self.children), self.columns, strict=True):
            cell.text = tr._(column.title)
            if column.order:
                cell.chosen = column.order == self.order

    def _cell(self, column):
        if column.order:
            cell = Heading(key=column.order, lead=_lead(column))
            cell.bind(on_tap=lambda tap: self.dispatch("on_sort", tap.key))
        else:
            cell = Txt(kind="caption", tone="ink2", lines=2, padding=(_lead(column), 0, t.S8, 0))
            cell.pos_hint = {"center_y": 0.5}
        cell.halign = "right" if column.right else "left"
        if column.width:
            cell.size_hint_x, cell.width = None, column.width
        return cell


class TableRow(RowView):
    """A row of a list with ``row.cells`` in its columns; the first of them stands below the title.
    Sums are shown without their currency."""

    def __init__(self, columns, **kwargs):
        self._columns = columns
        super().__init__(**kwargs)
        self._figures = []
        for _ in columns:
            colour, shape = Color(*t.CLEAR), Rectangle(size=(0, 0))
            self.canvas.add(colour)
            self.canvas.add(shape)
            self._figures.append((colour, shape))
        self._texts = ()

    def _show(self, *_):
        row = self.row
        below, *figures = row.cells if row is not None and row.cells else ("",)
        self._texts = tuple(tr.bare(cell) for cell in figures)
        super()._show()
        if row is not None and row.cells:
            self.subtitle.text, self.amount.text = tr._(below), ""
            self._place()

    def right_end(self) -> float:
        return self.x + self.width - t.S8 - sum(column.width for column in self._columns) - t.S8

    def _place(self, *_):
        super()._place()
        if self.row is None:
            return
        left, middle = self.right_end() + t.S8, self.y + self.height / 2
        texts = (*self._texts, *("",) * len(self._columns))
        for (colour, shape), column, text in zip(self._figures, self._columns, texts, strict=False):
            size = t.font("label")
            if column.cut:
                picture = beginning(text, size, column.width - _lead(column) - t.S8)
            else:
                picture = figure(text, size)
            shape.texture = picture
            shape.size = picture.size if picture is not None else (0, 0)
            colour.rgba = t.CLEAR if picture is None else t.INK3 if self.row.dim else t.INK
            room = column.width - t.S8 - shape.size[0]
            x = left + (room if column.right else _lead(column))
            shape.pos = (round(x), round(middle - shape.size[1] / 2))
            left += column.width


class TableRows(RowList):
    """The rows of a :class:`Table`."""

    def __init__(self, columns, **kwargs):
        self._columns = columns
        super().__init__(**kwargs)

    def make_row(self) -> RowView:
        return TableRow(self._columns)


@usual(spacing=0)
class Table(VBox):
    """Headings over rows (``items``: ``Row`` with ``cells``). ``columns``: :class:`TableColumn`,
    fixed when it is made. Events ``on_pick(key)``, ``on_more()``, ``on_sort(key)``, ``on_offer()``.
    """

    items = ObjectProperty(())
    empty = StringProperty("")
    empty_icon = StringProperty("list")
    offer_text = StringProperty("")
    order = StringProperty("")

    __events__ = ("on_pick", "on_more", "on_sort", "on_offer")

    def __init__(self, columns, **kwargs):
        super().__init__(**kwargs)
        self.head = Head(columns=columns)
        self.rows = TableRows(columns[1:], fill=t.CLEAR, frame=t.CLEAR)
        self.add(self.head, Hair(), self.rows)
        self.rows.bind(
            on_pick=lambda _, key: self.dispatch("on_pick", key),
            on_more=lambda *_: self.dispatch("on_more"),
            on_offer=lambda *_: self.dispatch("on_offer"),
        )
        self.head.bind(on_sort=lambda _, key: self.dispatch("on_sort", key))
        self.redraw(self._fill, "items", "empty", "empty_icon", "offer_text", "order")

    def on_pick(self, key: str) -> None:
        """A row was tapped."""

    def on_more(self) -> None:
        """The end of the list is near."""

    def on_sort(self, key: str) -> None:
        """A heading was tapped."""

    def on_offer(self) -> None:
        """The button of an empty list was tapped."""

    def _fill(self, *_):
        self.head.order = self.order
        self.rows.empty_icon, self.rows.offer_text = self.empty_icon, self.offer_text
        self.rows.empty = self.empty
        self.rows.items = self.items
