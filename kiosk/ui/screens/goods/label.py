"""Draws presenters.label."""

from kiosk.ui.kit import PultScreen
from kiosk.ui.kit.sections import Optional

__all__ = ["LabelScreen", "Optional"]


class LabelScreen(PultScreen):
    """See the rule in label.kv."""
