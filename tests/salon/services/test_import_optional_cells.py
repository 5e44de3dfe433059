"""Cells that nobody needs: what cannot be read there keeps nobody and nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Kind, Plan
from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import read, told


def planned(salon: Services, tmp_path: Path, kind: Kind, text: str) -> Plan:
    path = tmp_path / f"{kind}.csv"
    path.write_bytes(text.encode())
    return Importing(salon.context).read(kind, path)


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("heading", "cell", "field", "kept", "left"),
    [
        ("Telefon", "klapka 12", "phone", "", "klapka 12"),
        ("Telefon", "777111222 / 777111333", "phone", "+420777111222", "+420777111333"),
        ("Telefon", "0", "phone", "", "0"),
        ("E-mail", "not-mail", "email", "", "not-mail"),
        ("E-mail", "Eva <EVA@example.com>", "email", "eva@example.com", ""),
        ("Jazyk", "klingonsky", "language", "", "klingonsky"),
        ("Bookable", "maybe", "bookable", True, "maybe"),
        ("Bookable", "0", "bookable", False, ""),
        ("Active", "snad", "active", True, "snad"),
        ("Role", "duch", "role", "staff", "duch"),
        ("Pozice", "#REF!", "position", "", "#REF!"),
        ("Pozice", "k" * 300, "position", "", "k" * 300),
    ],
)
def test_of_staff(
    salon: Services, tmp_path: Path, heading: str, cell: str, field: str, kept: object, left: str
) -> None:
    plan = planned(salon, tmp_path, "staff", f"Jméno;Příjmení;{heading}\nNela;Vzorová;{cell}\n")
    assert [row.verdict for row in plan.rows] == ["new"], plan.rows[0].message
    assert getattr(plan.rows[0].item, field) == kept
    assert [text for _, text in told(plan, 2)] == ([left] if left else [])


@pytest.mark.req("C5")
def test_a_role_nobody_can_read_takes_none_away(salon: Services, tmp_path: Path) -> None:
    plan = planned(salon, tmp_path, "staff", "name,role\nPetra Sample,duch\n")
    assert [row.verdict for row in plan.rows] == ["same"]


@pytest.mark.req("C5")
@pytest.mark.parametrize("kind", ["products", "services"])
@pytest.mark.parametrize(("heading", "cell"), [("DPH", "podle zákona"), ("Active", "snad")])
def test_of_goods(salon: Services, tmp_path: Path, kind: Kind, heading: str, cell: str) -> None:
    plain = planned(salon, tmp_path, kind, "Název;Cena;Minuty\nLak;100;30\n")
    plan = planned(salon, tmp_path, kind, f"Název;Cena;Minuty;{heading}\nLak;100;30;{cell}\n")
    assert [row.verdict for row in plan.rows] == ["new"], plan.rows[0].message
    assert plan.rows[0].item == plain.rows[0].item
    assert told(plan, 2) == [(heading, cell)]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("11000.0", "11000"),
        ("11000,00", "11000"),
        ("110 00.0", "110 00"),
        ("11,000", "11000"),
        ("1.011", "1011"),
        ('="11000"', "11000"),
        ("1.1000E+04", "11000"),
        ("1.1E+04", ""),
        ("1.1.2011", ""),
        ("110 00", "110 00"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("H-1011", "H-1011"),
    ],
)
def test_postcodes_that_a_spreadsheet_took_for_amounts(
    salon: Services, tmp_path: Path, cell: str, kept: str
) -> None:
    quoted = cell.replace('"', '""')
    plan = read(salon, tmp_path, f'Jméno;Příjmení;PSČ\nEva;Vzor;"{quoted}"\n')
    assert plan.rows[0].item.postcode == kept
    assert [text for _, text in told(plan, 2)] == ([] if kept else [cell])


@pytest.mark.req("C5")
def test_a_note_keeps_what_its_columns_are_called(salon: Services, tmp_path: Path) -> None:
    rows = "Jméno;Příjmení;Poznámka;Pes;Barva;Káva\nEva;Vzor;ráno;hodí s psom;5/0;-\n"
    mapping = {"Pes": "note", "Barva": "note", "Káva": "note"}
    plan = read(salon, tmp_path, rows, mapping=mapping)
    assert plan.rows[0].item.note == "ráno\nPes: hodí s psom\nBarva: 5/0"
    Importing(salon.context).apply(plan)
    again = read(salon, tmp_path, f"{rows}Ada;Vzor;;;;\n", mapping=mapping)
    assert [row.verdict for row in again.rows] == ["same", "new"]
