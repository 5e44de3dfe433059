"""A count that was wrong: said by another closing, and the money moved only where nobody has found
it since."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.services.salon_services import Services
from tests.rigs.counting import count, crowns, expected, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

DAY_S = 24 * 3600

pytestmark = pytest.mark.req("M3", "M5")


def correct(salon: Services, closing: Closing, minor: int) -> Closing:
    by = salon.team.members()[0].id
    return salon.closings.correct(closing.id, by, crowns(minor), "Counted wrong")


def moved(closing: Closing) -> bool:
    (one,) = closing.counts
    return one.moved_by is not None


def opening(salon: Services, session_id: Id) -> int:
    store = salon.context.store
    return store.number(
        "SELECT expected_minor FROM session_opening WHERE session_id = ?", (session_id,)
    )


@pytest.fixture
def wrong(till: Till) -> Closing:
    """1,000 were there, 900 were counted, 300 taken out."""
    sell(till, 100_000)
    return count(till.salon, till.eva.id, 90_000, taken=30_000)


def test_it_says_both_counts_and_changes_neither(till: Till, wrong: Closing) -> None:
    salon = till.salon
    made = correct(salon, wrong, 100_000)
    assert (made.kind, made.number, made.corrects_number) == ("correction", 2, 1)
    (old,), (new,) = wrong.counts, made.counts
    assert (old.counted_minor, old.difference_minor, old.left_minor) == (90_000, -10_000, 60_000)
    assert (new.counted_minor, new.difference_minor, new.left_minor) == (100_000, 0, 70_000)
    kept = salon.closings.by_id(wrong.id)
    assert (kept.counts, kept.corrected_by) == (wrong.counts, 2)
    assert salon.closings.figures_of(made) == salon.closings.figures_of(wrong)
    assert (made.sales_before, made.sales_after) == (100_000, 100_000)
    assert salon.books.verify().differences == ()


def test_the_next_day_begins_with_what_was_there(till: Till, wrong: Closing) -> None:
    salon, by = till.salon, till.eva.id
    correct(salon, wrong, 100_000)
    assert salon.tills.day(by).session is None
    assert expected(salon, by) == 70_000
    sell(till, 1_000)
    assert count(salon, by, 71_000).counts[0].difference_minor == 0
    assert salon.books.verify().differences == ()


def test_a_session_that_is_open_begins_with_it_too(till: Till, wrong: Closing) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 1_000)
    clock_of(salon).advance(DAY_S)
    sell(till, 2_000)
    day = salon.tills.day(by)
    assert day.session is not None
    made = correct(salon, wrong, 100_000)
    assert moved(made)
    assert [opening(salon, one.id) for one in (*day.uncounted, day.session)] == [70_000, 71_000]
    assert count(salon, by, 73_000).counts[0].difference_minor == 0
    assert salon.books.verify().differences == ()


def test_a_float_that_was_counted_has_found_it_already(till: Till, wrong: Closing) -> None:
    salon, by = till.salon, till.eva.id
    salon.tills.open(by, crowns(70_000), "Sample reason")
    made = correct(salon, wrong, 100_000)
    assert not moved(made)
    assert expected(salon, by) == 70_000
    assert count(salon, by, 70_000).counts[0].difference_minor == 0
    assert salon.books.verify().differences == ()


def test_a_later_count_has_found_it_already(till: Till, wrong: Closing) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 1_000)
    later = count(salon, by, 71_000)
    assert later.counts[0].difference_minor == 10_000
    made = correct(salon, wrong, 100_000)
    assert not moved(made)
    assert expected(salon, by) == 71_000
    # And the later one is corrected by itself.
    assert moved(correct(salon, later, 71_500))
    assert expected(salon, by) == 71_500
    assert salon.books.verify().differences == ()


def test_a_float_counted_before_that_closing_has_not_found_it(till: Till) -> None:
    """Yesterday is counted at noon, after today's float was."""
    salon, by = till.salon, till.eva.id
    sell(till, 10_000)
    yesterday = salon.tills.day(by).session
    assert yesterday is not None
    clock_of(salon).advance(DAY_S)
    salon.tills.open(by, crowns(10_000))
    sell(till, 5_000)
    closing = count(salon, by, 14_000, session=yesterday.id)
    assert expected(salon, by) == 14_000
    made = correct(salon, closing, 15_000)
    assert moved(made)
    assert expected(salon, by) == 15_000
    assert salon.books.verify().differences == ()


def test_a_correction_can_be_wrong_too(till: Till, wrong: Closing) -> None:
    salon, by = till.salon, till.eva.id
    first = correct(salon, wrong, 110_000)
    with pytest.raises(Stale, match="corrected already"):
        correct(salon, wrong, 100_000)
    second = correct(salon, first, 100_000)
    assert (second.corrects_number, second.number) == (2, 3)
    assert second.counts[0].difference_minor == 0
    assert expected(salon, by) == 70_000
    salon.tills.open(by, crowns(70_000))
    assert not moved(correct(salon, second, 99_000))
    assert expected(salon, by) == 70_000
    assert salon.books.verify().differences == ()


def test_money_that_nobody_counted_since_is_found_in_the_open_session(till: Till) -> None:
    """A later session was closed without that currency."""
    salon, by = till.salon, till.manager.id
    salon.tills.open(by, [*crowns(0), Count("EUR", (), 5_000)])
    session = salon.closings.begin(by).session.id
    wrong = salon.closings.close(
        *(session, by, [*crowns(0), Count("EUR", (), 0)]), reasons={"EUR": "Sample"}
    )
    sell(till, 1_000)
    count(salon, by, 1_000)
    euros = [Count("EUR", (), 5_000)]
    made = salon.closings.correct(wrong.id, by, euros, "Found behind the drawer")
    (crowns_, eur) = made.counts
    assert (crowns_.moved_by, eur.difference_minor) == (None, 0)
    assert eur.moved_by is not None
    day = salon.tills.day(by)
    assert [(one.currency, one.minor) for one in day.left] == [("CZK", 1_000), ("EUR", 5_000)]
    assert salon.books.verify().differences == ()


def test_what_cannot_be_corrected(till: Till, wrong: Closing) -> None:
    salon, by = till.salon, till.manager.id
    with pytest.raises(Refused, match="reason"):
        salon.closings.correct(wrong.id, by, crowns(100_000), " ")
    with pytest.raises(Refused, match="was taken out then"):
        correct(salon, wrong, 29_999)
    with pytest.raises(Refused, match="Nobody counted"):
        salon.closings.correct(wrong.id, by, [Count("EUR", (), 1)], "Sample")
    with pytest.raises(Refused, match="does not exist"):
        salon.closings.correct(b"?" * 16, by, crowns(1), "Sample")
    for _ in range(2):
        sell(till, 1_000)
        clock_of(salon).advance(DAY_S)
    sell(till, 1_000)
    count(salon, by, 63_000)
    today = salon.context.today()
    carried = salon.closings.of_days(today.replace(day=1), today)[1]
    with pytest.raises(Refused, match="no count was wrong"):
        correct(salon, carried, 1)
