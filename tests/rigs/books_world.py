"""A salon that sells, started again and again on the same folder."""

from __future__ import annotations

from pathlib import Path

from kiosk.salon.compose import open_services
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.home import Home, open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from tests.rigs.worker import BARCODES, ean13, prepare

NOW = 1_795_250_000_000


def made(path: Path) -> Home:
    prepare(path, NOW)
    return open_home(path)


def start(home: Home, opened: list[Services], *, lost: bool = False) -> Services:
    """``opened``: closed at the end, however the test ends."""
    services = open_services(home, Settings(), ManualClock(NOW), lost=lost)
    opened.append(services)
    return services


def sell(services: Services) -> str:
    """Returns the document's number."""
    seller = services.team.members()[0].id
    bill = services.bills.open_retail(seller)
    bill = services.bill_lines.add_barcode(bill.id, ean13(BARCODES[0]))
    total = bill.totals.total_minor
    return services.checkout.pay(bill.id, [Payment("cash", total)], total, seller).number


def sold(home: Home, times: int) -> list[str]:
    services = open_services(home, Settings(), ManualClock(NOW))
    numbers = [sell(services) for _ in range(times)]
    services.context.store.close()
    return numbers
