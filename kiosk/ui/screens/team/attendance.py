"""Who is at work, and one person's week."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, arrange, refill
from kiosk.ui.kit.sections import Section


class AttendanceScreen(DrawnScreen):
    """Wide: list and week beside each other. Compact: one or the other. Whoever is not a manager
    has only the list. ``about``: the line under the name."""

    about = StringProperty("")

    def draw(self, state) -> None:
        week = state.week
        refill(self.parts.days.column, week.days if week else (), self._blank_day, _show_day)
        if week is None:
            self.about = tr._(T("Their week appears here, day by day."))
        elif not week.days:
            self.about = tr._(T("Nothing was entered this week."))
        else:
            self.about = tr._(week.hours)
        self._arrange(state)

    def _arrange(self, state) -> None:
        """What there is room for."""
        listed, person = self.parts.listed, self.parts.person
        wanted = [listed]
        if state.manager:
            wanted = [listed, person] if self.wide else [person if state.week else listed]
        arrange(self.parts.body, wanted)
        person.size_hint_x = None if self.wide else 1
        if self.wide:
            person.width = t.W_PANEL

    def _blank_day(self):
        section = Section(tappable=True)
        # It stands on the card already.
        section.fill = section.frame = t.CLEAR
        section.bind(on_pick=lambda _, key: self.act("correct", key))
        return section


def _show_day(section, day):
    section.title = tr._(day.title)
    section.items = day.rows
