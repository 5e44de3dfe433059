"""Name, then PIN: the screen of the lock and of a forgotten card."""

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.ui import tokens as t
from kiosk.ui.kit import CustomerBtn, DrawnScreen, arrange, refill

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class PinEntryScreen(DrawnScreen):
    """Names to choose from, then dots and the keypad."""

    def draw(self, state) -> None:
        parts = self.parts
        refill(parts.people, state.people, self._make, self._fill)
        arrange(parts.body, [parts.pin if state.name else parts.who])

    def _make(self):
        return self.keyed(CustomerBtn(data=True), "pick")

    def _fill(self, button, person):
        button.key, button.text = person.key, person.name
        button.fill = t.STAFF[person.colour % len(t.STAFF)][1]
