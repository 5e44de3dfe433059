"""Clocking without the card."""

from __future__ import annotations

from kiosk.ui.screens.team.pin_entry import PinEntryScreen


class ClockForgotScreen(PinEntryScreen):
    """See :class:`PinEntryScreen`."""
