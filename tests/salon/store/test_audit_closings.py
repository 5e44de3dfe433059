"""Sessions and closings against the journal and their movements: what a hand changes is named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import figures
from kiosk.salon.store.till import sessions as table
from tests.rigs.counting import count, crowns, put, sell
from tests.rigs.salon import clock_of, close_salon, make_salon
from tests.rigs.till_world import Till, make_till


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Till]:
    """Four days: one counted with a difference, two closed by one count, one corrected, and a day
    that goes on."""
    till = make_till(make_salon(tmp_path))
    salon, by = till.salon, till.manager.id
    salon.tills.open(by, crowns(50_000))
    salon.checkout.void(sell(till, 30_000).id, "Sample reason", by)
    sell(till, 12_345, "card")
    sell(till, 20_000, tendered=50_000)
    put(salon, by, -5_000)
    count(salon, by, 64_000, taken=14_000)
    for _ in range(2):
        clock_of(salon).advance(24 * 3600)
        sell(till, 10_000)
    counted = count(salon, by, 71_000)
    salon.closings.correct(counted.id, by, crowns(70_000), "Sample reason")
    clock_of(salon).advance(24 * 3600)
    sell(till, 7_000)
    yield till
    close_salon(salon)


def named(salon: Services) -> list[str]:
    return [told.plain() for told in salon.books.verify().differences]


def test_days_that_were_not_touched_are_what_the_journal_says(closed: Till) -> None:
    assert named(closed.salon) == []


FIRST = "(SELECT session_id FROM closing WHERE number = 1)"
OTHERS = "(SELECT session_id FROM closing WHERE number = 2)"
ADDS_UP = "Closing 1 of till 1 is not what its movements add up to"


@pytest.mark.req("M5")
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE closing_count SET counted_minor = 99 WHERE taken_minor > 0", "1 of till 1"),
        ("UPDATE closing_count SET left_minor = left_minor + 1 WHERE taken_minor > 0", "1 of till"),
        ("UPDATE closing_count SET reason = 'Other' WHERE taken_minor > 0", "reasons"),
        ("UPDATE closing SET number = 9 WHERE number = 1", "Closing 9 of till 1 is not in the"),
        ("UPDATE closing SET number = 9 WHERE number = 1", "Closing 1 of till 1 is missing"),
        ("UPDATE closing SET closed_at = closed_at + 1 WHERE number = 1", "at."),
        ("UPDATE closing SET sales_after = sales_after + 1 WHERE number = 1", "totals"),
        ("UPDATE closing SET sales_after = sales_after + 1 WHERE number = 1", ADDS_UP),
        ("UPDATE closing SET counted_by = (SELECT id FROM staff WHERE first_name = 'Eva')", "by."),
        ("UPDATE closing SET blind = 1 WHERE number = 1", "blind"),
        ("UPDATE closing SET attempts = 2 WHERE number = 1", "attempts"),
        ("UPDATE closing SET journal_seq = 1 WHERE number = 1", "journal."),
        ("UPDATE closing SET card_terminal_minor = 5 WHERE number = 1", "card"),
        ("UPDATE closing SET kind = 'carried' WHERE number = 1", "kind"),
        ("UPDATE closing SET reason = 'Other' WHERE kind = 'correction'", "reasons"),
        (
            "UPDATE closing SET figures = json_set(figures, '$.rounding_minor', 77) "
            "WHERE number = 1",
            "figures",
        ),
        ("UPDATE closing SET figures = '{}' WHERE number = 1", ADDS_UP),
        (f"UPDATE sale SET session_id = {OTHERS} WHERE session_id = {FIRST}", ADDS_UP),
        ("UPDATE sale SET session_id = NULL WHERE number LIKE '%3'", "belong to no session"),
        ("UPDATE sale SET session_id = NULL WHERE number LIKE '%3'", ADDS_UP),
        ("UPDATE cash_movement SET amount_minor = -4000 WHERE kind = 'owner_out'", ADDS_UP),
        ("UPDATE cash_movement SET amount_minor = 1 WHERE kind = 'difference'", ADDS_UP),
        ("UPDATE cash_movement SET amount_minor = -1 WHERE kind = 'drop'", ADDS_UP),
        ("UPDATE payment SET method = 'card' WHERE method = 'cash'", ADDS_UP),
        ("UPDATE session_opening SET expected_minor = 1", "began with other money"),
        (
            f"UPDATE session_opening SET counted_minor = 1 WHERE session_id = {FIRST}",
            "Session 1 of till 1 is not what the journal says",
        ),
        ("UPDATE till_session SET opened_at = 5 WHERE number = 1", "Session 1 of till 1"),
        ("UPDATE till_session SET state = 'ended' WHERE number = 1", "is not closed as it says"),
        ("UPDATE till_session SET number = 99 WHERE number = 1", "Session 1 of till 1 is missing"),
        ("UPDATE series SET last = last + 1 WHERE name = 'closing-1'", "Of series closing-1"),
    ],
)
def test_what_was_changed_by_hand_is_named(closed: Till, change: str, told: str) -> None:
    store = closed.salon.context.store
    with store.transaction():
        assert store.run(change) > 0
    found = named(closed.salon)
    assert any(told in one for one in found), found


def test_the_journal_holds_no_word_that_was_typed(closed: Till) -> None:
    store = closed.salon.context.store
    told = store.column("SELECT body FROM journal WHERE kind LIKE 'closing%'")
    assert len(told) == 4
    assert not any("Sample reason" in body for body in told)


def test_each_session_begins_where_the_one_before_ends(closed: Till) -> None:
    store = closed.salon.context.store
    (till,) = closed.salon.tills.all()
    found = table.of_till(store, till.id)
    assert [one.number for one in found] == [1, 2, 3, 4]
    for before, after in pairwise(found):
        (opening,) = table.openings(store, after.id)
        assert figures.standing(store, before.id) == {"CZK": opening.expected_minor}
