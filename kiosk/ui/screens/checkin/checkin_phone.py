"""Who is here: digits of the phone, a QR code, or no booking."""

from __future__ import annotations

from kiosk.ui.kit import PultScreen


class CheckinPhoneScreen(PultScreen):
    """What to do at the left, the keypad at the right."""
