"""From a data folder to services: what the kiosk and every shell command start with."""

from __future__ import annotations

from kiosk.domain.clock import Clock
from kiosk.domain.country import COUNTRIES
from kiosk.home import Home, load_keys
from kiosk.services.clock import SystemClock
from kiosk.services.context import Context
from kiosk.services.salon_services import Services
from kiosk.settings import Settings
from kiosk.store.journal import Journal
from kiosk.store.opening import open_store


def open_services(home: Home, settings: Settings, clock: Clock | None = None) -> Services:
    """Opens the database of a data folder, making it on first use.

    Raises what :func:`kiosk.home.load_keys` and ``Store.open`` raise.
    """
    keys = load_keys(home)
    store = open_store(home.database)
    journal = Journal(store, keys.journal, home.journal_head)
    return Services.of(
        Context(
            store,
            clock or SystemClock(),
            keys,
            journal,
            desk=settings.desk.name,
            vat_bp={country: settings.vat.basis_points(country) for country in COUNTRIES},
            in_store=settings.barcode.patterns,
        )
    )
