"""Clocked in or out."""

from __future__ import annotations

from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, PultScreen, refill


class ClockResultScreen(PultScreen):
    """Who and when, hours, and what else it may have been meant as."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # kv's ids are weak: what is out of the tree for a while would be gone.
        self._parts = {name: part.__self__ for name, part in self.ids.items()}
        self.fbind("state", self._offer)
        tr.bind(_=self._offer)
        self._offer()

    def _offer(self, *_):
        state = self.state
        if state is None:
            return
        refill(self._parts["offers"], state.offers, self._make, self._fill)
        undo, page = self._parts["undo"], self._parts["foot"]
        if state.undo and undo.parent is None:
            page.add_widget(undo)
        elif not state.undo and undo.parent is not None:
            page.remove_widget(undo)

    def _make(self):
        button = Btn(customer=True)
        button.bind(on_tap=lambda source: self.act("choose", source.punch))
        return button

    def _fill(self, button, offer):
        button.punch = offer.kind
        button.text, button.icon = tr._(offer.text), offer.icon
