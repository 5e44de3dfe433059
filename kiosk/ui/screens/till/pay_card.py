"""A sum at the card terminal."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, place


class PayCardScreen(DrawnScreen):
    """What is to be given back has two answers, what is to be paid three."""

    def draw(self, state) -> None:
        place(self.parts.sheet.bar, self.parts.other, state.step != "give", 1)
