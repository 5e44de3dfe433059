"""A clock that went back (a dead battery): the desk says so, and selling goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.clock import SystemClock
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.truth import ask, faults
from tests.rigs.window import Display, missing_tools
from tests.rigs.worker import open_salon

HOURS_AHEAD_MS = 3 * 3_600_000


def sell_later(home: Path) -> None:
    """A sale of three hours from now, as if the clock had been right then and wrong since."""
    services, _ = open_salon(home, SystemClock().now() + HOURS_AHEAD_MS)
    staff_id = services.team.members()[0].id
    bill = services.bill_lines.add_barcode(services.bills.open_retail(staff_id).id, SHAMPOO)
    total = bill.totals.total_minor
    services.checkout.pay(bill.id, [Payment("card", total)], total, staff_id)
    services.context.store.close()


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_the_desk_says_it_and_sells_on(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    sell_later(day.home)
    with Display() as display, KioskProcess(day.home, display) as kiosk:
        kiosk.unlock(MANAGER_CARD)
        kiosk.hand.see("The clock is behind")
        kiosk.feed("scan", SHAMPOO)
        kiosk.hand.tap("Card", icon="credit-card")
        kiosk.hand.at("pay_card")
        kiosk.hand.tap("Paid", icon="check")
        kiosk.hand.at("paid")
        verified = kiosk.pult("journal", "verify")
    numbers = ask(day.home / "pult.db", "SELECT number FROM sale ORDER BY number")
    assert [str(row[0])[-6:] for row in numbers] == ["000001", "000002"]
    assert verified.stdout.startswith("The journal holds")
    assert faults(day.home / "pult.db") == []
