"""One line of the bill."""

from __future__ import annotations

import kiosk.ui.kit.till  # noqa: F401 - its widgets are used in the rules
from kiosk.ui.kit import PultScreen


class LineEditScreen(PultScreen):
    """Quantity, price and discount at the left, the keypad that fills one of them at the right."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        column = self.ids.parts.column
        # Parts that come and go are held here: kv knows them by weak references only.
        self._why, self._who = self.ids.why.__self__, self.ids.who.__self__
        self._scale = self.ids.scale.__self__
        self._order = list(reversed(column.children))
        self.fbind("state", self._parts)
        self._parts()

    def _parts(self, *_):
        """The reason only for a changed price, the stylist only for services, the
        scale only for what is sold by weight."""
        column = self.ids.parts.column
        hidden = {self._why} if not self.state.asks_reason else set()
        if not self.state.staff:
            hidden.add(self._who)
        if not self.state.can_weigh:
            hidden.add(self._scale)
        wanted = [part for part in self._order if part not in hidden]
        if list(reversed(column.children)) != wanted:
            column.clear_widgets()
            for part in wanted:
                column.add_widget(part)
