"""What charts show: plain values, in any unit; the kit sees to their size."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True)
class BarView:
    """A bar over its ``label`` (empty: none is written below it). ``before``: what it is compared
    with, drawn pale behind it; None for nothing. ``strong``: the one that is looked at first.
    ``value`` may be below nought."""

    label: Text
    value: int
    before: int | None = None
    strong: bool = False
