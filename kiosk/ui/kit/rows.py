"""Lists of any length: only the rows in view exist, and they are used again while scrolling.

Kivy's RecycleView computes the place of every row of its data and walks them at each frame; with
one height for all rows both are a division, so the cost of scrolling does not grow with the list.
"""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from kiosk.presenters.rows import Row
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import Stack, place
from kiosk.ui.kit.buttons import Btn, Chip
from kiosk.ui.kit.icons import Ico, IconMark, centre_of
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.tap import Tap
from kiosk.ui.kit.text import Txt

AHEAD = 8
"""``on_more`` comes when this many rows are left below."""


@usual(size_hint=(None, None), radius=0)
class RowView(Tap):
    """One row: icon, title over subtitle, chip, amount at the right, hairline below."""

    row = ObjectProperty(None, allownone=True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.title = Txt(kind="body", data=True)
        self.subtitle = Txt(kind="caption", tone="ink2", data=True)
        self.amount = Txt(kind="body", halign="right", fit=True)
        self.chip = Chip()
        self.hair = Plate(fill=t.LINE, radius=0, size_hint=(None, None), height=t.HAIR)
        for part in (self.title, self.subtitle, self.amount, self.hair):
            part.size_hint_x = None
            self.add_widget(part)
        self._mark = IconMark(self.canvas)
        self.fbind("row", self._show)
        for name in ("pos", "size"):
            self.fbind(name, self._place)
        self.amount.fbind("size", self._place)
        self.chip.fbind("size", self._place)
        # A text knows its height only after its words have been drawn once.
        self.title.fbind("height", self._place)
        self.subtitle.fbind("height", self._place)

    def say(self, *_) -> None:
        """Draws the row anew, after a change of language."""
        self._show()

    def _show(self, *_):
        row = self.row
        if row is None:
            return
        self.title.text = tr._(row.title)
        self.subtitle.text = tr._(row.subtitle)
        self.amount.text = tr._(row.right)
        self.title.tone = "ink3" if row.dim else "ink"
        self.amount.tone = "ink3" if row.dim else "ink"
        chip = tr._(row.chip)
        if chip:
            self.chip.text, self.chip.tone = chip, row.tone
        place(self, self.chip, chip)
        self._place()

    def _place(self, *_):
        row = self.row
        if row is None:
            return
        left, right, middle = self.x + t.S16, self.right_end(), centre_of(self)[1]
        if row.icon:
            colour = t.INK3 if row.dim else t.tone(row.tone or "ink2")
            self._mark.draw(row.icon, (left + t.ICON / 2, middle), t.ICON, colour)
            left += t.ICON + t.S16
        else:
            self._mark.draw("", centre_of(self), t.ICON, t.CLEAR)
        if self.amount.text:
            self.amount.pos = (right - self.amount.width, middle - self.amount.height / 2)
            right = self.amount.x - t.S16
        if self.chip.parent is not None:
            self.chip.pos = (right - self.chip.width, middle - self.chip.height / 2)
            right = self.chip.x - t.S16
        width = max(t.S48, right - left)
        self.title.width = self.subtitle.width = width
        if self.subtitle.text:
            whole = self.title.height + self.subtitle.height
            self.title.pos = (left, middle + whole / 2 - self.title.height)
            self.subtitle.pos = (left, self.title.y - self.subtitle.height)
        else:
            self.title.pos = (left, middle - self.title.height / 2)
            self.subtitle.pos = self.title.pos
        self.hair.pos = (self.x + t.S16, self.y)
        self.hair.width = max(0, self.width - t.S32)

    def right_end(self) -> float:
        """Where the row's content ends."""
        return self.x + self.width - t.S16


@usual(size_hint=(None, None), spacing=t.S12)
class Nothing(Stack):
    """What stands in a list that has nothing to show: icon, sentence, and a button for what can be
    done about it. Event ``on_offer()``."""

    __events__ = ("on_offer",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.icon = Ico(side=t.ICON_CUSTOMER, tone="ink3", pos_hint={"center_x": 0.5})
        self.words = Txt(kind="body", tone="ink2", lines=0, halign="center")
        self.button = Btn(look="soft", fit=True, icon="plus", pos_hint={"center_x": 0.5})
        self.add_widget(self.words)
        self.button.bind(on_tap=lambda *_: self.dispatch("on_offer"))

    def on_offer(self) -> None:
        """The button was tapped."""

    def tell(self, icon: str, words: str, offer: str) -> None:
        """An empty ``icon`` or ``offer`` leaves it out."""
        self.icon.icon, self.words.text, self.button.text = icon, words, offer
        place(self, self.icon, icon, len(self.children))
        place(self, self.button, offer)


@usual(
    fill=t.SURFACE,
    frame=t.LINE,
    do_scroll_x=False,
    bar_width=t.S4,
    bar_color=t.LINE_STRONG,
    bar_inactive_color=t.LINE,
)
class RowList(Plate, ScrollView):
    """Shows ``items`` (a sequence of ``Row``; it may be lazy) and reports ``on_pick(key)``.

    ``on_more()`` asks for the next page when the end comes near; the presenter answers with a
    longer ``items``, and the place in the list stays. ``empty``: words shown when there is none,
    with an icon where there is room; ``offer_text``: a button below them, reported as
    ``on_offer()``.
    It stands on white with a hairline around; ``fill`` and ``frame`` change that.
    """

    items = ObjectProperty(())
    empty = StringProperty("")
    empty_icon = StringProperty("list")
    offer_text = StringProperty("")
    row_height = NumericProperty(t.H_ROW)

    __events__ = ("on_pick", "on_more", "on_offer")

    def __init__(self, **kwargs):
        self._pool: list[RowView] = []
        self._shown: dict[int, RowView] = {}
        self._asked = -1
        self._head = None
        self.ground = Widget(size_hint_y=None)
        self.nothing = Nothing()
        super().__init__(**kwargs)
        self.add_widget(self.ground)
        self.fbind("items", self._take)
        self.fbind("row_height", self._take)
        for name in ("empty", "empty_icon", "offer_text"):
            self.fbind(name, self._say_empty)
        self.nothing.bind(on_offer=lambda *_: self.dispatch("on_offer"))
        self.nothing.fbind("height", self._place_nothing)
        self.fbind("size", self._resize)
        self.fbind("scroll_y", self._window)
        tr.hear(self._say)
        self._take()

    def on_pick(self, key: str) -> None:
        """A row was tapped."""

    def on_more(self) -> None:
        """The end of the list is near."""

    def on_offer(self) -> None:
        """The button of an empty list was tapped."""

    def _take(self, *_):
        offset = self._offset()
        count = len(self.items)
        self.ground.height = max(self.height, count * self.row_height)
        for index in [i for i in self._shown if i >= count]:
            self._drop(index)
        for index, view in self._shown.items():
            view.row = self.items[index]
        head = self.items[0].key if count else None
        if head != self._head:
            offset = 0
        self._head = head
        self._asked = -1
        self._scroll_to(offset)
        self._say_nothing()
        self._window()

    def _say_empty(self, *_):
        self._say_nothing()

    def _say_nothing(self):
        words = "" if len(self.items) else self.empty
        roomy = self.height >= t.u(24)
        self.nothing.tell(self.empty_icon if roomy else "", words, self.offer_text)
        place(self.ground, self.nothing, words)
        self._place_nothing()

    def _place_nothing(self, *_):
        self.nothing.width = max(1, self.width - t.S48)
        above = t.S48 if self.height >= t.u(24) else t.S16
        self.nothing.pos = (t.S24, self.ground.height - self.nothing.height - above)

    def _resize(self, *_):
        offset = self._offset()
        self.ground.height = max(self.height, len(self.items) * self.row_height)
        self._scroll_to(offset)
        self._say_nothing()
        self._window(moved=True)

    def _offset(self) -> float:
        """Pixels scrolled away above the window."""
        return (1 - self.scroll_y) * max(0.0, self.ground.height - self.height)

    def _scroll_to(self, offset: float) -> None:
        spare = self.ground.height - self.height
        self.scroll_y = 1 - min(max(offset / spare, 0), 1) if spare > 0 else 1

    def _window(self, *_, moved: bool = False):
        count, high = len(self.items), self.row_height
        offset = self._offset()
        first = max(0, int(offset // high) - 1)
        last = min(count, int((offset + self.height) // high) + 2)
        for index in [i for i in self._shown if not first <= i < last]:
            self._drop(index)
        top = self.ground.height
        for index in range(first, last):
            view = self._shown.get(index)
            fresh = view is None
            if fresh:
                view = self._take_view()
                view.row = self.items[index]
                self._shown[index] = view
            if fresh or moved or view.y != top - (index + 1) * high or view.width != self.width:
                view.size = (self.width, high)
                view.pos = (0, top - (index + 1) * high)
        if count and last > count - AHEAD and self._asked != count:
            self._asked = count
            self.dispatch("on_more")

    def make_row(self) -> RowView:
        """A row's widget; it is filled, placed and used again."""
        return RowView()

    def _take_view(self) -> RowView:
        if self._pool:
            view = self._pool.pop()
        else:
            view = self.make_row()
            view.bind(on_tap=lambda source: self.dispatch("on_pick", source.row.key))
        self.ground.add_widget(view)
        return view

    def _drop(self, index: int) -> None:
        view = self._shown.pop(index)
        self.ground.remove_widget(view)
        self._pool.append(view)

    def _say(self, *_):
        for view in self._shown.values():
            view.say()


__all__ = ["Row", "RowList", "RowView"]
