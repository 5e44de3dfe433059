"""The agenda under a finger: tap a visit, tap an empty place, swipe, hold and drag."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from kiosk.presenters.agenda.columns import Block, Column
from kiosk.salon.domain.text import TimeOfDay
from tests.gallery.studio import Studio

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
    for event in ("on_visit", "on_slot", "on_drop"):
        view.bind(**{event: lambda _source, *args, name=event: view.heard.append((name, *args))})
    return view


def place(agenda: Any, column: int, minute: int) -> tuple[float, float]:
    """Where a minute of a column is on the window."""
    from kiosk.ui import tokens as t

    x = t.W_TIME + (column + 0.5) * agenda._width()
    return agenda._ground.to_window(x, agenda._y(minute))


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


def test_hold_and_drag_reports_where_it_was_dropped(studio: Studio, agenda: Any) -> None:
    finger = touch(place(agenda, 0, 630))
    hold(studio)
    assert agenda._drag is not None
    finger.touch_move(*place(agenda, 1, 721))
    finger.touch_up()
    assert agenda.heard == [("on_drop", "01", "bb", 690)]
    assert agenda._drag is None


def test_what_is_paid_cannot_be_dragged(studio: Studio, agenda: Any) -> None:
    finger = touch(place(agenda, 1, 660))
    hold(studio)
    assert agenda._drag is None
    finger.touch_up()
    assert agenda.heard == [("on_visit", "02")]


def test_every_half_hour_visit_is_a_legal_target(agenda: Any) -> None:
    from kiosk.ui import tokens as t

    assert agenda._box(block("03", 0, 600, 630), 0)[1][1] >= t.H_FLOOR


def test_now_is_in_sight_when_the_day_comes_up(agenda: Any) -> None:
    _, y = place(agenda, 0, 600)
    assert agenda.y < y < agenda.top
