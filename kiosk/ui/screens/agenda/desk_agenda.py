"""The day's agenda: columns of visits over the hours, drawn in bulk and touched as a whole.

A tap on a visit or on an empty place is reported, a swipe scrolls, and a visit that is held for a
moment can be dragged to another time or column. The scroll view's own handling of touches is not
used: it decides between tap and scroll too early for holding.
"""

from __future__ import annotations

from kivy.clock import Clock
from kivy.graphics import Color, Ellipse, Line, Rectangle
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from kiosk.presenters.agenda.columns import HOUR, STEP, Block
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Plate, Txt, VBox, refill
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.screens.agenda.desk_block import VisitBlock, words

LEAD_HOURS = 1.75
"""How much of the past stays in sight above the now-line when the day comes up."""


class ColumnHead(VBox):
    """A stylist's name over the bar of their colour."""

    def __init__(self, **kwargs):
        super().__init__(spacing=0, **kwargs)
        self.name = Txt(kind="body", bold=True, data=True, size_hint_y=1, padding=(t.S8, 0, 0, 0))
        self.bar = Plate(radius=0, size_hint_y=None, height=t.S4)
        self.add(self.name, self.bar)

    def show(self, column) -> None:
        self.name.text = column.name
        self.bar.fill = t.STAFF[column.colour % len(t.STAFF)][0]


@usual(size_hint_y=None, height=t.H_FLOOR, spacing=t.HAIR)
class AgendaHead(KitWidget, BoxLayout):
    """The heads of the columns, aligned with the grid below."""

    columns = ObjectProperty(())

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.padding = (t.W_TIME, 0, 0, 0)
        self.fbind("columns", self._show)

    def _show(self, *_):
        refill(self, self.columns, ColumnHead)


class DayGround(Widget):
    """What is drawn below and above the visits: hours, lines, now. Its children are the visits."""

    def __init__(self, **kwargs):
        super().__init__(size_hint_y=None, **kwargs)


@usual(do_scroll_x=False, bar_width=t.S4, bar_color=t.LINE_STRONG, bar_inactive_color=t.LINE)
class Agenda(KitWidget, ScrollView):
    """Events: ``on_visit(key)``, ``on_slot(column_key, minute)``,
    ``on_drop(key, column_key, minute)``.

    ``columns`` of the state; ``only``: the index of the one to show, -1 for all.
    """

    day = ObjectProperty(None, allownone=True)
    columns = ObjectProperty(())
    blocks = ObjectProperty(())
    hours = ObjectProperty(())
    shown = ObjectProperty((0, HOUR))
    now = NumericProperty(None, allownone=True)
    only = NumericProperty(-1)
    selected = StringProperty("")
    moving = ObjectProperty(None, allownone=True)
    single = BooleanProperty(False)

    __events__ = ("on_visit", "on_slot", "on_drop")

    def __init__(self, **kwargs):
        self._ground = DayGround()
        self._spare: list[VisitBlock] = []
        self._held = None
        self._drag = None
        self._swiped = None
        self._placed = None
        super().__init__(**kwargs)
        self.add_widget(self._ground)
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        for name in ("columns", "blocks", "hours", "shown", "now", "only", "selected", "moving"):
            self.fbind(name, self._draw_soon)
        self.fbind("size", self._draw_soon)
        self.fbind("day", self._draw_soon)
        tr.bind(_=self._draw_soon)

    def on_visit(self, key: str) -> None:
        """A visit was tapped."""

    def on_slot(self, column_key: str, minute: int) -> None:
        """An empty place was tapped."""

    def on_drop(self, key: str, column_key: str, minute: int) -> None:
        """A visit was dragged there."""

    # -- places -------------------------------------------------------------------------------

    @property
    def _places(self) -> tuple[int, ...]:
        """Indexes of the columns shown."""
        if self.only >= 0:
            return (int(self.only),) if self.columns else ()
        return tuple(range(len(self.columns)))

    def _width(self) -> float:
        return max(1, self.width - t.W_TIME) / max(1, len(self._places))

    def _y(self, minute: float) -> float:
        return self._ground.height - t.S12 - (minute - self.shown[0]) / HOUR * t.H_HOUR

    def _box(self, block: Block, place: int):
        lane = (self._width() - t.S4) / block.lanes
        x = t.W_TIME + place * self._width() + t.S4 / 2 + block.lane * lane
        high = (block.end - block.start) / HOUR * t.H_HOUR - t.S4 / 2
        return (round(x), round(self._y(block.start) - high)), (round(lane - t.S4 / 2), round(high))

    def _at(self, touch):
        """Column index and minute under a touch, or None beside the columns."""
        x, y = self.to_local(*touch.pos)
        place = int((x - t.W_TIME) // self._width())
        if x < t.W_TIME or not 0 <= place < len(self._places):
            return None
        minute = self.shown[0] + (self._ground.height - t.S12 - y) / t.H_HOUR * HOUR
        return self._places[place], min(max(minute, self.shown[0]), self.shown[1] - STEP)

    def _under(self, touch):
        pos = self.to_local(*touch.pos)
        for view in self._ground.children:
            if view.collide_point(*pos):
                return view
        return None

    # -- drawing ------------------------------------------------------------------------------

    def _draw(self, *_):
        first, last = self.shown
        offset = self._scrolled()
        high = (last - first) / HOUR * t.H_HOUR + 2 * t.S12
        self._ground.height = max(high, self.height)
        self._lines(first, last)
        self._visits()
        self._now_line()
        self._scroll(offset)

    def _lines(self, first: int, last: int) -> None:
        canvas, width = self._ground.canvas.before, self.width
        bottom = self._y(last)
        canvas.clear()
        with canvas:
            Color(*t.SURFACE)
            Rectangle(pos=(t.W_TIME, bottom), size=(width - t.W_TIME, self._y(first) - bottom))
            for minute in range(first, last + 1, HOUR // 2):
                Color(*(t.LINE if minute % HOUR == 0 else t.SUNKEN))
                Rectangle(pos=(t.W_TIME, self._y(minute)), size=(width - t.W_TIME, t.HAIR))
            Color(*t.LINE)
            for place in range(len(self._places) + 1):
                x = min(t.W_TIME + place * self._width(), width - t.HAIR)
                Rectangle(pos=(x, bottom), size=(t.HAIR, self._y(first) - bottom))
            Color(*t.INK2)
            for place, hour in enumerate(self.hours):
                texture = words(tr._(hour), "label", False, 0)
                y = self._y(first + place * HOUR) - texture.height / 2
                Rectangle(texture=texture, size=texture.size, pos=(_right(texture), round(y)))

    def _visits(self) -> None:
        places = {column: place for place, column in enumerate(self._places)}
        wanted = [block for block in self.blocks if block.column in places]
        views = {view.block.key: view for view in self._ground.children if view.block}
        for key in set(views) - {block.key for block in wanted}:
            self._ground.remove_widget(views[key])
            self._spare.append(views.pop(key))
        moving = self._drag or self.moving
        for block in wanted:
            view = views.get(block.key) or self._new_view()
            pos, size = self._box(block, places[block.column])
            look = "selected" if block.key == self.selected else ""
            view.opacity = 0.4 if moving and moving.key == block.key else 1
            view.show(block, self.columns[block.column].colour, look, pos, size)

    def _new_view(self) -> VisitBlock:
        view = self._spare.pop() if self._spare else VisitBlock()
        self._ground.add_widget(view)
        return view

    def _now_line(self) -> None:
        canvas = self._ground.canvas.after
        canvas.clear()
        with canvas:
            if (moving := self._drag or self.moving) is not None:
                self._outline(moving)
            if self.now is not None:
                y = self._y(self.now)
                Color(*t.BAD)
                Rectangle(pos=(t.W_TIME, y - t.HAIR), size=(self.width - t.W_TIME, t.FRAME_FOCUS))
                Ellipse(pos=(t.W_TIME - t.S12 / 2, y - t.S12 / 2), size=(t.S12, t.S12))

    def _outline(self, moving) -> None:
        """Where a visit would go."""
        block = next((one for one in self.blocks if one.key == moving.key), None)
        if block is None or moving.column not in self._places:
            return
        high = (block.end - block.start) / HOUR * t.H_HOUR
        x = t.W_TIME + self._places.index(moving.column) * self._width() + t.S4 / 2
        box = (x, self._y(moving.start) - high, self._width() - t.S4, high)
        Color(*t.fade(t.PRIMARY, 0.14))
        Rectangle(pos=box[:2], size=box[2:])
        Color(*t.PRIMARY)
        Line(rectangle=box, width=t.HAIR, dash_length=t.S8, dash_offset=t.S4)

    # -- scrolling ----------------------------------------------------------------------------

    def _scrolled(self) -> float:
        """Pixels out of sight above."""
        return (1 - self.scroll_y) * max(0.0, self._ground.height - self.height)

    def _scroll(self, offset: float) -> None:
        """Keeps the place; a day that has just come up begins a little before now."""
        if self._placed != self.day and self.height > t.H_HOUR:
            self._placed = self.day
            begin = self.now if self.now is not None else self.shown[0]
            offset = (begin - self.shown[0]) / HOUR * t.H_HOUR - LEAD_HOURS * t.H_HOUR
        self._scroll_to(offset)

    def _scroll_to(self, offset: float) -> None:
        spare = self._ground.height - self.height
        self.scroll_y = 1 - min(max(offset / spare, 0), 1) if spare > 0 else 1

    # -- touches ------------------------------------------------------------------------------

    def on_touch_down(self, touch):
        if not self.collide_point(*touch.pos) or self.disabled:
            return False
        if touch.is_mouse_scrolling:
            step = t.H_HOUR / 2 * (1 if touch.button == "scrollup" else -1)
            self._scroll_to(self._scrolled() + step)
            return True
        touch.grab(self)
        view = self._under(touch)
        self._swiped = self._drag = None
        self._pressed = (view.block.key if view else "", touch.pos, self._scrolled())
        if view is not None and view.block.state in ("booked", "arrived", "in_chair"):
            self._held = Clock.schedule_once(lambda _dt: self._take(touch), t.HOLD)
        return True

    def _take(self, touch) -> None:
        """The visit under the finger comes along from now on."""
        self._held = None
        key = self._pressed[0]
        block = next((one for one in self.blocks if one.key == key), None)
        at = self._at(touch)
        if block is not None and at is not None:
            self._drag = _Drag(key, block.column, block.start, at[1] - block.start)
            self._draw_soon()

    def on_touch_move(self, touch):
        if touch.grab_current is not self:
            return False
        moved = touch.y - self._pressed[1][1]
        if self._drag is not None:
            at = self._at(touch)
            if at is not None:
                start = round((at[1] - self._drag.lead) / STEP) * STEP
                self._drag = _Drag(self._drag.key, at[0], start, self._drag.lead)
                self._draw_soon()
        elif self._swiped or max(abs(moved), abs(touch.x - self._pressed[1][0])) > t.S12:
            self._let_go()
            self._swiped = True
            self._scroll_to(self._pressed[2] + moved)
        return True

    def on_touch_up(self, touch):
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._let_go()
        drag, self._drag = self._drag, None
        if drag is not None:
            self._draw_soon()
            self.dispatch("on_drop", drag.key, self.columns[drag.column].key, drag.start)
        elif not self._swiped:
            self._tapped(touch)
        return True

    def _tapped(self, touch) -> None:
        at = self._at(touch)
        if self._pressed[0]:
            self.dispatch("on_visit", self._pressed[0])
        elif at is not None:
            self.dispatch("on_slot", self.columns[at[0]].key, int(at[1]))

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.cancel()
            self._held = None


class _Drag:
    """A visit on its way: where it would begin, and how far down the finger holds it."""

    def __init__(self, key: str, column: int, start: int, lead: float) -> None:
        self.key, self.column, self.start, self.lead = key, column, start, lead


def _right(texture) -> float:
    """Left edge of an hour's words that end before the columns."""
    return round(t.W_TIME - t.S12 - texture.width)
