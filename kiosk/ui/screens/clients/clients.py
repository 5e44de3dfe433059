"""Draws presenters.clients."""

from __future__ import annotations

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, RowList, place
from kiosk.ui.kit.table import Table, TableColumn

WIDTHS = {
    "gender": t.u(10.5),
    "created": t.u(15.5),
    "share": t.u(10),
    "services": t.u(14.5),
    "goods": t.u(13.5),
    "last": t.u(16),
    "next": t.u(17),
    "note": t.u(17) if t.TEXT_SCALE <= 1 else t.u(13),
}
"""Pixels of each column but the first, for the longest figure that is usual."""


class ClientsScreen(DrawnScreen):
    """A list with columns where there is room for them and nobody has to be picked; two lines a row
    everywhere else. Each is made when it is first wanted."""

    _table = _list = None

    def draw(self, state) -> None:
        listed = self._tabled() if self.wide and not state.pick else self._rows()
        if listed.parent is None:
            self.parts.listed.clear_widgets()
            self.parts.listed.add_widget(listed)
        listed.empty, listed.empty_icon = tr._(state.empty), "search" if state.query else "users"
        listed.offer_text = "" if state.filtered else tr._(T("New client"))
        listed.items = state.rows
        # Out of the bar while there is no service: what is empty still takes room.
        place(self.parts.sheet.bar, self.parts.sync, state.sync.text, 1)

    def _rows(self):
        if self._list is None:
            self._list = self._heard(RowList())
        return self._list

    def _tabled(self):
        if self._table is None:
            columns = tuple(
                TableColumn(one.title, WIDTHS.get(one.key, 0), one.right, one.order, one.cut)
                for one in self.state.columns
            )
            self._table = self._heard(Table(columns))
            self._table.bind(on_sort=lambda _, key: self.act("order", key))
        self._table.order = self.state.order
        return self._table

    def _heard(self, listed):
        listed.bind(
            on_pick=lambda _, key: self.act("pick", key),
            on_more=lambda *_: self.act("more"),
            on_offer=lambda *_: self.act("new"),
        )
        return listed
