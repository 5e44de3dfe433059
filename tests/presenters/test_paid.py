"""Stories of the page after paying: whether the receipt came out is said there, where the customer
still stands."""

from __future__ import annotations

import pytest

from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.till.bill import Payment
from tests.presenters.story import Story
from tests.rigs.till_world import Till


def paid(till: Till) -> Story:
    bill = till.retail()
    sale = till.pay(bill, Payment("card", bill.totals.total_minor))
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(PaidArgs(sale.id))
    return story.at("paid").wait(1)


@pytest.mark.req("P2")
@pytest.mark.parametrize(
    ("maybe_printed", "told"),
    [
        (True, "The receipt may not be whole: please look at it."),
        (False, "The receipt waits: Out of paper."),
    ],
)
def test_a_receipt_that_is_stuck_is_told_at_once(
    till: Till, maybe_printed: bool, told: str
) -> None:
    story = paid(till)
    assert story.state.paper == ""
    job = till.salon.printing.next(("receipt",))
    assert job is not None
    story.wait(1)
    assert story.state.paper == "", "it is on its way"
    till.salon.printing.failed(job.id, "Out of paper.", maybe_printed=maybe_printed)
    story.wait(1)
    assert story.state.paper.plain() == told


@pytest.mark.req("P2")
def test_a_torn_receipt_is_printed_again_from_there_and_no_second_one(till: Till) -> None:
    story = paid(till)
    job = till.salon.printing.next(("receipt",))
    assert job is not None
    till.salon.printing.failed(job.id, "Out of paper.", maybe_printed=True)
    story.wait(1).tap("reprint")
    (again,) = till.salon.printing.open_jobs()
    assert (again.id, again.state, again.is_copy) == (job.id, "waiting", True)
    assert not story.state.copied
    till.salon.printing.next(("receipt",))
    till.salon.printing.printed(job.id)
    assert story.wait(1).state.paper == ""


def test_a_receipt_that_cannot_be_made_is_told(till: Till) -> None:
    story = paid(till)
    job = till.salon.printing.next(("receipt",))
    assert job is not None
    till.salon.printing.cannot_be_made(job.id, "This sale does not exist.")
    assert story.wait(1).state.paper.plain() == "The receipt could not be printed."
