"""A finger that is still down when something else brings up another screen."""

from __future__ import annotations

import pytest

from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window


def test_a_button_of_a_screen_that_has_gone_does_nothing(studio: Studio) -> None:
    """A card is read while somebody presses a button: lifting the finger must not be an intent of
    the screen that came up."""
    from kiosk.ui.kit import Btn

    stage = Stage(studio)
    studio.settle()
    screen = stage.shell.frame.screen
    button = next(part for part in screen.walk() if isinstance(part, Btn))
    touch = Finger(studio).down(button)
    stage.card(next(iter(stage.sample.cards.values()))).at("clock_result")
    studio.settle()
    touch.touch_up()
    studio.settle(1)
    stage.at("clock_result")
    stage.close()
