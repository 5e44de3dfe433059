"""Who is at work, and one person's week."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import PultScreen, refill
from kiosk.ui.kit.sections import Optional, Section

__all__ = ["AttendanceScreen", "Optional", "Section"]


class AttendanceScreen(PultScreen):
    """Wide: list and week beside each other. Compact: one or the other. Whoever is not a manager
    has only the list. ``about``: the line under the name."""

    about = StringProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # Parts that come and go are held here: kv knows them by weak references only.
        self._listed, self._person = self.ids.listed.__self__, self.ids.person.__self__
        self.fbind("state", self._week)
        self.fbind("wide", self._parts)
        tr.bind(_=self._week)
        self._week()

    def _week(self, *_):
        week = self.state.week if self.state else None
        refill(self.ids.days.column, week.days if week else (), _blank_day, _show_day)
        if week is None:
            self.about = tr._(T("Their week appears here, day by day."))
        elif not week.days:
            self.about = tr._(T("Nothing was entered this week."))
        else:
            self.about = tr._(week.hours)
        self._parts()

    def _parts(self, *_):
        """What there is room for."""
        listed, person = self._listed, self._person
        wanted = [listed]
        if self.state and self.state.manager:
            chosen = person if self.state.week else listed
            wanted = [listed, person] if self.wide else [chosen]
        if list(reversed(self.ids.body.children)) != wanted:
            self.ids.body.clear_widgets()
            for part in wanted:
                self.ids.body.add_widget(part)
        person.size_hint_x = None if self.wide else 1
        if self.wide:
            person.width = t.W_PANEL


def _blank_day():
    section = Section()
    # It stands on the card already.
    section.fill = section.frame = t.CLEAR
    return section


def _show_day(section, day):
    section.title = tr._(day.title)
    section.items = day.rows
