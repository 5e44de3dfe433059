"""Panels that nobody has described: no settings, no window manager."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.prepare import DEVICES
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, opening_day
from tests.rigs.window import Display, missing_tools

RAIL = ("Today", "Clients", "Sale", "Till", "Attendance", "More")


def inside(seen: dict[str, Any], size: str) -> None:
    """The window is the panel, and nothing that was drawn leaves it."""
    width, height = map(int, size.split("x"))
    assert seen["size"] == [width, height]
    for widget in seen["widgets"]:
        left, top, right, _bottom = widget["box"]
        if widget["text"] and top < height:
            assert -1 <= left < right <= width + 1, (widget["text"], widget["box"])


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("K9")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
@pytest.mark.parametrize(
    ("size", "set_by_hand"),
    [
        ("800x480", ""),
        ("800x480", "density = 1.0\n"),
        ("1024x600", ""),
        ("1280x720", ""),
        ("1280x800", ""),
    ],
)
def test_first_screens_on_it(tmp_path: Path, size: str, set_by_hand: str) -> None:
    day = opening_day(tmp_path / "home")
    (day.home / "pult.toml").write_text(
        "[cards]\ntrust_uid_manager = true\n[screen]\n" + set_by_hand + DEVICES
    )
    width, height = map(int, size.split("x"))
    with Display(size) as display, KioskProcess(day.home, display) as kiosk:
        seen = kiosk.hand.look()
        inside(seen, size)
        salon, clock = (
            next(one["box"] for one in seen["widgets"] if test(one["text"]))
            for test in (lambda text: text == "Sample Salon", lambda text: text[-3:-2] == ":")
        )
        assert clock[1] >= salon[3], "the clock stands over the salon's name"
        # Drawn there and not beside: what is under the right bottom corner is the ground.
        assert display.picture().getpixel((width - 2, height - 2)) == (245, 243, 239)
        kiosk.unlock(MANAGER_CARD)
        seen = kiosk.hand.look()
        inside(seen, size)
        boxes = {one["text"]: one["box"] for one in seen["widgets"] if one["tap"]}
        tops = [boxes[name][1] for name in RAIL]
        assert tops == sorted(tops)
        assert boxes["More"][3] <= height
        assert all(boxes[a][3] <= boxes[b][1] for a, b in itertools.pairwise(RAIL))
