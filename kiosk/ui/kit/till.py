"""Pieces that several screens of the till are made of."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import HBox, Stack, place, refill
from kiosk.ui.kit.buttons import Btn
from kiosk.ui.kit.choice import Choice
from kiosk.ui.kit.icons import Ico
from kiosk.ui.kit.keypad import Keypad
from kiosk.ui.kit.panels import KeypadSide, Slip
from kiosk.ui.kit.screen import DrawnScreen
from kiosk.ui.kit.tap import Tap
from kiosk.ui.kit.text import Money, Txt, width_of

EXACTLY = T("Exactly")


class BanknoteScreen(DrawnScreen):
    """A button per banknote that makes sense, in ``notes``; the keypad at the right. It has no rule
    of its own: a rule counts for every class below, too."""

    def draw(self, state) -> None:
        refill(self.parts.notes, state.notes, self._make, self._show)
        self.offer(state)

    def offer(self, state) -> None:
        """What else can be done than to take a banknote."""

    def _make(self):
        return self.keyed(Btn(look="soft", height=t.H_PRIMARY, money=True), "note")

    def _show(self, button, note):
        button.key = note.key
        button.height = t.u(14) if self.wide else t.u(9)
        button.look = "primary" if note.exact else "soft"
        words = tr._(note.amount)
        button.text = f"{tr._(EXACTLY)}\n{words}" if note.exact else words


@usual(size_hint_y=None, height=t.H_ROW, padding=(t.S16, 0, t.S16, 0), spacing=t.S12)
class ValueTap(Tap, BoxLayout):
    """A value that a keypad fills: its name and a note at the left, the value at the right.

    ``active``: keys go here now.
    """

    label = StringProperty("")
    note = StringProperty("")
    value = StringProperty("")
    active = BooleanProperty(False)

    def __init__(self, **kwargs):
        self._label = Txt(kind="body")
        self._note = Txt(kind="caption", tone="ink2")
        self._value = Txt(kind="h2", bold=True, fit=True, pos_hint={"center_y": 0.5})
        self._words = Stack(spacing=0, pos_hint={"center_y": 0.5})
        self._words.add_widget(self._label)
        super().__init__(**kwargs)
        self.add(self._words, self._value)
        self.redraw(self._style, "label", "note", "value", "active")

    def _style(self, *_):
        self._label.text, self._note.text, self._value.text = self.label, self.note, self.value
        place(self._words, self._note, self.note)
        self.fill = t.PRIMARY_SOFT if self.active else t.SURFACE
        self.frame = t.PRIMARY if self.active else t.LINE_STRONG
        self.frame_width = t.FRAME_FOCUS if self.active else t.HAIR
        self._value.tone = "primary" if self.active else "ink"


@usual(size_hint_y=None, radius=t.R_FIELD, padding=(t.S8, t.S8, 0, t.S8), spacing=t.S8)
class LineTap(Tap, BoxLayout):
    """A line of a bill: name, detail and marks at the left, the sum at the right.

    ``line`` is a ``LineView``. ``still``: it only shows, nothing happens when it is tapped.
    """

    line = ObjectProperty(None, allownone=True)
    still = BooleanProperty(False)

    def __init__(self, **kwargs):
        self._name = Txt(kind="body", data=True)
        self._detail = Txt(kind="caption", tone="ink2", data=True)
        self._marks = Txt(kind="caption", tone="primary", bold=True, data=True)
        self._words = Stack(spacing=0, pos_hint={"center_y": 0.5})
        self._sum = Money(kind="body", bare=True, fit=True, pos_hint={"center_y": 0.5})
        self._dots = Ico(icon="more-vertical", tone="ink2", pos_hint={"center_y": 0.5})
        self._words.add_widget(self._name)
        super().__init__(**kwargs)
        self.add(self._words, self._sum, self._dots)
        self._words.fbind("height", self._measure)
        self.redraw(self._show, "line", "still", words=True)

    def show(self, line) -> None:
        self.line = line

    def on_touch_down(self, touch):
        return False if self.still else super().on_touch_down(touch)

    def _measure(self, *_):
        self.height = max(t.H_PRIMARY, self._words.height + t.S16)

    def _show(self, *_):
        if self.still and self._dots.parent is not None:
            self.remove_widget(self._dots)
        line = self.line
        if line is None:
            return
        self._name.text = line.name
        self._sum.amount = line.amount
        for part, words in ((self._detail, line.detail), (self._marks, line.marks)):
            part.text = tr._(words)
            place(self._words, part, part.text)
        self.fill = t.PRIMARY_SOFT if line.fresh else t.CLEAR
        self._measure()


class SumRow(HBox):
    """A sum with its words: discount, rounding. ``entry`` is a ``SumView``."""

    entry = ObjectProperty(None, allownone=True)

    def __init__(self, **kwargs):
        self._label = Txt(kind="label", tone="ink2", data=True)
        self._sum = Money(kind="label", tone="ink2", bare=True, fit=True)
        super().__init__(**kwargs)
        self.add(self._label, self._sum)
        self.fbind("entry", self._show)
        tr.hear(self._show)

    def show(self, entry) -> None:
        self.entry = entry

    def _show(self, *_):
        if self.entry is not None:
            self._label.text = tr._(self.entry.label)
            self._sum.amount = self.entry.amount


class SumLine(HBox):
    """What comes to how much, in big figures of this ``kind``. Words that would leave them too
    little room stand on two lines."""

    label = StringProperty("")
    amount = ObjectProperty("")
    kind = StringProperty("h1")

    def __init__(self, **kwargs):
        self._label = Txt(kind="title", lines=2, size_hint_x=None)
        self._sum = Money(bold=True)
        super().__init__(**kwargs)
        self.add(self._label, self._sum)
        self.redraw(self._show, "label", "amount", "kind", "width")

    def _show(self, *_):
        self._label.text = self.label
        size = t.font("title")
        longest = max((width_of(word, size, False) for word in self.label.split()), default=0)
        most = max(longest, self.width * t.WORDS_OF_SUM)
        self._label.width = min(width_of(self.label, size, False), most) + t.S4
        self._sum.amount, self._sum.kind = self.amount, self.kind


class ApproverPad(KeypadSide):
    """Where somebody who may approves: with a card, or by name and PIN. ``approval``: an
    ``ApprovalState``. Events: ``on_choose(approver)``, ``on_key(key)``."""

    approval = ObjectProperty(None, allownone=True)

    __events__ = ("on_choose", "on_key")

    def __init__(self, **kwargs):
        self._icon = Ico(tone="info")
        self._told = Txt(lines=0)
        self._names = Choice(across=3)
        self._names.bind(on_choose=lambda _source, key: self.dispatch("on_choose", key))
        self._typed = Txt(halign="center", lines=2, size_hint_y=None, height=t.H_FLOOR)
        self._keys = Keypad()
        self._keys.bind(on_key=lambda _source, key: self.dispatch("on_key", key))
        super().__init__(**kwargs)
        slip, row = Slip(tone="info"), HBox()
        row.add(self._icon, self._told)
        slip.add(row)
        self.add(slip, self._names, self._typed, self._keys)
        self.redraw(self._show, "approval", words=True)

    def on_choose(self, approver: str) -> None:
        """Whose PIN it will be."""

    def on_key(self, key: str) -> None:
        """A key of the PIN pad."""

    def _show(self, *_):
        state = self.approval
        if state is None:
            return
        self._icon.icon = "nfc" if state.reader else "lock"
        self._told.text = tr._(
            T("Whoever approves holds a card to the reader or enters the PIN.")
            if state.reader
            else T("Whoever approves enters the PIN.")
        )
        self._names.options = state.approvers if len(state.approvers) > 1 else ()
        self._names.value = state.approver
        words = tr._(state.error or state.told)
        self._typed.text = words or "•" * state.dots
        self._typed.tone = "bad" if state.error else "ink"
        self._typed.kind = "body" if words else "h1"
