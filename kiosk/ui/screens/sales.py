"""Today's sales, one of them in full."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen, refill
from kiosk.ui.kit.till import LineTap, SumRow


class SalesScreen(PultScreen):
    """Wide: list and document beside each other. Compact: one or the other."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # Parts that come and go are held here: kv knows them by weak references only.
        self._listed, self._document = self.ids.listed.__self__, self.ids.document.__self__
        self.fbind("state", self._sale)
        self.fbind("wide", self._parts)
        self._sale()

    def _sale(self, *_):
        sale = self.state.sale if self.state else None
        refill(self.ids.lines.column, sale.lines if sale else (), _still, _show_line)
        refill(self.ids.sums, sale.sums if sale else (), SumRow, _show_sum)
        self._parts()

    def _parts(self, *_):
        """What there is room for."""
        listed, document = self._listed, self._document
        chosen = document if self.state.sale else listed
        wanted = [listed, document] if self.wide else [chosen]
        if list(reversed(self.ids.body.children)) != wanted:
            self.ids.body.clear_widgets()
            for part in wanted:
                self.ids.body.add_widget(part)
        document.size_hint_x = None if self.wide else 1


def _still():
    return LineTap(still=True)


def _show_line(tap, line):
    tap.line = line


def _show_sum(row, entry):
    row.entry = entry
