"""Two processes selling at once on one database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.store import balances
from tests.rigs.salon import close_salon, make_salon, open_salon
from tests.rigs.till_world import make_till

TIMES = 25


@pytest.mark.slow
@pytest.mark.req("K1", "M5")
def test_numbers_differ_and_have_no_gap(tmp_path: Path) -> None:
    salon = make_salon(tmp_path)
    make_till(salon)
    close_salon(salon)
    command = [sys.executable, "-m", "tests.rigs.selling", str(tmp_path), str(TIMES)]
    tills = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [till.communicate(timeout=60)[0].split() for till in tills]
    assert [till.returncode for till in tills] == [0, 0]
    numbers = sorted(number for part in printed for number in part)
    assert numbers == [f"2026-1-{count:06d}" for count in range(1, 2 * TIMES + 1)]
    salon = open_salon(tmp_path)
    assert salon.context.journal.verify() is None
    assert balances.wrong(salon.context.store) == {}
    assert {sale.number for sale in salon.checkout.todays_sales()} == set(numbers)
    close_salon(salon)


@pytest.mark.slow
@pytest.mark.req("M6")
def test_two_desks_take_no_more_back_than_was_sold(tmp_path: Path) -> None:
    salon = make_salon(tmp_path)
    till = make_till(salon)
    bill = till.retail(TIMES)
    off = Discount("amount", 1_001, "Regular client")
    bill = salon.bills.discount_bill(bill.id, off, till.manager.id)
    sale = till.pay(bill, Payment("cash", bill.totals.total_minor))
    close_salon(salon)
    command = [sys.executable, "-m", "tests.rigs.returning", str(tmp_path), sale.number]
    tills = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [till.communicate(timeout=60)[0].split() for till in tills]
    assert [till.returncode for till in tills] == [0, 0]
    numbers = sorted(number for part in printed for number in part)
    assert numbers == [f"2026-1-{count:06d}" for count in range(2, TIMES + 2)]
    salon = open_salon(tmp_path)
    assert balances.wrong(salon.context.store) == {}
    documents = salon.checkout.todays_sales()
    assert sum(one.paid_minor for one in documents) == 0
    assert sum(row.vat_minor for one in documents for row in one.vat) == 0
    assert not salon.returns.possible(salon.checkout.sale(sale.id))
    close_salon(salon)
