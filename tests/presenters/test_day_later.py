"""Stories of the day's money: who may see what, what was forgotten, and what was counted wrong.

Numbers in names of tests are those of public reports; what has to come out is ours.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.day.args import ClosingArgs
from kiosk.salon.domain.text import Amount, N, side_by_side
from kiosk.salon.domain.till.session import Till as Tray
from kiosk.salon.domain.till.session import TillRules
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import sessions
from tests.presenters.counting import as_sum, at_day, typed
from tests.presenters.story import Story
from tests.rigs.counting import count, sell
from tests.rigs.salon import MANAGER_PIN, clock_of, close_salon, open_salon
from tests.rigs.till_world import Till, make_till

pytestmark = pytest.mark.req("M3")
DAY = 24 * 3600


# -- who may what ---------------------------------------------------------------------------------


def test_oca_1495_who_counts_blind_sees_the_sum_when_the_count_is_fixed(till: Till) -> None:
    salon = till.salon
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    story = at_day(till, stylist=True)
    assert story.state.expected == ()
    story.tap("count").at("count")
    assert (story.state.expected, story.state.difference) == (None, "")
    as_sum(story, "450").tap("done").at("count")
    assert story.state.told.key.startswith("This is not what should be here")
    story.tap("done").at("close_till")
    assert story.state.sums[0].amount == Amount(50_000, "CZK")
    # There is no way back to count until it fits.
    story.tap("close").at("day")


def test_who_may_not_see_takings_sees_the_drawer_alone(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till, stylist=True)
    assert story.state.taken == ()
    made = count(till.salon, till.manager.id, 50_000)
    story.nav.go(ClosingArgs(made.id))
    assert story.state.first
    assert story.state.second == ()


def test_who_closes_gets_the_z_that_prints_and_asks_for_a_copy(till: Till) -> None:
    """It is the paper of the money that they hand over; what is printed later is takings."""
    salon = till.salon
    sell(till, 50_000)
    story = at_day(till, stylist=True).tap("count").at("count")
    as_sum(story, "500").tap("done").tap("save").at("closing")
    assert story.state.second == ()
    printed = [job.is_copy for job in salon.printing.open_jobs() if job.kind == "z"]
    assert printed == [False]
    story.tap("print").at("approve")
    assert [job.is_copy for job in salon.printing.open_jobs() if job.kind == "z"] == printed
    approve(story).at("closing")
    assert [job.is_copy for job in salon.printing.open_jobs() if job.kind == "z"] == [False, True]


def test_a_look_at_the_takings_is_asked_for_on_the_spot(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till, stylist=True).tap("look").at("approve")
    approve(story).at("closing")
    assert story.state.title.plain() == "X, not a till closing"
    story.tap("print")
    assert till.salon.printing.open_jobs()[-1].kind == "x"


def test_who_may_not_close_asks_somebody_and_closes_with_that(till: Till) -> None:
    salon = till.salon
    salon.rights.set(till.eva.id, (), till.manager.id)
    sell(till, 50_000)
    story = at_day(till, stylist=True).tap("count").at("approve")
    approve(story).at("count")
    as_sum(story, "500").tap("done").tap("save").at("closing")
    today = salon.context.today()
    made = salon.closings.of_days(today, today)[0]
    assert (made.counted_by, made.approved_by) == (till.eva.id, till.manager.id)
    # Nobody else's yes counts for the next thing.
    story.tap("correct").at("count").tap("done").tap("reason", "Counted wrong")
    story.tap("save").at("approve")
    approve(story).at("closing")
    assert story.state.title.values == (("number", 2),)


def test_who_counts_blind_is_asked_for_the_takings_of_the_day(till: Till) -> None:
    salon = till.salon
    salon.rights.set(till.eva.id, ("see_takings", "close"), till.manager.id)
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    story = at_day(till, stylist=True)
    assert story.state.taken == ()
    story.nav.go("sales")
    assert story.state.summary == side_by_side((N("{n} document", "{n} documents", 1),))
    story.tap("close").tap("look").at("approve")
    assert [key for key, _ in story.state.approvers] == [till.manager.id.hex()]
    approve(story).at("closing")
    assert story.state.first[0].title.plain() == "Drawer"


def approve(story: Story) -> Story:
    for digit in MANAGER_PIN:
        story.nav.act("key", digit)
    return story.tap("approve")


def test_a_page_that_went_dark_after_the_second_blind_count_closes_with_that_count(
    till: Till,
) -> None:
    """Nobody counts until it fits, and nobody is stuck either."""
    salon = till.salon
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    story = at_day(till, stylist=True).tap("count")
    as_sum(story, "450").tap("done").tap("done").at("close_till")
    story.nav.lock()
    story.unlock(till.eva).nav.go("day")
    story.tap("count").at("count")
    as_sum(story, "500").tap("done").at("count")
    assert story.out.toast is not None
    assert "counted twice" in story.out.toast.text.plain()
    story.nav.act("key", "clear")
    typed(story, "450").tap("done").at("close_till")
    story.tap("reason", "Cause unknown").tap("save").at("closing")


def test_coins_are_counted_without_a_touch_for_minutes(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till).tap("count").wait(300).at("count")
    as_sum(story, "500").wait(300).tap("done").wait(300).at("close_till")


# -- what was forgotten ---------------------------------------------------------------------------


def test_yesterday_is_counted_and_today_goes_on(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    clock_of(salon).advance(DAY)
    sell(till, 10_000)
    story = at_day(till)
    assert story.state.attention.key == "{day} is not counted"
    story.tap("count_earlier").at("count")
    assert story.state.expected == Amount(60_000, "CZK")
    as_sum(story, "600").tap("done").tap("save").at("closing").tap("close").at("day")
    assert (story.state.attention, story.state.is_open) == ("", True)


def test_who_counts_blind_is_told_to_count_the_day_before_first(till: Till) -> None:
    salon = till.salon
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 50_000)
    salon.closings.begin(till.eva.id)
    story = at_day(till, stylist=True)
    story.nav.go("open_till")
    as_sum(story, "400").tap("open").at("open_till")
    assert story.out.toast.text.plain() == "Count the day before first."
    assert salon.tills.day(till.eva.id).session is None


def test_in_the_morning_the_desk_says_that_yesterday_is_not_counted(till: Till) -> None:
    """Before anything is sold it is still yesterday's session, and one count closes it."""
    salon = till.salon
    sell(till, 50_000)
    story = Story(salon).unlock(till.manager).at("desk")
    assert story.state.chip is None or story.state.chip.opens != "day"
    clock_of(salon).advance(DAY)
    salon.printing.drop_all()
    story = Story(salon).unlock(till.manager).at("desk").fresh()
    assert story.state.chip.text.key == "Not counted: {day}"
    story.tap("open_chip").at("day")
    assert (story.state.attention.key, story.state.goes_on) == ("{day} is not counted", False)
    story.tap("count").at("count")
    as_sum(story, "500").tap("done").tap("save").at("closing")
    assert story.taps == 4


def test_several_days_are_closed_by_one_count(till: Till) -> None:
    salon = till.salon
    for _ in range(3):
        sell(till, 10_000)
        clock_of(salon).advance(DAY)
    sell(till, 10_000)
    story = at_day(till)
    assert story.state.attention.plain() == "3 days are not counted"
    story.tap("count").at("count")
    assert story.state.earlier.n == 3
    as_sum(story, "400").tap("done").tap("save").at("closing").tap("close")
    story.tap("closings").at("closings")
    assert [row.title.day.day for row in story.state.rows] == [24, 23, 22, 21]
    carried = [row.subtitle for row in story.state.rows[1:]]
    assert all("carried" in str(one) for one in carried)


def test_a_power_cut_while_somebody_counts(tmp_path: Path, till: Till) -> None:
    """The till waits to be counted, and what was sold before is what should be there."""
    salon = till.salon
    sell(till, 50_000)
    story = at_day(till).tap("count").at("count")
    as_sum(story, "500")
    home = Path(salon.context.store.path).parent
    close_salon(salon)
    again = open_salon(home)
    try:
        story = Story(again).unlock(again.team.members()[0])
        story.nav.go("day")
        assert story.state.waits
        story.tap("count").at("count")
        assert (story.state.count.total, story.state.expected) == (
            Amount(0, "CZK"),
            Amount(50_000, "CZK"),
        )
        as_sum(story, "500").tap("done").tap("save").at("closing")
    finally:
        close_salon(again)


def test_without_paper_the_closing_stands_and_its_paper_waits(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    made = count(salon, till.manager.id, 50_000)
    job = salon.printing.open_of(made.id)
    assert job is not None
    salon.printing.next(("receipt",))
    taken = salon.printing.next(("z",))
    assert taken is not None
    salon.printing.failed(taken.id, "Out of paper.", maybe_printed=False)
    story = Story(salon).unlock(till.manager)
    story.nav.go("papers")
    assert [str(one.title) for one in story.state.papers if one.icon == "wallet"]
    assert salon.closings.by_id(made.id) == made


# -- afterwards -----------------------------------------------------------------------------------


def test_a_wrong_count_is_corrected_by_another_closing(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    wrong = count(salon, till.manager.id, 45_000)
    story = at_day(till)
    story.nav.go(ClosingArgs(wrong.id))
    story.tap("correct").at("count")
    assert story.state.count.total == Amount(45_000, "CZK")
    story.nav.act("key", "clear")
    typed(story, "500").tap("done").at("close_till")
    assert story.state.why.plain() == "Give a reason"
    story.tap("reason", "Counted wrong").tap("save").at("closing")
    assert story.state.title.plain() == "Till closing Z 2"
    story.nav.go(ClosingArgs(wrong.id))
    assert (story.state.note.key, story.state.may_correct) == (
        "Corrected by till closing Z {number}",
        False,
    )


def test_a_copy_of_an_earlier_closing(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    count(salon, till.manager.id, 50_000)
    story = at_day(till).tap("closings").at("closings")
    story.tap("pick", story.state.rows[0].key).at("closing").tap("print")
    job = salon.printing.open_jobs()[-1]
    assert (job.kind, job.is_copy, story.taps) == ("z", True, 3)


def test_closings_of_several_tills_are_told_apart(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    count(salon, till.manager.id, 50_000)
    with salon.context.store.transaction():
        sessions.put_till(salon.context.store, Tray(bytes(16), "", "2", sort=2))
    story = at_day(till).tap("closings").at("closings")
    assert story.state.rows[0].subtitle.values[0][1].plain() == "Till 1"


def test_months_are_turned_and_none_is_still_to_come(salon: Services) -> None:
    till = make_till(salon)
    sell(till, 50_000)
    count(salon, till.manager.id, 50_000)
    story = at_day(till).tap("closings")
    assert story.state.last
    story.tap("earlier")
    assert (story.state.rows, story.state.last) == ((), False)
    story.tap("later")
    assert len(story.state.rows) == 1
