"""The till and its day: how it stands, and what can be done with it."""

from __future__ import annotations

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, DrawnScreen, SumLine, arrange, place, refill

WAYS = (
    ("sales", (), "receipt", T("Sales")),
    ("look", (), "list", T("Look at the day so far")),
    ("cash", ("in",), "plus", T("Cash in")),
    ("cash", ("out",), "minus", T("Cash out")),
    ("movements", (), "banknote", T("Cash in and out")),
    ("drawer", (), "wallet", T("Open the drawer")),
    ("closings", (), "calendar", T("Till closings")),
)
"""Intent, its arguments, icon and words."""
OF_CASH = ("cash", "movements", "drawer")


class DayScreen(DrawnScreen):
    """A button for each way on; a desk without a drawer has nothing to do with cash."""

    def __init__(self, **kwargs):
        self._ways = []
        super().__init__(**kwargs)

    def draw(self, state) -> None:
        parts, column = self.parts, self.parts.told.column
        refill(parts.sums, (*state.expected, *state.taken), SumLine, self._sum)
        parts.sums.padding = (0, t.S12 if parts.sums.children else 0, 0, 0)
        wanted = [
            (parts.attention, state.attention),
            (parts.stands, True),
            (parts.as_left, state.as_left),
        ]
        arrange(column, [part for part, there in wanted if there])
        place(parts.attention, parts.now, state.attention and state.goes_on)
        place(parts.stands, parts.hidden, state.told)
        if not self._ways:
            self._ways = [self._way(*way) for way in WAYS]
        for button, (_, _, _, words) in zip(self._ways, WAYS, strict=True):
            button.text = tr._(words)
            button.height = t.H_CUSTOMER if self.wide else t.H_ROW
        pairs = zip(self._ways, WAYS, strict=True)
        arrange(
            parts.ways,
            [one for one, (intent, *_) in pairs if state.has_drawer or intent not in OF_CASH],
        )

    def _way(self, intent, args, icon, _words):
        button = Btn(icon=icon)
        button.bind(on_tap=lambda *_: self.act(intent, *args))
        return button

    def _sum(self, line, entry):
        line.kind = "h2"
        line.label, line.amount = tr._(entry.label), entry.amount
