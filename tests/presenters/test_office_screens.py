"""Stories of the menu, the team, the salon's profile, and papers that wait."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.cards import CardHolder
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.services.salon_services import Services
from tests.presenters.test_client_screens import CARD, desk
from tests.presenters.test_goods_screens import refusal
from tests.rigs.till_world import make_till


@pytest.mark.req("T1", "K2", "K5")
def test_a_new_stylist_gets_a_pin_and_a_card(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("team")
    story.tap("new").tap("edit", "first_name", "Ida").tap("edit", "last_name", "New")
    story.tap("edit", "pin", "1111").tap("save").at("staff_form")
    assert any(field.error for field in story.state.fields if field.name == "pin")
    assert len(salon.team.members()) == 2
    story.tap("edit", "pin", "9182").tap("save").at("team")
    ida = salon.team.members()[-1]
    assert salon.team.check_pin(ida.id, "9182").name == "Ida New"
    story.tap("pick", ida.id.hex()).tap("give_card").card(CARD).at("staff_form")
    assert salon.cards.tapped(CARD).holder == CardHolder("staff", ida.id)
    story.tap("cards").at("cards").tap("lose").tap("close").at("staff_form")
    assert salon.cards.tapped(CARD).holder is None


@pytest.mark.req("T1")
def test_the_last_manager_stays(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("team")
    petra = salon.team.members()[0]
    story.tap("pick", petra.id.hex()).tap("edit", "role", "staff").tap("save").at("staff_form")
    assert "manager" in story.state.message.plain()
    story = desk(salon)
    story.nav.go("team")
    story.tap("pick", petra.id.hex()).at("team")
    assert "manager" in refusal(story)


def test_the_menu_leads_everywhere(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("more")
    for item in story.state.items:
        story.tap("pick", item.key).at(item.key).tap("close").at("more")
    story.tap("language", "hu")
    assert story.out.language == "hu"
    story.tap("lock")
    assert story.nav.staff is None


def test_staff_do_not_change_the_salon(salon: Services) -> None:
    story = desk(salon)
    story.nav.go("more")
    story.tap("pick", "salon_form").at("more")
    assert "manager" in refusal(story)


@pytest.mark.req("K4")
def test_the_salon_is_changed(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("more")
    story.tap("pick", "salon_form").tap("edit", "opens", "9").tap("edit", "vat", "21; 12; 9,5")
    story.tap("edit", "receipt_footer", "Thank you").tap("save").at("more")
    profile = salon.context.salon
    assert (profile.opens, profile.vat_bp) == (540, (2100, 1200, 950))
    assert profile.receipt_footer == "Thank you"
    story.tap("pick", "salon_form").tap("edit", "opens", "25").tap("edit", "vat", "")
    story.tap("edit", "closes", "1:00").tap("save").at("salon_form")
    assert {field.name for field in story.state.fields if field.error} == {
        "opens",
        "vat",
        "closes",
    }


@pytest.mark.req("K4")
def test_papers_that_wait_have_one_way_on(salon: Services) -> None:
    till = make_till(salon)
    sale = till.pay(till.retail())
    salon.printing.label(till.shampoo.id, 3)
    job = salon.printing.next(("receipt",))
    assert job is not None
    salon.printing.failed(job.id, "Out of paper.", maybe_printed=True)
    story = desk(salon)
    story.hardware.set_devices(
        (DeviceState("front", "receipt", False), DeviceState("reader", "reader", True))
    )
    story.nav.go("more")
    assert "missing" in next(i for i in story.state.items if i.key == "papers").about.plain()
    story.tap("pick", "papers").at("papers")
    unsure, waiting = sorted(story.state.papers, key=lambda paper: not paper.again)
    assert sale.number in unsure.title.plain()
    assert (waiting.title, waiting.again, waiting.drop) == ("Shampoo", "", True)
    assert [row.tone for row in story.state.devices] == ["bad", "ok"]
    assert (unsure.why, waiting.why) == ("Out of paper.", "")
    story.tap("again", unsure.key)
    assert story.hardware.prints == 1
    assert all(not paper.why for paper in story.state.papers)
    story.tap("drop", waiting.key)
    (left,) = story.state.papers
    assert left.key != waiting.key
    assert not left.again


@pytest.mark.req("K4")
def test_a_paper_on_its_way_again_says_no_old_reason(salon: Services) -> None:
    till = make_till(salon)
    till.pay(till.retail())
    for _ in range(2):
        job = salon.printing.next(("receipt",))
        assert job is not None
        salon.printing.failed(job.id, "The cover is open.", maybe_printed=False)
    story = desk(salon)
    story.nav.go("papers")
    assert [paper.why for paper in story.state.papers] == ["The cover is open."]
    salon.printing.next(("receipt",))
    story.wait(1)
    assert [paper.why for paper in story.state.papers] == [""]
