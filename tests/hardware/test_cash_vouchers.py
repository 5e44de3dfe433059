"""A cash voucher on its way from the database to paper."""

from __future__ import annotations

import pytest

from kiosk.hardware.composer import Composer
from kiosk.hardware.fitting import Fitted
from kiosk.paper.label import LabelSize
from kiosk.paper.profile import Profile
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.domain.till.cash import CashEntry
from tests.rigs import escpos_reader
from tests.rigs.till_world import Till


def printed(till: Till, job: PrintJob) -> escpos_reader.Reader:
    class Printer:
        profile = Profile.of(80)

    fitted: Fitted = Printer()  # type: ignore[assignment, type-arg]
    data = Composer(till.salon, LabelSize(), None).job(job, fitted).data
    return escpos_reader.read(data, 48)


@pytest.mark.req("M2", "K4")
def test_two_come_out_one_after_the_other_and_the_drawer_opens_first(till: Till) -> None:
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=100_00), till.manager.id)
    job = till.salon.printing.next(("cash",))
    assert job is not None
    read = printed(till, job)
    assert isinstance(read.seen[0], escpos_reader.Pulse)
    assert (read.pulses, read.cuts) == ([2], 2)
    said = [" ".join(line.split()) for line in read.lines]
    assert [line for line in said if line.startswith("Vyhotovení")] == [
        "Vyhotovení 1/2", "Vyhotovení 2/2",
    ]  # fmt: skip
    assert said.count("Příjmový pokladní doklad") == 2


@pytest.mark.req("M2", "K4")
def test_one_that_perhaps_came_out_is_printed_again_once_as_a_copy(till: Till) -> None:
    till.salon.cash.pay_in(CashEntry(kind="float", amount_minor=100_00), till.manager.id)
    job = till.salon.printing.next(("cash",))
    assert job is not None
    till.salon.printing.failed(job.id, "The power went.", maybe_printed=True)
    till.salon.printing.again(job.id)
    again = till.salon.printing.next(("cash",))
    assert again is not None
    read = printed(till, again)
    assert (read.pulses, read.cuts) == ([], 1)
    assert "KOPIE" in [line.strip() for line in read.lines]


@pytest.mark.req("M2")
def test_cash_at_the_safe_opens_no_drawer(till: Till) -> None:
    entry = CashEntry(kind="owner_in", amount_minor=100_00)
    till.salon.cash.pay_in(entry, till.manager.id, safe=True)
    job = till.salon.printing.next(("cash",))
    assert job is not None
    assert printed(till, job).pulses == []
