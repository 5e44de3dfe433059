"""Stories of the menu, the team, the salon's profile, and papers that wait."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.presenters.goods.args import ProductArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.salon import VatPeriod
from kiosk.salon.domain.text import Text
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.setup import ALWAYS
from tests.presenters.test_client_screens import CARD, desk
from tests.presenters.test_goods_screens import refusal
from tests.rigs.till_world import make_till


def salon_words(text: Text) -> str:
    return speaker("en", ZoneInfo("Europe/Prague")).say(text)


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
def test_who_cannot_sign_in_is_told_of_with_the_way_on(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("team")
    story.tap("new").tap("edit", "first_name", "Ida").tap("save").at("team")
    chips = {row.title: row.chip for row in story.state.rows}
    assert salon_words(chips["Ida"]) == "No PIN, no card"
    assert "cannot sign in" in salon_words(story.out.toast.text)
    story.nav.undo()
    story.at("staff_form")
    assert "nobody can sign in" in salon_words(story.state.message)
    story.tap("edit", "pin", "9182").tap("save").at("team")
    assert {row.title: row.chip for row in story.state.rows}["Ida"] == ""
    assert salon_words(story.out.toast.text) == "Ida is saved."
    story.tap("new").tap("edit", "first_name", "Eda").tap("save")
    eda = salon.team.members()[-1]
    story.tap("pick", eda.id.hex()).tap("give_card").card(CARD).tap("close")
    assert {row.title: row.chip for row in story.state.rows}["Eda"] == ""


@pytest.mark.req("T1")
def test_the_last_manager_stays(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("team")
    petra = salon.team.members()[0]
    story.tap("pick", petra.id.hex()).tap("edit", "role", "staff").tap("save").at("staff_form")
    assert "manager" in story.errors["role"]
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
    story.tap("pick", "salon_form").tap("edit", "vat", "21; 12; 9,5")
    story.tap("edit", "receipt_footer", "Thank you").tap("save").at("more")
    profile = salon.context.salon
    assert profile.vat_bp == (2100, 1200, 950)
    assert profile.receipt_footer == "Thank you"
    story.tap("pick", "salon_form").tap("edit", "vat", "").tap("save").at("salon_form")
    assert {field.name for field in story.state.fields if field.error} == {"vat"}


@pytest.mark.req("K4")
def test_a_salon_that_pays_no_vat_sees_no_rates(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon, "Petra")
    story.nav.go("more")
    story.tap("pick", "salon_form").tap("edit", "vat_payer", "").tap("save").at("more")
    assert not salon.context.pays_vat()
    assert salon.context.salon.vat_periods[-1].since == salon.context.today()
    story.nav.go("services")
    story.tap("new").at("service_form")
    assert not story.nav.top.has("vat")
    story.tap("edit", "name", "Wash").tap("edit", "price", "100").tap("save")
    assert [s.vat_bp for s in salon.catalogue.services() if s.name == "Wash"] == [0]
    story.nav.go(ProductArgs(till.shampoo.id))
    assert story.at("product").state.vat == ""
    exports = Exporting(salon.context)
    assert {row["vat"] for name in ("stock", "services") for row in exports.rows(name)} == {""}
    till.pay(till.retail())
    assert [row["vat_percent"] for row in exports.rows("sales")] == [""]
    checked = salon.books.verify()
    assert (checked.fault, checked.differences) == (None, ())


def test_who_pays_no_vat_is_asked_for_it_alone(salon: Services) -> None:
    petra = salon.team.members()[0]
    salon.setup.change(salon.context.salon, petra, VatPeriod(ALWAYS, False))
    story = desk(salon, "Petra")
    story.nav.go("salon_form")

    def asked() -> set[str]:
        names = {field.name for field in story.state.fields}
        return names & {"vat_payer", "vat_since", "vat", "usual_rates"}

    assert asked() == {"vat_payer"}
    before = salon.context.salon
    story.tap("edit", "vat_payer", "1")
    assert asked() == {"vat_payer", "vat_since", "vat", "usual_rates"}
    story.tap("edit", "vat", "20").tap("edit", "vat_payer", "")
    assert asked() == {"vat_payer"}
    assert not story.nav.top.changed
    story.tap("edit", "vat_payer", "1")
    assert story.nav.top.value("vat") == "20", "what was typed stays"
    story.tap("edit", "vat_payer", "").tap("save")
    assert salon.context.salon == before
    # Whoever gives it up says from which day on.
    salon.setup.change(salon.context.salon, petra, VatPeriod(salon.context.today(), True))
    story.nav.go("salon_form")
    story.tap("edit", "vat_payer", "")
    assert asked() == {"vat_payer", "vat_since"}
    story.tap("edit", "vat_since", "1. 1. 2027").tap("save")
    assert salon.context.pays_vat()
    story.nav.go("salon_form")
    assert asked() == {"vat_payer", "vat_since"}, "what is to come is seen"


def test_becoming_a_payer_tells_what_it_did_to_the_lists(salon: Services) -> None:
    petra = salon.team.members()[0]
    salon.setup.change(salon.context.salon, petra, VatPeriod(salon.context.today(), False))
    salon.catalogue.save_service(Service(b"", "Wash", 15, 10_000, 0), petra.id)
    story = desk(salon, "Petra")
    story.nav.go("salon_form")
    story.tap("edit", "vat_payer", "1").tap("edit", "vat_since", "1. 1. 2027")
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    story.tap("save")
    connection.set_trace_callback(None)
    assert asked.count("COMMIT") == 1, "all of it is saved or nothing"
    assert [service.vat_bp for service in salon.catalogue.services()] == [2100]
    assert story.out.toast is not None
    assert "1 service has a VAT rate now" in salon_words(story.out.toast.text)
    assert not salon.context.pays_vat()
    assert salon.context.salon.pays_vat(date(2027, 1, 1))
    # Opened again the form shows what is to come, and saving it changes nothing.
    story.nav.go("salon_form")
    values = {field.name: field.value for field in story.state.fields}
    assert (values["vat_payer"], values["vat_since"]) == ("1", "1. 1. 2027")
    before = salon.context.salon
    story.tap("save")
    assert salon.context.salon == before


def test_a_tax_number_that_looks_wrong_is_doubted_and_kept(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("salon_form")
    story.tap("edit", "company_id", "25123890")
    hints = {field.name: field.hint for field in story.state.fields}
    assert hints["company_id"]
    story.tap("save")
    assert salon.context.salon.company_id == "25123890"


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
    about = next(i for i in story.state.items if i.key == "papers").about
    assert about.plain() == "Receipt printer: Does not work"
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


def test_papers_of_days_without_a_printer_are_given_up_at_once(salon: Services) -> None:
    """Hundreds that wait are shown as some and a number; one touch of a manager ends them."""
    till = make_till(salon)
    for _ in range(45):
        salon.printing.label(till.shampoo.id, 1)
    on_its_way = salon.printing.next(("label",))
    assert on_its_way is not None
    story = desk(salon, "Petra")
    story.nav.go("papers")
    assert len(story.state.papers) == 40
    assert story.state.more.plain() == "and 5 more to print"
    assert story.state.drop_all
    story.tap("drop_all")
    assert [paper.key for paper in story.state.papers] == [on_its_way.id.hex()]
    assert not story.state.drop_all


def test_a_discount_limit_of_ones_own(salon: Services) -> None:
    ida = salon.team.members()[1]
    story = desk(salon, "Petra")
    story.nav.go(StaffFormArgs(ida.id))
    story.tap("edit", "discount_limit", "12,5").tap("save").at("staff_form")
    story.tap("edit", "discount_limit", "15").tap("save")
    assert salon.team.member(ida.id).discount_limit == 15
    story.nav.go(StaffFormArgs(ida.id))
    story.tap("edit", "discount_limit", "").tap("save")
    assert salon.team.member(ida.id).discount_limit is None
