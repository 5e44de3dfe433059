"""Name, then PIN: the screen of the lock and of a forgotten card."""

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.ui import tokens as t
from kiosk.ui.kit import Btn, PultScreen, refill

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ACROSS = 3


class PinEntryScreen(PultScreen):
    """Names to choose from, then dots and the keypad."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # kv's ids are weak: what is out of the tree for a while would be gone.
        self._parts = {name: part.__self__ for name, part in self.ids.items()}
        self.fbind("state", self._step)
        self._step()

    def _step(self, *_):
        if self.state is None:
            return
        refill(self._parts["people"], self.state.people, self._make, self._fill)
        wanted = self._parts["pin"] if self.state.name else self._parts["who"]
        body = self._parts["body"]
        if body.children != [wanted]:
            body.clear_widgets()
            body.add_widget(wanted)

    def _make(self):
        button = Btn(customer=True, data=True)
        button.bind(on_tap=lambda source: self.act("pick", source.key))
        return button

    def _fill(self, button, person):
        button.key, button.text = person.key, person.name
        button.fill = t.STAFF[person.colour % len(t.STAFF)][1]
