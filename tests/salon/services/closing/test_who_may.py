"""Looking, leaving a count and taking money out at it: who may, and what stands of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.session import TillRules
from tests.rigs.counting import count, crowns, put, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

DAY_S = 24 * 3600


@pytest.mark.req("M3", "T1")
def test_a_look_tells_who_counts_blind_nothing_and_nobody_of_them_approves_it(till: Till) -> None:
    """Payments, tips and takings add up to what lies in the drawer, so all of it is kept back."""
    salon, eva, boss = till.salon, till.eva.id, till.manager.id
    marta = salon.team.save(StaffMember(b"", "Marta", "Vzorová"), boss).id
    sell(till, 10_000)
    salon.context.till_rules = TillRules(blind=True)
    salon.rights.set(eva, ["close"], boss)
    salon.rights.set(marta, ["see_takings"], boss)
    for by in (eva, marta):
        with pytest.raises(NeedsApproval):
            salon.closings.x(by)
        with pytest.raises(Refused):
            salon.closings.x(by, marta)
        with pytest.raises(Refused):
            salon.printing.x(salon.closings.newest().id, by, marta)
        assert salon.closings.x(by, boss).cash != ()
    with pytest.raises(NeedsApproval) as asked:
        salon.closings.x(marta)
    assert asked.value.right == "see_expected"
    with pytest.raises(NeedsApproval):
        salon.figures.overview("today", marta)
    salon.rights.set(marta, ["see_takings", "see_expected"], boss)
    assert salon.closings.x(marta).cash != ()
    assert salon.closings.x(eva, marta).cash != ()


@pytest.mark.req("M3", "T1")
def test_who_approves_a_look_at_a_blind_till_has_every_right_of_it(till: Till) -> None:
    """Also those that whoever asks has themselves."""
    salon, eva, boss = till.salon, till.eva.id, till.manager.id
    marta = salon.team.save(StaffMember(b"", "Marta", "Vzorová"), boss).id
    sell(till, 10_000)
    salon.context.till_rules = TillRules(blind=True)
    salon.rights.set(eva, ["see_takings"], boss)
    salon.rights.set(marta, ["see_expected"], boss)
    with pytest.raises(Refused, match="may not approve"):
        salon.closings.x(eva, marta)
    salon.rights.set(marta, ["see_takings", "see_expected"], boss)
    assert salon.closings.x(eva, marta).cash != ()


@pytest.mark.req("M3")
def test_a_look_shows_the_last_session_while_none_is_open(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    sell(till, 10_000)
    session = salon.closings.begin(by).session
    assert salon.closings.x(by).sales.minor == 10_000
    salon.closings.close(session.id, by, crowns(10_000))
    assert salon.closings.newest().id == session.id
    assert salon.closings.x(by).sales.minor == 10_000


@pytest.mark.req("M3", "T1")
def test_what_a_closing_takes_out_asks_as_cash_out_does(till: Till) -> None:
    salon, eva, boss = till.salon, till.eva.id, till.manager.id
    salon.context.till_rules = TillRules(cash_out_limit=100)
    sell(till, 30_000)
    session = salon.closings.begin(eva).session.id

    def close(by: Id, taken: int, approved: Id | None = None) -> Closing:
        return salon.closings.close(
            session, by, crowns(30_000), taken={"CZK": taken}, taken_approved_by=approved
        )

    with pytest.raises(NeedsApproval) as asked:
        close(eva, 5_000)
    assert asked.value.right == "cash_out"
    salon.rights.set(eva, ["close", "cash_out"], boss)
    with pytest.raises(NeedsApproval) as asked:
        close(eva, 10_100)
    assert (asked.value.right, asked.value.second) == ("", True)
    with pytest.raises(Refused, match="Only"):
        close(eva, 10_100, eva)
    closing = close(eva, 10_100, boss)
    found = salon.context.store.row(
        "SELECT approved_by FROM cash_movement WHERE id = ?", (closing.counts[0].taken_by,)
    )
    assert found == (boss,)
    assert closing.approved_by is None, "Eva may close"
    assert salon.books.verify().differences == ()


@pytest.mark.req("T1")
def test_above_the_limit_a_manager_needs_another_where_there_is_one(till: Till) -> None:
    salon, boss = till.salon, till.manager.id
    salon.context.till_rules = TillRules(cash_out_limit=100)
    put(salon, boss, 90_000)
    put(salon, boss, -20_000)
    other = salon.team.save(StaffMember(b"", "Olga", "Vzorová", role="manager"), boss).id
    put(salon, boss, -20_000)
    salon.team.set_pin(other, "4711", boss)
    entry = CashEntry(kind="owner_out", amount_minor=20_000, party="Sample owner")
    with pytest.raises(NeedsApproval):
        salon.cash.pay_out(entry, boss)
    with pytest.raises(Refused, match="Somebody else"):
        salon.cash.pay_out(entry, boss, boss)
    assert salon.cash.pay_out(entry, boss, other).approved_by == other
    assert salon.cash.pay_out(replace(entry, amount_minor=10_000), boss).approved_by is None
    assert (
        salon.context.store.number("SELECT count(*) FROM journal WHERE kind = 'right.refused'") == 2
    )


@pytest.mark.req("M3")
def test_whoever_began_to_count_and_goes_has_not_ended_the_day(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 10_000)
    session = salon.closings.begin(by).session
    assert salon.closings.take_up(session.id, by)
    sell(till, 5_000)
    day = salon.tills.day(by)
    assert (day.session and day.session.id, day.uncounted) == (session.id, ())
    salon.closings.begin(by)
    sell(till, 1_000)
    assert not salon.closings.take_up(session.id, by), "it is the next day's money already"
    closing = count(salon, by, 16_000)
    assert [one.difference_minor for one in closing.counts] == [0]
    assert salon.books.verify().differences == ()


@pytest.mark.req("M3")
def test_what_was_counted_blind_or_is_of_another_day_stays_ended(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 10_000)
    session = salon.closings.begin(by).session
    clock_of(salon).advance(DAY_S)
    assert not salon.closings.take_up(session.id, by)
    count(salon, by, 10_000)
    assert not salon.closings.take_up(session.id, by)
    salon.context.till_rules = TillRules(blind=True)
    sell(till, 10_000)
    session = salon.closings.begin(by).session
    salon.closings.check(session.id, crowns(1), by)
    assert not salon.closings.take_up(session.id, by)


@pytest.mark.req("M2")
def test_the_drawer_opens_once_for_a_count(till: Till) -> None:
    salon, by = till.salon, till.eva.id
    sell(till, 10_000)
    session = salon.closings.begin(by).session
    assert salon.closings.lay_open(session.id, by)
    assert not salon.closings.lay_open(session.id, by)
    assert salon.closings.x(till.manager.id).openings == 0
    salon.closings.take_up(session.id, by)
    salon.closings.begin(by)
    assert not salon.closings.lay_open(session.id, by), "whoever goes back and comes again"
    count(salon, by, 10_000)
    journalled = "SELECT count(*) FROM journal WHERE kind = 'drawer.opened'"
    assert salon.context.store.number(journalled) == 1
    assert salon.books.verify().differences == ()
