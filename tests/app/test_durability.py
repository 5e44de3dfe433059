"""What has returned survives a power cut: FULL on every connection, and a sync for every sale."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.salon.services.salon_services import Services
from tests.rigs.worker import ROOT, prepare

PRAGMAS = {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1}
NOW = 1_795_250_000_000


@pytest.mark.req("K1")
def test_every_connection_is_durable(salon: Services) -> None:
    """The first one, those of other threads, and one opened anew after closing."""
    store = salon.context.store
    seen: list[dict[str, object]] = []

    def ask() -> None:
        seen.append({name: store.rows(f"PRAGMA {name}")[0][0] for name in PRAGMAS})

    ask()
    for _ in range(3):
        thread = threading.Thread(target=lambda: (ask(), store.close()))
        thread.start()
        thread.join()
    store.close()
    ask()
    assert seen == [PRAGMAS] * 5


def test_connections_are_made_in_one_place() -> None:
    opener = re.compile(r"sqlite3\.connect|SqliteDatabase\(|create_engine")
    places = {
        str(path.relative_to(ROOT))
        for room in ("kiosk", "drivers", "sync_agent")
        for path in (ROOT / room).rglob("*.py")
        if opener.search(path.read_text())
    }
    assert places == {"kiosk/salon/store/database.py"}


DONE = "sale|punch|booked|arrived|parked|opened|counted|closed"
"""Always something new on the disk; counting what had ended already may write what stands there."""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_operation_is_acknowledged_before_the_disk_was_told(tmp_path: Path) -> None:
    """The order of system calls: between two acknowledgements there is an fdatasync of the WAL."""
    home = tmp_path / "home"
    prepare(home, NOW)
    trace = tmp_path / "trace"
    worker = ("-m", "tests.rigs.worker", str(home), str(NOW), "1", "40")
    subprocess.run(
        [
            *("strace", "-f", "-y", "-o", str(trace), "-e", "trace=fdatasync,fsync,write"),
            *(sys.executable, *worker),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )
    synced, unsafe, count = False, [], 0
    for line in trace.read_text(errors="replace").splitlines():
        if re.search(r"f(data)?sync\(\d+<[^>]*pult\.db-wal>", line):
            synced = True
        elif re.search(rf'write\(1<[^>]*>, "({DONE}) ', line):
            count += 1
            if not synced:
                unsafe.append(line)
            synced = False
    assert count >= 25
    assert unsafe == []
