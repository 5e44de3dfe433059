"""What the remotes of a Google account, and their local sides, are made with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from kiosk.salon.services.salon_services import Services
from sync_agent.engine.ports import Timing
from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin.access import Access

if TYPE_CHECKING:
    from sync_agent.google.http import Session


@dataclass(frozen=True)
class GoogleContext:
    """``access`` makes access tokens by itself.
    ``account``: whose data it is. ``installation``: marks things as this salon's."""

    services: Services
    settings: GoogleSettings
    timing: Timing
    access: Access
    account: str
    installation: str

    @cached_property
    def session(self) -> Session:
        """One for all remotes of the account: they share its requests a minute."""
        from sync_agent.google.http import Session
        from sync_agent.google.quota import people_quota

        settings = self.settings
        return Session(
            self.access,
            self.timing,
            people_quota(**msgspec.structs.asdict(settings.quota)),
            people_endpoint=settings.people_endpoint,
            calendar_endpoint=settings.calendar_endpoint,
        )

    def requests(self) -> int:
        return self.session.requests
