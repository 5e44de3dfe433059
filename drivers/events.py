"""What readers and scanners tell the kiosk, and what the supervisor tells about devices."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CardTapped:
    """``number`` as the reader gives it. It never appears in a log: ``repr`` hides it."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BarcodeScanned:
    """``code``: a product's barcode or a QR code's text."""

    code: str


@dataclass(frozen=True, slots=True)
class DeviceGone:
    """A device stopped answering. Told once, however long it stays away."""

    name: str


@dataclass(frozen=True, slots=True)
class DeviceBack:
    """A device answers again after :class:`DeviceGone`."""

    name: str


Event = CardTapped | BarcodeScanned | DeviceGone | DeviceBack
