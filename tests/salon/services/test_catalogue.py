"""Services, products, barcodes, stock: what may be saved, found and counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances, changes

SHAMPOO = Product(
    b"", "Šampon na barvené vlasy 250 ml", 34900, 2100, code="SH-250", barcodes=("4006381333931",)
)
CUT = Service(b"", "Dámský střih", 45, 65000, 2100, category="Stříhání", code="S1")


def journal_kinds(salon: Services) -> list[str]:
    return [row[0] for row in salon.context.store.rows("SELECT kind FROM journal ORDER BY seq")]


@pytest.mark.req("K3", "P1")
def test_a_saved_product_is_found_by_any_of_its_barcodes(salon: Services) -> None:
    saved = salon.catalogue.save_product(
        replace(SHAMPOO, barcodes=("4006381333931", "036000291452", "4006381333931")), None
    )
    assert saved.barcodes == ("4006381333931", "0036000291452")
    assert salon.catalogue.product(saved.id) == saved
    assert salon.catalogue.by_barcode("036000291452").id == saved.id
    assert salon.catalogue.by_barcode("0036000291452").id == saved.id
    with pytest.raises(NotFound):
        salon.catalogue.by_barcode("96385074")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"name": "x" * 121},
        {"price_minor": -1},
        {"price_minor": 10**12},
        {"vat_bp": 1900},
        {"unit": ""},
        {"barcodes": ("4006381333932",)},
    ],
)
def test_a_wrong_product_is_refused_and_nothing_is_written(
    salon: Services, wrong: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        salon.catalogue.save_product(replace(SHAMPOO, **wrong), None)  # type: ignore[arg-type]
    assert salon.catalogue.search_products("") == ()


def test_codes_and_barcodes_belong_to_one_product(salon: Services) -> None:
    first = salon.catalogue.save_product(SHAMPOO, None)
    with pytest.raises(Refused, match="code"):
        salon.catalogue.save_product(replace(SHAMPOO, barcodes=()), None)
    with pytest.raises(Refused, match="barcode"):
        salon.catalogue.save_product(replace(SHAMPOO, code=""), None)
    assert salon.catalogue.save_product(first, None) == first
    with pytest.raises(NotFound):
        salon.catalogue.save_product(replace(SHAMPOO, id=bytes(16)), None)


@pytest.mark.req("P1", "E8", "M5")
def test_a_new_price_is_journalled_and_shown_to_the_agent(salon: Services) -> None:
    petra, eva = salon.team.members()
    saved = salon.catalogue.save_product(SHAMPOO, petra.id)
    before = changes.latest(salon.context.store)
    kinds = journal_kinds(salon)
    salon.catalogue.save_product(replace(saved, price_minor=39900), petra.id)
    assert journal_kinds(salon) == [*kinds, "product.price"]
    assert [(one.entity, one.entity_id) for one in changes.since(salon.context.store, before)] == [
        ("product", saved.id)
    ]
    salon.catalogue.save_product(replace(saved, price_minor=39900, name="Nový"), petra.id)
    assert journal_kinds(salon) == [*kinds, "product.price"]
    with pytest.raises(Refused, match="manager"):
        salon.catalogue.save_product(replace(saved, price_minor=1), eva.id)
    assert salon.context.journal.verify() is None


@pytest.mark.req("P1")
def test_search_ignores_accents_and_takes_words_in_any_order(salon: Services) -> None:
    shampoo = salon.catalogue.save_product(SHAMPOO, None)
    mask = salon.catalogue.save_product(Product(b"", "Maska šampon", 100, 2100), None)

    def found(query: str) -> list[bytes]:
        return [product.id for product in salon.catalogue.search_products(query)]

    assert found("vlasy samp") == [shampoo.id]
    assert found("SAMP") == [shampoo.id, mask.id]
    assert found("sh-250") == [shampoo.id]
    assert found("40063") == [shampoo.id]
    assert found("") == [mask.id, shampoo.id]
    assert found('"nic* OR') == []
    salon.catalogue.save_product(replace(shampoo, name="Kondicionér", active=True), None)
    assert found("samp") == [mask.id]
    salon.catalogue.save_product(replace(mask, active=False), None)
    assert found("maska") == []


@pytest.mark.req("P1", "E5")
def test_stock_is_the_sum_of_its_movements(salon: Services) -> None:
    eva = salon.team.members()[1]
    product = salon.catalogue.save_product(replace(SHAMPOO, stock_milli=99000), None)
    assert product.stock_milli == 0
    salon.catalogue.correct_stock(product.id, 12000, "receipt", "", eva.id)
    after = salon.catalogue.correct_stock(product.id, -2000, "correction", "Rozbité", eva.id)
    assert after.stock_milli == 10000
    newest, first = salon.catalogue.movements(product.id)
    assert (newest.quantity_milli, newest.reason) == (-2000, "Rozbité")
    assert (first.quantity_milli, first.kind) == (12000, "receipt")
    assert balances.wrong(salon.context.store) == {}
    assert salon.catalogue.save_product(after, None).stock_milli == 10000


def test_a_balance_that_does_not_fit_its_movements_is_named(salon: Services) -> None:
    product = salon.catalogue.save_product(SHAMPOO, None)
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE product SET stock_milli = 5000")
    assert balances.wrong(salon.context.store) == {"Stock": [product.id]}


@pytest.mark.parametrize(
    ("quantity", "kind", "reason"),
    [
        (0, "receipt", ""),
        (-1000, "receipt", ""),
        (-1000, "correction", " "),
        (10**13, "receipt", ""),
    ],
)
def test_a_movement_without_sense_is_refused(
    salon: Services, quantity: int, kind: str, reason: str
) -> None:
    product = salon.catalogue.save_product(SHAMPOO, None)
    with pytest.raises(Refused):
        salon.catalogue.correct_stock(
            product.id, quantity, kind, reason, salon.team.members()[0].id
        )
    assert salon.catalogue.movements(product.id) == ()


@pytest.mark.req("P1")
def test_services_are_saved_found_and_made_inactive(salon: Services) -> None:
    cut = salon.catalogue.save_service(CUT, None)
    colour = salon.catalogue.save_service(
        Service(b"", "Barvení", 90, 120000, 2100, category="Barvení"), None
    )
    assert salon.catalogue.services() == (colour, cut)
    assert salon.catalogue.search_services("strih damsky") == (cut,)
    with pytest.raises(Refused):
        salon.catalogue.save_service(replace(CUT, name="Jiný"), None)
    salon.catalogue.save_service(replace(cut, active=False), None)
    assert salon.catalogue.services() == (colour,)
    assert len(salon.catalogue.services(inactive=True)) == 2
    assert not salon.catalogue.service(cut.id).active


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"minutes": 4}, {"minutes": 721}, {"vat_bp": 1}, {"price_minor": -5}]
)
def test_a_wrong_service_is_refused(salon: Services, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        salon.catalogue.save_service(replace(CUT, **wrong), None)  # type: ignore[arg-type]
