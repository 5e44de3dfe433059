"""Stories of products, labels, stock and services."""

from __future__ import annotations

from dataclasses import replace
from queue import SimpleQueue

import pytest

from kiosk.hardware.composer import Composer
from kiosk.hardware.label_preview import LabelPreview
from kiosk.paper import label_png
from kiosk.paper.label import LabelSize
from kiosk.paper.labels import LabelPaper
from kiosk.presenters.goods.args import LabelArgs, ProductArgs, ProductFormArgs
from kiosk.salon.domain.devices import LabelPicture
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances
from tests.presenters.test_client_screens import desk
from tests.rigs.till_world import SHAMPOO, make_till

NEW_CODE = "2000000000022"


def refusal(story: object) -> str:
    toast = story.out.toast  # type: ignore[attr-defined]
    return toast.text.plain() if toast is not None else ""


@pytest.mark.req("K3", "P1")
def test_scanning_in_the_list_opens_the_product(salon: Services) -> None:
    make_till(salon)
    story = desk(salon)
    story.nav.go("products")
    story.fresh().scan(SHAMPOO).at("product")
    assert story.taps == 0
    assert (story.state.name, story.state.barcodes) == ("Shampoo", (SHAMPOO,))
    assert story.state.price.minor == 38_900
    assert story.hardware.sounds == ["ok"]


@pytest.mark.req("K3")
def test_an_unknown_code_can_become_a_product(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("products")
    story.scan(NEW_CODE).at("products")
    assert NEW_CODE in refusal(story)
    story.nav.undo()
    story.at("product_form")
    story.tap("edit", "name", "Hair mask").tap("edit", "price", "249,90")
    story.tap("edit", "stock", "6").scan(SHAMPOO).scan(SHAMPOO).tap("save").at("product")
    mask = salon.catalogue.by_barcode(NEW_CODE)
    assert (mask.price_minor, mask.stock_milli) == (24_990, 6000)
    assert salon.catalogue.by_barcode(SHAMPOO).id == mask.id


@pytest.mark.parametrize(("country", "piece"), [("CZ", "ks"), ("HU", "db"), ("SI", "kos")])
def test_a_new_product_is_sold_by_the_piece_as_it_is_called_there(
    salon: Services, country: str, piece: str
) -> None:
    manager = salon.team.members()[0]
    salon.setup.change(replace(salon.context.salon, country=country), manager)
    story = desk(salon, "Petra")
    story.nav.go(ProductFormArgs())
    values = {field.name: field.value for field in story.state.fields}
    assert values["unit"] == piece
    story.tap("edit", "name", "Mask").tap("edit", "price", "10").tap("edit", "stock", "6")
    story.tap("save").at("product")
    (mask,) = salon.catalogue.search_products("Mask")
    (opening,) = salon.catalogue.movements(mask.id)
    assert (opening.kind, opening.reason) == ("opening", ""), "its kind says it in every language"


@pytest.mark.req("K3")
@pytest.mark.parametrize("screen", ["products", "desk"])
def test_a_number_read_wrongly_is_no_new_product(salon: Services, screen: str) -> None:
    """It is scanned again: offering to add it led into a refusal."""
    story = desk(salon, "Petra")
    if screen != "desk":
        story.nav.go(screen)
    story.scan(NEW_CODE[:-1] + "3").at(screen)
    assert "wrong digit" in refusal(story)
    assert story.out.toast.undo is None
    assert story.hardware.sounds == ["refuse"]


@pytest.mark.req("K3")
def test_a_scan_that_cannot_be_read_is_said(salon: Services) -> None:
    make_till(salon)
    story = desk(salon)
    story.nav.scan_unreadable()
    assert "cannot be read" in refusal(story)
    assert story.hardware.sounds == ["refuse"]


@pytest.mark.req("K3", "P1")
def test_codes_with_commas_and_short_codes_on_the_form(salon: Services) -> None:
    item = Product(b"", "Barva ukázková", 100, 2100, barcodes=("UK,12", "UKA/250"))
    barva = salon.catalogue.save_product(item, None)
    story = desk(salon, "Petra")
    story.nav.go(ProductFormArgs(product_id=barva.id))
    story.scan("https://id.gs1.org/01/08594001234561").scan("8594001234561").scan("04289999")
    assert story.out.toast is not None
    assert "04289999" in story.out.toast.text.plain()
    story.tap("save")
    assert salon.catalogue.product(barva.id).barcodes == (
        *("UK,12", "UKA/250", "8594001234561", "0042899000099"),
    )


@pytest.mark.req("T1")
@pytest.mark.parametrize(
    ("screen", "intent"), [("products", "new"), ("services", "new"), ("team", "new")]
)
def test_only_managers_add_things(salon: Services, screen: str, intent: str) -> None:
    story = desk(salon)
    story.nav.go(screen)
    story.tap(intent).at(screen)
    assert "manager" in refusal(story)
    assert story.hardware.sounds == ["refuse"]


@pytest.mark.req("T1", "E8")
def test_only_managers_change_prices(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon)
    story.nav.go(ProductArgs(till.shampoo.id))
    story.tap("edit").at("product")
    assert "manager" in refusal(story)
    story = desk(salon, "Petra")
    story.nav.go(ProductArgs(till.shampoo.id))
    story.tap("edit").tap("edit", "price", "399").tap("save").at("product")
    assert salon.catalogue.product(till.shampoo.id).price_minor == 39_900
    assert salon.catalogue.product(till.shampoo.id).barcodes == (SHAMPOO,)


@pytest.mark.req("M5")
def test_an_inactive_product_can_be_brought_back(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon, "Petra")
    story.nav.go(ProductArgs(till.shampoo.id))
    story.tap("edit").tap("edit", "active", "").tap("save").at("product")
    assert not story.state.active
    assert salon.catalogue.search_products("sham") == ()
    story.nav.go("products")
    (row,) = story.state.rows
    assert row.dim
    story.tap("pick", row.key).tap("edit").tap("edit", "active", "1").tap("save")
    assert salon.catalogue.product(till.shampoo.id).active


def test_of_a_gs1_code_the_number_is_kept(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("products")
    story.scan("\x1d010200000000002210BATCH-7").at("products")
    assert NEW_CODE in refusal(story)
    story.nav.undo()
    story.at("product_form").scan("\x1d010859400123456110B2\x1d17290630")
    story.tap("edit", "name", "Mask").tap("edit", "price", "249").tap("save").at("product")
    assert story.state.barcodes == (NEW_CODE, "8594001234561")


def test_a_wrong_price_or_barcode_is_said_at_its_field(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go(ProductFormArgs())
    story.tap("edit", "name", "Mask").tap("edit", "price", "much")
    story.tap("edit", "barcodes", "2000000000021").tap("save").at("product_form")
    errors = {field.name: field.error for field in story.state.fields if field.error}
    assert set(errors) == {"price", "barcodes"}
    story.scan("2000000000021").at("product_form")
    assert "wrong digit" in story.state.message.plain()
    assert salon.catalogue.search_products("") == ()


@pytest.mark.req("K4", "P2")
def test_goods_without_a_barcode_get_one_of_our_own(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go(ProductFormArgs())
    story.tap("edit", "name", "Comb").tap("edit", "price", "49").tap("make_barcode")
    story.tap("save").at("product")
    (code,) = story.state.barcodes
    assert salon.catalogue.by_barcode(code).name == "Comb"
    assert salon.catalogue.make_barcode() != code


@pytest.mark.req("K4", "P2")
def test_labels_are_printed_from_the_sheet(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon)
    story.nav.go(ProductArgs(till.shampoo.id))
    story.fresh().tap("label").tap("key", "1").tap("key", "2").tap("print").at("product")
    assert story.taps == 4
    (job,) = salon.printing.open_jobs()
    assert (job.kind, job.copies, job.subject_id) == ("label", 12, till.shampoo.id)
    assert story.hardware.prints == 1


def test_the_keypad_of_labels(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon)
    story.nav.go(LabelArgs(till.shampoo.id))
    assert story.state.quantity == "1"
    for key in ("2", "5", "0", "0"):
        story.tap("key", key)
    assert story.state.quantity == "250"
    story.tap("key", "back").tap("key", "back").tap("key", "back")
    assert story.state.why
    story.tap("print").at("label")
    assert "between 1 and 500" in refusal(story)
    story.tap("choose", "10").tap("print")
    assert salon.printing.open_jobs()[0].copies == 10


@pytest.mark.req("P4")
def test_goods_come_and_are_counted(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon)
    story.nav.go(ProductArgs(till.shampoo.id))
    story.tap("stock").tap("edit", "quantity", "12").tap("save").at("product")
    assert till.stock() == 12_000
    story.tap("stock").tap("edit", "what", "correction").tap("edit", "quantity", "10")
    story.tap("save").at("stock_form")
    assert "why" in story.errors["reason"]
    story.tap("edit", "reason", "Broken").tap("save").at("product")
    assert till.stock() == 10_000
    assert [row.title.plain() for row in story.state.movements] == ["Corrected", "Received"]
    assert balances.wrong(salon.context.store) == {}


@pytest.mark.req("P1")
def test_a_service_is_added_and_made_inactive(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("services")
    story.tap("new").tap("edit", "name", "Cut").tap("edit", "price", "650")
    story.tap("edit", "minutes", "45").tap("save").at("services")
    (row,) = story.state.rows
    assert (row.title, row.right.minor) == ("Cut", 65_000)
    story.tap("pick", row.key).tap("edit", "active", "").tap("save").at("services")
    assert story.state.rows[0].dim
    assert salon.catalogue.services() == ()


@pytest.mark.req("K4", "P2")
def test_labels_of_several_products_make_one_sheet(salon: Services) -> None:
    till = make_till(salon)
    mask = salon.catalogue.save_product(
        Product(b"", "Mask", 24_900, 2100, barcodes=(NEW_CODE,)), till.manager.id
    )
    story = desk(salon)
    story.nav.go(LabelArgs(till.shampoo.id))
    story.tap("choose", "5").scan(NEW_CODE).scan(NEW_CODE)
    assert (story.state.product, story.state.quantity) == ("Mask", "2")
    assert story.state.button.plain() == "Print 7 labels"
    story.tap("sheet").at("label_sheet")
    assert [(row.title, row.right) for row in story.state.rows] == [
        ("Shampoo", "5 ×"),
        ("Mask", "2 ×"),
    ]
    assert len(story.state.labels) == 7
    story.tap("pick", till.shampoo.id.hex()).at("label")
    assert (story.state.product, story.state.quantity) == ("Shampoo", "5")
    story.tap("sheet").tap("print").at("desk")
    jobs = {job.subject_id: job.copies for job in salon.printing.open_jobs()}
    assert jobs == {till.shampoo.id: 5, mask.id: 2}


def test_a_sheet_that_is_too_much_queues_nothing(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon)
    story.nav.go(LabelArgs(till.shampoo.id))
    salon.catalogue.save_product(
        Product(b"", "Mask", 24_900, 2100, barcodes=(NEW_CODE,)), till.manager.id
    )
    story.scan(NEW_CODE).tap("key", "5").tap("key", "0").tap("key", "1").tap("print").at("label")
    assert "between 1 and 500" in refusal(story)
    assert salon.printing.open_jobs() == ()


@pytest.mark.req("P2")
def test_the_preview_shows_what_the_label_printer_gets(salon: Services) -> None:
    till = make_till(salon)
    story = desk(salon)
    story.nav.go(LabelArgs(till.shampoo.id))
    assert story.hardware.labels == [(till.shampoo,)]
    size = LabelSize(40, 25)
    composer, drawn = Composer(salon, size, None), SimpleQueue[LabelPicture]()
    preview = LabelPreview(composer, None)
    picture = preview.picture(till.shampoo)
    story.hardware.label_drawn(picture)
    assert story.state.picture == label_png.draw(composer.label(till.shampoo, LabelPaper()))
    assert story.state.size.plain() == "40 × 25 mm"
    story.tap("sheet")
    preview.ask(story.hardware.labels[-1], drawn.put)
    story.hardware.label_drawn(drawn.get(timeout=30))
    assert story.state.labels == (picture.png,)


@pytest.mark.req("K3")
def test_a_short_code_that_may_be_two_is_told_however_it_came(salon: Services) -> None:
    """11000006 is an EAN-8, and 0110000000006 written short."""
    for typed in (True, False):
        story = desk(salon, "Petra")
        story.nav.go(ProductFormArgs())
        story.tap("edit", "name", f"Comb {typed}").tap("edit", "price", "90")
        code = "11000006" if typed else "11000051"
        story = story.tap("edit", "barcodes", code) if typed else story.scan(code)
        assert ("If it is" in refusal(story)) is not typed
        story.tap("save").at("product")
        assert ("If it is" in refusal(story)) is typed, "once is enough"
        story.nav.go(ProductFormArgs(product_id=salon.catalogue.by_barcode(code).id))
        story.tap("save")
        assert "If it is" not in refusal(story)
