"""Touches of the day's money, from the desk: they may get fewer, never more. What is counted is no
touch: a banknote, a coin, a digit."""

from __future__ import annotations

import pytest

from tests.presenters.counting import as_sum, pieces
from tests.presenters.story import Story
from tests.presenters.test_till import at_desk
from tests.rigs.counting import count, crowns, put, sell
from tests.rigs.till_world import Till

pytestmark = pytest.mark.req("M3")


def at_till(till: Till) -> Story:
    return at_desk(till).tap("rail", "day").at("day")


def test_a_till_is_opened_as_it_was_left_in_two(till: Till) -> None:
    till.salon.tills.open(till.manager.id, crowns(200_000))
    count(till.salon, till.manager.id, 200_000)
    story = at_till(till).tap("open_as_left")
    assert (story.state.is_open, story.taps) == (True, 2)


def test_a_counted_float_opens_it_in_three(till: Till) -> None:
    """The desk itself says that the till is not open."""
    till.salon.tills.open(till.manager.id, crowns(200_000))
    count(till.salon, till.manager.id, 200_000)
    story = at_desk(till)
    assert story.state.chip.text.plain() == "Open the till"
    story.tap("open_chip").at("day").tap("open").at("open_till")
    pieces(story, (100_000, "2")).tap("open").at("day")
    assert (story.state.is_open, story.taps) == (True, 3)


def test_a_float_that_differs_opens_it_in_five(till: Till) -> None:
    till.salon.tills.open(till.manager.id, crowns(200_000))
    count(till.salon, till.manager.id, 200_000)
    story = at_desk(till).tap("open_chip").tap("open")
    as_sum(story, "1500").tap("open").tap("reason", "Cause unknown").tap("open").at("day")
    assert (story.state.is_open, story.taps) == (True, 5)


def test_a_counted_day_is_closed_in_four(till: Till) -> None:
    till.salon.tills.open(till.manager.id, crowns(200_000))
    sell(till, 6_000)
    story = at_till(till).tap("count").at("count")
    pieces(story, (100_000, "2"), (2_000, "3")).tap("done").tap("save").at("closing")
    assert story.taps == 4


def test_a_day_that_does_not_fit_is_closed_in_five(till: Till) -> None:
    sell(till, 6_000)
    story = at_till(till).tap("count").at("count")
    as_sum(story, "50").tap("done").tap("reason", "Cause unknown").tap("save").at("closing")
    assert story.taps == 5


def test_the_day_so_far_is_printed_in_three(till: Till) -> None:
    sell(till, 6_000)
    story = Story(till.salon).unlock(till.manager).at("desk").fresh()
    story.tap("rail", "day").tap("look").at("closing").tap("print")
    assert (till.salon.printing.open_jobs()[-1].kind, story.taps) == ("x", 3)


@pytest.mark.req("M2")
def test_cash_out_in_four_and_of_another_kind_in_five(till: Till) -> None:
    """The till, the form, what it is spent on, save: a purchase is chosen, and the sum is typed at
    once. Another kind is one touch more, or as many where it wants nothing else."""
    salon = till.salon
    salon.rights.set(till.eva.id, ["cash_out"], till.manager.id)
    put(salon, till.manager.id, 900_000)
    salon.expenses.begin(None)
    item = salon.expenses.items()[0].id.hex()
    story = at_till(till).tap("cash", "out").at("cash_form")
    assert (story.state.fields[0].value, story.state.first) == ("purchase", "amount")
    story.nav.act("edit", "amount", "842")
    assert story.tap("edit", "item", item).tap("save").at("day").taps == 4
    story = at_till(till).tap("cash", "out").at("cash_form").tap("edit", "kind", "wage")
    story.nav.act("edit", "amount", "500")
    assert story.tap("edit", "person", till.eva.id.hex()).tap("save").at("day").taps == 5
