"""Staff: saving, roles, PINs and their delays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.cards.number import CardHolder
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
    salon.bills.discard(bill.id, till.manager.id)


def test_a_wrong_pin_is_an_entry_that_says_whose_and_where(salon: Services) -> None:
    petra = salon.team.members()[0]
    for _ in range(2):
        with pytest.raises(WrongPin):
            salon.team.check_pin(petra.id, "9182")
    bodies = salon.context.store.column("SELECT body FROM journal WHERE kind = 'pin.wrong'")
    assert [json.loads(body)["misses"] for body in bodies] == [1, 2]
    assert json.loads(bodies[0])["desk"] == salon.context.desk
    assert "9182" not in "".join(bodies)
    salon.team.check_pin(petra.id, MANAGER_PIN)
    assert salon.books.verify().holds


def test_nobody_waits_for_the_database_while_a_pin_is_checked(
    salon: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    petra = salon.team.members()[0]
    inside: list[bool] = []
    check = salon.team._fits

    def fits(pin_hash: str, pin: str) -> bool:
        inside.append(salon.context.store.db.in_transaction())
        return check(pin_hash, pin)

    monkeypatch.setattr(salon.team, "_fits", fits)
    salon.team.check_pin(petra.id, MANAGER_PIN)
    with pytest.raises(WrongPin):
        salon.team.check_pin(petra.id, "9182")
    assert inside == [False, False]


def test_a_wait_that_began_meanwhile_counts(
    salon: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two desks are tried at once: the right PIN does not slip through beside the wrong ones."""
    petra = salon.team.members()[0]
    check = salon.team._fits

    def fits(pin_hash: str, pin: str) -> bool:
        store = salon.context.store
        with store.transaction():
            later = salon.context.now() + 60_000
            store.run("UPDATE staff SET pin_misses = 5, pin_wait_until = ?", (later,))
        return check(pin_hash, pin)

    monkeypatch.setattr(salon.team, "_fits", fits)
    with pytest.raises(PinDelayed):
        salon.team.check_pin(petra.id, "9182")
