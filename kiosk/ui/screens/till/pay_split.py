"""Part by card, part in cash."""

from __future__ import annotations

import kiosk.ui.kit.till  # noqa: F401 - its widgets are used in the rules
from kiosk.ui.kit import PultScreen


class PaySplitScreen(PultScreen):
    """Two parts at the left, the keypad that fills one of them at the right."""
