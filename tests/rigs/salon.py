"""Making salons for tests."""

from __future__ import annotations

import atexit
import shutil
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.pins import PinCost
from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.context import Context
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import Journal
from sync_agent.registry import describe

TEN_O_CLOCK = int(datetime(2026, 11, 21, 9, 0, tzinfo=UTC).timestamp() * 1000)
"""Saturday 21 November 2026, 10:00 in Prague, Budapest and Ljubljana."""

MANAGER_PIN = "2580"
CHEAP = PinCost(1, 8, 1)
"""A PIN hash in microseconds instead of a tenth of a second."""
CITIES = {"CZ": "Praha", "HU": "Budapest", "SI": "Ljubljana", "SK": "Bratislava"}
VAT_IDS = {"HU": "12345676-2-08"}
"""Where no invoice is without one."""


def open_salon(home: Path, clock: ManualClock | None = None) -> Services:
    """Opens (or makes) the database in ``home`` without setting anything up."""
    store = Store.open(home / "pult.db")
    keys = SalonKeys(1, bytes(range(32)))
    journal = Journal(store, keys, home / "journal.head")
    clock = clock or ManualClock(TEN_O_CLOCK)
    return Services.of(Context(store, clock, keys, journal, pin_cost=CHEAP))


def make_salon(home: Path, country: str = "CZ") -> Services:
    """A set-up salon with manager Petra (PIN 2580) and stylist Eva, whose agent has started once.

    It is a copy: migrating a database and setting it up takes ten times as long as that."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(_made(country), home, dirs_exist_ok=True)
    return open_salon(home)


@cache
def _made(country: str) -> Path:
    """The folder that is copied, made once in each test process."""
    folder = Path(mkdtemp(prefix="pult-salon-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    close_salon(_set_up(folder, country))
    return folder


def _set_up(home: Path, country: str) -> Services:
    services = open_salon(home)
    profile = Salon(
        "Sample Salon",
        "Sample Street 1",
        CITIES[country],
        "100 00",
        country,
        vat_id=VAT_IDS.get(country, ""),
        vat_periods=(VatPeriod(date.min, True),),
    )
    manager = services.setup.finish(
        profile, StaffMember(b"", "Petra", "Sample", role="manager"), MANAGER_PIN
    )
    services.team.save(StaffMember(b"", "Eva", "Sample", colour=1), manager.id)
    describe(services.context.store, Settings())
    return services


def clock_of(services: Services) -> ManualClock:
    """The standing clock of a salon made here."""
    clock = services.context.clock
    assert isinstance(clock, ManualClock)
    return clock


def close_salon(services: Services) -> None:
    services.context.store.close()
