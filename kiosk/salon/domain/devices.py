"""The devices of a desk as its people see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T, Text

DeviceKind = Literal["reader", "scanner", "receipt", "label", "display", "scale"]
DEVICE_NAMES: dict[DeviceKind, Msg] = {
    "reader": T("Card reader"),
    "scanner": T("Scanner"),
    "receipt": T("Receipt printer"),
    "label": T("Label printer"),
    "display": T("Customer display"),
    "scale": T("Scale"),
}
DeviceAct = Literal["card", "unreadable", "code", "printed", "drawer", ""]
"""What a device did last. A card's number is never among it."""
DeviceTest = Literal["strip", "drawer"]
"""``strip``: test paper of a printer of either kind."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What is shown of a device.

    ``detail``: why it does not work, or what to see to soon. ``last``, ``last_at``: what it did
    last, and when (UTC ms, 0 for nothing yet). ``drawer_open``: its cash drawer is known to be.
    """

    name: str
    kind: DeviceKind
    ok: bool
    detail: Text = ""
    driver: str = ""
    last: DeviceAct = ""
    last_at: int = 0
    drawer_open: bool = False


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """Something plugged in that no setting speaks of. ``key`` names it when it is to be used;
    ``title``: a model or what it is; ``where``: its path or reader name."""

    key: str
    kind: DeviceKind
    title: str
    driver: str
    where: str


@dataclass(frozen=True, slots=True)
class LabelPicture:
    """A price label as it will come out of the label printer. ``png``: a picture file."""

    product_id: Id
    png: bytes
    width_mm: int
    height_mm: int
