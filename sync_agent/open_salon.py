"""The opened salon of an agent that runs for months: its keys may change under it."""

from __future__ import annotations

import time
from collections.abc import Callable

from kiosk.salon.compose import open_services
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.home import Home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store import keys as salon_keys
from kiosk.salon.store.database import Store

LEAST_SECONDS, MOST_SECONDS = 0.01, 0.1


def let_others_write(held: float) -> None:
    """Waits after a writing transaction for twice as long as it took.

    SQLite's writers do not queue: who finds the lock taken looks again a little later. Whoever
    takes it again at once is nearly always faster, and a till has waited seconds for an upload that
    held the lock for milliseconds only.
    """
    time.sleep(min(MOST_SECONDS, max(LEAST_SECONDS, 2 * held)))


class OpenSalon:
    """:attr:`services` are those of the key in use. ``manners``: what is done after each writing
    transaction; None for who waits for a network between any two."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: Clock,
        manners: Callable[[float], None] | None = let_others_write,
    ) -> None:
        self.home, self.settings, self._clock, self._manners = home, settings, clock, manners
        self.services: Services = self._opened()

    def _opened(self) -> Services:
        services = open_services(self.home, self.settings, self._clock)
        services.context.store.manners = self._manners
        return services

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
        self.services = self._opened()
        return True

    def close(self) -> None:
        self.store.close()
