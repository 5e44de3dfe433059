"""Check in, clock in, unlock, scan, take cash, print, label: the whole through the real window,
and the same again with networking cut off."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.rigs import reading
from tests.rigs.main_job import TENDERED, play
from tests.rigs.opening_day import SHAMPOO
from tests.rigs.window import missing_tools
from tests.rigs.worker import ROOT

TOTAL = 65_000 + 10_037
PAID = 75_000

pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}"),
    pytest.mark.skipif(not reading.can_read(), reason="needs tesseract"),
    pytest.mark.skipif(not reading.can_scan(), reason="needs zbar"),
]


def may_cut_network() -> bool:
    """Whether a private network without any way out is allowed here."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0


def check(told: dict[str, Any]) -> None:
    assert told["arrived"] == ["card", "phone"]
    assert told["check-in taps"] == 1
    assert told["phone taps"] == 8
    assert told["punches"] == [["in", "card", ""]]
    assert told["cash taps"] == 3
    assert (told["total"], told["paid"]) == (TOTAL, PAID)
    assert TOTAL in told["screen total"]
    assert (told["tendered"], told["change"]) == (TENDERED, TENDERED - PAID)
    receipt = told["receipt"]
    assert told["number"] in receipt
    assert TOTAL in reading.amounts(receipt)
    assert PAID in reading.amounts(receipt)
    assert told["pulse first"]
    assert (told["pulses"], told["cuts"]) == (1, 1)
    assert told["label"] == [f"EAN-13:{SHAMPOO}"]
    assert told["verify"] == "The journal holds"
    assert told["surnames"] == []
    assert told["cards found"] == []
    assert told["faults"] == []
    assert told["complaints"] == []


@pytest.mark.req("K1", "K2", "K3", "K4", "K5")
def test_the_main_job_through_the_real_window(tmp_path: Path) -> None:
    check(play(tmp_path))


@pytest.mark.req("K1")
@pytest.mark.skipif(not may_cut_network(), reason="a private network is not allowed here")
def test_the_same_with_networking_cut_off(tmp_path: Path) -> None:
    """Only loopback is up, which the printer needs; there is no other device, route or name."""
    script = (
        "import subprocess, sys; from pathlib import Path;"
        "from tests.rigs import no_network; no_network.loopback_up();"
        "assert no_network.ways_out() == [];"
        "import json; from tests.rigs.main_job import play;"
        "print(json.dumps(play(Path(sys.argv[1]))))"
    )
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    check(json.loads(done.stdout.splitlines()[-1]))
