"""``kill -9`` while printing, with a real process and a real TCP printer."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.hardware.devices import Devices
from kiosk.hardware.spooler import Spooler
from tests.rigs import escpos_reader
from tests.rigs.salon import close_salon, make_salon, open_salon
from tests.rigs.spooling import Network
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.till_world import make_till
from tests.rigs.waiting import until

ROUNDS = 4


def sell_and_die(home: Path, port: int, seconds: float) -> list[str]:
    """The numbers of the sales a desk had acknowledged when it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.rigs.spooling", str(home), str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline().strip()]
    time.sleep(seconds)
    process.kill()
    told += [line.strip() for line in process.stdout.read().splitlines(keepends=True)]
    process.wait()
    return [number for number in told if number]


@pytest.mark.slow
@pytest.mark.req("K4", "K7")
def test_every_acknowledged_sale_is_printed_once_or_asked_about(tmp_path: Path) -> None:
    make_till(salon := make_salon(tmp_path))
    close_salon(salon)
    chance = random.Random(20261121)
    acknowledged: list[str] = []
    with TcpPrinter() as paper:
        for _ in range(ROUNDS):
            # Long enough for the printer's library to load, so that most deaths are in mid-print.
            acknowledged += sell_and_die(tmp_path, paper.port, chance.uniform(1.0, 2.0))
        salon = open_salon(tmp_path)
        section = Network(paper.port, options={"host": "127.0.0.1", "port": paper.port})
        devices = Devices({"receipt": section}, tmp_path, lambda event: None, first_pause=0.05)
        spooler = Spooler(salon, devices)
        devices.start()
        spooler.start()
        until(lambda: all(job.state == "unsure" for job in salon.printing.open_jobs()), seconds=60)
        devices.stop()
        spooler.stop()
        printed: dict[str, int] = {}
        for data in paper.jobs:
            if data.endswith(b"\x1dV\x01"):
                (number,) = escpos_reader.read(data).codes
                printed[number] = printed.get(number, 0) + 1
    unsure = {salon.checkout.sale(job.subject_id).number for job in salon.printing.open_jobs()}
    close_salon(salon)
    assert len(acknowledged) > ROUNDS
    assert max(printed.values()) == 1
    for number in acknowledged:
        assert number in printed or number in unsure
    assert len(unsure) <= ROUNDS
