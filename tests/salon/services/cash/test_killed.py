"""``kill -9`` while cash moves, with a real process."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.rigs.salon import close_salon, make_salon, open_salon

ROUNDS = 3


@pytest.mark.slow
@pytest.mark.req("M2", "K7")
def test_every_voucher_that_was_told_is_there_with_its_expense_and_no_number_is_missing(
    tmp_path: Path,
) -> None:
    close_salon(make_salon(tmp_path))
    chance, told = random.Random(20261121), list[str]()
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.moving_cash", str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        told.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0.1, 0.4))
        process.kill()
        told += [line.strip() for line in process.stdout.read().splitlines()]
        process.wait()
    salon = open_salon(tmp_path)
    today = salon.context.today()
    kept = {one.number: one for one in salon.cash.of_days(today, today)}
    assert {number for number in told if len(number) == len("2026-1-PPD00001")} <= kept.keys()
    for sign in ("IN", "OUT"):
        numbers = sorted(number for number in kept if sign in number)
        assert numbers == [f"2026-1-{sign}{count:05d}" for count in range(1, len(numbers) + 1)]
    bought = [one.id for one in kept.values() if one.kind == "purchase"]
    spent = {one.movement_id for one in salon.expenses.of_month(today)}
    assert spent == set(bought)
    jobs = [job.subject_id for job in salon.printing.open_jobs(most=10_000)]
    assert sorted(jobs) == sorted(one.id for one in kept.values())
    assert salon.books.verify().holds
    close_salon(salon)
