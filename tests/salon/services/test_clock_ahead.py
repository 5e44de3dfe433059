"""A clock that ran ahead and was put right: what was entered meanwhile decides about nothing."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.pins import PinDelayed, WrongPin
from kiosk.salon.services.salon_services import Services
from tests.rigs.agenda_world import add_client, book
from tests.rigs.salon import MANAGER_PIN, clock_of
from tests.rigs.till_world import Till

DAY_MS = 24 * 3_600_000
AHEAD = pytest.mark.parametrize("ahead", [DAY_MS, 365 * DAY_MS])


@AHEAD
def test_who_came_meanwhile_still_waits(salon: Services, ahead: int) -> None:
    clock = clock_of(salon)
    now = clock.now()
    clock.jump(now + ahead)
    early = salon.waiting.add("Jana")
    clock.jump(now)
    salon.waiting.add("Eva")
    assert {entry.first_name for entry in salon.waiting.today()} == {"Jana", "Eva"}
    salon.waiting.leave(early.id, None)
    assert [entry.first_name for entry in salon.waiting.today()] == ["Eva"]


@AHEAD
def test_a_paper_of_then_that_does_not_come_out_is_told(till: Till, ahead: int) -> None:
    clock, printing = clock_of(till.salon), till.salon.printing
    now = clock.now()
    clock.jump(now + ahead)
    printing.label(till.shampoo.id, 1)
    clock.jump(now)
    assert printing.late_count(now - 4000) == 1
    assert printing.next(("label",)) is not None


@AHEAD
def test_a_visit_put_in_the_chair_then_makes_nobody_late(salon: Services, ahead: int) -> None:
    clock = clock_of(salon)
    now = clock.now()
    clock.jump(now + ahead)
    wrong = book(salon, "10:30", add_client(salon))
    with salon.context.store.transaction():
        salon.context.store.run(
            "UPDATE appointment SET state = 'in_chair', starts_at = starts_at + ?, "
            "ends_at = ends_at + ? WHERE id = ?",
            (ahead, ahead, wrong.id),
        )
    clock.jump(now)
    assert salon.checkin.delay_minutes(book(salon, "15:00")) == 0


@AHEAD
def test_a_wrong_pin_of_then_locks_nobody_out(salon: Services, ahead: int) -> None:
    clock, boss = clock_of(salon), salon.team.members()[0]
    now = clock.now()
    clock.jump(now + ahead)
    for _ in range(3):
        with pytest.raises(WrongPin):
            salon.team.check_pin(boss.id, "0001")
    clock.jump(now)
    with pytest.raises(PinDelayed):
        salon.team.check_pin(boss.id, MANAGER_PIN)
    clock.advance(2)
    assert salon.team.check_pin(boss.id, MANAGER_PIN) == boss


@AHEAD
def test_numbers_and_the_journal_go_on(till: Till, ahead: int) -> None:
    clock, journal = clock_of(till.salon), till.salon.context.journal
    first = till.pay(till.retail())
    now = clock.now()
    clock.jump(now + ahead)
    second = till.pay(till.retail())
    clock.jump(now)
    third = till.pay(till.retail())
    assert len({sale.number for sale in (first, second, third)}) == 3
    assert first.id < second.id < third.id
    assert journal.verify() is None


@AHEAD
def test_what_was_sold_then_can_be_voided_today_and_no_longer_tomorrow(
    till: Till, ahead: int
) -> None:
    clock, checkout = clock_of(till.salon), till.salon.checkout
    now = clock.now()
    till.pay(till.retail())
    clock.jump(now + ahead)
    wrong, kept = till.pay(till.retail()), till.pay(till.retail())
    clock.jump(now)
    last = till.pay(till.retail())
    assert {sale.id for sale in checkout.todays_sales()} >= {wrong.id, kept.id, last.id}
    void = checkout.void(wrong.id, "wrong bottle", till.eva.id, till.manager.id)
    assert void.voids_number == wrong.number
    clock.jump(now + 2 * DAY_MS)
    till.pay(till.retail())
    assert kept.id not in {sale.id for sale in checkout.todays_sales()}
    with pytest.raises(Refused, match="today"):
        checkout.void(kept.id, "too late", till.eva.id, till.manager.id)
