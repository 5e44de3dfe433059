"""A discount on the whole bill."""

from __future__ import annotations

import kiosk.ui.kit.till  # noqa: F401 - its widgets are used in the rules
from kiosk.ui.kit import PultScreen


class BillDiscountScreen(PultScreen):
    """What it is for at the left, how much at the right."""
