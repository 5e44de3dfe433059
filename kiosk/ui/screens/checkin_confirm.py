"""Is this you?"""

from __future__ import annotations

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, PultScreen, refill


class CheckinConfirmScreen(PultScreen):
    """One visit with a question, or several to choose from."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # kv's ids are weak: what is out of the tree for a while would be gone.
        self._parts = {name: part.__self__ for name, part in self.ids.items()}
        self.fbind("state", self._offer)
        tr.bind(_=self._offer)
        self._offer()

    def _offer(self, *_):
        if self.state is None:
            return
        several = self.state.only is None
        for part in (self._parts["card"], self._parts["choice"], self._parts["answers"]):
            if part.parent is not None:
                part.parent.remove_widget(part)
        page = self._parts["middle"]
        if several:
            refill(self._parts["choice"], self.state.visits, self._make, self._fill)
            page.add_widget(self._parts["choice"])
        else:
            page.add_widget(self._parts["card"])
        page.add_widget(self._parts["answers"])
        yes = self._parts["yes"]
        if several and yes.parent is not None:
            yes.parent.remove_widget(yes)
        elif not several and yes.parent is None:
            self._parts["answers"].add_widget(yes)

    def _make(self):
        button = Btn(customer=True, look="soft", height=t.u(13), data=True)
        button.bind(on_tap=lambda source: self.act("confirm", source.visit))
        return button

    def _fill(self, button, offered):
        button.visit = offered.key
        button.text = f"{offered.name}\n{tr._(offered.when)}"
