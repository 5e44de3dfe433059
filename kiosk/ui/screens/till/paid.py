"""Paid: what goes back to the client, in figures nobody overlooks."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class PaidScreen(PultScreen):
    """Everything is recorded by the time this comes up."""
