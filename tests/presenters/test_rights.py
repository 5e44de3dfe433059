"""Stories of rights: a manager sets them, pages ask for what somebody may not do alone."""

from __future__ import annotations

import pytest

from kiosk.presenters.forms import FormPresenter
from kiosk.presenters.team.args import RightsArgs, StaffFormArgs
from kiosk.presenters.till.args import BillDiscountArgs
from kiosk.salon.domain.errors import NeedsApproval
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.rights import RIGHTS
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.salon import MANAGER_PIN
from tests.rigs.till_world import Till, make_till


@pytest.fixture
def till(salon: Services) -> Till:
    return make_till(salon)


@pytest.mark.req("T1")
def test_a_manager_sets_the_rights_of_a_person(till: Till) -> None:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(StaffFormArgs(till.eva.id))
    story.fresh().tap("rights").at("rights")
    shown = {field.name: field.value for field in story.state.fields}
    assert shown.keys() == RIGHTS.keys()
    assert {name for name, value in shown.items() if value} == {"cash_in", "no_sale", "close"}
    assert all(field.hint for field in story.state.fields)
    story.tap("edit", "void", "1").tap("edit", "close", "").tap("save").at("staff_form")
    assert till.salon.team.member(till.eva.id).rights == {"cash_in", "no_sale", "void"}
    assert story.taps == 4


@pytest.mark.req("T1")
def test_a_manager_has_no_such_page_and_nobody_else_comes_to_it(till: Till) -> None:
    story = Story(till.salon).unlock(till.manager)
    story.nav.go(StaffFormArgs(till.manager.id))
    assert "rights" not in [button.intent for button in story.state.extra]
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(RightsArgs(till.eva.id))
    assert story.state.fields == ()
    story.tap("save")
    assert till.salon.team.member(till.eva.id).rights == till.eva.rights


class Trial(FormPresenter[None]):
    """A form whose saving has to be approved."""

    name = "trial"

    def begin(self, _: None = None, /) -> None:
        self.saved: list[Id | None] = []
        self.open("Trial", ())

    def submit(self) -> None:
        self.with_approval(self._save, T("All of it"))

    def _save(self, approved_by: Id | None) -> None:
        if approved_by is None:
            raise NeedsApproval(RIGHTS["cash_out"].asks, right="cash_out")
        self.saved.append(approved_by)
        self.host.back()


@pytest.mark.req("T1")
@pytest.mark.parametrize("gives_up", [True, False])
def test_a_form_asks_and_is_saved_with_who_approved(till: Till, gives_up: bool) -> None:
    story = Story(till.salon).unlock(till.eva)
    trial = story.nav._made["trial"] = Trial(till.salon, story.nav, story.clock)
    story.nav.go("trial")  # type: ignore[arg-type]
    story.tap("save").at("approve")
    assert (story.state.what, story.state.of) == (RIGHTS["cash_out"].asks, T("All of it"))
    if gives_up:
        story.tap("close").at("trial").tap("save").at("approve").tap("close").at("trial")
        assert trial.saved == []
        return
    for key in MANAGER_PIN:
        story.tap("key", key)
    story.tap("approve").at("desk")
    assert trial.saved == [till.manager.id]
    assert story.out.toast is None, "not said to be lost"


@pytest.mark.req("T1")
def test_an_approval_is_for_one_thing_and_the_desk_stays_whose_it_is(till: Till) -> None:
    story = Story(till.salon).unlock(till.eva)
    bills = [till.retail(), till.retail()]
    for bill in bills:
        story.nav.go(BillDiscountArgs(bill.id))
        story.tap("quick", "50").tap("reason", "Goodwill").tap("save").at("approve")
        for key in MANAGER_PIN:
            story.tap("key", key)
        story.tap("approve")
    assert [till.salon.bills.get(bill.id).approved_by for bill in bills] == [till.manager.id] * 2
    assert story.nav.staff is not None
    assert story.nav.staff.id == till.eva.id


@pytest.mark.req("T1")
def test_a_right_withdrawn_while_the_page_stands_open_approves_nothing(till: Till) -> None:
    dora = till.salon.team.save(StaffMember(b"", "Dora", "Vzorová"), till.manager.id)
    till.salon.team.set_pin(dora.id, "4711", till.manager.id)
    till.salon.rights.set(dora.id, {"discount"}, till.manager.id)
    bill = till.retail()
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(BillDiscountArgs(bill.id))
    story.tap("quick", "50").tap("reason", "Goodwill").tap("save").at("approve")
    story.tap("choose", dora.id.hex())
    till.salon.rights.set(dora.id, (), till.manager.id)
    for key in "4711":
        story.tap("key", key)
    story.tap("approve").at("approve")
    assert story.state.error.plain() == "Dora may not approve this."
    assert till.salon.bills.get(bill.id).discount.kind == "none"
    refused = "SELECT json_extract(body, '$.right') FROM journal WHERE kind = 'right.refused'"
    assert till.salon.context.store.column(refused) == ["discount"] * 2, "Eva, then Dora"
