"""What programs, transfers and spreadsheets have done to a list of clients on its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import read, told


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("cell", "phone", "other"),
    [
        ("6.01000101E+08", "+420601000101", ""),
        ("4,20601000101E+11", "+420601000101", ""),
        ("6,01E+08", "", ""),
        ("4,20601E+11", "", ""),
        ("601000101 602000102", "+420601000101", "+420602000102"),
        ("601 000 101 602 000 102", "+420601000101", "+420602000102"),
        ("+420 601000101 +420 602000102", "+420601000101", "+420602000102"),
    ],
)
def test_numbers_shortened_or_side_by_side(
    salon: Services, tmp_path: Path, cell: str, phone: str, other: str
) -> None:
    text = f"First name;Last name;Phone\nJana;Vzorová;{cell}\n"
    plan = read(salon, tmp_path, text)
    (row,) = plan.rows
    assert (row.item.phone, row.item.other_phone) == (phone, other)
    assert told(plan, 2) == ([] if phone else [("Phone", cell)])


@pytest.mark.req("C5")
def test_what_stands_around_a_list_is_nobody(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon,
        tmp_path,
        "Name;Phone\nV;\nJana Vzorová;601000101\nExportováno: 30.11.2026 10:15;\n"
        "Počet záznamů: 1;\nStrana 1 z 1;\nPage 1/1;\nStrana Vzorová;\n",
    )
    assert [row.title for row in plan.rows] == ["Jana Vzorová", "Strana Vzorová"]
    assert plan.totals == (2, 4, 5, 6, 7)


@pytest.mark.req("C5")
@pytest.mark.parametrize("name", ["Pe?ka", "?erná", "Pe\ufffdka"])
def test_lost_letters_are_told(salon: Services, tmp_path: Path, name: str) -> None:
    plan = read(salon, tmp_path, f"First name,Last name\nJana,{name}\nEva,Vzorová\n")
    assert [row.verdict for row in plan.rows] == ["refused", "new"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"%PDF-1.4\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"<html><table><tr><td>Name</td></tr></table></html>",
        b"<?xml version='1.0'?><Workbook/>",
    ],
)
def test_a_file_of_another_kind_says_what_to_do(
    salon: Services, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(data + b"\0\1\2" * 50)
    with pytest.raises(Refused, match=r"save it as CSV|Export a CSV"):
        Importing(salon.context).read("clients", path)


def test_lines_of_two_encodings_are_refused(salon: Services, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes("Jméno;Telefon\n".encode() + "Jana Žlutá;601000101\n".encode("cp1250"))
    with pytest.raises(Refused, match="Line 2"):
        Importing(salon.context).read("clients", path)


def test_a_count_of_days_is_told(salon: Services, tmp_path: Path) -> None:
    plan = read(salon, tmp_path, "Name,Birthday\nJana Vzorová,31427\nEva Vzorová,31427.0\n")
    assert told(plan, 2) == [("Birthday", "31427")]
    assert "spreadsheet has counted" in plan.rows[1].remarks[0].message.plain()


def test_an_address_book_that_breaks_off(salon: Services, tmp_path: Path) -> None:
    """Also under another name."""
    cards = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Vzorová;Jana\nFN:Jana Vzorová\n"
        "BEGIN:VCARD\nVERSION:3.0\nN:Minta;Anna\nFN:Minta Anna\nTEL:+36201234567\n"
    )
    for name in ("book.vcf", "book.csv"):
        plan = read(salon, tmp_path, cards, name)
        assert [row.title for row in plan.rows] == ["Jana Vzorová", "Anna Minta"]
        assert plan.rows[1].item.phone == "+36201234567"


@pytest.mark.parametrize("cell", ["-", "nemá", "neuvedeno", "N/A"])
def test_cells_of_staff_that_say_nothing(salon: Services, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(f"Jméno;Příjmení;Telefon;Pozice\nDana;Vzorová;{cell};{cell}\n", "utf-8")
    plan = Importing(salon.context).read("staff", path)
    assert plan.possible
    assert (plan.rows[0].item.phone, plan.rows[0].item.position) == ("", "")
    assert told(plan, 2) == [("Telefon", cell), ("Pozice", cell)]
