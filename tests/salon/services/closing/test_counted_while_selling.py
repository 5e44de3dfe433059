"""Another process sells all the time while the till is counted and closed again and again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.salon_services import Services
from tests.rigs.counting import crowns
from tests.rigs.salon import close_salon, make_salon, open_salon
from tests.rigs.till_world import make_till

TIMES = 60


def close_once(salon: Services) -> int:
    """How many sales were in it."""
    by = salon.team.members()[0].id
    try:
        counting = salon.closings.begin(by)
    except Refused:
        return 0
    # All are paid by card: there is nothing in the drawer.
    closing = salon.closings.close(
        *(counting.session.id, by, crowns(0)), card_terminal=counting.card_expected_minor
    )
    assert closing.card_difference_minor == 0
    return salon.closings.figures_of(closing).sales.count


@pytest.mark.slow
@pytest.mark.req("M2", "M3", "K1")
def test_each_sale_is_in_one_closing(tmp_path: Path) -> None:
    salon = make_salon(tmp_path)
    make_till(salon)
    close_salon(salon)
    command = [sys.executable, "-m", "tests.rigs.selling", str(tmp_path), str(TIMES)]
    tills = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    salon = open_salon(tmp_path)
    found = []
    while any(till.poll() is None for till in tills):
        found.append(close_once(salon))
    found.append(close_once(salon))
    printed = [till.communicate(timeout=60)[0].split() for till in tills]
    assert [till.returncode for till in tills] == [0, 0]
    assert sum(found) == sum(map(len, printed)) == 2 * TIMES
    assert sum(one > 0 for one in found) > 2
    assert salon.books.verify().differences == ()
    close_salon(salon)
