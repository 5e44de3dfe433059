"""Stories of the day's money: open, look, count, close, correct; and what others were let down by.

Numbers in names of tests are those of public reports; what has to come out is ours.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.presenters.day.words import told_uncounted
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.text import Amount
from kiosk.salon.domain.till.session import TillRules
from tests.paper.samples import speaker
from tests.presenters.counting import amounts, as_sum, at_day, pieces, typed
from tests.rigs.counting import count, crowns, expected, put, sell
from tests.rigs.salon import MANAGER_PIN
from tests.rigs.till_world import Till

pytestmark = pytest.mark.req("M3")

# -- opening ------------------------------------------------------------------------------------


def test_a_till_opens_as_it_was_left(till: Till) -> None:
    by = till.manager.id
    till.salon.tills.open(by, crowns(200_000))
    count(till.salon, by, 200_000)
    story = at_day(till)
    assert story.state.since.plain() == "The till is not open"
    assert amounts(story.state.expected) == [("Left in the till", 200_000)]
    story.tap("open_as_left").at("day")
    assert story.state.since.key == "Open since {time}"
    assert story.state.about.plain() == "The float was not counted."
    session = till.salon.tills.day(by).session
    assert session is not None
    assert not session.counted


def test_a_till_that_never_was_open_is_counted_first(till: Till) -> None:
    story = at_day(till)
    assert (story.state.as_left, story.state.expected) == ("", ())


def test_a_float_is_counted_and_held_against_what_was_left(till: Till) -> None:
    by = till.manager.id
    till.salon.tills.open(by, crowns(200_000))
    count(till.salon, by, 200_000)
    story = at_day(till).tap("open").at("open_till")
    assert story.state.why.plain() == "Count first"
    pieces(story, (100_000, "1"), (10_000, "9"), (1_000, "5"))
    assert story.state.count.total == Amount(195_000, "CZK")
    assert story.state.difference.values[0] == ("amount", Amount(5_000, "CZK"))
    story.tap("open").at("open_till")
    assert story.state.question.plain() == "Why does the money differ?"
    assert story.state.why.plain() == "Give a reason"
    story.tap("reason", "Counted wrong").tap("open").at("day")
    assert amounts(story.state.expected) == [("Should be here", 195_000)]


def test_who_is_asked_why_the_float_differs_may_count_again(till: Till) -> None:
    by = till.manager.id
    till.salon.tills.open(by, crowns(200_000))
    count(till.salon, by, 200_000)
    story = at_day(till).tap("open")
    as_sum(story, "200").tap("open")
    assert story.state.question
    typed(story, "0")
    assert (story.state.question, story.state.count.total) == ("", Amount(200_000, "CZK"))
    story.tap("open").at("day")
    assert amounts(story.state.expected) == [("Should be here", 200_000)]


def test_what_nobody_can_have_counted_is_refused_at_the_key(till: Till) -> None:
    story = at_day(till).tap("open").at("open_till")
    pieces(story, (100, "12345"))
    assert story.state.count.total == Amount(123_400, "CZK")
    assert story.hardware.sounds[-1] == "refuse"
    assert not any(key in "-" for key in ("0", "clear", "back"))


def test_odoo_95850_what_was_typed_is_there_after_looking_at_the_pieces(till: Till) -> None:
    story = at_day(till).tap("open").at("open_till")
    as_sum(story, "1500")
    pieces(story, (100_000, "1"))
    assert story.state.count.total == Amount(100_000, "CZK")
    story.nav.act("by_sum")
    assert story.state.count.total == Amount(150_000, "CZK")
    story.nav.act("face", "100000")
    assert story.state.count.total == Amount(100_000, "CZK")


# -- counting and closing -------------------------------------------------------------------------


def test_a_day_is_counted_and_closed(till: Till) -> None:
    salon = till.salon
    salon.tills.open(till.manager.id, crowns(200_000))
    sell(till, 6_000, tendered=10_000)
    story = at_day(till).tap("count").at("count")
    assert story.state.why.plain() == "Count first"
    assert story.state.expected == Amount(206_000, "CZK")
    pieces(story, (100_000, "2"), (5_000, "1"), (1_000, "1"))
    assert story.state.difference.plain() == "No difference"
    story.tap("done").at("close_till")
    typed(story, "60")
    assert (story.state.taken, story.state.left) == (Amount(6_000, "CZK"), Amount(200_000, "CZK"))
    story.tap("save").at("closing")
    assert story.state.title.plain() == "Till closing Z 1"
    assert story.hardware.prints == 1
    assert [job.kind for job in salon.printing.open_jobs()] == ["receipt", "z"]
    story.tap("close").at("day")
    assert amounts(story.state.expected) == [("Left in the till", 200_000)]


def test_nexopos_577_money_that_differs_closes_the_day_with_a_reason(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    story = at_day(till).tap("count")
    as_sum(story, "450").tap("done").at("close_till")
    assert story.state.why.plain() == "Give a reason"
    story.tap("save").at("close_till")
    story.tap("reason", "Change given wrong").tap("save").at("closing")
    closing = salon.closings.of_days(salon.context.today(), salon.context.today())[0]
    assert (closing.counts[0].difference_minor, closing.counts[0].reason) == (
        -5_000,
        "Change given wrong",
    )


def test_posnext_156_nothing_is_filled_in_before_somebody_counted(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till).tap("count").at("count")
    assert story.state.count.total == Amount(0, "CZK")
    story.tap("done").at("count")
    # An empty drawer is a nought that somebody typed.
    typed(story, "0")
    assert story.state.why == ""


def test_odoo_132473_136387_a_desk_without_a_drawer_is_closed(till: Till) -> None:
    salon = till.salon
    salon.context.till_rules = TillRules(cashless=True)
    sell(till, 50_000, "card")
    story = at_day(till)
    assert not story.state.has_drawer
    story.tap("count").at("close_till")
    typed(story, "500").tap("save").at("closing")
    assert story.taps == 2


def test_whoever_may_not_see_takings_asks_for_earlier_closings(till: Till) -> None:
    sell(till, 50_000)
    count(till.salon, till.manager.id, 50_000)
    story = at_day(till, stylist=True).tap("closings").at("approve")
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("closings")
    assert len(story.state.rows) == 1


def test_odoo_78780_the_day_closes_after_cash_came_in(till: Till) -> None:
    salon = till.salon
    salon.tills.open(till.manager.id, crowns(30_000))
    put(salon, till.manager.id, 5_000)
    story = at_day(till).tap("count")
    as_sum(story, "350").tap("done").tap("save").at("closing")


def test_repairdesk_514_the_float_stands_apart_from_what_came_in(till: Till) -> None:
    salon = till.salon
    salon.tills.open(till.manager.id, crowns(10_000))
    sell(till, 2_000)
    story = at_day(till).tap("look").at("closing")
    lines = {line.label.plain(): line.value for line in story.state.first[0].lines}
    assert lines["Float, counted"] == Amount(10_000, "CZK")
    assert lines["Sales in cash"] == Amount(2_000, "CZK")
    assert lines["Should be here"] == Amount(12_000, "CZK")


def test_erpnext_46570_closed_elsewhere_meanwhile_is_said_and_closes_nothing_twice(
    till: Till,
) -> None:
    salon = till.salon
    sell(till, 50_000)
    story = at_day(till).tap("count")
    as_sum(story, "500").tap("done").at("close_till")
    count(salon, till.manager.id, 50_000)
    story.tap("save").at("close_till")
    assert story.state.error.plain() == "This till was counted and closed meanwhile."
    today = salon.context.today()
    assert len(salon.closings.of_days(today, today)) == 1


def test_what_is_sold_while_somebody_counts_is_the_next_days(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    story = at_day(till).tap("count")
    sell(till, 10_000)
    as_sum(story, "500").tap("done").tap("save").at("closing")
    assert expected(salon, till.manager.id) == 60_000


def test_the_terminal_says_something_else(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000, "card")
    story = at_day(till).tap("count")
    typed(story, "0").tap("done").at("close_till")
    story.tap("choose", "terminal")
    typed(story, "499")
    assert story.state.card_note.key == "{amount} short"
    story.tap("reason", "Typed wrong at the terminal").tap("save").at("closing")
    today = salon.context.today()
    closing = salon.closings.of_days(today, today)[0]
    assert (closing.card_difference_minor, closing.card_reason) == (
        -100,
        "Typed wrong at the terminal",
    )


def test_a_float_is_proposed_and_may_be_another(till: Till) -> None:
    salon = till.salon
    salon.context.till_rules = TillRules(target=2000)
    sell(till, 350_000)
    story = at_day(till).tap("count")
    pieces(story, (200_000, "1"), (50_000, "3")).tap("done").at("close_till")
    assert (story.state.taken, story.state.left) == (
        Amount(150_000, "CZK"),
        Amount(200_000, "CZK"),
    )
    story.tap("choose", "left")
    typed(story, "9000")
    assert story.state.why.plain() == "Take out less"


def test_a_sum_that_the_pieces_do_not_make_is_told_before_it_is_saved(till: Till) -> None:
    sell(till, 350_000)
    story = at_day(till).tap("count")
    pieces(story, (200_000, "1"), (50_000, "3")).tap("done").at("close_till")
    typed(story, "600")
    assert story.state.why.plain() == "Take out another sum"
    assert story.state.error.plain().endswith("do not make this sum.")
    story.tap("choose", "taken")
    typed(story, "1000")
    assert (story.state.why, story.state.error) == ("", "")


def test_two_currencies_are_counted_apart(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    salon.rates.set_rate(25_000_000, by, currency="EUR")
    story = at_day(till).tap("open").at("open_till")
    assert [code for code, _ in story.state.count.tabs] == ["CZK", "EUR"]
    as_sum(story, "2000")
    assert story.state.why.plain() == "Count EUR too"
    story.nav.act("turn", "EUR")
    pieces(story, (1_000, "5"), (50, "1")).tap("open").at("day")
    story.tap("count").at("count")
    as_sum(story, "2000").nav.act("turn", "EUR")
    as_sum(story, "50,4").tap("done").at("close_till")
    assert story.state.currency == "EUR"
    assert story.state.why.plain() == "Give a reason for EUR"
    story.tap("reason", "Cause unknown").tap("save").at("closing")


def test_flocafe_666_the_drawer_is_open_to_be_counted_and_that_is_no_opening(till: Till) -> None:
    salon = till.salon
    sell(till, 50_000)
    story = at_day(till)
    drawer = DeviceState("receipts", "receipt", True, has_drawer=True)
    story.hardware.set_devices((DeviceState("labels", "label", True), drawer))
    story.tap("count").at("count")
    assert story.hardware.asks == [("drawer", "receipts")]
    as_sum(story, "500").tap("done").tap("save").at("closing")
    made = salon.closings.of_days(salon.context.today(), salon.context.today())[0]
    assert salon.closings.figures_of(made).openings == 0


def test_the_drawer_is_opened_without_a_sale_and_counted(till: Till) -> None:
    sell(till, 50_000)
    story = at_day(till).tap("drawer").at("day")
    assert till.salon.closings.x(till.manager.id).openings == 1
    story.tap("cash", "out").at("cash_form").tap("close").at("day")
    story.tap("movements").at("cash_list")


def test_a_day_in_a_czech_sentence_is_no_preposition() -> None:
    """``po 30. listopadu`` is read as *after 30 November*."""
    waiting: Any = SimpleNamespace(business_day="2026-11-30")
    said = speaker("cs").say(told_uncounted([waiting])).replace("\u00a0", " ")
    assert said.startswith("pondělí 30. listopadu")
