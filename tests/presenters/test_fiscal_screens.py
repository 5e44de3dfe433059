"""Stories of the tax office: what the desk is told in time, what stopped and the ways on, and what
the office wants before the first receipt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.fiscal.args import CertificateFormArgs, PremiseCloseArgs, PremiseFormArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.confirmed import PREMISE, Confirmed, make_confirmed
from tests.rigs.furs_keys import PASSWORD

HOUR = 3600


@pytest.fixture
def si(tmp_path: Path) -> Confirmed:
    """A Slovenian salon whose premise the office knows."""
    world = make_confirmed(tmp_path / "si")
    world.settle(world.items()[0], "accepted")
    return world


def at_office(world: Confirmed, *, stylist: bool = False) -> Story:
    story = Story(world.salon).unlock(world.eva if stylist else world.manager)
    story.nav.go("fiscal")
    return story.at("fiscal").fresh()


def chip(story: Story) -> str:
    story.nav.go("lock")
    story.nav.unlock(story.salon.team.members()[0])
    found = story.state.chip
    return "" if found is None or found.opens != "fiscal" else found.text.plain()


def test_what_waits_is_told_with_the_time_that_is_left(si: Confirmed) -> None:
    for _ in range(3):
        si.cash()
    story = at_office(si)
    assert story.state.head.plain() == "3 documents wait for the office"
    assert story.state.tone == "info"
    assert [row.title for row in story.state.rows[:3]] == ["BP101-B1-1", "BP101-B1-2", "BP101-B1-3"]
    story.clock.advance(65 * HOUR)
    story = at_office(si)
    assert (story.state.left.plain(), story.state.tone) == ("21 h left", "warn")


def test_the_desk_says_it_in_time_and_not_for_a_moment(si: Confirmed) -> None:
    si.cash()
    story = Story(si.salon).unlock(si.manager)
    assert chip(story) == "", "a line that is cut for a moment is nothing to tell"
    story.clock.advance(65 * HOUR)
    assert chip(story) == "1 waits for the tax office, 21 h left"
    story.clock.advance(22 * HOUR)
    assert chip(story) == "1 waits for the tax office, too late"


def test_what_stopped_comes_up_with_what_to_do(si: Confirmed) -> None:
    sale = si.cash()
    si.cash()
    si.settle(si.item(sale), "refused", error_code="S006", error_text="?", tries=1)
    story = at_office(si, stylist=True)
    item = story.state.item
    assert item.title == "BP101-B1-1"
    assert item.why.plain() == "The office does not know these premises."
    assert item.can_again
    assert item.can_set_aside
    story.tap("again")
    assert si.item(sale).state == "new"
    assert (story.state.item.can_again, story.taps) == (False, 1)


def test_a_manager_sets_it_aside_with_a_reason_and_the_rest_goes_on(si: Confirmed) -> None:
    sale = si.cash()
    si.settle(si.item(sale), "refused", error_code="S001", tries=1)
    at_office(si, stylist=True).tap("set_aside").at("fiscal")
    story = at_office(si).tap("set_aside").at("set_aside").tap("save")
    assert list(story.errors) == ["reason"]
    story.tap("edit", "reason", "Wrong tax rate, told on paper").tap("save").at("fiscal")
    assert si.item(sale).state == "set_aside"
    assert story.state.head.plain() == "The office has everything."


def test_one_that_may_have_arrived_is_not_set_aside(si: Confirmed) -> None:
    sale = si.cash()
    si.settle(si.item(sale), "unknown", tries=1)
    story = at_office(si).tap("pick", si.item(sale).id.hex())
    assert not story.state.item.can_set_aside


def test_a_certificate_is_imported_with_its_password(tmp_path: Path) -> None:
    world = make_confirmed(tmp_path / "si", certificate=False)
    story = at_office(world)
    assert story.state.setup[0].chip.plain() == "Missing"
    story.nav.go(CertificateFormArgs(world.file))
    story.tap("edit", "password", "wrong").tap("save").at("certificate_form")
    assert list(story.errors) == ["password"]
    assert story.state.fields[0].value == "", "the next sign begins a new one"
    story.tap("edit", "password", PASSWORD).tap("save").at("fiscal")
    assert world.salon.fiscal.certificate() is not None


def test_a_password_is_not_given_back_with_what_was_typed(tmp_path: Path) -> None:
    world = make_confirmed(tmp_path / "si", certificate=False)
    story = at_office(world)
    story.nav.go(CertificateFormArgs(world.file))
    story.tap("edit", "password", PASSWORD).tap("close")
    assert story.out.toast is not None
    assert story.out.toast.undo is None


def test_the_desk_is_told_before_the_certificate_ends_and_after(si: Confirmed) -> None:
    story = Story(si.salon).unlock(si.manager)
    until = si.salon.fiscal.certificate()
    assert until is not None
    now = si.salon.context.now()
    story.clock.advance((until.valid_until - now) / 1000 - 5.5 * 24 * HOUR)
    assert chip(story) == "Certificate: 5 days left"
    story.clock.advance(6 * 24 * HOUR)
    assert chip(story) in ("The certificate has expired", "Receipts are not confirmed")


def test_a_premise_is_registered_and_closed_by_its_mark(tmp_path: Path) -> None:
    world = make_confirmed(tmp_path / "si", premise=False)
    story = at_office(world)
    story.nav.go(PremiseFormArgs())
    story.tap("edit", "supplier", "10039856").tap("save").at("premise_form")
    assert list(story.errors) == ["cadastre"]
    for name in ("cadastre", "building", "section"):
        story.nav.act("edit", name, str(getattr(PREMISE, name)))
    story.tap("edit", "code", "BP 101").tap("save")
    assert list(story.errors) == ["code"]
    for name in ("code", "device", "street", "house", "community", "city", "postcode"):
        story.nav.act("edit", name, getattr(PREMISE, name))
    story.tap("save").at("fiscal")
    (premise,) = world.salon.fiscal.premises()
    assert (premise.what.place, premise.state) == (PREMISE.place, "open")
    story.nav.go(PremiseFormArgs(premise.id))
    story.nav.go(PremiseCloseArgs(premise.id))
    story.tap("edit", "code", "BP102").tap("save").at("premise_close")
    assert list(story.errors) == ["code"]
    story.tap("edit", "code", "bp101").tap("save").at("fiscal")
    assert world.salon.fiscal.premises()[0].state == "closed"


def test_a_premise_that_another_desk_registered_needs_its_marks_only(tmp_path: Path) -> None:
    world = make_confirmed(tmp_path / "si", premise=False)
    story = at_office(world)
    story.nav.go(PremiseFormArgs())
    story.tap("edit", "known", "1")
    asked = [field.name for field in story.state.fields]
    assert asked == ["code", "device", "known", "supplier", "last_number"]
    story.tap("edit", "supplier", "10039856").tap("edit", "last_number", "17")
    story.tap("edit", "device", "B2").tap("save").at("fiscal")
    assert world.items() == (), "the office knows it"


def test_a_receipt_of_the_book_is_entered_once(si: Confirmed) -> None:
    story = at_office(si, stylist=True).tap("book").at("book_receipt")
    typed = {
        "set_number": "05", "serial_number": "5001-0001018", "number": "7",
        "amount_2200": "19,15",
    }  # fmt: skip
    for name, text in typed.items():
        story.nav.act("edit", name, text)
    story.tap("edit", "set_number", "5").tap("save")
    assert list(story.errors) == ["set_number"]
    story.tap("edit", "set_number", "05").tap("save").at("fiscal")
    (made,) = si.salon.fiscal.book_receipts()
    assert made.total_minor == 1915
    story.tap("book")
    for name, text in typed.items():
        story.nav.act("edit", name, text)
    story.tap("save").at("book_receipt")
    assert list(story.errors) == ["serial_number"]


def test_a_receipt_without_a_sum_is_refused_at_its_first_sum(si: Confirmed) -> None:
    story = at_office(si).tap("book")
    for name, text in {"set_number": "05", "serial_number": "5001-0001018", "number": "7"}.items():
        story.nav.act("edit", name, text)
    story.tap("save").at("book_receipt")
    assert list(story.errors) == ["amount_2200"]


def test_a_country_without_an_office_has_no_such_page(salon: Services, si: Confirmed) -> None:
    for services, has in ((salon, False), (si.salon, True)):
        story = Story(services).unlock(services.team.members()[0])
        story.nav.go("more")
        assert ("fiscal" in {item.key for item in story.state.items}) is has


def test_a_number_of_who_sells_is_asked_where_the_office_wants_it(
    salon: Services, si: Confirmed
) -> None:
    for services, has in ((salon, False), (si.salon, True)):
        story = Story(services).unlock(services.team.members()[0])
        story.nav.go(StaffFormArgs(services.team.members()[1].id))
        assert any(field.name == "tax_number" for field in story.state.fields) is has
    story.tap("edit", "tax_number", "10039856").tap("save")
    assert si.salon.team.member(si.eva.id).tax_number == "10039856"


def test_everything_of_the_office_is_behind_a_manager(si: Confirmed) -> None:
    story = at_office(si, stylist=True)
    for intent, args in (("premise", ()), ("certificate", ()), ("set_up", ("certificate",))):
        story.tap(intent, *args).at("fiscal")
