"""Draws presenters.points_form."""

from kiosk.ui.kit import FormScreen


class PointsFormScreen(FormScreen):
    """A form like all others."""
