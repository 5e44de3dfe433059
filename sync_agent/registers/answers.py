"""What registers' answers have in common: they are read as something that may be anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.salon.domain.entry import entering

LONGEST = 200


class Unreadable(Exception):
    """It is not what the register usually writes."""


class Busy(Exception):
    """The register, or one behind it, cannot tell now."""


def part(value: object, *keys: str) -> Any:
    """What lies below the keys; None where there is no such thing."""
    for key in keys:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def text(value: object) -> str:
    """One tidy line of at most :data:`LONGEST` characters; empty for what is no text and for the
    strokes that stand for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    tidy = entering.tidied(str(value))[:LONGEST].strip()
    return "" if not tidy.strip("-– .") else tidy


def listed(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else []
