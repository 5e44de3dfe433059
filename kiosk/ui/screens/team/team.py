"""Draws presenters.team."""

from kiosk.ui.kit import PultScreen
from kiosk.ui.kit.sections import Section

__all__ = ["Section", "TeamScreen"]


class TeamScreen(PultScreen):
    """See the rule in team.kv."""
