"""Time zones by the names that other programs give them.

Windows has names of its own (*Central Europe Standard Time*); ``assets/zones`` says which zone of
the IANA database each of them is, as CLDR has it (``windowsZones``, territory 001).
"""

from __future__ import annotations

import csv
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.salon.assets import asset


def zone_named(name: str) -> ZoneInfo | None:
    """None for a name that nobody knows."""
    tidy = name.strip()
    try:
        return ZoneInfo(_windows().get(tidy.casefold(), tidy))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _windows() -> dict[str, str]:
    with asset("zones/windows.csv").open(encoding="utf-8", newline="") as file:
        return {row["windows"].casefold(): row["zone"] for row in csv.DictReader(file)}
