"""The section ``[kadernet]`` of the settings."""

from __future__ import annotations

from pydantic import Field

from kiosk.salon.settings.section import Section


class KadernetSettings(Section):
    shops: tuple[str, ...] = Field(("north",), description="shops of the salon at Kadernet")
    orders: bool = Field(True, description="take orders in")
