"""The first start on an empty database, and the first steps after it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.presenters.setup.key_paper import KeyPaper
from kiosk.salon.domain.devices import DeviceState, FoundDevice
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.text import Msg
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.starting import Chosen
from tests.presenters.story import Story
from tests.rigs.salon import close_salon, open_salon
from tests.rigs.sticks import CLIENTS, plug_in, put

MOST_TOUCHES = 25
PRINTER = DeviceState("receipts", "receipt", True)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Services]:
    services = open_salon(tmp_path)
    yield services
    close_salon(services)


def fill(story: Story, **values: str) -> Story:
    """Each field takes a touch; its letters are not counted."""
    for name, value in values.items():
        story.tap("edit", name, value)
    return story


def said(value: object) -> str:
    return value.plain() if isinstance(value, Msg) else str(value)


def field(story: Story, name: str) -> Any:
    return next(field for field in story.state.form.fields if field.name == name)


def choose(story: Story, language: str = "cs", country: str = "CZ", trade: str = "hair") -> Story:
    return story.tap("pick", language).tap("pick", country).tap("pick", trade)


def finish(story: Story) -> Story:
    """From the salon's form to the end, with as little as there must be."""
    fill(story, salon="Vzorový salon").tap("save").tap("save")
    return fill(story, first_name="Jana", pin="2580", pin_again="2580").tap("save")


def chips(story: Story) -> dict[str, str]:
    return {row.key: said(row.chip) for row in story.state.rows}


@pytest.mark.req("K9")
def test_a_salon_is_set_up_with_few_touches(empty: Services) -> None:
    story = Story(empty).at("setup")
    story.hardware.set_devices((PRINTER,))
    choose(story, "sl", "SI")
    assert story.out.language == "sl"
    fill(story, salon="Vzorčni salon", street="Vzorčna 1", postcode="1000", city="Ljubljana")
    fill(story, phone="040 123 456", company_id="5300231000", vat_payer="1")
    assert said(field(story, "vat_id").label) == "ID za DDV"
    fill(story, vat_id="SI50223054").tap("save").tap("save")
    fill(story, first_name="Ana", last_name="Vzorec", pin="2580", pin_again="2580").tap("save")
    story.at("connect").tap("next").at("key_paper").tap("print")
    story.hardware.key_printed("")
    story.tap("next").at("desk")
    assert story.taps <= MOST_TOUCHES
    assert empty.context.salon.currency.code == "EUR"
    assert empty.context.usual_vat("service") == 950
    assert empty.context.pays_vat()
    assert empty.hours.opening(empty.context.today())
    (ana,) = empty.team.members()
    assert (ana.role, ana.has_pin, ana.language) == ("manager", True, "sl")
    assert "2580" not in repr(vars(story.nav.presenter("setup")))


@pytest.mark.req("C5")
@pytest.mark.parametrize(("answer", "pays"), [("", False), ("1", True)])
def test_only_a_vat_payer_is_asked_for_its_number(empty: Services, answer: str, pays: bool) -> None:
    story = choose(Story(empty))
    fill(story, vat_payer="1", vat_id="Cz 699 001237")
    story.tap("edit", "vat_payer", answer)
    assert any(field.name == "vat_id" for field in story.state.form.fields) == pays
    finish(story).at("connect")
    assert empty.context.pays_vat() == pays
    assert empty.context.salon.vat_id == ("CZ699001237" if pays else "")


@pytest.mark.req("M1")
def test_slovakia_is_told_that_the_law_wants_another_till(empty: Services) -> None:
    story = choose(Story(empty), "cs", "SK")
    assert "eKasa" in said(story.state.form.message)
    assert story.state.form.message_tone == "warn"
    fill(story, vat_id="2022749619")
    finish(story).at("connect")
    salon = empty.context.salon
    assert (salon.vat_id, salon.vat_bp) == ("2022749619", (2300, 1900, 500, 0))
    assert not empty.context.pays_vat(), "its number is not one of a payer"


@pytest.mark.parametrize("country", ["CZ", "HU", "SI"])
def test_elsewhere_the_till_is_enough(empty: Services, country: str) -> None:
    story = choose(Story(empty), "cs", country)
    assert story.state.form.message_tone != "warn"


def test_mistakes_are_told_at_their_fields_and_nothing_is_lost(empty: Services) -> None:
    story = choose(Story(empty)).tap("save").at("setup")
    assert story.state.step == "salon"
    assert said(field(story, "salon").error)
    fill(story, salon="Vzorový salon").tap("save")
    assert story.state.step == "hours"
    fill(story, day_2="9-12, 11-18").tap("save")
    assert story.state.step == "hours"
    assert said(field(story, "day_2").error)
    fill(story, day_2="").tap("save").tap("save")
    assert said(field(story, "first_name").error)
    fill(story, first_name="Jana", pin="2580", pin_again="2581").tap("save")
    assert said(field(story, "pin_again").error)
    assert field(story, "pin_again").value == ""
    fill(story, pin="1111", pin_again="1111").tap("save").at("setup")
    assert said(field(story, "pin").error)
    assert field(story, "pin").value == field(story, "pin_again").value == ""
    for _ in range(5):
        story.tap("close")
    assert story.state.step == "language"
    choose(story, "en", "HU", "nails")
    assert field(story, "salon").value == "Vzorový salon"


def test_a_salon_that_is_never_open_is_a_slip(empty: Services) -> None:
    story = choose(Story(empty))
    fill(story, salon="Vzorový salon").tap("save")
    fill(story, **{f"day_{number}": "" for number in range(7)}).tap("save")
    assert said(field(story, "day_0").error)


def test_nothing_is_written_before_the_end(empty: Services) -> None:
    """A cut in between begins anew: no half salon is found."""
    story = choose(Story(empty))
    fill(story, salon="Vzorový salon").tap("save").tap("save")
    fill(story, first_name="Jana", pin="2580", pin_again="2580")
    assert empty.setup.needed
    assert empty.context.store.rows("SELECT 1 FROM journal") == []
    Story(empty).at("setup")


def test_cards_and_codes_do_nothing_before_it_is_set_up(empty: Services) -> None:
    Story(empty).card("AAAA1111").scan("PULT:ABC").at("setup")


# -- what is connected --------------------------------------------------------------------------


def test_what_is_plugged_in_is_taken_into_use_by_itself(empty: Services) -> None:
    story = finish(choose(Story(empty))).at("connect")
    assert list(chips(story)) == ["receipt", "scanner", "reader", "file"]
    story.hardware.set_found((FoundDevice("k", "reader", "Reader", "pcsc", "Reader 0"),))
    story.wait(3)
    assert story.hardware.asks.count(("use", "k")) == 1
    story.hardware.set_devices((DeviceState("cards", "reader", True),))
    assert chips(story)["cards"] == "Works"
    story.card("04AABBCC").at("connect").scan("8594001234567").at("connect")
    story.tap("pick", "cards").at("devices").tap("close").at("connect")
    story.tap("add").at("printer_form").tap("close").tap("pick", "file").at("file_list")


def test_after_the_clients_the_set_up_goes_on(empty: Services, tmp_path: Path) -> None:
    stick = plug_in(empty, tmp_path)
    put(stick, "klienti.csv", CLIENTS)
    story = finish(choose(Story(empty))).at("connect")
    story.tap("pick", "file").at("file_list").wait(3)
    story.tap("pick", "0").tap("write").at("import_run").wait(1)
    assert story.state.over
    story.tap("close").at("connect").tap("next").at("key_paper").tap("next").at("desk")


# -- the key on paper ---------------------------------------------------------------------------


def at_the_key(empty: Services, *devices: DeviceState) -> Story:
    story = finish(choose(Story(empty)))
    story.hardware.set_devices(devices)
    return story.tap("next").at("key_paper")


def steps(story: Story) -> list[str]:
    return [row.key for row in story.at("desk").state.steps]


def test_without_a_printer_the_words_are_written_down(empty: Services) -> None:
    story = at_the_key(empty)
    assert len(story.state.words) == 26
    story.tap("written")
    assert "key" not in steps(story)
    kinds = empty.context.store.column("SELECT kind FROM journal")
    assert kinds.count("key.written") == 1
    assert story.nav.presenter("key_paper").state == KeyPaper.blank


def test_a_key_that_did_not_come_out_can_be_written_down_or_done_later(empty: Services) -> None:
    story = at_the_key(empty, PRINTER)
    assert not story.state.words
    story.tap("print")
    story.hardware.key_printed("Out of paper.")
    assert story.state.wrong == "Out of paper."
    story.tap("show_words")
    assert story.state.words
    story.tap("next")
    assert "key" in steps(story)
    story.tap("step", "key").at("key_paper").tap("print")
    empty.printing.key_printed(story.nav.staff.id)  # type: ignore[union-attr]
    story.hardware.key_printed("")
    assert story.state.printed
    story.tap("next")
    assert "key" not in steps(story)


def test_only_a_manager_sees_the_words(empty: Services) -> None:
    story = at_the_key(empty).tap("next")
    nela = empty.team.save(StaffMember(b"", "Nela", "Vzorová"), None)
    story.unlock(nela).at("desk")
    assert story.state.steps == ()
    story.tap("step", "key").at("desk")


# -- first steps --------------------------------------------------------------------------------


def test_a_step_that_is_done_goes_by_itself(empty: Services) -> None:
    story = at_the_key(empty).tap("next")
    assert steps(story) == ["services", "team", "printer", "key", "clients"]
    by = story.nav.staff.id  # type: ignore[union-attr]
    empty.team.save(StaffMember(b"", "Nela", "Vzorová"), by)
    story.hardware.set_devices((PRINTER,))
    for place in range(20):
        empty.catalogue.save_service(Service(b"", f"Střih {place}", 30, 45000, 2100), by)
        empty.clients.save(Client(b"", "Jana", f"Vzorová {place}"), by)
        left = ["services"] * (place < 2) + ["key"] + ["clients"] * (place < 19)
        story.wait(1)
        assert steps(story) == left


def test_a_file_or_the_usual_list_is_enough(empty: Services, tmp_path: Path) -> None:
    story = at_the_key(empty).tap("next")
    by = story.nav.staff.id  # type: ignore[union-attr]
    path = tmp_path / "clients.csv"
    path.write_text("first_name,last_name\nJana,Vzorová\n")
    importing = Importing(empty.context)
    importing.apply(importing.read("clients", path), by)
    usual = empty.starting.starter("hair")[0]
    empty.starting.add_starter([Chosen(usual)], by)
    story.wait(1)
    assert steps(story) == ["team", "printer", "key"]


def test_what_a_salon_does_not_need_is_put_away_for_good(empty: Services) -> None:
    story = at_the_key(empty).tap("next").tap("rail", "first_steps").at("first_steps")
    for key in [row.key for row in story.state.rows]:
        story.tap("put_away", key)
    assert story.state.rows == ()
    story.tap("close")
    assert steps(story) == []


def test_a_booking_without_any_service_offers_to_add_them(empty: Services) -> None:
    story = at_the_key(empty).tap("next").tap("book").at("booking")
    assert story.state.no_services
    story.tap("add_services").at("starter_services").tap("tick_all").tap("add").at("booking")
    assert not story.state.no_services
    story.tap("type", "Jana").tap("pick", "guest")
    assert story.state.part == "what"
    assert story.state.rows


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("services", "starter_services"),
        ("team", "team"),
        ("printer", "devices"),
        ("clients", "file_list"),
    ],
)
def test_each_step_leads_to_where_it_is_done(empty: Services, key: str, screen: str) -> None:
    at_the_key(empty).tap("next").tap("step", key).at(screen)
