"""The open bill, beside the agenda."""

from __future__ import annotations

from pathlib import Path

from kivy.clock import Clock
from kivy.lang import Builder
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.presenters.till.bill_view import NOTHING, BillState
from kiosk.ui.kit import HBox, place, refill
from kiosk.ui.kit.till import LineTap, SumRow


class BillHead(HBox):
    """Whose bill it is, with the ways to put it aside and to throw it away."""

    title = ObjectProperty("")

    __events__ = ("on_bill",)

    def on_bill(self, intent: str) -> None:
        """One of the two was tapped."""


class BillPanelView(BoxLayout):
    """Draws a ``BillState`` and reports ``on_bill(intent, *args)``: touches named as the methods of
    ``BillPanel``.

    ``head``: shows whose bill it is, with the ways to put it aside and to throw it away.
    ``across``: goods at the left and the money at the right, for low panels.
    """

    bill = ObjectProperty(None, allownone=True)
    head = BooleanProperty(False)
    across = BooleanProperty(False)

    __events__ = ("on_bill",)

    def __init__(self, **kwargs):
        self.empty = BillState(
            title="", subtitle="", lines=(), sums=(), total="", cash="", why=NOTHING
        )
        self._head = BillHead()
        self._head.bind(on_bill=lambda _head, intent: self.dispatch("on_bill", intent))
        super().__init__(**kwargs)

    def on_kv_post(self, base_widget) -> None:
        """The rule has made the parts there are lines for."""
        # What is out of the tree lives only as long as somebody holds it.
        self._other = self.ids.other.__self__
        self.fbind("bill", self._show)
        self.fbind("head", self._show)
        self._show()

    def on_bill(self, intent: str, *args) -> None:
        """Something was tapped."""

    @property
    def shown(self) -> BillState:
        """The bill, or an empty one."""
        return self.bill or self.empty

    def _show(self, *_):
        bill = self.shown
        self._head.title = bill.title
        goods = self.ids.goods
        place(goods, self._head, self.head, len(goods.children))
        refill(self.ids.scroll.column, bill.lines, self._make_line)
        refill(self.ids.sums, bill.sums, SumRow)
        place(self.ids.ways, self._other, bill.others)
        Clock.schedule_once(self._follow)

    def _follow(self, *_):
        """The line just scanned stays in sight once its place is known."""
        last = self.shown.lines[-1:]
        if last and last[0].fresh:
            self.ids.scroll.scroll_y = 0

    def _make_line(self):
        tap = LineTap()
        tap.bind(on_tap=lambda source: self.dispatch("on_bill", "edit_line", source.line.key))
        return tap


Builder.load_file(str(Path(__file__).with_suffix(".kv")), encoding="utf-8")
