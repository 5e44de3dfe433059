"""Stories of the day's money: a count that somebody leaves, drawers that open, and who approves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.text import T
from tests.presenters.counting import as_sum, at_day
from tests.presenters.test_day_later import approve
from tests.rigs.counting import count, sell
from tests.rigs.till_world import Till

pytestmark = pytest.mark.req("M3")
DRAWER = DeviceState("receipts", "receipt", True, has_drawer=True)


def test_whoever_goes_from_a_count_finds_the_day_open(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till).tap("count").at("count").tap("close").at("day")
    assert story.state.is_open
    assert story.out.toast.text == T("Nothing was counted, so the day goes on.")
    story.tap("count").at("count")
    story.nav.lock()
    assert till.salon.tills.day(till.manager.id).session is not None


def test_a_day_that_was_counted_is_not_taken_up_again(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till).tap("count").at("count")
    as_sum(story, "500").tap("done").at("close_till").tap("close").at("count")
    assert till.salon.tills.day(till.manager.id).session is None, "it is still being counted"
    story.tap("done").tap("save").at("closing")
    assert till.salon.tills.day(till.manager.id).uncounted == ()


@pytest.mark.req("M2")
def test_a_drawer_that_opens_again_is_an_opening_without_a_sale(till: Till) -> None:
    """Once for a count is the count's; before the till is open, and once more, it is none."""
    salon = till.salon
    story = at_day(till)
    story.hardware.set_devices((DRAWER,))
    story.tap("open").at("open_till").tap("close").tap("open").at("open_till")
    as_sum(story, "0").tap("open").at("day")
    assert salon.closings.x(till.manager.id).openings == 2
    story.tap("count").at("count").tap("close").at("day")
    assert salon.closings.x(till.manager.id).openings == 2
    story.tap("count").at("count").tap("close").at("day")
    sell(till, 1_000)
    assert salon.closings.x(till.manager.id).openings == 3
    eva = salon.rights.set(till.eva.id, ("close",), till.manager.id)
    story = at_day(replace(till, eva=eva), stylist=True)
    story.hardware.set_devices((DRAWER,))
    story.tap("count").at("count")
    assert story.hardware.asks == [], "it stays shut"
    assert salon.closings.x(till.manager.id).openings == 3


@pytest.mark.req("T1")
def test_who_was_let_see_the_takings_sees_them_on_earlier_closings(till: Till) -> None:
    sell(till, 6_000)
    count(till.salon, till.manager.id, 6_000)
    story = at_day(till, stylist=True).tap("closings").at("approve")
    approve(story).at("closings").tap("pick", story.state.rows[0].key).at("closing")
    assert story.state.second
    story.tap("print").at("closing")
    assert till.salon.printing.open_jobs()[-1].is_copy


@pytest.mark.req("T1")
def test_what_is_taken_out_at_a_closing_asks_for_its_own_approval(till: Till) -> None:
    sell(till, 6_000)
    story = at_day(till, stylist=True).tap("count").at("count")
    as_sum(story, "60").tap("done").at("close_till")
    story.tap("choose", "taken")
    for key in "50":
        story.nav.act("key", key)
    story.tap("save").at("approve")
    approve(story).at("closing")
    closing = till.salon.closings.of_days(*[till.salon.context.today()] * 2)[0]
    assert closing.counts[0].taken_minor == 5_000
