"""Stories of the tax office: what the desk is told in time, what stopped and the ways on, and what
the office wants before the first receipt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.fiscal.args import CertificateFormArgs, PremiseCloseArgs, PremiseFormArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.presenters.till.args import PaidArgs, PayCashArgs
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.heads import Behind
from tests.presenters.story import Story
from tests.rigs.confirmed import PREMISE, Confirmed, make_confirmed
from tests.rigs.furs_keys import PASSWORD
from tests.rigs.salon import clock_of, make_salon
from tests.rigs.till_world import make_till

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
    assert story.out.toast is not None
    assert story.out.toast.text.plain().startswith("The certificate is in use")


def test_a_password_is_not_given_back_with_what_was_typed(tmp_path: Path) -> None:
    world = make_confirmed(tmp_path / "si", certificate=False)
    story = at_office(world)
    story.nav.go(CertificateFormArgs(world.file))
    story.tap("edit", "password", PASSWORD).tap("close")
    assert story.out.toast is not None
    assert story.out.toast.undo is None


@pytest.mark.parametrize(("days", "tone"), [(61, ""), (59, "info"), (29, "warn"), (6, "bad")])
def test_the_desk_is_told_60_30_and_7_days_before_a_certificate_ends(
    si: Confirmed, days: int, tone: str
) -> None:
    found = si.salon.fiscal.certificate()
    assert found is not None
    story = Story(si.salon).unlock(si.manager)
    left = (found.valid_until - si.salon.context.now()) / 1000
    story.clock.advance(left - days * 24 * HOUR - 60)
    told = chip(story)
    assert told == (f"Certificate: {days} days left" if tone else "")
    assert not tone or story.state.chip.tone == tone


def test_a_certificate_that_has_ended_is_told(si: Confirmed) -> None:
    found = si.salon.fiscal.certificate()
    assert found is not None
    story = Story(si.salon).unlock(si.manager)
    story.clock.advance((found.valid_until - si.salon.context.now()) / 1000 + HOUR)
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


CASH = "50000"


def doubted(si: Confirmed) -> Story:
    """A bill is to be paid at a desk whose clock went back by an hour."""
    si.cash()
    clock_of(si.salon).advance(-HOUR)
    bill = si.retail()
    story = Story(si.salon).unlock(si.eva)
    story.nav.go(PayCashArgs(bill.id))
    return story.at("pay_cash").fresh()


def test_a_doubtful_clock_is_asked_and_the_same_payment_goes_on(si: Confirmed) -> None:
    story = doubted(si)
    before = len(si.items())
    story.tap("note", CASH).at("clock_doubt")
    assert len(si.items()) == before, "nothing was saved yet"
    assert not story.state.may_set
    story.tap("right").at("paid")
    assert (len(si.items()), story.taps) == (before + 1, 2)
    bill = si.retail()
    story.nav.go(PayCashArgs(bill.id))
    story.tap("note", CASH).at("paid")


def test_a_wrong_clock_is_set_by_a_manager_and_the_bill_waits(si: Confirmed) -> None:
    story = doubted(si).tap("note", CASH).tap("wrong").at("pay_cash")
    assert story.out.toast is not None
    story.nav.unlock(si.manager)
    bill = si.retail()
    story.nav.go(PayCashArgs(bill.id))
    story.tap("note", CASH).at("clock_doubt").tap("wrong").at("clock_form")
    assert si.salon.bills.get(bill.id) == bill


def test_a_doubtful_clock_is_asked_before_the_terminal(si: Confirmed) -> None:
    si.cash()
    clock_of(si.salon).advance(-HOUR)
    bill = si.retail()
    story = Story(si.salon).unlock(si.eva)
    story.nav.go(DeskArgs(bill_id=bill.id))
    story.tap("bill", "pay_card").at("clock_doubt").tap("right").at("pay_card")


@pytest.fixture
def hu(tmp_path: Path) -> Services:
    return make_salon(tmp_path / "hu", "HU")


def test_the_hungarian_user_is_typed_once_and_its_secrets_are_shown_to_nobody(
    hu: Services,
) -> None:
    story = Story(hu).unlock(hu.team.members()[0])
    story.nav.go("nav_user")
    typed = {
        "login": "lwilsmn0uqdxe6u", "password": "Sample-1", "sign_key": "aa-bb-cccc" + "d" * 22,
        "exchange_key": "0123456789abcdef", "tax_number": "10000001-2-42",
    }  # fmt: skip
    for name, text in typed.items():
        story.nav.act("edit", name, text)
    story.tap("edit", "exchange_key", "short").tap("save").at("nav_user")
    assert "exchange_key" in story.errors
    story.tap("edit", "exchange_key", typed["exchange_key"]).tap("save").at("desk")
    state = hu.nav_user.state()
    assert state is not None
    assert state.user.login == typed["login"]
    story.nav.go("nav_user")
    shown = {field.name: field.value for field in story.state.fields}
    assert (shown["password"], shown["sign_key"], shown["exchange_key"]) == ("", "", "")


def test_a_refused_invoice_is_told_anew_with_its_buyer_put_right(hu: Services) -> None:
    till = make_till(hu)
    sale = till.pay(till.retail())
    buyer = Party(
        name="Minta Kft.",
        street="Fő utca 1.",
        postcode="1011",
        city="Budapest",
        country="HU",
        vat_id="10000001-2-42",
    )
    invoice = hu.invoices.issue_of_sale(sale.id, buyer, till.eva.id)
    item = hu.fiscal.of_document(invoice.id)
    assert item is not None
    with hu.context.store.transaction():
        hu.context.store.update("fiscal_item", item.id, state="refused", error_code="ABORTED")
    story = Story(hu).unlock(till.manager)
    story.nav.go("fiscal")
    assert story.state.item.can_correct
    story.tap("correct").at("nav_correct")
    story.tap("edit", "name", "Minta Korlátolt Kft.").tap("save").at("fiscal")
    told = hu.fiscal.of_document(invoice.id)
    assert told is not None
    assert told.state == "new"
    assert "Minta Korlátolt Kft." in told.payload.decode()
    assert hu.invoices.get(invoice.id) == invoice


def test_invoices_for_an_inspector_go_to_a_stick(hu: Services, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    hu.context.stick_folders = (str(stick),)
    story = Story(hu).unlock(hu.team.members()[0])
    story.nav.go("inspection")
    story.tap("write").at("inspection")
    assert [path.suffix for path in stick.iterdir()] == [".xml"]
    assert story.state.told


def test_a_day_that_is_none_is_not_inspected(hu: Services, tmp_path: Path) -> None:
    hu.context.stick_folders = (str(tmp_path),)
    story = Story(hu).unlock(hu.team.members()[0])
    story.nav.go("inspection")
    story.tap("edit", "first", "31. 2. 2026").tap("write").at("inspection")
    assert not story.state.writing


def test_after_lost_entries_a_typed_nought_is_an_answer_and_nothing_is_none(
    tmp_path: Path,
) -> None:
    world = make_confirmed(tmp_path / "si", premise=False)
    store, journal = world.salon.context.store, world.salon.context.journal
    with store.transaction():
        last = store.number("SELECT max(seq) FROM journal")
        lost = Behind(last, last + 5, bytes(32))
        journal.bridge(lost, world.salon.context.now(), {"by": "", "skipped": {}})
    story = at_office(world)
    story.nav.go(PremiseFormArgs())
    story.tap("edit", "known", "1").tap("edit", "supplier", "10039856").tap("save")
    assert list(story.errors) == ["last_number"]
    story.tap("edit", "last_number", "0").tap("save").at("fiscal")
    assert world.salon.fiscal.missing() is None


def test_paid_shows_the_number_that_stands_large_on_the_paper(si: Confirmed) -> None:
    sale = si.cash()
    story = Story(si.salon).unlock(si.eva)
    story.nav.go(PaidArgs(sale.id))
    assert story.state.number == "BP101-B1-1"
