"""One line of the bill."""

from __future__ import annotations

from kiosk.ui.kit import DrawnScreen, arrange


class LineEditScreen(DrawnScreen):
    """Quantity, price and discount at the left, the keypad that fills one of them at the right."""

    _order = ()

    def draw(self, state) -> None:
        """The reason only for a changed price, the stylist only for services, the scale only for
        what is sold by weight."""
        parts = self.parts
        column = parts.parts.column
        self._order = self._order or tuple(reversed(column.children))
        seldom = {
            parts.why: state.asks_reason,
            parts.who: state.staff,
            parts.scale: state.can_weigh,
        }
        arrange(column, [part for part in self._order if seldom.get(part, True)])
