"""The main job once more, on real stacks instead of the simulated devices: pcscd and pyscard with
a card of software, python-evdev with a keyboard of umockdev, ESC/POS over TCP."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.rigs import pcscd, reading
from tests.rigs.emupos import Emupos
from tests.rigs.evdev_mock import run_inside
from tests.rigs.window import missing_tools

TOTAL = 65_000 + 10_037
PAID = 75_000
SECONDS = 100.0


# pcscd's socket has one name in the whole system: only a private mount gives us one of our own.
PRIVATE = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-rm")


def why_not() -> str:
    """What this machine lacks; "" when all is there."""
    programs = ("pcscd", "umockdev-run", "unshare")
    missing = [*missing_tools(), *(name for name in programs if shutil.which(name) is None)]
    if not pcscd.DRIVER.exists():
        missing.append("vsmartcard-vpcd")
    if missing:
        return f"needs {', '.join(missing)}"
    if subprocess.run([*PRIVATE, "true"], capture_output=True, check=False).returncode:
        return "private mounts, which a pcscd of one's own needs, are not allowed here"
    return ""


WHY_NOT = why_not()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.window,
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT),
]


def play(folder: Path, *port: str) -> dict[str, Any]:
    arguments = ["-m", "tests.rigs.real_stacks", str(folder), *port]
    code, said = run_inside(arguments, folder, SECONDS, PRIVATE)
    assert code == 0, said[-4000:]
    told: dict[str, Any] = json.loads(next(x for x in said.splitlines() if x.startswith("{")))
    return told


def check_main_job(told: dict[str, Any]) -> str:
    """Returns the number of the sale."""
    assert told["arrived"] == [["Kateřina", "card"]]
    assert told["lines"] == [["Sample haircut", 1000], ["Sample shampoo 1", 1000]]
    number, *money = told["sale"]
    assert money == [TOTAL, PAID]
    assert told["verify"] == "The journal holds"
    assert told["faults"] == []
    assert told["cards found"] == []
    assert told["complaints"] == []
    return str(number)


@pytest.mark.req("K1", "K2", "K3", "K4", "K5", "M1")
def test_the_main_job_and_what_may_be_killed_in_it(tmp_path: Path) -> None:
    told = play(tmp_path)
    number = check_main_job(told)
    assert number in told["receipt"]
    assert {TOTAL, PAID} <= set(reading.amounts(told["receipt"]))
    assert told["pulse first"]
    assert (told["pulses"], told["cuts"]) == (1, 1)
    assert not told["chip before"]
    assert told["chip"] == "1 device does not work"
    assert told["punches"] == [["in", "card"]]
    assert len(told["torn"]) == 1
    assert told["states"] == ["printed", "unsure"]
    assert told["faults while unsure"] == []
    (copy,) = told["copies"]
    assert copy.count(told["torn number"]) == 1
    assert "COPY" in copy
    assert told["copy pulses"] == 0


@pytest.mark.req("K4")
@pytest.mark.xdist_group("emupos")
def test_the_receipt_on_a_printer_of_others(tmp_path: Path) -> None:
    """emupos plays the TM-T20III and reads its paper itself."""
    (tmp_path / "printer").mkdir()
    shop = Emupos(tmp_path / "printer")
    try:
        number = check_main_job(play(tmp_path, str(shop.port)))
        (receipt,) = shop.receipts(1)
        text = shop.text(receipt)
    finally:
        shop.stop()
    assert number in text
    assert {TOTAL, PAID} <= set(reading.amounts(text))
