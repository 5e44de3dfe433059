"""What the remotes of a Google account are made with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from sync_agent.engine.ports import Timing
from sync_agent.google.signin.access import Access

if TYPE_CHECKING:
    from sync_agent.google.http import Session


@dataclass(frozen=True)
class Making:
    """What remotes and their local sides are made with. ``access`` makes access tokens by itself.
    ``account``: whose data it is. ``installation``: marks things as this salon's."""

    services: Services
    settings: Settings
    timing: Timing
    access: Access
    account: str
    installation: str

    @cached_property
    def google(self) -> Session:
        """One for all remotes of the account: they share its requests a minute."""
        from sync_agent.engine.pacing import people_quota
        from sync_agent.google.http import Session

        google = self.settings.google
        return Session(
            self.access,
            self.timing,
            people_quota(**google.quota.model_dump()),
            people_endpoint=google.people_endpoint,
            calendar_endpoint=google.calendar_endpoint,
        )

    def requests(self) -> int:
        return self.google.requests
