"""Codes that are more than a product's number, on their way to the bill."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.cards.number import Tap
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.goods.barcode import check_digit
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.goods.weighed import Pattern
from kiosk.salon.domain.till.bill import Bill
from kiosk.salon.services.salon_services import Services
from tests.rigs.till_world import SHAMPOO, Till


def ean(body: str) -> str:
    return f"{body}{check_digit(body)}"


HENNA, SOAP = ean("281234500000"), ean("291234500000")


@pytest.fixture
def shop(salon: Services) -> Services:
    """Henna at 200.00 a kilogram, soap by the piece, shampoo with a barcode of its maker."""
    salon.context.in_store = (Pattern("28IIIIIWWWWWC"), Pattern("29IIIIIPPPPPC"))
    for name, unit, code in (
        ("Henna", "kg", HENNA),
        ("Soap", "ks", SOAP),
        ("Shampoo", "ks", "8594001234561"),
        ("Clay", "ks", ean("281111100000")),
    ):
        salon.catalogue.save_product(
            Product(b"", name, 20000, 2100, unit=unit, barcodes=(code,)), None
        )
    return salon


def sold(shop: Services, *codes: str) -> Bill:
    bill = shop.bills.open_retail(shop.team.members()[0].id)
    for code in codes:
        bill = shop.bill_lines.add_barcode(bill.id, code)
    return bill


def lines(bill: Bill) -> list[tuple[str, int, int]]:
    return [(line.name, line.quantity_milli, line.price_minor) for line in bill.lines]


def test_what_was_weighed_is_sold_by_its_weight_each_on_a_line(shop: Services) -> None:
    bill = sold(shop, ean("281234501250"), ean("281234500300"))
    assert lines(bill) == [("Henna", 1250, 20000), ("Henna", 300, 20000)]
    assert bill.totals.total_minor == 25000 + 6000


def test_what_was_priced_is_sold_at_its_price(shop: Services) -> None:
    assert lines(sold(shop, ean("291234512990"))) == [("Soap", 1000, 12990)]


def test_goods_by_the_piece_that_were_weighed_are_refused(shop: Services) -> None:
    with pytest.raises(Refused, match="by weight"):
        sold(shop, ean("281111101250"))


@pytest.mark.parametrize(
    "code",
    [
        "0108594001234561",
        "\x1d0108594001234561",
        "\x1d010859400123456110A1\x1d17270131",
        "\x1d01085940012345613103000250",
    ],
)
def test_a_gs1_code_is_the_product_of_its_number(shop: Services, code: str) -> None:
    assert lines(sold(shop, code, code)) == [("Shampoo", 2000, 20000)]
    assert shop.catalogue.by_barcode(code).name == "Shampoo"


@pytest.mark.parametrize(
    ("scanned", "kept"),
    [
        ("\x1d010400638133393110A1", "4006381333931"),
        ("\x1d0114006381333938", "14006381333938"),
        (ean("281234501250"), HENNA),
        ("4006381333931", "4006381333931"),
        ("CARTON-7", "CARTON-7"),
    ],
)
def test_a_new_product_gets_the_number_and_not_the_batch(
    shop: Services, scanned: str, kept: str
) -> None:
    assert shop.catalogue.barcode_of(scanned) == kept


def test_an_unknown_gs1_code_names_the_number_and_a_torn_one_is_refused(shop: Services) -> None:
    with pytest.raises(NotFound, match="4006381333931"):
        sold(shop, "\x1d0104006381333931")
    with pytest.raises(Refused):
        sold(shop, "\x1d010859400")


VARNISH = "04252614"
FORMS = {
    VARNISH: (VARNISH, "4252614", "042100005264", "0042100005264", "00042100005264"),
    "8594001234561": (
        *("8594001234561", "08594001234561", "0108594001234561", "(01)08594001234561(10)A1"),
        *("\x1d010859400123456117270131", "]C10108594001234561", "8 594001 234561"),
        *(
            "https://id.gs1.org/01/08594001234561",
            "HTTP://EXAMPLE.COM/a/01/08594001234561?17=270131",
        ),
    ),
}
EVERY_FORM = [(given, scanned) for forms in FORMS.values() for given in forms for scanned in forms]


@pytest.mark.req("K3")
@pytest.mark.parametrize(("given", "scanned"), EVERY_FORM)
def test_given_in_any_form_and_found_by_any(salon: Services, given: str, scanned: str) -> None:
    item = Product(b"", "Lak ukázkový", 20000, 2100, barcodes=(given,))
    saved = salon.catalogue.save_product(item, None)
    assert saved.barcodes in (("0042100005264",), ("8594001234561",))
    assert salon.catalogue.by_barcode(scanned).id == saved.id
    assert lines(sold(salon, scanned)) == [("Lak ukázkový", 1000, 20000)]
    assert salon.catalogue.barcode_of(scanned) == saved.barcodes[0]
    with pytest.raises(Refused, match="barcode"):
        salon.catalogue.save_product(replace(item, barcodes=(scanned,)), None)


@pytest.mark.parametrize("typed", ["042100005264", "04252614", "00042100005264"])
def test_a_whole_number_is_searched_in_any_form(salon: Services, typed: str) -> None:
    item = Product(b"", "Lak ukázkový", 20000, 2100, barcodes=(VARNISH,))
    saved = salon.catalogue.save_product(item, None)
    assert [one.id for one in salon.catalogue.search_products(typed)] == [saved.id]


def test_a_carton_is_another_item(shop: Services) -> None:
    with pytest.raises(NotFound):
        sold(shop, "18594001234568")
    carton = Product(b"", "Carton", 90000, 2100, barcodes=("18594001234568",))
    shop.catalogue.save_product(carton, None)
    assert lines(sold(shop, "\x1d0118594001234568")) == [("Carton", 1000, 90000)]


def test_eight_digits_of_two_products_are_asked_about(salon: Services) -> None:
    small, large = "0000010000007", "0100000000007"
    for name, code in (("Small", small), ("Large", large)):
        salon.catalogue.save_product(Product(b"", name, 100, 2100, barcodes=(code,)), None)
    with pytest.raises(Refused, match="Small or Large"):
        sold(salon, "10000007")
    assert lines(sold(salon, small)) == [("Small", 1000, 100)]


def test_eight_digits_that_another_product_has_in_its_other_form_are_refused(
    salon: Services,
) -> None:
    salon.catalogue.save_product(
        Product(b"", "Large", 100, 2100, barcodes=("0100000000007",)), None
    )
    assert salon.catalogue.by_barcode("10000007").name == "Large"
    with pytest.raises(Refused, match="Large has the barcode"):
        salon.catalogue.save_product(Product(b"", "Small", 1, 2100, barcodes=("10000007",)), None)


def test_a_code_of_old_that_would_be_refused_now_does_not_stop_a_new_price(
    salon: Services,
) -> None:
    saved = salon.catalogue.save_product(Product(b"", "Old", 100, 2100), None)
    with salon.context.store.transaction():
        salon.context.store.insert("barcode", code="20261130104300", product_id=saved.id)
    old = salon.catalogue.product(saved.id)
    assert salon.catalogue.save_product(replace(old, price_minor=200), None).barcodes == (
        "20261130104300",
    )


def test_nothing_at_the_till_reads_a_table_from_end_to_end(till: Till) -> None:
    """A bottle is scanned, a card is tapped, a bill is paid: as quick in the tenth year."""
    store, asked = till.salon.context.store, []
    connection = store.db.connection()
    connection.set_trace_callback(asked.append)
    assert till.salon.cards.scanned(SHAMPOO) is None
    till.salon.cards.tapped(Tap("04A1B2C3D4"))
    bill = till.salon.bill_lines.sell_barcode(SHAMPOO, till.eva.id)
    till.pay(till.salon.bill_lines.add_barcode(bill.id, SHAMPOO))
    connection.set_trace_callback(None)
    read = [sql for sql in asked if sql.split()[0] in ("SELECT", "UPDATE", "DELETE")]
    assert len(read) > 20
    scans = {
        row[3]
        for sql in read
        for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")
        if row[3].startswith("SCAN") and "INDEX" not in row[3] and "CONSTANT" not in row[3]
    }
    # Its end is looked at, and the one row that says where that is; a team stays a few rows.
    assert scans - {"SCAN staff", "SCAN other"} == {"SCAN journal", "SCAN journal_head"}


@pytest.mark.parametrize("code", ["A8594001234561", "FF8594001234561", "F08594001234561"])
def test_a_scanner_that_names_the_kind_of_code(shop: Services, code: str) -> None:
    assert lines(sold(shop, code)) == [("Shampoo", 1000, 20000)]
    with pytest.raises(NotFound):
        sold(shop, f"{code[:-1]}2")
