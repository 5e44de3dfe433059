"""Settings of the synchronisation, whatever the service: ``[sync]``."""

from __future__ import annotations

from pydantic import Field

from kiosk.salon.settings.section import Section


class Sync(Section):
    every_minutes: int = Field(
        5, ge=1, le=1440, description="how often to look what changed elsewhere"
    )
    debounce_seconds: float = Field(
        4, ge=0, le=300, description="how long to wait for more after a change at the desk"
    )
    exit_seconds: float = Field(
        5, ge=0, le=60, description="how long the agent may go on sending when it is told to end"
    )
    settle_minutes: int = Field(
        10, ge=0, le=1440, description="how late the other side may show what was written there"
    )
    quiet_from: int = Field(
        2, ge=0, le=23, description="hour from which the weekly reading of the whole list is best"
    )
    quiet_until: int = Field(5, ge=0, le=24, description="hour until which it is")
