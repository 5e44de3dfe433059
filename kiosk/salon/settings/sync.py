"""Settings of the synchronisation, whatever the service: ``[sync]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from kiosk.salon.settings.section import Section


class Sync(Section, frozen=True):
    every_minutes: Annotated[
        int, Meta(ge=1, le=1440, description="how often to look what changed elsewhere")
    ] = 5
    debounce_seconds: Annotated[
        float,
        Meta(ge=0, le=300, description="how long to wait for more after a change at the desk"),
    ] = 4
    exit_seconds: Annotated[
        float,
        Meta(
            ge=0, le=60, description="how long the agent may go on sending when it is told to end"
        ),
    ] = 5
    settle_minutes: Annotated[
        int,
        Meta(ge=0, le=1440, description="how late the other side may show what was written there"),
    ] = 10
    quiet_from: Annotated[
        int,
        Meta(
            ge=0, le=23, description="hour from which the weekly reading of the whole list is best"
        ),
    ] = 2
    quiet_until: Annotated[int, Meta(ge=0, le=24, description="hour until which it is")] = 5
    rates: Annotated[
        bool,
        Meta(
            description="the official rate of the second currency is read once a day, where the "
            "salon takes one"
        ),
    ] = True
