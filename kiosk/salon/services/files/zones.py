"""Time zones by the names that other programs give them.

Windows has names of its own (*Central Europe Standard Time*); ``assets/zones`` says which zone of
the IANA database each of them is, as CLDR has it (``windowsZones``, territory 001). Some programs
put a maker and a version before the IANA name (``/example.com/20050126_1/Europe/Prague``), and
Exchange a number behind its own (*Central Europe Standard Time 1*).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.salon.assets import asset

_NUMBERED = re.compile(r"\s+\d$")


def zone_named(name: str) -> ZoneInfo | None:
    """None for a name that nobody knows."""
    tidy = name.strip().strip('"')
    parts = tidy.strip("/").split("/")
    for known in (tidy, "/".join(parts[-2:]), "/".join(parts[-3:])):
        if (found := _zone(known)) is not None:
            return found
    return None


def zone_meant(name: str) -> ZoneInfo | None:
    """The zone that a numbered name is a variant of: for where no file says what it is."""
    return zone_named(_NUMBERED.sub("", name.strip()))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(_windows().get(name.casefold(), name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _windows() -> dict[str, str]:
    with asset("zones/windows.csv").open(encoding="utf-8", newline="") as file:
        return {row["windows"].casefold(): row["zone"] for row in csv.DictReader(file)}
