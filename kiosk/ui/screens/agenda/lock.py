"""The door of the desk."""

from __future__ import annotations

from kiosk.ui.screens.team.pin_entry import PinEntryScreen


class LockScreen(PinEntryScreen):
    """See :class:`PinEntryScreen`."""
