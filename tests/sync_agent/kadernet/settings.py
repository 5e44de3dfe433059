"""The section ``[kadernet]`` of the settings."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from kiosk.salon.settings.section import Section


class KadernetSettings(Section, frozen=True):
    shops: Annotated[tuple[str, ...], Meta(description="shops of the salon at Kadernet")] = (
        "north",
    )
    orders: Annotated[bool, Meta(description="take orders in")] = True
