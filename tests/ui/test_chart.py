"""The pictures of figures: what is drawn is as high as what is said, and nothing is drawn over
something else."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from kiosk.presenters.charts import BarView
from tests.gallery.studio import Studio
from tests.ui.test_kit import place

pytestmark = [pytest.mark.window, pytest.mark.req("M4")]


def bars_of(chart: Any) -> list[tuple[float, float, float, float]]:
    """``x, y, width, height`` of each bar that is drawn, pale ones too."""
    from kivy.graphics import BorderImage

    shapes = [part for part in chart.canvas.children if isinstance(part, BorderImage)]
    return [(*shape.pos, *shape.size) for shape in shapes if shape.size[0]]


def words_of(chart: Any) -> list[tuple[float, float, float, float]]:
    from kivy.graphics import BorderImage, Rectangle

    from kiosk.ui import tokens as t

    return [
        (*part.pos, *part.size)
        for part in chart.canvas.children
        if isinstance(part, Rectangle)
        and not isinstance(part, BorderImage)
        and part.size[1] > t.HAIR
    ]


def chart(studio: Studio, *bars: BarView, peak: str = "") -> Any:
    from kiosk.ui.kit import BarChart, Gap

    widget = BarChart(bars=bars, peak=peak)
    place(studio, widget, Gap())
    return widget


def test_bars_are_as_high_as_what_they_say(studio: Studio) -> None:
    heights = [
        bar[3]
        for bar in bars_of(chart(studio, BarView("a", 1000), BarView("b", 500), BarView("c", 0)))
    ]
    assert len(heights) == 2, "of nothing nothing is drawn"
    assert heights[1] == pytest.approx(heights[0] / 2, abs=1)


def test_the_highest_fills_the_room_and_stays_in_it(studio: Studio) -> None:
    widget = chart(studio, BarView("a", 7), BarView("b", 3, before=9), peak="9")
    drawn = bars_of(widget)
    pale = max(drawn, key=lambda bar: bar[3])
    assert pale[2] > drawn[0][2], "what was before is drawn broader, behind it"
    for x, y, width, height in (*drawn, *words_of(widget)):
        assert widget.x <= x
        assert x + width <= widget.right + 1
        assert widget.y <= y + 1
        assert y + height <= widget.top + 1


def test_a_day_on_which_more_went_back_hangs_below_the_line(studio: Studio) -> None:
    up, down = bars_of(chart(studio, BarView("a", 900), BarView("b", -300)))
    assert down[1] + down[3] == pytest.approx(up[1], abs=1)
    assert down[3] == pytest.approx(up[3] / 3, abs=1)


def test_labels_do_not_touch(studio: Studio) -> None:
    days = [BarView(f"{day}. 11.", day) for day in range(1, 32)]
    words = sorted(words_of(chart(studio, *days)))
    assert 5 < len(words) < 31, "those there is no room for are left out"
    for left, right in pairwise(words):
        assert left[0] + left[2] < right[0]


def test_nothing_sold_is_no_trouble(studio: Studio) -> None:
    assert bars_of(chart(studio)) == []
    assert bars_of(chart(studio, BarView("a", 0, before=0), BarView("b", 0))) == []


def test_a_whole_in_two_parts(studio: Studio) -> None:
    from kiosk.ui.kit import Gap, ShareBar

    share = ShareBar(permille=250, first="Services 25 %", second="Goods 75 %")
    place(studio, share, Gap())
    assert share._part.width == pytest.approx(share._whole.width / 4, abs=1)
    for wrong, shown in ((-5, 0), (1400, 1000)):
        share.permille = wrong
        assert share.permille == shown
