"""kill -9 at any moment: nothing acknowledged is missing, nothing is half there."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.salon.store import balances
from tests.rigs.truth import ask, faults, missing
from tests.rigs.waiting import until
from tests.rigs.worker import Worker, WorkerProcess, open_salon, prepare, spooler

MORNING = int(datetime(2026, 11, 16, 7, 0, tzinfo=UTC).timestamp() * 1000)
DAY_MS = 24 * 3_600_000
ROUNDS = 12


@pytest.mark.slow
@pytest.mark.req("K1", "M3")
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    prepare(home, MORNING)
    chance = random.Random(20261121)
    done: list[list[str]] = []
    for turn in range(ROUNDS):
        now = MORNING + turn * DAY_MS
        process = WorkerProcess(home, now, seed=turn)
        process.wait_ready()
        process.work_for(chance.uniform(0.02, 0.5), operations=12)
        done += process.kill()
        assert faults(home / "pult.db") == []
        assert missing(home / "pult.db", done) == []
        services, _ = open_salon(home, now)
        assert services.books.verify().holds
        assert balances.wrong(services.context.store) == {}
        services.context.store.close()
    printed_once(home, MORNING + ROUNDS * DAY_MS)
    kinds = {words[0] for words in done}
    desk = {"sale", "punch", "booked", "arrived", "parked", "asked", "answered"}
    assert kinds == desk | {"opened", "ended", "counted", "closed"}
    assert sum(words[0] == "sale" for words in done) > ROUNDS


def printed_once(home: Path, now: int) -> None:
    """Starts the spooler as the kiosk does and waits until nothing waits: then every receipt is
    there, and each on one piece of paper only; so is each closing."""
    services, _ = open_salon(home, now)
    printing = spooler(home, services)
    until(lambda: not services.printing.open_jobs(), "jobs still wait", seconds=60)
    printing.stop()
    assert services.printing.open_jobs() == ()
    numbers = [str(row[0]) for row in ask(home / "pult.db", "SELECT number FROM sale")]
    papers = [path.read_bytes() for path in (home / "paper").glob("*.bin")]
    ((closed,),) = ask(home / "pult.db", "SELECT count(*) FROM closing")
    assert len(papers) == len(numbers) + int(str(closed))
    for number in numbers:
        # In its QR code: a void and what it voids name each other in words.
        own = b"1P0" + number.encode() + b"\x1d"
        assert sum(own in paper for paper in papers) == 1, number
    assert not list((home / "paper").glob("*.part"))
    services.context.store.close()


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("DELETE FROM payment", "payments do not add up"),
        ("DELETE FROM sale_line", "sale without lines"),
        ("DELETE FROM stock_movement", "goods sold without leaving stock"),
        ("UPDATE product SET stock_milli = 7", "stock that is not the sum"),
        ("DELETE FROM print_job", "sale without a receipt"),
        ("DELETE FROM change", "sale the sync agent cannot see"),
        ("DELETE FROM journal", "sale that is not in the journal"),
        ("UPDATE bill SET state = 'open'", "bill paid without a sale"),
        ("UPDATE series SET last = last + 1", "a hole in the numbers"),
    ],
)
def test_the_questions_find_what_is_half_there(tmp_path: Path, harm: str, fault: str) -> None:
    home = tmp_path / "home"
    prepare(home, MORNING)
    services, clock = open_salon(home, MORNING)
    Worker(services, clock, 1).sell()
    services.context.store.close()
    assert faults(home / "pult.db") == []
    with sqlite3.connect(home / "pult.db") as connection:
        connection.execute(harm)
    connection.close()
    assert any(found.startswith(fault) for found in faults(home / "pult.db"))


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (
            "UPDATE payment_request SET state = 'asked' WHERE id = (SELECT r.id FROM "
            "payment_request r JOIN bill b ON b.id = r.bill_id WHERE b.state = 'paid' LIMIT 1)",
            "a question about a bill that is closed",
        ),
        ("UPDATE payment_request SET amount_minor = 1000000", "money taken at a terminal"),
        ("DELETE FROM payment_request WHERE direction = 'give'", "money of a card that goes back"),
    ],
)
def test_the_questions_find_money_that_is_lost(tmp_path: Path, harm: str, fault: str) -> None:
    home = tmp_path / "home"
    prepare(home, MORNING)
    services, clock = open_salon(home, MORNING)
    worker = Worker(services, clock, 1)
    for _ in range(8):
        worker.terminal()
    worker.void()
    services.context.store.close()
    assert faults(home / "pult.db") == []
    with sqlite3.connect(home / "pult.db") as connection:
        connection.execute(harm)
    connection.close()
    assert any(found.startswith(fault) for found in faults(home / "pult.db"))


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("DELETE FROM closing_count", "closing without a count"),
        ("DELETE FROM print_job WHERE kind = 'z'", "closing without a paper"),
        ("DELETE FROM journal WHERE kind = 'closing'", "closing that is not in the journal"),
        ("UPDATE till_session SET state = 'ended'", "session closed without a closing"),
        ("DELETE FROM cash_movement", "difference or drop"),
        ("UPDATE closing_count SET taken_by = NULL", "money moved by a count"),
        ("UPDATE series SET last = last + 1 WHERE name LIKE 'closing%'", "a hole in the numbers"),
    ],
)
def test_the_questions_find_a_closing_that_is_half_there(
    tmp_path: Path, harm: str, fault: str
) -> None:
    home = tmp_path / "home"
    prepare(home, MORNING)
    services, clock = open_salon(home, MORNING)
    worker = Worker(services, clock, 1)
    manager = next(one.id for one in services.team.members() if one.role == "manager")
    for _ in range(3):
        worker.sell()
    worker.days.correct(worker.days.close(services.closings.begin(manager), manager))
    services.context.store.close()
    assert faults(home / "pult.db") == []
    with sqlite3.connect(home / "pult.db") as connection:
        connection.execute(harm)
    connection.close()
    assert any(found.startswith(fault) for found in faults(home / "pult.db"))
