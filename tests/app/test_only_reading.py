"""A data folder that cannot be written any more: the data come out, and nothing dies."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.salon.compose import open_services
from kiosk.salon.home import open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.settings import Settings
from kiosk.salon.store.reading import MEMORY
from tests.rigs.worker import ROOT, prepare

NOW = 1_795_250_000_000
pytestmark = pytest.mark.skipif(
    subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0,
    reason="needs a mount namespace of its own",
)


def on_a_disk_of(state: str, home: Path) -> dict[str, object]:
    """What the commands say in a process that sees ``home`` so."""
    # A memory of its own: what is left there afterwards was left by this one.
    steps = (
        f"mount -t tmpfs tmpfs {MEMORY}",
        f"{sys.executable} -m tests.rigs.only_reading {state} {home}",
        f"ls {MEMORY}",
    )
    told = subprocess.run(
        ["unshare", "-rm", "sh", "-ec", "\n".join(steps)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr + told.stdout
    said, *left = told.stdout.splitlines()
    assert left == [], "no copy of a salon stays behind"
    return dict(json.loads(said))


@pytest.mark.slow
@pytest.mark.parametrize("state", ["readonly", "full"])
@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
def test_commands_and_kiosk_on_a_disk_that_takes_nothing(
    tmp_path: Path, state: str, log: bool
) -> None:
    home = tmp_path / "home"
    prepare(home, NOW)
    if log:
        leave_a_log(home)
    found = on_a_disk_of(state, home)
    assert found["export"] == 0
    assert "Sample shampoo" in str(found["stock"])
    if log:
        assert "Last,Minute" in str(found["clients"]), "what only the log holds"
    assert found["verify"] == 0
    assert "cannot be written" in str(found["doctor"])
    assert "The journal holds" in str(found["verified"])
    assert "nothing can be entered" in str(found["trouble"])
    assert found["screen"] == "attract"
    assert found["refused"]


def leave_a_log(home: Path) -> None:
    """As a power cut leaves it: the last client stands in the log alone."""
    from kiosk.salon.domain.people import Client

    services = open_services(open_home(home), Settings(), ManualClock(NOW))
    services.context.store.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    services.clients.save(Client(b"", "Last", "Minute"), None)
    kept = home.parent / "kept"
    kept.mkdir()
    for name in ("pult.db", "pult.db-wal", "journal.head"):
        shutil.copyfile(home / name, kept / name)
    services.context.store.close()
    for path in home.glob("pult.db*"):
        path.unlink()
    for path in kept.iterdir():
        path.replace(home / path.name)
