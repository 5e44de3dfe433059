"""Please see the desk."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class CheckinSorryScreen(PultScreen):
    """Neutral words; the desk can be rung, and mostly another try is possible."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # kv's ids are weak: what is out of the tree for a while would be gone.
        self._parts = {name: part.__self__ for name, part in self.ids.items()}
        self.fbind("state", self._offer)
        self._offer()

    def _offer(self, *_):
        again, box = self._parts["again"], self._parts["answers"]
        if self.state is None:
            return
        if self.state.again and again.parent is None:
            box.add_widget(again, index=len(box.children))
        elif not self.state.again and again.parent is not None:
            box.remove_widget(again)
