"""A week: days as columns of the agenda, or stylists and days as a table."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, DrawnScreen, HBox, Txt, arrange, refill
from kiosk.ui.screens.agenda.date_picker import DayTap
from kiosk.ui.screens.agenda.desk_agenda import Agenda

__all__ = ["Agenda"]


class HeadBtn(Btn):
    """A day over its column. ``key``: which."""

    key = StringProperty("")


class WeekScreen(DrawnScreen):
    """Draws a ``WeekState``."""

    def draw(self, state) -> None:
        parts = self.parts
        table = not state.who
        below = parts.lines if table else parts.agenda
        arrange(parts.body, [parts.people, parts.heads, below])
        self._lead = t.u(13) if table else t.W_TIME
        parts.heads.padding = (self._lead + t.S4, 0, t.S8 if table else 0, 0)
        refill(parts.heads, state.heads, self._head, self._fill_head)
        refill(parts.lines.column, state.lines, self._line, self._fill_line)

    def _head(self):
        return self.keyed(HeadBtn(height=t.H_FLOOR, pad=0), "open_day")

    def _fill_head(self, button, head) -> None:
        button.key, button.text = head[0], tr._(head[1])
        button.look = "soft" if head[0] == self.state.today else "quiet"

    def _line(self):
        line = HBox(spacing=t.S4, size_hint_y=None, height=t.H_PRIMARY)
        line.title = Txt(kind="body", bold=True, data=True, size_hint_x=None, width=t.u(13))
        line.add_widget(line.title)
        line.days = HBox(spacing=t.S4)
        line.add_widget(line.days)
        return line

    def _fill_line(self, line, row) -> None:
        line.title.text = row.name
        refill(line.days, row.cells, self._day)

    def _day(self):
        return self.keyed(DayTap(size_hint_y=None, height=t.H_PRIMARY), "open_day")
