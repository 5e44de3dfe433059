"""A finger on the window."""

from __future__ import annotations

from typing import Any

from tests.gallery.studio import Studio


class Finger:
    """Touches where a widget is, through Kivy's own input path.

    The only place that uses Kivy's test helper, which may change without notice.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def down(self, widget: Any, *, double: bool = False) -> Any:
        """``double``: the second touch of a double tap."""
        from kivy.tests.common import UnitTestTouch

        self._studio.settle()
        touch = UnitTestTouch(*widget.to_window(*widget.center))
        touch.is_double_tap = double
        touch.touch_down()
        return touch

    def tap(self, widget: Any) -> None:
        touch = self.down(widget)
        touch.touch_up()
        self._studio.settle(1)
