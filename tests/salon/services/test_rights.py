"""Named rights: who may what alone, who approves it, and what is written of a refused try."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import NeedsApproval, NotFound, Refused
from kiosk.salon.domain.people import USUAL_RIGHTS, Right, StaffMember, may_take_off
from kiosk.salon.domain.rights import RIGHTS, may, may_approve
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import staff
from kiosk.salon.store.audit.audit import Audit
from tests.rigs.till_world import Till, make_till


@pytest.fixture
def till(salon: Services) -> Till:
    return make_till(salon)


def told(till: Till, kind: str) -> list[dict[str, object]]:
    found = till.salon.context.store.column(
        "SELECT body FROM journal WHERE kind = ? ORDER BY seq", (kind,)
    )
    return [json.loads(body) for body in found]


def entries(till: Till) -> int:
    return till.salon.context.store.number("SELECT count(*) FROM journal")


def differences(till: Till) -> list[str]:
    context = till.salon.context
    audit = Audit(context.store, [context.keys.typed_words])
    assert context.journal.verify(audit.take) is None
    return [one.plain() for one in audit.differences()]


@pytest.mark.req("T1")
def test_everybody_has_the_usual_rights_and_managers_have_all(till: Till) -> None:
    assert till.salon.team.member(till.eva.id).rights == USUAL_RIGHTS
    for right in RIGHTS:
        assert may(till.manager, right)
        assert may(till.eva, right) == (right in USUAL_RIGHTS)
        assert not may(None, right)
        assert not may(replace(till.manager, active=False), right)
    assert may_approve(till.manager, "")
    assert not may_approve(replace(till.eva, rights=frozenset(RIGHTS)), "")


@pytest.mark.req("T1")
def test_a_manager_grants_and_withdraws_and_each_stands_in_the_journal(till: Till) -> None:
    eva, boss = till.eva.id, till.manager.id
    has = till.salon.rights.set(eva, {"void", "close"}, boss).rights
    assert has == {"void", "close"} == till.salon.team.member(eva).rights
    changes = {(one["right"], one["granted"]) for one in told(till, "right.granted")}
    assert changes == {("void", True), ("cash_in", False), ("no_sale", False)}
    of = staff.pseudonym(till.salon.context.store, eva)
    by = staff.pseudonym(till.salon.context.store, boss)
    assert all((one["staff"], one["by"]) == (of, by) for one in told(till, "right.granted"))
    before = entries(till)
    till.salon.rights.set(eva, {"void", "close"}, boss)
    assert entries(till) == before, "nothing changed"
    till.salon.rights.set(eva, USUAL_RIGHTS, boss)
    assert till.salon.team.member(eva).rights == USUAL_RIGHTS
    assert differences(till) == []


@pytest.mark.req("T1")
def test_nobody_grants_anything_to_themselves(till: Till) -> None:
    till.salon.rights.set(till.eva.id, RIGHTS, till.manager.id)
    with pytest.raises(Refused):
        till.salon.rights.set(till.eva.id, USUAL_RIGHTS, till.eva.id)
    assert till.salon.team.member(till.eva.id).rights == set(RIGHTS)


def test_saving_a_person_leaves_their_rights(till: Till) -> None:
    till.salon.rights.set(till.eva.id, {"void"}, till.manager.id)
    kept = till.salon.team.save(replace(till.eva, position="Stylist"), till.manager.id)
    assert kept.rights == {"void"}
    before = entries(till)
    till.salon.team.save(replace(kept, rights=frozenset(RIGHTS)), till.manager.id)
    assert entries(till) == before
    assert till.salon.team.member(till.eva.id).rights == {"void"}


@pytest.mark.req("T1")
@pytest.mark.parametrize("right", list(RIGHTS))
def test_whoever_may_not_asks_and_whoever_may_approves(till: Till, right: Right) -> None:
    context, eva, boss = till.salon.context, till.eva.id, till.manager.id
    till.salon.rights.set(eva, (), boss)
    helper = till.salon.team.save(StaffMember(b"", "Hana", "Vzorová"), boss).id
    till.salon.rights.set(helper, {right}, boss)
    before = entries(till)
    with pytest.raises(NeedsApproval) as asked:
        permitted(context, right, eva)
    assert asked.value.right == right
    of = staff.pseudonym(context.store, eva)
    assert told(till, "right.refused") == [{"right": right, "by": of, "approver": ""}]
    assert permitted(context, right, eva, helper) == helper
    assert permitted(context, right, eva, boss) == boss
    assert permitted(context, right, helper) is None
    assert entries(till) == before + 1, "once a try, and what is approved is none"
    till.salon.team.save(replace(till.salon.team.member(helper), active=False), boss)
    with pytest.raises(Refused):
        permitted(context, right, eva, helper)
    with pytest.raises(NotFound):
        permitted(context, right, eva, b"nobody at all 16")


@pytest.mark.req("T1")
def test_a_refused_try_is_journalled_and_nothing_else_is_written(till: Till) -> None:
    sale = till.pay(till.retail())
    with pytest.raises(NeedsApproval):
        till.salon.checkout.void(sale.id, "Mine", till.eva.id)
    assert len(told(till, "right.refused")) == 1
    before = entries(till)
    with pytest.raises(Refused) as why:
        till.salon.checkout.void(sale.id, "Mine", till.manager.id, till.eva.id)
    assert not isinstance(why.value, NeedsApproval), "asked already, and the answer is no"
    assert till.eva.first_name in why.value.message.plain() or why.value.facts
    pseudonym = staff.pseudonym(till.salon.context.store, till.eva.id)
    by = staff.pseudonym(till.salon.context.store, till.manager.id)
    refused = {"right": "void", "by": by, "approver": pseudonym}
    assert told(till, "right.refused")[1:] == [refused]
    assert entries(till) == before + 1
    assert not till.salon.checkout.sale(sale.id).voided_by_number
    assert differences(till) == []


def test_a_page_of_figures_is_refused_and_that_is_journalled(till: Till) -> None:
    with pytest.raises(Refused):
        till.salon.rights.require("see_takings", till.eva.id)
    with pytest.raises(Refused):
        till.salon.rights.require("see_takings", None)
    till.salon.rights.set(till.eva.id, {"see_takings"}, till.manager.id)
    assert till.salon.rights.require("see_takings", till.eva.id).id == till.eva.id
    assert [one["right"] for one in told(till, "right.refused")] == ["see_takings"] * 2


@pytest.mark.req("M5")
def test_a_void_by_who_may_and_by_who_may_not(till: Till) -> None:
    sale = till.pay(till.retail())
    with pytest.raises(NeedsApproval):
        till.salon.checkout.void(sale.id, "Wrong item", till.eva.id)
    till.salon.rights.set(till.eva.id, {"void"}, till.manager.id)
    till.salon.checkout.void(sale.id, "Wrong item", till.eva.id)
    assert differences(till) == []


def test_the_right_to_discounts_is_above_any_percent(till: Till) -> None:
    limited = replace(till.eva, discount_limit=5)
    assert may_take_off(limited, 30) == 5
    assert may_take_off(replace(limited, rights=frozenset({"discount"})), 30) == 100


@pytest.mark.req("M5")
@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE staff_right SET granted = 0 WHERE name = 'void'",
        "DELETE FROM staff_right WHERE name = 'void'",
        "UPDATE staff_right SET name = 'return' WHERE name = 'void'",
        "INSERT INTO staff_right SELECT id, 'correct', 1 FROM staff",
    ],
)
def test_rights_changed_beside_the_journal_are_found(till: Till, broken: str) -> None:
    till.salon.rights.set(till.eva.id, {*USUAL_RIGHTS, "void"}, till.manager.id)
    assert differences(till) == []
    with till.salon.context.store.transaction():
        till.salon.context.store.run(broken)
    assert differences(till)
