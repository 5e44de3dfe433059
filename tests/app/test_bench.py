"""What ``make bench`` measures can still be done: every kind of work once, on a small salon.

It is run by hand, and so nobody would notice for days that a series no longer plays.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bench import big_salon, desk, importing, inputs, sync_engine
from tests.bench.big_salon import Size
from tests.bench.report import Line, table

SMALL = Size(products=60, clients=150, sales=80, visits=80)
ROWS = 50


def measured(lines: list[Line]) -> set[str]:
    assert all(line.ours is not None and line.ours.all for line in lines)
    assert all(line.what in table(lines) for line in lines)
    return {line.what for line in lines}


@pytest.fixture(scope="module", autouse=True)
def _small_salon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where the bench keeps its salons; the small one is built once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(big_salon, "OUT", tmp_path_factory.mktemp("bench"))
        yield


# The receipts that are measured are those of the till.
@pytest.mark.parametrize("part", sorted({*desk.PARTS} - {"till"}))
def test_every_work_at_the_desk_can_be_measured(part: str) -> None:
    assert measured(list(desk.lines([part], SMALL, rounds=1)))


def test_an_import_can_be_measured() -> None:
    assert len(measured(list(importing.lines(ROWS, rounds=1)))) == 3


def test_a_run_of_the_agent_can_be_measured() -> None:
    found = sync_engine.measure(links=40, changes=4)
    assert found.links == 40
    assert found.per_change > 0


def test_readers_and_printers_can_be_measured() -> None:
    assert len(measured(list(inputs.lines()))) == 4
