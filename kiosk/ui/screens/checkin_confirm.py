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
        if several:
            refill(self._parts["choice"], self.state.visits, self._make, self._fill)
        middle, answers, yes = (self._parts[name] for name in ("middle", "answers", "yes"))
        wanted = [self._parts["choice" if several else "card"], answers]
        # The countdown comes every second; it must not move a button under a finger.
        if list(reversed(middle.children)) != wanted:
            middle.clear_widgets()
            for part in wanted:
                middle.add_widget(part)
        if several and yes.parent is not None:
            answers.remove_widget(yes)
        elif not several and yes.parent is None:
            answers.add_widget(yes)

    def _make(self):
        button = Btn(customer=True, look="soft", height=t.u(13), data=True)
        button.bind(on_tap=lambda source: self.act("confirm", source.visit))
        return button

    def _fill(self, button, offered):
        button.visit = offered.key
        button.text = f"{offered.name}\n{tr._(offered.when)}"
