"""Goods and services as other programs and spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.goods.catalogue import Product, Service
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


def judged(
    salon: Services, tmp_path: Path, kind: Kind, cells: dict[str, str]
) -> tuple[object, list[str]]:
    """What a row would store, None for a refused one, and what is told of its cells."""
    quoted = ('"{}"'.format(cell.replace('"', '""')) for cell in cells.values())
    (row,) = read(salon, tmp_path, kind, f"{';'.join(cells)}\n{';'.join(quoted)}\n").rows
    assert (row.item is None) == (row.message is not None)
    return row.item, [remark.text for remark in row.remarks]


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("cell", "kept", "told"),
    [
        ("8,594,001,234,561", ("8594001234561",), []),
        ("8.594.001.234.561", ("8594001234561",), []),
        ("8594001234561,00", ("8594001234561",), []),
        ("*8594001234561*", ("8594001234561",), []),
        ("EAN: 8594001234561", ("8594001234561",), ["EAN:"]),
        ("8594001234561 ks", ("8594001234561",), ["ks"]),
        ("9771234567003 12", ("9771234567003",), ["12"]),
        ("9788020401052 12345", ("9788020401052",), ["12345"]),
        ("977123456700312", ("9771234567003",), []),
        ("010859400123456110AB12\x1d17261231", ("8594001234561",), []),
        ("UKA 250", ("UKA 250",), []),
        *((cell, (), [cell]) for cell in ("N/A", "-", "nemá", "0", "0000000000000", "neuvedeno")),
    ],
)
def test_what_stands_beside_a_number_of_goods_is_no_barcode(
    salon: Services, tmp_path: Path, cell: str, kept: tuple[str, ...], told: list[str]
) -> None:
    cells = {"Name": "Gel ukázkový", "Price": "250", "Barcode": cell}
    item, remarks = judged(salon, tmp_path, "products", cells)
    assert isinstance(item, Product)
    assert (item.barcodes, remarks) == (kept, told)


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    "cell",
    [
        *("1.250,50 €", "$12.50", "12 500 Ft", "12,50 EUR"),
        *("250%", "250+DPH", "250 bez DPH", "25O", "250 netto", "1.2.3", "1,250,50"),
    ],
)
def test_what_is_no_price_here_is_refused(salon: Services, tmp_path: Path, cell: str) -> None:
    for kind in ("products", "services"):
        cells = {"Name": "Ukázka", "Price": cell, "Minutes": "30"}
        item, _ = judged(salon, tmp_path, kind, cells)
        assert item is None


@pytest.mark.req("P1")
@pytest.mark.parametrize("cell", ["-", "N/A", "neuvedeno"])
def test_a_price_that_nobody_knows(salon: Services, tmp_path: Path, cell: str) -> None:
    """Goods need one; that of a service is asked for at the till."""
    cells = {"Name": "Ukázka", "Price": cell, "Minutes": "30"}
    assert judged(salon, tmp_path, "products", cells)[0] is None
    service, told = judged(salon, tmp_path, "services", cells)
    assert isinstance(service, Service)
    assert (service.open_price, told) == (True, [cell])


@pytest.mark.parametrize(
    "cell", ["250,00 Kč s DPH", "250 Kč/ks", "250,- Kč", "250 korun", "CZK 250", "250 za ks"]
)
def test_a_price_may_say_what_it_is_of(salon: Services, tmp_path: Path, cell: str) -> None:
    item, _ = judged(salon, tmp_path, "products", {"Name": "Gel ukázkový", "Price": cell})
    assert isinstance(item, Product)
    assert item.price_minor == 25000


def test_a_column_of_currencies_is_looked_at(salon: Services, tmp_path: Path) -> None:
    cells = {"Name": "Gel ukázkový", "Price": "250", "Currency": "EUR"}
    assert judged(salon, tmp_path, "products", cells)[0] is None
    assert judged(salon, tmp_path, "products", cells | {"Currency": "czk"})[0] is not None


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("unit", "cell", "milli", "told"),
    [
        ("ml", "1,5 l", 1_500_000, []),
        ("kg", "500 g", 500, []),
        ("ml", "250 ml", 250_000, []),
        ("ks", "10 kusů", 10_000, []),
        ("balení", "2 balení", 2_000, []),
        ("ks", "1.2", 1_200, ["1.2"]),
        ("ks", "-", 0, ["-"]),
        ("ml", "10 ks", None, []),
        ("ml", "500 g", None, []),
        ("ks", "2 balení", None, []),
        ("ks", "250 ml", None, []),
    ],
)
def test_stock_in_its_unit(
    salon: Services, tmp_path: Path, unit: str, cell: str, milli: int | None, told: list[str]
) -> None:
    cells = {"Name": "Gel ukázkový", "Price": "250", "Unit": unit, "Stock": cell}
    item, remarks = judged(salon, tmp_path, "products", cells)
    assert (item.stock_milli if isinstance(item, Product) else None) == milli
    assert remarks == told


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("products", "Názov;Predajná cena;Čiarový kód;Množstvo;Jednotka"),
        ("products", "Bezeichnung;Preis;EAN;Bestand;Einheit"),
        ("products", "Product Name;Retail Price;Barcode;Stock Quantity;Unit"),
        ("products", "Terméknév;Eladási ár;Vonalkód;Készlet;Egység"),
        ("services", "Názov služby;Cena;Trvanie"),
        ("services", "Leistung;Preis;Dauer"),
        ("services", "Service Name;Price;Duration"),
    ],
)
def test_headings_of_the_neighbours(
    salon: Services, tmp_path: Path, kind: Kind, heading: str
) -> None:
    row = {"products": "Gel;250;8594001234561;3;ks", "services": "Střih;250;45 min"}[kind]
    plan = read(salon, tmp_path, kind, f"{heading}\n{row}\n")
    assert (plan.possible, plan.ignored) == (True, ())


@pytest.mark.parametrize("field", ["Name", "Category", "Code"])
def test_what_is_too_long_is_refused_where_the_file_is_looked_at(
    salon: Services, tmp_path: Path, field: str
) -> None:
    for kind in ("products", "services"):
        cells = {"Name": "Ukázka", "Price": "250", "Minutes": "30", field: "x" * 10_000}
        item, _ = judged(salon, tmp_path, kind, cells)
        assert item is None


@pytest.mark.req("C5", "P1")
def test_a_short_code_that_may_be_two_is_told(salon: Services, tmp_path: Path) -> None:
    """As an EAN-8, and as a longer number written short."""
    text = "Name;Price;Barcode\nHřeben;90;11000006\nKartáč;120;2000000000015\n"
    plan = read(salon, tmp_path, "products", text)
    assert [row.verdict for row in plan.rows] == ["new", "new"]
    assert [[one.text for one in row.remarks] for row in plan.rows] == [["11000006"], []]
    Importing(salon.context).apply(plan, None)
    again = read(salon, tmp_path, "products", text)
    assert [(row.verdict, row.remarks) for row in again.rows] == [("same", ())] * 2


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("cell", "kept", "told"),
    [
        ("8594001234561 (250 ml)", ("8594001234561",), 2),
        ("EAN13 8594001234561", ("8594001234561",), 1),
        ("N8594001234561", ("8594001234561",), 1),
        ("8594001234561X", ("8594001234561X",), 1),
        ("85940012345", ("85940012345",), 1),
        ("085940012345617", ("085940012345617",), 1),
        ("bez EAN", (), 1),
        ("FALSE", (), 1),
    ],
)
def test_doubtful_barcodes_are_told(
    salon: Services, tmp_path: Path, cell: str, kept: tuple[str, ...], told: int
) -> None:
    plan = read(salon, tmp_path, "products", f"Name;Price;Barcode\nGel ukázkový;250;{cell}\n")
    assert plan.rows[0].item.barcodes == kept
    assert len(plan.rows[0].remarks) == told


def test_a_day_is_no_number_of_goods_either(salon: Services, tmp_path: Path) -> None:
    text = "Name;Price;Code\nGel ukázkový;250;1.2.2026\nVosk ukázkový;250;3-Feb\n"
    plan = read(salon, tmp_path, "products", text)
    assert [row.verdict for row in plan.rows] == ["refused", "refused"]


@pytest.mark.req("P1")
def test_prices_with_three_noughts_everywhere_may_be_thousands_or_not(
    salon: Services, tmp_path: Path
) -> None:
    text = "Name;Price\nGel ukázkový;250.000\nVosk ukázkový;90.000\n"
    assert {row.verdict for row in read(salon, tmp_path, "products", text).rows} == {"refused"}
    clear = read(salon, tmp_path, "products", text + "Hena ukázková;1.250\n")
    assert [row.item.price_minor for row in clear.rows] == [25_000_000, 9_000_000, 125_000]


def test_a_price_list_of_services(salon: Services, tmp_path: Path) -> None:
    text = (
        "Name;Minutes;Price;VAT\nBarva ukázková;90-120;od 1 200,-;základní\n"
        "Svatba ukázková;půl hodiny;dohodou;0.21\n"
    )
    colour, wedding = read(salon, tmp_path, "services", text).rows
    assert (colour.item.price_minor, colour.item.minutes) == (120_000, 120)
    assert (wedding.item.open_price, wedding.item.minutes) == (True, 30)
    assert [len(row.remarks) for row in (colour, wedding)] == [2, 1]


@pytest.mark.req("P1")
@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("code;name;price;includingVat;percentVat\nS1;Gel ukázkový;250;1;21\n", 25_000),
        ("code;name;price;includingVat;percentVat\nS1;Gel ukázkový;206,61;0;21\n", None),
        ('SKU,Name,"Sale price","Regular price"\nS1,Gel ukázkový,199,250\n', 25_000),
        ('SKU,Name,"Sale price"\nS1,Gel ukázkový,199\n', 19_900),
        ("Kód;Název;Prodejní cena s DPH;Sazba DPH\nS1;Gel ukázkový;250,00;základní\n", 25_000),
        ("Název;Cena bez DPH\nGel ukázkový;206,61\n", None),
    ],
)
def test_which_price_of_another_program_is_kept(
    salon: Services, tmp_path: Path, text: str, price: int | None
) -> None:
    (row,) = read(salon, tmp_path, "products", text).rows
    assert (row.item.price_minor if row.item else None) == price


def test_numbers_of_goods_and_stock_under_the_headings_of_shops(
    salon: Services, tmp_path: Path
) -> None:
    text = (
        'SKU,Name,"Regular price",Stock,"GTIN, UPC, EAN, or ISBN"\n'
        "S1,Gel ukázkový,250,5,8594001234561\n"
    )
    (row,) = read(salon, tmp_path, "products", text).rows
    assert (row.item.stock_milli, row.item.barcodes) == (5000, ("8594001234561",))


def test_a_column_of_prices_from_which_services_cost(salon: Services, tmp_path: Path) -> None:
    text = "Služba;Čas;Cena od\nBarva ukázková;90;1200\n"
    (row,) = read(salon, tmp_path, "services", text).rows
    assert (row.item.price_minor, row.item.minutes) == (120_000, 90)
    assert len(row.remarks) == 1
