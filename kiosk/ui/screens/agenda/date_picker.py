"""The date picker: a cell for each day, month or year, drawn without labels of its own."""

from __future__ import annotations

from kivy.graphics import Color, Rectangle
from kivy.properties import StringProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Tap, Txt, refill
from kiosk.ui.kit.base import usual
from kiosk.ui.screens.agenda.desk_block import words


@usual(radius=t.R_FIELD)
class DayTap(Tap):
    """A day (or month, or year): its number, and below it what is to be known. ``text``: both."""

    key = StringProperty("")
    text = StringProperty("")

    def __init__(self, **kwargs):
        self._cell = None
        super().__init__(**kwargs)
        with self.canvas:
            self._ink, self._number = Color(*t.INK), Rectangle(size=(0, 0))
            self._ink2, self._note = Color(*t.INK2), Rectangle(size=(0, 0))
        for name in ("pos", "size"):
            self.fbind(name, self._place)

    def show(self, cell) -> None:
        self._cell, self.key = cell, cell.key
        note = tr._(cell.note)
        number = tr._(cell.number)
        self.text = f"{number} {note}".strip()
        ground = t.BG if cell.over else t.SUNKEN if cell.quiet else t.SURFACE
        self.fill = t.PRIMARY_SOFT if cell.chosen else ground
        self.frame = t.PRIMARY if cell.chosen or cell.today else t.LINE
        self.frame_width = t.FRAME_FOCUS if cell.chosen or cell.today else t.HAIR
        faint = cell.other or cell.over or cell.quiet
        self._ink.rgba = t.PRIMARY if cell.chosen else t.INK3 if faint else t.INK
        self._ink2.rgba = t.PRIMARY if cell.chosen else t.INK2
        bold = (cell.chosen or cell.today) and not cell.other
        self._number.texture = words(number, t.font("title"), bold, 0)
        self._note.texture = words(note, t.font("caption"), False, 0) if note else None
        self._place()

    def _place(self, *_):
        if self._cell is None:
            return
        number = self._number.texture
        # Kivy never gives back that there is none.
        note = self._note.texture if self._cell.note else None
        below = note.height if note else 0
        bottom = self.y + (self.height - number.height - below) / 2
        self._number.size = number.size
        self._number.pos = self._middle(number.width, bottom + below)
        self._note.size = note.size if note else (0, 0)
        if note:
            self._note.pos = self._middle(note.width, bottom)

    def _middle(self, width: float, y: float):
        return round(self.x + (self.width - width) / 2), round(y)


class DatePickerScreen(DrawnScreen):
    """Draws a ``DatePickerState``."""

    def draw(self, state) -> None:
        parts = self.parts
        parts.days.cols = 3 if state.step == "month" else 7
        refill(parts.heads, state.heads, self._head, self._say)
        refill(parts.days, state.cells, lambda: self.keyed(DayTap(), "pick"))

    def _head(self):
        return Txt(kind="caption", tone="ink2", halign="center")

    def _say(self, label, day) -> None:
        label.text = tr._(day)
