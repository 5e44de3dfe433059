"""What scales say: Toledo 8217 and SMA level 1. Pure: bytes to readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

State = Literal["stable", "moving", "over", "under", "fault"]
"""``over``/``under``: more or less than it can weigh. ``fault``: it says that it cannot weigh."""
TOLEDO_ASK, SMA_ASK = b"W", b"\nW\r"
GRAMS = {
    "kg": Decimal(1000),
    "g": Decimal(1),
    "lb": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}
_TOLEDO = re.compile(rb"\x02([0-9]{1,3}(?:\.[0-9]{1,4})?|[0-9]{4,6})(N?)\r")
_TOLEDO_STATUS = re.compile(rb"\x02\?(.)\r", re.DOTALL)
_SMA = re.compile(
    rb"\n([ ZOUEITt])([0-9])([GNTgnt])([M ])[ -~]([- .0-9]{10})([a-zA-Z]{1,3}_{0,2})\r"
)
MOVING, OVER, UNDER = 0x01, 0x02, 0x04
"""Bits of Toledo's status."""
IMPLIED = {"kg": 3, "lb": 2}
"""Decimals of a Toledo weight that comes without its point."""


class BadFrame(ValueError):
    """Not an answer of a scale."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``grams``: rounded to whole ones; None when there is no weight to tell. ``net``: without the
    tare."""

    grams: int | None
    state: State
    net: bool = False

    @property
    def usable(self) -> bool:
        """Whether something may be sold by it."""
        return self.state == "stable" and self.grams is not None and self.grams > 0


def toledo(frame: bytes, unit: str = "kg") -> Reading:
    """The answer to :data:`TOLEDO_ASK`; the scale does not say its unit. BadFrame."""
    frame = bytes(byte & 0x7F for byte in frame)
    told = _TOLEDO.fullmatch(frame)
    if told is not None:
        value = Decimal(told[1].decode())
        if b"." not in told[1]:
            value = value.scaleb(-IMPLIED[unit])
        return Reading(_grams(value, unit), "stable", bool(told[2]))
    status = _TOLEDO_STATUS.fullmatch(frame)
    if status is None:
        raise BadFrame(f"{len(frame)} bytes")
    bits = status[1][0]
    if bits & OVER:
        return Reading(None, "over")
    if bits & UNDER:
        return Reading(None, "under")
    return Reading(None, "moving" if bits & MOVING else "fault")


def sma(frame: bytes) -> Reading:
    """The answer to :data:`SMA_ASK` (SMA SCP-0499, 5.1). BadFrame; also for units nobody knows."""
    told = _SMA.fullmatch(frame)
    if told is None:
        raise BadFrame(f"{len(frame)} bytes")
    status, _, kind, motion, field, unit = (part.decode() for part in told.groups())
    net = kind in "Nn"
    if status in "EIT":
        return Reading(None, "fault", net)
    text, name = field.strip(), unit.rstrip("_").lower()
    if name not in GRAMS or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise BadFrame("an unknown unit or no number")
    states: dict[str, State] = {"O": "over", "U": "under"}
    state: State = states.get(status, "moving" if motion == "M" else "stable")
    return Reading(_grams(Decimal(text), name), state, net)


def _grams(value: Decimal, unit: str) -> int:
    return round(value * GRAMS[unit])
