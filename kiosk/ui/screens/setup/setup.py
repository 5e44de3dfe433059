"""The first start."""

from __future__ import annotations

from kiosk.ui.i18n import tr
from kiosk.ui.kit import CustomerBtn, DrawnScreen, arrange, place, refill


class SetupScreen(DrawnScreen):
    """Big buttons for language and country, then two forms."""

    def draw(self, state) -> None:
        parts = self.parts
        refill(parts.options, state.options, self._make, self._fill)
        arrange(parts.body, [parts.choice if state.form is None else parts.form])
        place(parts.sheet, parts.save, state.form is not None)

    def _make(self):
        return self.keyed(CustomerBtn(), "pick")

    def _fill(self, button, option):
        button.key, button.text = option[0], tr._(option[1])
