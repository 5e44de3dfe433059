"""Rooms and devices in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, Text


def needs(known: Sequence[Resource], ids: Collection[Id]) -> Text:
    """What is needed beside the stylist; empty for nothing."""
    names = ", ".join(room.name for room in known if room.id in ids)
    return T("Needs: {rooms}", rooms=names) if names else ""
