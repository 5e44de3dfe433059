"""Bad days: a full disk, a locked, damaged or newer database, a clock that jumps back.

Each gives a message a receptionist understands, and nothing is lost.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Busy, Damaged, DiskFull, NeedsPerson
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from tests.rigs.truth import faults
from tests.rigs.worker import BARCODES, ROOT, ean13, open_salon, prepare

NOW = 1_795_250_000_000
HOUR_MS = 3_600_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    prepare(tmp_path / "home", NOW)
    return tmp_path / "home"


def sell(services: Services, bill_id: Id | None = None) -> Sale:
    """Sells a shampoo for cash, on a new bill unless one is named."""
    checkout = services.checkout
    staff_id = services.team.members()[0].id
    bill = (
        services.bills.get(bill_id)
        if bill_id
        else services.bill_lines.add_barcode(
            services.bills.open_retail(staff_id).id, ean13(BARCODES[0])
        )
    )
    total = bill.totals.total_minor
    return checkout.pay(bill.id, [Payment("cash", total)], total, staff_id)


def open_bill(services: Services) -> Id:
    bill = services.bills.open_retail(services.team.members()[0].id)
    return services.bill_lines.add_barcode(bill.id, ean13(BARCODES[0])).id


def may_mount() -> bool:
    """Whether a private mount is allowed here."""
    if shutil.which("unshare") is None:
        return False
    done = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not may_mount(), reason="private mounts are not allowed here")
def test_full_disk_stops_sales_loudly_and_loses_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-m", "tests.rigs.full_disk", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["message"].startswith("The disk is full.")
    assert told["sold"] > 20
    assert told["lost"] == []
    assert told["extra"] == [], "a sale that was refused must not exist"
    assert told["later"]
    assert told["faults"] == []
    assert told["journal"] == "None"


def test_full_database_leaves_the_bill_as_it_was(home: Path) -> None:
    services, _ = open_salon(home, NOW)
    bill_id = open_bill(services)
    store = services.context.store
    pages = store.rows("PRAGMA page_count")[0][0]
    store.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    sold = 0

    def until_full() -> None:
        nonlocal sold
        while True:
            sell(services)
            sold += 1

    with pytest.raises(DiskFull):
        until_full()
    store.db.execute_sql("PRAGMA max_page_count = 1000000")
    assert len(services.checkout.todays_sales()) == sold
    assert sell(services, bill_id).number
    assert faults(home / "pult.db") == []
    assert services.context.journal.verify() is None


@pytest.mark.slow
def test_locked_database_is_waited_for_and_then_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, _ = open_salon(home, NOW)
    bill_id = open_bill(services)
    other = sqlite3.connect(home / "pult.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy) as told:
        sell(services, bill_id)
    assert "try again" in told.value.message.plain()

    release = threading.Timer(0.5, lambda: (other.execute("ROLLBACK"), None))
    other.close()
    other = sqlite3.connect(home / "pult.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release.start()
    assert sell(services, bill_id).number, "a short lock is only waited for"
    release.join()
    other.close()
    assert faults(home / "pult.db") == []


@pytest.mark.parametrize("harm", ["not a database", "cut off", "pages overwritten"])
def test_damaged_file_is_named_as_such(home: Path, harm: str) -> None:
    database = home / "pult.db"
    whole = database.read_bytes()
    if harm == "not a database":
        database.write_bytes(b"x" * 8192)
    elif harm == "cut off":
        database.write_bytes(whole[: len(whole) // 3])
    else:
        middle = len(whole) // 8192 * 4096
        database.write_bytes(whole[:8192] + b"\xa5" * (middle - 8192) + whole[middle:])
    for name in ("pult.db-wal", "pult.db-shm"):
        (home / name).unlink(missing_ok=True)
    with pytest.raises(Damaged) as told:
        sell(open_salon(home, NOW)[0])
    assert "damaged" in told.value.message.plain()


def test_newer_database_is_refused_and_left_alone(home: Path) -> None:
    with sqlite3.connect(home / "pult.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = (home / "pult.db").read_bytes()
    with pytest.raises(NeedsPerson) as told:
        open_salon(home, NOW)
    assert "newer version" in told.value.message.plain()
    assert (home / "pult.db").read_bytes() == before


def test_a_lost_key_is_asked_for_not_replaced(home: Path) -> None:
    key = home / "salon.key"
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(NeedsPerson):
        open_salon(home, NOW)
    assert not key.exists()
    key.write_bytes(kept)
    services, _ = open_salon(home, NOW)
    assert services.context.journal.verify() is None


@pytest.mark.parametrize("back_ms", [90_000, HOUR_MS, 400 * 24 * HOUR_MS])
def test_a_clock_that_jumps_back_loses_nothing(home: Path, back_ms: int) -> None:
    """A dead battery: numbers go on, ids stay unique, the journal's order is not the clock's."""
    services, clock = open_salon(home, NOW)
    staff_id = services.team.members()[0].id
    first = sell(services)
    services.timeclock.tap(staff_id)
    assert isinstance(clock, ManualClock)
    clock.jump(NOW - back_ms)
    second = sell(services)
    services.timeclock.tap(staff_id)
    clock.jump(NOW + HOUR_MS)
    third = sell(services)
    services.timeclock.tap(staff_id)
    assert len({sale.number for sale in (first, second, third)}) == 3
    assert services.context.journal.verify() is None
    assert faults(home / "pult.db") == []
