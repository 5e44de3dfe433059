"""The agenda under a finger: tap a visit, tap an empty place, swipe, hold and drag."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.presenters.agenda.columns import Block, Column, Zone
from kiosk.salon.domain.text import TimeOfDay
from tests.gallery.studio import Studio
from tests.rigs.waiting import until

pytestmark = pytest.mark.window

COLUMNS = (Column("aa", "Petra", 0), Column("bb", "Eva", 1))


def block(key: str, column: int, start: int, end: int, **changes: Any) -> Block:
    return Block(
        key=key,
        column=column,
        start=start,
        end=end,
        name="Jana",
        time=TimeOfDay(0),
        services="Haircut",
        state=changes.pop("state", "booked"),
        **changes,
    )


@pytest.fixture
def agenda(studio: Studio) -> Any:
    """Two columns from 8 to 20 at ten o'clock, on a screen of its own."""
    from kiosk.ui.kit import PultScreen
    from kiosk.ui.screens.agenda.desk_agenda import Agenda

    view = Agenda(
        day=date(2026, 11, 21),
        columns=COLUMNS,
        blocks=(block("01", 0, 600, 660), block("02", 1, 630, 690, state="paid")),
        hours=tuple(TimeOfDay(hour * 3_600_000) for hour in range(8, 21)),
        shown=(480, 1200),
        now=600,
    )
    screen = PultScreen()
    screen.add_widget(view)
    studio.shell.frame.show(screen)
    studio.settle()
    view.heard = []
    for event in ("on_visit", "on_slot", "on_take", "on_drop", "on_aside"):
        view.bind(**{event: lambda _source, *args, name=event: view.heard.append((name, *args))})
    return view


def place(agenda: Any, column: int, minute: int) -> tuple[float, float]:
    """Where a minute of a column is on the window."""
    from kiosk.ui import tokens as t

    x = t.W_TIME + (column + 0.5) * agenda.lane
    return agenda._ground.to_window(x, agenda.y_of(minute))


def touch(at: tuple[float, float]) -> Any:
    from kivy.tests.common import UnitTestTouch

    made = UnitTestTouch(*at)
    made.touch_down()
    return made


def test_tap_on_a_visit(agenda: Any) -> None:
    touch(place(agenda, 0, 620)).touch_up()
    assert agenda.heard == [("on_visit", "01")]


def test_tap_on_an_empty_place(agenda: Any) -> None:
    touch(place(agenda, 1, 605)).touch_up()
    name, column, minute = agenda.heard[0]
    assert (name, column) == ("on_slot", "bb")
    assert abs(minute - 605) <= 1


def test_a_swipe_scrolls_and_reports_nothing(agenda: Any) -> None:
    from kiosk.ui import tokens as t

    before = agenda._scrolled()
    x, y = place(agenda, 0, 620)
    finger = touch((x, y))
    finger.touch_move(x, y + t.H_HOUR)
    finger.touch_up()
    assert agenda.heard == []
    assert agenda._scrolled() - before == pytest.approx(t.H_HOUR, abs=2)


def hold(studio: Studio) -> None:
    from kiosk.ui import tokens as t

    until = time.monotonic() + t.HOLD + 0.1
    while time.monotonic() < until:
        studio.settle(1)


def drawn_until(studio: Studio, true: Callable[[], bool]) -> None:
    """Frames go by until it is so."""

    def look() -> bool:
        studio.settle(1)
        return true()

    until(look)


def test_hold_and_drag_reports_where_it_was_dropped(studio: Studio, agenda: Any) -> None:
    finger = touch(place(agenda, 0, 630))
    hold(studio)
    assert agenda._drag is not None
    finger.touch_move(*place(agenda, 1, 721))
    finger.touch_up()
    assert agenda.heard == [("on_take",), ("on_drop", "01", "bb", 690)]
    assert agenda._drag is None


def test_what_is_paid_cannot_be_dragged(studio: Studio, agenda: Any) -> None:
    finger = touch(place(agenda, 1, 660))
    hold(studio)
    assert agenda._drag is None
    finger.touch_up()
    assert agenda.heard == [("on_visit", "02")]


@pytest.mark.req("V1")
@pytest.mark.parametrize("minutes", [15, 20, 30, 45])
def test_the_shortest_visit_is_a_legal_target(studio: Studio, agenda: Any, minutes: int) -> None:
    from kiosk.ui import tokens as t

    agenda.blocks = (*agenda.blocks, block("03", 0, 700, 700 + minutes))
    studio.settle()
    short = next(view for view in agenda._ground.children if view.block.key == "03")
    assert short.height >= t.H_FLOOR
    assert agenda.hour >= t.H_HOUR


@pytest.mark.req("V1")
def test_another_scale_keeps_the_hour_in_sight(studio: Studio, agenda: Any) -> None:
    agenda._scroll_to(4 * agenda.hour)
    agenda.blocks = (*agenda.blocks, block("03", 0, 700, 715))
    studio.settle()
    assert agenda._scrolled() == pytest.approx(4 * agenda.hour, abs=2)


@pytest.mark.req("V1")
@pytest.mark.parametrize("down", [True, False])
def test_a_visit_held_at_an_edge_goes_on_with_the_day(
    studio: Studio, agenda: Any, down: bool
) -> None:
    agenda._scroll_to(2 * agenda.hour)
    x, y = place(agenda, 0, 630)
    finger = touch((x, y))
    hold(studio)
    before, edge = agenda._scrolled(), agenda.y + 4 if down else agenda.top - 4
    finger.touch_move(x, edge)
    begun = agenda._drag.start
    drawn_until(
        studio, lambda: agenda._scrolled() != before and abs(agenda._drag.start - begun) >= 30
    )
    scrolled = agenda._scrolled()
    assert (scrolled > before) == down
    finger.touch_move(*agenda.to_window(agenda.center_x, agenda.center_y))
    finger.touch_up()
    studio.settle()
    assert agenda._scrolled() == pytest.approx(scrolled, abs=agenda.hour / 4), "it stands again"
    name, key, _, minute = agenda.heard[-1]
    assert (name, key, minute % 15) == ("on_drop", "01", 0)
    assert agenda.shown[0] <= minute < agenda.shown[1]


@pytest.mark.req("V1")
def test_beside_a_single_column_the_next_one_comes(studio: Studio, agenda: Any) -> None:
    agenda.only = 0
    studio.settle()
    finger = touch(place(agenda, 0, 630))
    hold(studio)
    agenda.bind(on_aside=lambda *_: setattr(agenda, "only", 1))
    finger.touch_move(*agenda.to_window(agenda.right - 4, agenda.center_y))
    drawn_until(studio, lambda: ("on_aside", "bb") in agenda.heard)
    finger.touch_move(*agenda.to_window(agenda.right - 4, agenda.center_y - 1))
    finger.touch_up()
    name, key, column, _ = agenda.heard[-1]
    assert (name, key, column) == ("on_drop", "01", "bb")


@pytest.mark.req("V1")
def test_a_pause_inside_a_visit_is_an_empty_place(studio: Studio, agenda: Any) -> None:
    agenda.blocks = (
        block("01", 0, 600, 720, parts=((600, 630), (690, 720))),
        block("02", 0, 640, 670, inside=True),
    )
    studio.settle()
    for minute, heard in ((610, "01"), (655, "02"), (705, "01")):
        touch(place(agenda, 0, minute)).touch_up()
        assert agenda.heard[-1] == ("on_visit", heard)
    touch(place(agenda, 0, 680)).touch_up()
    assert agenda.heard[-1][:2] == ("on_slot", "aa")


@pytest.mark.req("V1")
def test_a_name_stays_in_sight_at_the_top(studio: Studio, agenda: Any) -> None:
    agenda.blocks = (block("01", 0, 480, 900),)
    studio.settle()
    (view,) = agenda._ground.children
    for hours in (0, 2.3, 5):
        agenda._scroll_to(hours * agenda.hour)
        studio.settle(1)
        _, bottom = view._name[1].pos
        top = bottom + view._name[1].size[1]
        assert top <= agenda._ground.height - agenda._scrolled(), hours
        assert bottom >= view.y


@pytest.mark.req("V1")
def test_time_that_is_not_to_be_booked_can_be_touched_all_the_same(
    studio: Studio, agenda: Any
) -> None:
    agenda.zones = (Zone(1, 480, 540), Zone(1, 720, 780, "0f", "Delivery"))
    studio.settle()
    touch(place(agenda, 1, 750)).touch_up()
    assert agenda.heard[-1][:2] == ("on_slot", "bb")


def test_now_is_in_sight_when_the_day_comes_up(agenda: Any) -> None:
    _, y = place(agenda, 0, 600)
    assert agenda.y < y < agenda.top


def test_a_strip_of_a_visit_at_the_top_shows_no_name(studio: Studio, agenda: Any) -> None:
    visit = next(view for view in agenda._ground.children if view.block.key == "01")
    visit.stick(visit.y + 10)
    assert visit._name[1].size == (0, 0)
    visit.stick(visit.top + 10)
    assert visit._name[1].size[1] > 10
