"""How large things are drawn on a panel that nobody has described."""

from __future__ import annotations

import pytest

from kiosk.ui.display import COMPACT, choices, scale

WIDE_DP = 1200
PANELS = ((800, 480), (1024, 600), (1280, 720), (1280, 800), (1366, 768), (1920, 1080))


@pytest.mark.parametrize(
    ("pixels", "fits"),
    [
        ((800, 480), 0.83),
        ((1024, 600), 1.06),
        ((1280, 720), 1.31),
        ((1280, 800), 1.0),
        ((1920, 1200), 1.5),
    ],
)
def test_the_usual_panels(pixels: tuple[int, int], fits: float) -> None:
    assert scale(pixels) == fits


@pytest.mark.req("K9")
@pytest.mark.parametrize("pixels", PANELS)
def test_whatever_is_chosen_nothing_is_cut(pixels: tuple[int, int]) -> None:
    width, height = pixels
    three = choices(pixels)
    assert len(set(three)) == 3
    assert list(three) == sorted(three)
    assert scale(pixels) in three
    for chosen in (*three, scale(pixels, 1.0), scale(pixels, 3.0)):
        assert width / chosen >= COMPACT[0]
        assert height / chosen >= COMPACT[1]


def test_a_wide_layout_has_its_height() -> None:
    for width, height in PANELS:
        usual = scale((width, height))
        if width / usual >= WIDE_DP:
            assert height / usual >= 720
