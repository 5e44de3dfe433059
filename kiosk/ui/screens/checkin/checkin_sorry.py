"""Please see the desk."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, place


class CheckinSorryScreen(DrawnScreen):
    """Neutral words; the desk can be rung once, and mostly another try is possible."""

    def draw(self, state) -> None:
        answers = self.parts.answers
        place(answers, self.parts.call, not state.called)
        place(answers, self.parts.again, state.again, len(answers.children))
