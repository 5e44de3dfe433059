"""The opened salon of an agent that runs for months: its keys may change under it."""

from __future__ import annotations

from kiosk.compose import open_services
from kiosk.domain.clock import Clock
from kiosk.domain.keys import SalonKeys
from kiosk.home import Home
from kiosk.services.salon_services import Services
from kiosk.settings import Settings
from kiosk.store import keys as salon_keys
from kiosk.store.database import Store


class Workplace:
    """Made with :meth:`open`; :attr:`services` are those of the key in use."""

    def __init__(self, home: Home, settings: Settings, clock: Clock) -> None:
        self.home, self.settings, self._clock = home, settings, clock
        self.services: Services = open_services(home, settings, clock)

    @property
    def store(self) -> Store:
        return self.services.context.store

    @property
    def keys(self) -> SalonKeys:
        return self.services.context.keys

    def refresh(self) -> bool:
        """Opens anew when the salon's key was changed meanwhile (``pult key rotate``): who knows
        only the old one may write no more. True when it did."""
        if salon_keys.current(self.store) == self.keys.key_id:
            return False
        self.close()
        self.services = open_services(self.home, self.settings, self._clock)
        return True

    def close(self) -> None:
        self.store.close()
