"""Draws presenters.team."""

from kiosk.ui.kit import PultScreen


class TeamScreen(PultScreen):
    """See the rule in team.kv."""
