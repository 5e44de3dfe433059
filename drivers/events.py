"""What readers and scanners tell the kiosk, and what the supervisor tells about devices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Unreadable = Literal["random", "taken_away", "wrong_key", "silent", "blank", "unknown"]
"""``random``: a number made up for this moment (phones, bank cards), which would be another next
time. ``taken_away``: before it had answered. ``wrong_key``: a card with keys, but not this salon's:
somebody else's, or a copy. ``silent``: no answer. ``blank``: nothing is written on it. ``unknown``:
not a kind that can be read."""


Technology = Literal["", "nfc", "lf"]
"""``nfc``: 13.56 MHz; ``lf``: 125 kHz."""
TECHNOLOGIES: Mapping[str, Technology] = {"any": "", "nfc": "nfc", "lf": "lf"}
"""What the option ``technology`` of a reader is called that cannot tell."""


@dataclass(frozen=True, slots=True)
class CardTapped:
    """``number`` as the reader gives it. It never appears in a log: ``repr`` hides it.

    ``proven``: the card has shown that it holds its key, so it is no copy of its number.
    ``address``: the web address on it, where the reader is set to ask for it; signed and counted by
    some cards. ``technology``: where the reader knows it; no part of which card it is.
    """

    number: str = field(repr=False)
    proven: bool = False
    address: str = field(default="", repr=False)
    technology: Technology = field(default="", compare=False)

    @property
    def assurance(self) -> Literal["uid", "aes"]:
        """``uid``: says which card it claims to be; ``aes``: proves it."""
        return "aes" if self.proven else "uid"


@dataclass(frozen=True, slots=True)
class CardUnreadable:
    """A card was there, but it cannot be used; told once for each time it is held there."""

    reason: Unreadable


@dataclass(frozen=True, slots=True)
class BarcodeScanned:
    """``code``: a product's barcode or a QR code's text."""

    code: str


@dataclass(frozen=True, slots=True)
class ScanUnreadable:
    """Something was scanned with signs in it that no code has: another keyboard layout or speed is
    set at the scanner, or the code is of a kind that only programs read."""


@dataclass(frozen=True, slots=True)
class DeviceGone:
    """A device stopped answering. Told once, however long it stays away."""

    name: str


@dataclass(frozen=True, slots=True)
class DeviceBack:
    """A device answers again after :class:`DeviceGone`."""

    name: str


Event = CardTapped | CardUnreadable | BarcodeScanned | ScanUnreadable | DeviceGone | DeviceBack
