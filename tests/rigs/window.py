"""A screen of one's own with a real X server, and a finger for it: those of the demonstration.

The kiosk's probe only looks (``kiosk/ui/probe.py``); touches are real X events from xdotool.
"""

from __future__ import annotations

from kiosk.demo.display import Display, missing_tools
from kiosk.demo.touches import Hand, NotThere, Seen, Widget

__all__ = ["Display", "Hand", "NotThere", "Seen", "Widget", "missing_tools", "said"]


def said(seen: Seen, text: str) -> bool:
    """Whether something with this text in it was visible."""
    return any(text in widget["text"] for widget in seen["widgets"])
