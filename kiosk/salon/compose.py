"""From a data folder to services: what the kiosk and every shell command start with."""

from __future__ import annotations

from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.errors import DataMissing, PultError
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.text import T, Text
from kiosk.salon.domain.timeclock.timeline import HOUR_MS
from kiosk.salon.home import Home, first_start_done, load_keys, set_rest_aside
from kiosk.salon.services.clock import SystemClock
from kiosk.salon.services.context import Context
from kiosk.salon.services.keys import in_use, require_fits
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store import refolding
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import Journal
from kiosk.salon.store.reading import open_whichever


def open_services(
    home: Home, settings: Settings, clock: Clock | None = None, *, lost: bool = False
) -> Services:
    """Opens the database of a data folder, making it on first use. One that is older than what was
    recorded, or cannot be written, opens for reading alone. ``lost``: one that is lost opens
    likewise, empty.

    Raises what :func:`kiosk.salon.home.load_keys`, ``Store.open`` and
    :func:`kiosk.salon.services.keys.in_use` raise, and :class:`DataMissing`.
    """
    ring = load_keys(home)
    missing = home.lost
    if missing:
        if not lost:
            raise DataMissing(
                T("The data of this salon are missing. Leave the box as it is and call for help.")
            )
        set_rest_aside(home)
    store = open_whichever(home.database)
    try:
        services = Services.of(context_of(home, settings, store, in_use(store, ring), clock))
        require_fits(services.context)
        if missing:
            services.context.journal.tell_lost()
        if store.held is None:
            first_start_done(home)
        if store.held is None and not services.books.hold():
            services.cards.read_formats()
            refolding.renew(store)
            services.setup.write_down_rates()
    except PultError:
        store.close()
        raise
    return services


def context_of(
    home: Home, settings: Settings, store: Store, keys: SalonKeys, clock: Clock | None = None
) -> Context:
    """What the services of an open database are made from."""
    journal = Journal(store, keys, home.journal_head)
    context = Context(store, clock or SystemClock(), keys, journal)
    context.training = home.training.exists()
    obey(context, settings)

    def say(text: Text) -> str:
        from kiosk.salon.language.speaker import speaker

        return speaker(context.salon.language, context.salon.zone).say(text)

    def say_in(language: str, text: Text) -> str:
        from kiosk.salon.language.speaker import speaker

        return speaker(language, context.salon.zone).say(text)

    context.say, context.say_in = say, say_in
    return context


def obey(context: Context, settings: Settings) -> None:
    """Has the settings in effect from now on."""
    context.desk = settings.desk.name
    context.card_rules = settings.cards.rules
    context.vat_bp = {country: settings.vat.basis_points(country) for country in COUNTRIES}
    context.vat_changes = settings.vat.vat_changes
    context.fiscal_rules = settings.fiscal.rules
    context.salon_changed()
    context.in_store = settings.barcode.patterns
    context.discount_limit = settings.till.discount_limit
    context.till_rules = settings.till.rules
    context.stick_folders = settings.files.sticks
    context.grid_minutes = settings.agenda.grid_minutes
    context.longest_shift_ms = settings.clock.longest_shift_hours * HOUR_MS
