"""First set-up and later changes of the salon's profile."""

from __future__ import annotations

from kiosk.domain.people import StaffMember
from kiosk.domain.salon import Salon
from kiosk.services.context import Context


class Setup:
    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def needed(self) -> bool:
        """True until a salon and an active manager exist."""
        raise NotImplementedError

    def finish(self, salon: Salon, manager: StaffMember, pin: str) -> StaffMember:
        """Profile and first manager with PIN, in one transaction. Missing language, zone and rates
        come from the country. Refused: no name, unknown country, bad PIN."""
        raise NotImplementedError

    def change(self, salon: Salon, by: StaffMember) -> None:
        """Managers only; currency cannot change once there is a sale."""
        raise NotImplementedError
