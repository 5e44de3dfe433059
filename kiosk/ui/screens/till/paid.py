"""Paid: the sums that matter now, to be read from afar."""

from __future__ import annotations

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Stack, Txt, place, refill


class FigureView(Stack):
    """What it is above, the sum below in figures of this ``kind``."""

    def __init__(self, **kwargs):
        super().__init__(spacing=t.S4, **kwargs)
        self.label = Txt(kind="help", halign="center", lines=0)
        self.amount = Txt(bold=True, halign="center")
        self.add(self.label, self.amount)


class PaidScreen(DrawnScreen):
    """One huge figure, or several that share the room."""

    def draw(self, state) -> None:
        bar = self.parts.sheet.bar
        place(bar, self.parts.later, state.rebook or state.asks_back, 1)
        place(bar, self.parts.invoice, state.invoice, 2 if self.parts.later.parent else 1)
        place(self.parts.mail, self.parts.by_mail, state.mail.ask)
        alone = self.wide and len(state.figures) < 2
        refill(self.parts.figures, state.figures, FigureView, self._show)
        for view in self.parts.figures.children:
            view.amount.kind = "clock" if alone else "headline"

    def _show(self, view, figure):
        view.label.text, view.amount.text = tr._(figure.label), tr._(figure.amount)
