"""The print queue: every way a paper can go."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.printing import PrintJob
from tests.rigs.till_world import Till


def take(till: Till) -> PrintJob:
    job = till.salon.printing.next(("receipt", "slip"))
    assert job is not None
    return job


@pytest.mark.req("K4")
def test_jobs_go_out_in_order_and_once(till: Till) -> None:
    first, second = till.pay(till.retail()), till.pay(till.retail())
    printing = till.salon.printing
    job = take(till)
    assert (job.subject_id, job.state, job.attempts) == (first.id, "sending", 1)
    printing.printed(job.id)
    assert take(till).subject_id == second.id
    assert printing.next(("receipt",)) is None
    assert printing.next(("label",)) is None
    assert [job.state for job in printing.open_jobs()] == ["sending"]


@pytest.mark.req("K4")
def test_nothing_came_out_so_it_waits_again(till: Till) -> None:
    till.pay(till.retail())
    job = take(till)
    till.salon.printing.failed(job.id, "off", maybe_printed=False)
    again = take(till)
    assert (again.id, again.attempts, again.is_copy) == (job.id, 2, False)


@pytest.mark.req("K4")
def test_perhaps_it_came_out_so_a_person_decides(till: Till) -> None:
    till.pay(till.retail())
    printing = till.salon.printing
    job = take(till)
    printing.failed(job.id, "cable", maybe_printed=True)
    assert printing.next(("receipt",)) is None
    assert [(job.state, job.error) for job in printing.open_jobs()] == [("unsure", "cable")]
    printing.again(job.id)
    copy = take(till)
    assert (copy.id, copy.is_copy, copy.open_drawer) == (job.id, True, False)


def test_a_dropped_job_never_prints(till: Till) -> None:
    sale = till.pay(till.retail())
    (job,) = till.salon.printing.open_jobs()
    till.salon.printing.drop(job.id)
    assert till.salon.printing.next(("receipt",)) is None
    assert till.salon.checkout.sale(sale.id) == sale
    with pytest.raises(NotFound):
        till.salon.printing.again(job.id)


def test_a_job_in_the_printer_when_the_process_died_is_found(till: Till) -> None:
    till.pay(till.retail())
    job = take(till)
    assert till.salon.printing.interrupted() == (job,)


@pytest.mark.req("K4")
def test_a_copy_says_so_and_opens_no_drawer(till: Till) -> None:
    sale = till.pay(till.retail())
    before = till.counts()["journal"]
    till.salon.printing.receipt_copy(sale.id)
    _, copy = till.salon.printing.open_jobs()
    assert (copy.is_copy, copy.open_drawer, copy.subject_id) == (True, False, sale.id)
    assert till.counts()["journal"] == before + 1
    with pytest.raises(NotFound):
        till.salon.printing.receipt_copy(b"x" * 16)


@pytest.mark.req("K4")
def test_labels_are_counted(till: Till) -> None:
    till.salon.printing.label(till.shampoo.id, 12)
    (job,) = till.salon.printing.open_jobs()
    assert (job.kind, job.copies) == ("label", 12)
    for quantity in (0, 501):
        with pytest.raises(Refused):
            till.salon.printing.label(till.shampoo.id, quantity)
