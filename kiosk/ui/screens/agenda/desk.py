"""The front desk: rail, agenda, and the visit with its bill beside it."""

from __future__ import annotations

from types import SimpleNamespace

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty

from kiosk.presenters.agenda.visit_panel import VisitPanel
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import (
    Btn,
    Chip,
    DrawnScreen,
    Grid,
    HBox,
    Ico,
    Stack,
    Txt,
    VBox,
    WordTap,
    arrange,
    refill,
)
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.text import fitting
from kiosk.ui.screens.agenda.desk_agenda import Agenda, AgendaHead
from kiosk.ui.screens.agenda.desk_block import LEGEND
from kiosk.ui.screens.till.bill_panel import BillPanelView

__all__ = ["Agenda", "AgendaHead", "BillPanelView"]


@usual(
    size_hint_max_y=t.H_RAIL_ITEM,
    font_size=t.Typed("caption"),
    icon_side=t.ICON_RAIL,
    pad=0,
    valign="bottom",
)
class RailItem(WordTap):
    """An icon over a word."""

    chosen = BooleanProperty(False)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "chosen")

    def _style(self, *_):
        self.bold = self.chosen
        self.fill = t.PRIMARY_SOFT if self.chosen else t.CLEAR
        self.color = t.PRIMARY if self.chosen else t.INK2

    def _space(self, *_):
        self.font_size = fitting(self.text, t.font("caption"), self.width, bold=True, lines=1)
        below = min(t.S8, self.height / 16)
        self.padding = (0, 0, 0, below)
        self.text_size = (max(1, self.width), self.height - below)
        self._place_icon()

    def _place_icon(self, *_):
        middle, above = self.x + self.width / 2, min(t.S12, self.height / 10) + self.icon_side / 2
        centre = (middle, self.y + self.height - above)
        self._mark.draw(self.icon, centre, self.icon_side, tuple(self.color))


@usual(cols=2, spacing=(t.S16, t.S4))
class Signs(Grid):
    """What the icons of the agenda mean."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._words = []
        for (icon, tone), words in LEGEND:
            line = HBox(spacing=t.S8)
            label = Txt(kind="caption", tone="ink2")
            line.add(Ico(icon=icon, tone=tone, side=t.ICON - t.S4), label)
            self._words.append((label, words))
            self.add_widget(line)
        tr.hear(self._say)
        self._say()

    def _say(self, *_):
        for label, words in self._words:
            label.text = tr._(words)


class VisitView(Stack):
    """Who is selected, warnings, and what may be done. ``on_act(intent, *args)``.

    ``across``: how many of the rarer actions stand beside each other."""

    panel = ObjectProperty(None, allownone=True)
    across = NumericProperty(2)

    __events__ = ("on_act",)

    def __init__(self, **kwargs):
        self._parts = None
        self.empty = VisitPanel(
            key="", name="", has_client=False, subtitle="", chips=(), note="", first=None, others=()
        )
        super().__init__(**kwargs)
        self.fbind("panel", self._show)
        self.fbind("across", self._show)
        tr.hear(self._show)

    def on_kv_post(self, _base) -> None:
        # Kivy's ids do not keep alive what is taken off the screen for a while.
        self._parts = SimpleNamespace(**{key: part.__self__ for key, part in self.ids.items()})
        self._show()

    def on_act(self, intent: str, *args) -> None:
        """Something was tapped."""

    @property
    def shown(self) -> VisitPanel:
        return self.panel or self.empty

    def _show(self, *_):
        panel, ids = self.shown, self._parts
        if ids is None:
            return
        refill(ids.chips, panel.chips, Chip)
        first = (panel.first,) if panel.first else ()
        refill(ids.first, (*first, None) if panel.others else first, self._make, self._fill)
        rest = panel.others if panel.more else ()
        across = int(self.across)
        rows = [rest[i : i + across] for i in range(0, len(rest), across)]
        refill(ids.others, rows, HBox, lambda box, row: refill(box, row, self._make, self._fill))
        refill(ids.booked, panel.service_lines, self._line, self._fill_line)
        _order(
            self,
            (ids.who, True),
            (ids.chips, bool(panel.chips)),
            (ids.clash, bool(panel.clash)),
            (ids.note, bool(panel.note)),
            (ids.client_note, bool(panel.client_note)),
            (ids.rooms, bool(panel.rooms)),
            (ids.first, bool(first or panel.others)),
            (ids.others, bool(rest)),
            (ids.booked, bool(panel.service_lines)),
        )

    def _make(self):
        button = Btn(height=t.H_FLOOR)
        button.bind(on_tap=self._tapped)
        return button

    def _fill(self, button, action):
        button.action = action
        if action is None:
            button.text = tr._("Hide") if self.shown.more else tr._("Options")
            button.icon, button.look = "chevron-up" if self.shown.more else "chevron-down", "plain"
        else:
            button.text, button.icon, button.look = tr._(action.text), action.icon, action.look

    def _tapped(self, button):
        action = button.action
        if action is None:
            self.dispatch("on_act", "more")
        else:
            self.dispatch("on_act", action.intent, *([action.arg] if action.arg else []))

    def _line(self):
        return Txt(kind="body", data=True)

    def _fill_line(self, label, text):
        label.text = text


class QuietView(VBox):
    """What is worth knowing while nothing is selected: who waits, which bills are open. In a new
    salon its first steps take the place of the legend. ``on_act(intent, *args)``."""

    quiet = ObjectProperty(None, allownone=True)
    steps = ObjectProperty(())

    __events__ = ("on_act",)

    def __init__(self, **kwargs):
        self._parts = None
        super().__init__(**kwargs)
        self.fbind("steps", self._show)

    def on_kv_post(self, _base) -> None:
        self._parts = SimpleNamespace(**{key: part.__self__ for key, part in self.ids.items()})
        self._all = list(reversed(self.children))
        self._show()

    def _show(self, *_):
        if self._parts is None:
            return
        unwanted = self._parts.signs if self.steps else self._parts.steps
        arrange(self, [part for part in self._all if part is not unwanted])

    def on_act(self, intent: str, *args) -> None:
        """Something was tapped."""


class DeskScreen(DrawnScreen):
    """Draws a ``DeskState``. In the compact layout the visit and its bill take the place of the
    agenda."""

    def draw(self, state) -> None:
        ids = self.parts
        busy = state.panel is not None or state.bill is not None
        _order(
            ids.row,
            (ids.rail, True),
            (ids.edge, True),
            (ids.main, self.wide or not busy),
            (ids.side, self.wide or busy),
        )
        ids.side.size_hint_x = None if self.wide else 1
        if self.wide:
            ids.side.width = t.W_PANEL
        self.aside = t.W_PANEL if self.wide else t.W_SIDE if busy else 0
        _order(
            ids.side_box,
            (ids.visit, state.panel is not None),
            (ids.hair, state.panel is not None and state.bill is not None),
            (ids.bill, state.bill is not None),
            (ids.rest, state.panel is not None and state.bill is None),
            (ids.quiet, not busy),
        )
        _order(
            ids.main,
            (ids.bar, True),
            (ids.head, self.wide),
            (ids.names, not self.wide),
            (ids.agenda, True),
            (ids.move, state.moving is not None),
        )
        self.foot = max(ids.move.height, t.H_BUTTON + t.S16) if state.moving else 0


def _order(box, *parts) -> None:
    """Has those of ``parts`` (pairs of widget and whether) in ``box`` that are wanted."""
    arrange(box, [part for part, wanted in parts if wanted])
