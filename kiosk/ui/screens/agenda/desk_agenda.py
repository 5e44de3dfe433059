"""The day's agenda: columns of visits over the hours, drawn in bulk and touched as a whole.

A tap on a visit or on an empty place is reported, a swipe scrolls, and a visit that is held for a
moment can be dragged to another time or column; at the edges the day scrolls on under it, and a
single column gives way to its neighbour. The scroll view's own handling of touches is not used: it
decides between tap and scroll too early for holding.
"""

from __future__ import annotations

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.scrollview import ScrollView

from kiosk.presenters.agenda.columns import HOUR, STEP, Block
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Plate, Txt, VBox, refill
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.screens.agenda.desk_block import VisitBlock
from kiosk.ui.screens.agenda.desk_ground import DayGround

LEAD_HOURS = 2
"""How much of the past stays in sight at most above the now-line when the day comes up."""


DRAWN = ("columns", "blocks", "zones", "hours", "shown", "now", "only", "selected", "moving")
"""Properties that come from the state."""
DRIFT_HOURS = 5
"""How much of the day goes by in a second, at most, under a visit held at an edge."""


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


@usual(do_scroll_x=False, bar_width=t.S4, bar_color=t.LINE_STRONG, bar_inactive_color=t.LINE)
class Agenda(KitWidget, ScrollView):
    """Events: ``on_visit(key)``, ``on_slot(column_key, minute)``,
    ``on_take()`` when a visit is lifted, ``on_drop(key, column_key, minute)``,
    ``on_aside(column_key)`` when it is held beside a single column.

    ``columns`` of the state; ``only``: the index of the one to show, -1 for all. ``hour``: pixels
    of one, so many that the shortest visit can be read and touched.
    """

    day = ObjectProperty(None, allownone=True)
    columns = ObjectProperty(())
    blocks = ObjectProperty(())
    zones = ObjectProperty(())
    hours = ObjectProperty(())
    shown = ObjectProperty((0, HOUR))
    now = NumericProperty(None, allownone=True)
    only = NumericProperty(-1)
    selected = StringProperty("")
    moving = ObjectProperty(None, allownone=True)
    single = BooleanProperty(False)

    hour = NumericProperty(t.H_HOUR)

    __events__ = ("on_visit", "on_slot", "on_take", "on_drop", "on_aside")

    def __init__(self, **kwargs):
        self._ground = DayGround()
        self._spare: list[VisitBlock] = []
        self._held = None
        self._drag = None
        self._swiped = None
        self._placed = None
        self._sought = ""
        self._drift = None
        self._waits_aside = 0.0
        super().__init__(**kwargs)
        self.add_widget(self._ground)
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        for name in ("day", "size", *DRAWN):
            self.fbind(name, self._draw_soon)
        self.fbind("scroll_y", self._stick)
        tr.hear(self._say)

    def _say(self, *_):
        self._draw_soon()

    def on_visit(self, key: str) -> None:
        """A visit was tapped."""

    def on_slot(self, column_key: str, minute: int) -> None:
        """An empty place was tapped."""

    def on_drop(self, key: str, column_key: str, minute: int) -> None:
        """A visit was dragged there."""

    def on_take(self) -> None:
        """A visit is under the finger from now on."""

    def on_aside(self, column_key: str) -> None:
        """The column beside the only one is wanted."""

    # -- places -------------------------------------------------------------------------------

    @property
    def places(self) -> tuple[int, ...]:
        """Indexes of the columns shown."""
        if self.only >= 0:
            return (int(self.only),) if self.columns else ()
        return tuple(range(len(self.columns)))

    @property
    def lane(self) -> float:
        """Width of a column."""
        return max(1, self.width - t.W_TIME) / max(1, len(self.places))

    def y_of(self, minute: float) -> float:
        return self._ground.height - t.S12 - (minute - self.shown[0]) / HOUR * self.hour

    def _box(self, block: Block, place: int):
        lead = t.STRIP + t.S4 if block.inside else 0
        lane = (self.lane - t.S4 - lead) / block.lanes
        x = t.W_TIME + place * self.lane + t.S4 / 2 + lead + block.lane * lane
        high = (block.end - block.start) / HOUR * self.hour - t.S4 / 2
        return (round(x), round(self.y_of(block.start) - high)), (
            round(lane - t.S4 / 2),
            round(high),
        )

    def _at(self, touch, *, near: bool = False):
        """Column index and minute under a touch, or None beside the columns; ``near``: the column
        that is nearest."""
        x, y = self.to_local(*touch.pos)
        if near:
            x = min(max(x, t.W_TIME), self.width - 1)
        place = int((x - t.W_TIME) // self.lane)
        if x < t.W_TIME or not 0 <= place < len(self.places):
            return None
        minute = self.shown[0] + (self._ground.height - t.S12 - y) / self.hour * HOUR
        return self.places[place], min(max(minute, self.shown[0]), self.shown[1] - STEP)

    def _under(self, touch):
        pos = self.to_local(*touch.pos)
        for view in self._ground.children:
            if view.holds(*pos):
                return view
        return None

    # -- drawing ------------------------------------------------------------------------------

    def _draw(self, *_):
        first, last = self.shown
        begin = first + self._scrolled() / self.hour * HOUR
        self.hour = self._scale()
        self._ground.height = max((last - first) / HOUR * self.hour + 2 * t.S12, self.height)
        self._ground.lines(self)
        self._visits()
        self._ground.now(self.y_of(self.now) if self.now is not None else None, self.width)
        self._ground.outline(self._outline())
        self._scroll((begin - first) / HOUR * self.hour)

    def _scale(self) -> float:
        """Pixels of an hour."""
        lengths = [one.end - one.start for one in self.blocks if one.column in self.places]
        shortest = min(lengths, default=HOUR)
        return max(t.H_HOUR, (t.H_FLOOR + t.S4 / 2) * HOUR / max(STEP, shortest))

    def _visits(self) -> None:
        places = {column: place for place, column in enumerate(self.places)}
        wanted = [block for block in self.blocks if block.column in places]
        views = {(view.block.key, view.block.column): view for view in self._ground.children}
        for key in set(views) - {(block.key, block.column) for block in wanted}:
            self._ground.remove_widget(views[key])
            self._spare.append(views.pop(key))
        moving = self._drag or self.moving
        for block in wanted:
            view = views.get((block.key, block.column)) or self._new_view()
            pos, size = self._box(block, places[block.column])
            look = "selected" if block.key == self.selected else ""
            view.opacity = 0.4 if moving and moving.key == block.key else 1
            crosses = self.now is not None and block.start < self.now < block.end
            now = self.y_of(self.now) if crosses else None
            view.show(block, self.columns[block.column].colour, look, pos, size, now)
        self._stick()

    def _new_view(self) -> VisitBlock:
        view = self._spare.pop() if self._spare else VisitBlock()
        self._ground.add_widget(view)
        return view

    def _stick(self, *_) -> None:
        """Whose visits are scrolled half away stays in sight at the top."""
        top = self._ground.height - self._scrolled()
        for view in self._ground.children:
            view.stick(top)

    def _outline(self):
        """Where a visit would go."""
        moving = self._drag or self.moving
        block = next((one for one in self.blocks if moving and one.key == moving.key), None)
        if block is None or moving.column not in self.places:
            return None
        high = (block.end - block.start) / HOUR * self.hour
        x = t.W_TIME + self.places.index(moving.column) * self.lane + t.S4 / 2
        return (x, self.y_of(moving.start) - high, self.lane - t.S4, high)

    # -- scrolling ----------------------------------------------------------------------------

    def _scrolled(self) -> float:
        """Pixels out of sight above."""
        return (1 - self.scroll_y) * max(0.0, self._ground.height - self.height)

    def _scroll(self, offset: float) -> None:
        """Keeps the place; a day that has just come up begins a little before the visit that is
        selected, else before now. One that was selected elsewhere comes into sight."""
        block = next((one for one in self.blocks if one.key == self.selected), None)
        sought = self.selected if self.selected != self._sought else ""
        if self.height > t.H_HOUR and (block is not None or not self.selected):
            self._sought = self.selected
            begin = None
            if self._placed != self.day:
                self._placed = self.day
                now = self.now if self.now is not None else self.shown[0]
                begin = block.start if block is not None else now
            elif block is not None and sought and not self._in_sight(block, offset):
                begin = block.start
            if begin is not None:
                # A full hour stands at the top.
                hours = int((begin - self.shown[0]) / HOUR - LEAD_HOURS + 1)
                offset = max(0, hours) * self.hour
        self._scroll_to(offset)

    def _in_sight(self, block: Block, offset: float) -> bool:
        """Whether it begins where it can be seen, with ``offset`` out of sight above."""
        top = t.S12 + (block.start - self.shown[0]) / HOUR * self.hour - offset
        return 0 <= top <= self.height - t.H_FLOOR

    def _scroll_to(self, offset: float) -> None:
        spare = self._ground.height - self.height
        self.scroll_y = 1 - min(max(offset / spare, 0), 1) if spare > 0 else 1

    # -- touches ------------------------------------------------------------------------------

    def on_touch_down(self, touch):
        if not self.collide_point(*touch.pos) or self.disabled:
            return False
        if touch.is_mouse_scrolling:
            step = self.hour / 2 * (1 if touch.button == "scrollup" else -1)
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
            self._drag = _Drag(key, at[0], block.start, at[1] - block.start)
            self._drift = Clock.schedule_interval(lambda dt: self._drift_on(touch, dt), 0)
            self._draw_soon()
            self.dispatch("on_take")

    def on_touch_move(self, touch):
        if touch.grab_current is not self:
            return False
        moved = touch.y - self._pressed[1][1]
        if self._drag is not None:
            self._follow(touch)
        elif self._swiped or max(abs(moved), abs(touch.x - self._pressed[1][0])) > t.S12:
            self._let_go()
            self._swiped = True
            self._scroll_to(self._pressed[2] + moved)
        return True

    def _follow(self, touch) -> None:
        """What is dragged stands under the finger, on the grid."""
        at = self._at(touch, near=True)
        if at is None:
            return
        start = round((at[1] - self._drag.lead) / STEP) * STEP
        start = max(start, self.shown[0])
        if (at[0], start) != (self._drag.column, self._drag.start):
            self._drag = _Drag(self._drag.key, at[0], start, self._drag.lead)
            self._draw_soon()

    def _drift_on(self, touch, seconds: float) -> None:
        """At an edge the day goes on under what is held there; beside a single column, the next."""
        x, y = touch.x - self.x, touch.y - self.y
        # From nothing where the edge begins to full pace where the day ends.
        down = min(max(t.H_FLOOR - y, 0), t.H_FLOOR)
        up = min(max(t.H_FLOOR - (self.height - y), 0), t.H_FLOOR)
        if pace := (down - up) / t.H_FLOOR:
            self._scroll_to(self._scrolled() + pace * DRIFT_HOURS * self.hour * seconds)
        self._turn_aside(x, seconds)
        self._follow(touch)

    def _turn_aside(self, x: float, seconds: float) -> None:
        step = -1 if x < t.W_TIME else 1 if x > self.width - t.S48 else 0
        if self.only < 0 or not step:
            self._waits_aside = 0.0
            return
        self._waits_aside += seconds
        wanted = int(self.only) + step
        if self._waits_aside >= t.ASIDE and 0 <= wanted < len(self.columns):
            self._waits_aside = 0.0
            self.dispatch("on_aside", self.columns[wanted].key)

    def on_touch_up(self, touch):
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._let_go()
        if self._drift is not None:
            self._drift.cancel()
            self._drift = None
        drag, self._drag = self._drag, None
        if drag is not None:
            self._draw_soon()
            self.dispatch("on_drop", drag.key, self.columns[drag.column].key, drag.start)
        elif not self._swiped:
            self._tapped(touch)
        else:
            # What is read first is cut by no edge: a line of the grid stands at the top.
            step = self.hour * STEP / HOUR
            self._scroll_to(round(self._scrolled() / step) * step)
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
