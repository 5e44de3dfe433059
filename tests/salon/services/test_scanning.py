"""Codes that are more than a product's number, on their way to the bill."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.barcode import check_digit
from kiosk.salon.domain.bill import Bill
from kiosk.salon.domain.catalogue import Product
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.weighed import Pattern
from kiosk.salon.services.salon_services import Services


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
