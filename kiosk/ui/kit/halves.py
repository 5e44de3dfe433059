"""The two halves of a page."""

from __future__ import annotations

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import HBox, VBox


@usual(size_hint_y=1, spacing=t.S24)
class Beside(HBox):
    """Two halves, as high as there is room."""


@usual(size_hint_x=None, width=t.W_KEYPAD, spacing=t.S12)
class KeypadSide(VBox):
    """The half of a page that holds the keypad."""
