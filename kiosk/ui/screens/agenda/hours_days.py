"""Draws ``kiosk.presenters.agenda.hours_days``."""

from kiosk.ui.kit import DrawnScreen, place


class HoursDaysScreen(DrawnScreen):
    """Only people are absent. See the rule in hours_days.kv."""

    def draw(self, state) -> None:
        place(self.ids.sheet.bar, self.ids.absence.__self__, state.person)
