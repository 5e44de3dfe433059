"""Staff: saving, roles, PINs and their delays."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.cards import CardHolder
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.pins import PinDelayed, WrongPin
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import changes
from tests.rigs.salon import MANAGER_PIN, clock_of, close_salon, make_salon, open_salon
from tests.rigs.till_world import changed_since, last_change, make_till


def manager(salon: Services) -> StaffMember:
    return salon.team.members()[0]


def eva(salon: Services) -> StaffMember:
    return salon.team.members()[1]


@pytest.mark.req("T1")
def test_members_come_in_order_and_the_inactive_only_when_asked(salon: Services) -> None:
    assert [m.first_name for m in salon.team.members()] == ["Petra", "Eva"]
    salon.team.save(replace(eva(salon), active=False), manager(salon).id)
    assert [m.first_name for m in salon.team.members()] == ["Petra"]
    assert [m.first_name for m in salon.team.members(inactive=True)] == ["Petra", "Eva"]


@pytest.mark.req("T1")
def test_only_a_manager_changes_the_team(salon: Services) -> None:
    with pytest.raises(Refused):
        salon.team.save(StaffMember(b"", "Nobody", ""), eva(salon).id)


def test_the_last_active_manager_stays(salon: Services) -> None:
    boss = manager(salon)
    for change in (replace(boss, active=False), replace(boss, role="staff")):
        with pytest.raises(Refused):
            salon.team.save(change, boss.id)
    salon.team.save(replace(eva(salon), role="manager"), boss.id)
    assert salon.team.save(replace(boss, role="staff"), boss.id).role == "staff"


def test_a_name_is_needed(salon: Services) -> None:
    with pytest.raises(Refused):
        salon.team.save(StaffMember(b"", "  ", "Sample"), None)


def test_a_change_is_journalled_without_names_and_shown_to_the_agent(salon: Services) -> None:
    store = salon.context.store
    before = store.row("SELECT max(seq) FROM change")
    assert before is not None
    salon.team.save(replace(eva(salon), position="Colourist"), manager(salon).id)
    assert [one.entity for one in changes.since(store, before[0])] == ["staff"]
    bodies = "".join(row[0] for row in store.rows("SELECT body FROM journal"))
    assert "Eva" not in bodies
    assert "Petra" not in bodies
    assert salon.context.journal.verify() is None


def test_the_right_pin_opens_and_wrong_ones_make_it_slower(salon: Services) -> None:
    boss = manager(salon)
    assert salon.team.check_pin(boss.id, MANAGER_PIN) == boss
    waits = []
    for _ in range(4):
        with pytest.raises(WrongPin) as wrong:
            salon.team.check_pin(boss.id, "0001")
        waits.append(wrong.value.wait_seconds)
        if waits[-1]:
            with pytest.raises(PinDelayed):
                salon.team.check_pin(boss.id, MANAGER_PIN)
        clock_of(salon).advance(waits[-1])
    assert waits == [0, 0, 2, 4]
    assert salon.team.check_pin(boss.id, MANAGER_PIN).first_name == "Petra"
    with pytest.raises(WrongPin) as wrong:
        salon.team.check_pin(boss.id, "0001")
    assert wrong.value.wait_seconds == 0


def test_the_delay_survives_a_restart(tmp_path: Path) -> None:
    salon = make_salon(tmp_path)
    boss = manager(salon)
    for _ in range(3):
        with pytest.raises(WrongPin):
            salon.team.check_pin(boss.id, "0001")
    close_salon(salon)
    salon = open_salon(tmp_path)
    with pytest.raises(PinDelayed):
        salon.team.check_pin(boss.id, MANAGER_PIN)
    clock_of(salon).advance(2)
    assert salon.team.check_pin(boss.id, MANAGER_PIN)
    close_salon(salon)


def test_a_pin_is_kept_as_argon2id_only(salon: Services) -> None:
    row = salon.context.store.row("SELECT pin_hash FROM staff WHERE id = ?", (manager(salon).id,))
    assert row is not None
    assert row[0].startswith("$argon2id$")
    assert MANAGER_PIN not in row[0].split("$")


def test_pins_are_set_by_managers_and_by_oneself(salon: Services) -> None:
    boss, stylist = manager(salon), eva(salon)
    with pytest.raises(Refused):
        salon.team.check_pin(stylist.id, "0000")
    with pytest.raises(Refused):
        salon.team.set_pin(boss.id, "9753", by=stylist.id)
    salon.team.set_pin(stylist.id, "9753", by=boss.id)
    seq = last_change(salon)
    salon.team.set_pin(stylist.id, "8642", by=stylist.id)
    assert changed_since(salon, seq) == {("staff", stylist.id)}
    assert salon.team.check_pin(stylist.id, "8642").has_pin


def test_somebody_unknown_is_not_found(salon: Services) -> None:
    with pytest.raises(NotFound):
        salon.team.member(bytes(16))


def test_who_has_left_can_do_nothing_more_from_a_desk_that_stands_open(salon: Services) -> None:
    till = make_till(salon)
    bill, visit = till.retail(), till.visit()
    paid = till.pay(till.retail())
    entry = salon.waiting.add("Anna")
    left, card = till.eva.id, CardHolder("client", till.client().id)
    salon.team.save(replace(till.eva, active=False), till.manager.id)
    before = till.counts()
    for act in (
        lambda: till.pay(bill),
        lambda: salon.checkout.void(paid.id, "Wrong", left, till.manager.id),
        lambda: salon.bills.open_retail(left),
        lambda: salon.visit_bills.open(visit.id, left),
        lambda: salon.agenda.set_state(visit.id, "cancelled", left),
        lambda: salon.waiting.leave(entry.id, left),
        lambda: salon.clients.save(Client(b"", "Jana", "Vzorová"), left),
        lambda: salon.catalogue.count_stock(till.shampoo.id, 5000, "Counted", left),
        lambda: salon.cards.give("04A1B2C4", card, left),
    ):
        with pytest.raises(NotFound, match="no longer in the team"):
            act()
    assert till.counts() == before
    # What they opened can still be thrown away by the others.
    salon.bills.discard(bill.id)
