"""Goods and services as other programs and spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.services.files.importing import Importing, Kind, Plan
from kiosk.salon.services.salon_services import Services


def read(salon: Services, tmp_path: Path, kind: Kind, text: str) -> Plan:
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, "utf-8")
    return Importing(salon.context).read(kind, path)


@pytest.mark.req("P1", "E10")
@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *(("Barcode", cell) for cell in ("8,59400E+12", "8.59E+12", "#N/A", "8594000000000")),
        *(("Code", cell) for cell in ("8,59400E+12", "#REF!")),
        *(("Category", "#NAME?"), ("Price", "#REF!"), ("Price", "1,2E+03")),
    ],
)
def test_traces_of_a_spreadsheet_are_refused(
    salon: Services, tmp_path: Path, column: str, cell: str
) -> None:
    cells = {"Name": "Šampon ukázkový", "Price": "250", column: cell}
    text = f"{';'.join(cells)}\n{';'.join(cells.values())}\n"
    plan = read(salon, tmp_path, "products", text)
    assert [row.verdict for row in plan.rows] == ["refused"]


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("'8594001234561", ("8594001234561",)),
        ('"=""8594001234561"""', ("8594001234561",)),
        ("8594001234561.0", ("8594001234561",)),
        ("36000291452", ("0036000291452",)),
        ("4252614", ("0042100005264",)),
        ("4 006381 333931", ("4006381333931",)),
        ("4006381333931/8594001234561", ("4006381333931", "8594001234561")),
        ("UKA/250", ("UKA/250",)),
    ],
)
def test_barcodes_as_spreadsheets_hold_them(
    salon: Services, tmp_path: Path, cell: str, kept: tuple[str, ...]
) -> None:
    plan = read(salon, tmp_path, "products", f"Name;Price;Barcode\nGel ukázkový;250;{cell}\n")
    assert [row.message for row in plan.rows] == [None]
    assert plan.rows[0].item.barcodes == kept


def test_a_product_is_the_same_by_another_form_of_its_number(
    salon: Services, tmp_path: Path
) -> None:
    text = "Name;Price;Barcode\nLak ukázkový;250;042100005264\n"
    Importing(salon.context).apply(read(salon, tmp_path, "products", text))
    again = read(salon, tmp_path, "products", text.replace("042100005264", "04252614"))
    assert [row.verdict for row in again.rows] == ["same"]


@pytest.mark.req("P1")
def test_prices_with_the_currency_in_front_and_stock_in_thousands(
    salon: Services, tmp_path: Path
) -> None:
    text = (
        "Name;Price;Unit;Stock\nGel ukázkový;Kč 250;;\nVosk ukázkový;1 250,50 Kč;;\n"
        "Rukavice ukázkové;4;ks;1.200\nHena ukázková;4;kg;1.200\n"
    )
    plan = read(salon, tmp_path, "products", text)
    assert [row.item.price_minor for row in plan.rows[:2]] == [25000, 125050]
    assert plan.rows[2].item.stock_milli == 1_200_000
    assert plan.rows[3].verdict == "refused"


@pytest.mark.req("P1")
def test_lengths_as_booking_programs_write_them(salon: Services, tmp_path: Path) -> None:
    text = (
        "Name;Minutes;Price\nMelír ukázkový;1h 30min;1800\nStřih ukázkový;45 min;650\n"
        "Barva ukázková;1:30;900\n"
    )
    plan = read(salon, tmp_path, "services", text)
    assert [row.item.minutes for row in plan.rows] == [90, 45, 90]


@pytest.mark.req("P1")
def test_a_service_without_a_price_is_asked_for_it_at_the_till(
    salon: Services, tmp_path: Path
) -> None:
    text = "Name;Minutes;Price\nMelír ukázkový;90;\nPorada ukázková;15;0\n"
    plan = read(salon, tmp_path, "services", text)
    assert [(row.item.price_minor, row.item.open_price) for row in plan.rows] == [
        (0, True),
        (0, False),
    ]
    without = read(salon, tmp_path, "services", "Name;Minutes\nMelír ukázkový;90\n")
    assert [row.verdict for row in without.rows] == ["refused"]


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("unit", "cells", "stock"),
    [
        ("ks", ("1.200", "5.000"), (1200, None)),
        ("ks", ("1.200,5", "5.000"), (1200.5, 5000)),
        ("kg", ("2.5", "1.250"), (2.5, 1.25)),
        ("kg", ("2,5", "1.250"), (2.5, 1250)),
        ("ks", ("0.500", "5.000"), (0.5, 5)),
        ("ks", ("2.5", "5.000"), (2.5, None)),
        ("kg", ("1.250", "3.000"), (None, None)),
    ],
)
def test_a_mark_means_what_the_whole_column_shows(
    salon: Services,
    tmp_path: Path,
    unit: str,
    cells: tuple[str, ...],
    stock: tuple[float | None, ...],
) -> None:
    rows = [f"Zboží {number};4;{unit};{cell}\n" for number, cell in enumerate(cells)]
    plan = read(salon, tmp_path, "products", "Name;Price;Unit;Stock\n" + "".join(rows))
    kept = tuple(row.item.stock_milli / 1000 if row.item else None for row in plan.rows)
    assert kept == stock


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("cells", "prices"),
    [
        (("249,90", "1.200"), (249.9, 1200)),
        (("1,200", "249.90"), (1200, 249.9)),
        (("249.90", "1.200"), (249.9, None)),
        (("1234.500", "249.900"), (1234.5, 249.9)),
        (("1.200", "1.500"), (1200, 1500)),
    ],
)
def test_a_price_that_its_column_speaks_against_is_refused(
    salon: Services, tmp_path: Path, cells: tuple[str, ...], prices: tuple[float | None, ...]
) -> None:
    rows = [f'Zboží {number};"{cell}"\n' for number, cell in enumerate(cells)]
    plan = read(salon, tmp_path, "products", "Name;Price\n" + "".join(rows))
    kept = tuple(row.item.price_minor / 100 if row.item else None for row in plan.rows)
    assert kept == prices
