"""Draws ``kiosk.presenters.goods.starter_services``."""

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Chip, DrawnScreen, Field, HBox, Slip, Stack, Txt, place, refill
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.icons import IconMark, centre_of
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.tap import Tap

W_PRICE = t.u(18)


@usual(size_hint_y=None, height=t.H_ROW, spacing=t.S16, padding=(t.S16, 0, t.S16, 0), radius=0)
class TickTap(Tap, BoxLayout):
    """A box to tick, and the words of what it takes."""

    key = StringProperty("")
    ticked = BooleanProperty(False)

    def __init__(self, **kwargs):
        self.box = Plate(
            size_hint=(None, None),
            size=(t.u(4), t.u(4)),
            radius=t.R_FIELD,
            pos_hint={"center_y": 0.5},
        )
        self.title = Txt(kind="body", data=True)
        self.about = Txt(kind="caption", tone="ink2")
        super().__init__(**kwargs)
        self._mark = IconMark(self.box.canvas)
        words = Stack(spacing=0, pos_hint={"center_y": 0.5})
        words.add(self.title, self.about)
        self.add(self.box, words)
        self.box.fbind("pos", self._style)
        self.redraw(self._style, "ticked", "disabled")

    def _style(self, *_):
        self.box.fill = t.PRIMARY if self.ticked else t.SUNKEN if self.disabled else t.SURFACE
        self.box.frame = t.PRIMARY if self.ticked else t.LINE_STRONG
        self._mark.draw("check" if self.ticked else "", centre_of(self.box), t.ICON, t.WHITE)
        self.title.tone = "ink3" if self.disabled else "ink"


class TickLine(HBox):
    """One service: its tick, and its price or that it is there already."""

    def __init__(self, act, **kwargs):
        super().__init__(spacing=t.S16, **kwargs)
        self.tap = TickTap()
        self.tap.bind(on_tap=lambda source: act("toggle", source.key))
        self.price = Field(
            kind="money", size_hint_x=None, width=W_PRICE, pos_hint={"center_y": 0.5}
        )
        self.price.bind(on_edit=lambda _source, text: act("price", self.tap.key, text))
        self.there = Chip(tone="ok")
        self.add(self.tap)

    def show(self, line) -> None:
        self.tap.key, self.tap.ticked, self.tap.disabled = line.key, line.ticked, line.there
        self.tap.title.text, self.tap.about.text = line.name, tr._(line.about)
        self.there.text = tr._(T("In the list already"))
        self.price.text, self.price.error = line.price, tr._(line.error)
        place(self, self.there, line.there)
        place(self, self.price, line.ticked)


class GroupCard(Slip):
    """A category."""

    def __init__(self, act, **kwargs):
        super().__init__(padding=(0, t.S16, t.S16, t.S8), **kwargs)
        self._act = act
        self.title = Txt(kind="title", bold=True)
        self.price = Txt(kind="label", tone="ink2", size_hint_x=None, width=W_PRICE)
        self.head = HBox(spacing=t.S16, padding=(t.S16, 0, 0, 0))
        self.head.add(self.title)
        self.lines = Stack(spacing=0)
        self.add(self.head, self.lines)

    def show(self, group) -> None:
        self.title.text, self.price.text = group.title, tr._(T("Price"))
        place(self.head, self.price, any(line.ticked for line in group.lines))
        refill(self.lines, group.lines, lambda: TickLine(self._act))


class StarterServicesScreen(DrawnScreen):
    """Cards of categories, kept and filled anew at every tick."""

    def draw(self, state) -> None:
        refill(self.parts.groups, state.groups, lambda: GroupCard(self.act))
