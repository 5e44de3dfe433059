"""kill -9 of the real kiosk while somebody sells in its window."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from tests.rigs.kiosk_process import Ended, KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.truth import ask, faults
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools
from tests.rigs.worker import open_salon

pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}"),
]
ROUNDS = 3


def sell_until_killed(kiosk: KioskProcess, seconds: float) -> int:
    """Sells shampoo after shampoo by card; returns how many times the screen said *paid*."""
    paid = 0
    kiosk.unlock(MANAGER_CARD)
    killer = threading.Timer(seconds, kiosk.kill)
    killer.start()
    try:
        while True:
            kiosk.feed("scan", SHAMPOO)
            kiosk.hand.tap("Card", icon="credit-card")
            kiosk.hand.at("pay_card")
            kiosk.hand.tap("Paid", icon="check")
            kiosk.hand.at("paid")
            paid += 1
            kiosk.hand.tap("Done")
            kiosk.hand.at("desk")
    except (Ended, OSError, CalledProcessError):
        killer.join()
    return paid


@pytest.mark.req("K1")
def test_what_the_screen_said_is_there_and_prints_once(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    database, paper = day.home / "pult.db", day.home / "paper"
    chance = random.Random(11)
    paid = 0
    with Display() as display:
        kiosk = KioskProcess(day.home, display)
        for _ in range(ROUNDS):
            kiosk.start()
            paid += sell_until_killed(kiosk, chance.uniform(1.0, 4.0))
            assert faults(database) == []
            ((sold,),) = ask(database, "SELECT count(*) FROM sale")
            assert isinstance(sold, int)
            assert sold >= paid
        with kiosk:
            waiting = "SELECT count(*) FROM print_job WHERE state IN ('waiting', 'sending')"
            until(lambda: ask(database, waiting) == [(0,)], "jobs still wait")
    assert paid > 0
    numbers = [str(row[0]) for row in ask(database, "SELECT number FROM sale")]
    papers = [path.read_bytes() for path in paper.glob("*.bin")]
    for number in numbers:
        assert sum(number.encode() in data for data in papers) == 1, number
    assert len(papers) == len(numbers)
    services, _ = open_salon(day.home, 1_795_250_000_000)
    assert services.context.journal.verify() is None
    services.context.store.close()
