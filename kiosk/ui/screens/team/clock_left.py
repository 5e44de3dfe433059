"""When did you leave?"""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class ClockLeftScreen(PultScreen):
    """A time in big figures between buttons that move it."""
