"""An older copy of the books is put back: no number of a voucher or a closing comes twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.salon.compose import open_services
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.home import Home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from tests.rigs.books_world import NOW, made, sell, start
from tests.rigs.counting import count


def move(services: Services) -> list[str]:
    """Cash in and out, each with a voucher."""
    by = services.team.members()[0].id
    into = services.cash.pay_in(CashEntry(kind="float", amount_minor=100_00), by)
    out = services.cash.pay_out(CashEntry(kind="bank_deposit", amount_minor=100_00), by)
    return [into.number, out.number]


@pytest.mark.req("M2", "K1")
@pytest.mark.parametrize("before", [True, False])
def test_going_on_leaves_a_gap_in_the_series_of_vouchers_too(tmp_path: Path, before: bool) -> None:
    """``before``: the copy knows the series; else its first numbers are among what is lost."""
    home: Home = made(tmp_path / "home")
    services = open_services(home, Settings(), ManualClock(NOW))
    known = move(services) if before else []
    services.context.store.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(home.database, copy)
    services = open_services(home, Settings(), ManualClock(NOW))
    lost = move(services) + move(services)
    services.context.store.close()
    shutil.copyfile(copy, home.database)
    opened: list[Services] = []
    services = start(home, opened)
    services.books.go_on(services.team.members()[0].id)
    after = move(services)
    assert not {*after} & {*lost, *known}
    assert after > lost[-2:]
    assert services.books.verify().holds
    for one in opened:
        one.context.store.close()


@pytest.mark.req("M3", "K1")
@pytest.mark.parametrize("before", [True, False])
def test_going_on_leaves_a_gap_in_the_numbers_of_closings(tmp_path: Path, before: bool) -> None:
    home: Home = made(tmp_path / "home")
    services = open_services(home, Settings(), ManualClock(NOW))
    by = services.team.members()[0].id
    sell(services)
    known = [count(services, by, 10_000).number] if before else []
    services.context.store.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(home.database, copy)
    services = open_services(home, Settings(), ManualClock(NOW))
    lost = []
    for _ in range(2):
        sell(services)
        lost.append(count(services, by, 10_000).number)
    services.context.store.close()
    shutil.copyfile(copy, home.database)
    opened: list[Services] = []
    services = start(home, opened)
    services.books.go_on(by)
    sell(services)
    assert count(services, by, 10_000).number > max(*lost, *known)
    assert services.books.verify().holds
    for one in opened:
        one.context.store.close()
