"""What goods are bought for: in price lists, on the form, in the book of what was changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services

pytestmark = pytest.mark.req("M3", "P1")


def imported(salon: Services, folder: Path, text: str) -> dict[str, int | None]:
    path = folder / "list.csv"
    path.write_text(text, "utf-8")
    importing = Importing(salon.context)
    importing.apply(importing.read("products", path))
    return {one.name: one.cost_minor for one in salon.catalogue.search_products("")}


@pytest.mark.parametrize(
    "heading",
    [
        *("Nákupní cena bez DPH", "Nákupní cena", "Beszerzési ár", "Nettó beszerzési ár"),
        *("Nabavna cena", "Nabavna cena brez DDV", "Nákupná cena bez DPH", "Purchase price"),
        *("Purchase price (excl. VAT)", "Cost per item"),
    ],
)
def test_a_price_list_says_what_goods_are_bought_for(
    salon: Services, tmp_path: Path, heading: str
) -> None:
    found = imported(salon, tmp_path, f"Název;Cena;{heading}\nŠampon;250;145,50\n")
    assert found == {"Šampon": 14_550}


@pytest.mark.parametrize("heading", ["Nákupní cena s DPH", "Nákupní cena vč. DPH", "Cena bez DPH"])
def test_a_price_with_vat_is_not_taken_for_one_without(
    salon: Services, tmp_path: Path, heading: str
) -> None:
    assert imported(salon, tmp_path, f"Název;Cena;{heading}\nŠampon;250;145,50\n") == {
        "Šampon": None
    }


@pytest.mark.parametrize(
    ("cell", "cost"),
    [
        *(("45,1234", 4512), ("45,125 Kč", 4513), ("1 234,5", 123_450)),
        *(("", None), ("0", None), ("-", None), ("na dotaz", None), ("45 EUR", None)),
    ],
)
def test_how_it_is_written(salon: Services, tmp_path: Path, cell: str, cost: int | None) -> None:
    """What cannot be read is unknown; the product comes all the same."""
    text = f"Název;Cena;Nákupní cena\nKrém;99;0,125\nŠampon;250;{cell}\n"
    assert imported(salon, tmp_path, text)["Šampon"] == cost


def test_a_list_without_it_leaves_what_is_known(salon: Services, tmp_path: Path) -> None:
    salon.catalogue.save_product(Product(b"", "Šampon", 100, 2100, cost_minor=50), None)
    assert imported(salon, tmp_path, "Název;Cena;Nákupní cena\nŠampon;250;0\n") == {"Šampon": 50}


def test_nought_is_known(salon: Services) -> None:
    """A sample that came for nothing: said on the form, it is not the same as unknown."""
    saved = salon.catalogue.save_product(Product(b"", "Šampon", 100, 2100, cost_minor=0), None)
    assert salon.catalogue.product(saved.id).cost_minor == 0
    with pytest.raises(Refused, match="below zero"):
        salon.catalogue.save_product(replace(saved, cost_minor=-1), None)


def test_a_change_is_journalled(salon: Services) -> None:
    boss = salon.team.members()[0]
    saved = salon.catalogue.save_product(Product(b"", "Šampon", 100, 2100), boss.id)
    salon.catalogue.save_product(replace(saved, cost_minor=70), boss.id)
    bodies = salon.context.store.column("SELECT body FROM journal WHERE kind = 'product.cost'")
    (body,) = map(json.loads, bodies)
    assert (body["from_minor"], body["to_minor"], body["id"]) == (None, 70, saved.id.hex())
