"""Draws presenters.label."""

from kiosk.ui.kit import PultScreen


class LabelScreen(PultScreen):
    """See the rule in label.kv."""
