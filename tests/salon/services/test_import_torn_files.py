"""What programs, transfers and spreadsheets have done to a list of clients on its way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.judging import ColumnsUnknown
from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import brought, read, told


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
        b"\x1f\x8b\x08\0",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
        b"{\\rtf1\\ansi ",
        b"\0\0\0\x18ftypheic",
        b'[{"name": "Jana"}]',
        b"dn: cn=Jana\ncn: Jana\n",
        b"SQLite format 3\0",
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
    with pytest.raises(Refused, match=r"save it as CSV|Export a CSV|take the CSV"):
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


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name in names:
            folder.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("[Content_Types].xml", "xl/workbook.xml"), "workbook"),
        (("mimetype", "content.xml"), "workbook"),
        (("Index/Document.iwa",), "workbook"),
        (("clients.csv",), "packed folder"),
    ],
)
def test_a_workbook_and_a_packed_folder(
    salon: Services, tmp_path: Path, names: tuple[str, ...], why: str
) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(packed(*names))
    with pytest.raises(Refused, match=why):
        Importing(salon.context).read("clients", path)


@pytest.mark.req("C5")
def test_another_table_below_is_refused_and_the_rest_goes_on(
    salon: Services, tmp_path: Path
) -> None:
    head = "Jméno;Příjmení;Telefon\nJana;Vzorová;601000101\n"
    for below in (
        "Služba;Cena;\nStřih;500;\n",
        "Jméno;Telefon\nEva;601000102\n",
        "Jméno;Příjmení;E-mail\nEva;Vzor;eva@example.com\n",
    ):
        plan = read(salon, tmp_path, head + "\n" + below)
        assert [row.verdict for row in plan.rows] == ["new", "refused", "refused"]
        assert plan.rows[1].message is not None
        assert "line 4" in plan.rows[1].message.plain()


def test_a_turned_table_is_refused(salon: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Turn it"):
        read(salon, tmp_path, "Jméno;Jana;Eva\nPříjmení;Vzor;Vzor\nTelefon;601000101;601000102\n")


def test_headings_that_have_lost_letters(salon: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"P\?íjmení"):
        read(salon, tmp_path, "Jméno;P?íjmení\nJana;Vzor\n")


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    "line",
    [
        "Celkem klientů;1;",
        "Celkem 1 klient;;",
        "Konec sestavy;;",
        "VIP klienti;;",
        "Zobrazeno 1 z 1;;",
        "---;---;---",
        "www.example.com;;",
    ],
)
def test_what_is_no_person(salon: Services, tmp_path: Path, line: str) -> None:
    plan = read(salon, tmp_path, f"Jméno;Příjmení;Telefon\nJana;Vzor;601000101\n{line}\n")
    assert ([row.title for row in plan.rows], plan.totals) == (["Jana Vzor"], (3,))


@pytest.mark.req("C5")
def test_a_file_without_headings_is_read_once_somebody_says_what_the_columns_are(
    salon: Services, tmp_path: Path
) -> None:
    text = "Jana;Vzorová;601000101;1\nEva;Ukázková;601000102;2\n"
    with pytest.raises(ColumnsUnknown) as caught:
        read(salon, tmp_path, text)
    assert [one.sample for one in caught.value.columns] == ["Jana", "Vzorová", "601000101", "1"]
    said = {"1": "first_name", "2": "last_name", "3": "phone"}
    plan = read(salon, tmp_path, text, mapping=said)
    assert [row.title for row in plan.rows] == ["Jana Vzorová", "Eva Ukázková"]


@pytest.mark.req("C5")
def test_headings_with_whose_they_are_and_what_is_expected(salon: Services, tmp_path: Path) -> None:
    text = (
        "Jméno klientky *;Příjmení (povinné);Telefon [mobil];E-mail zákazníka:;Datum nar.\n"
        "Jana;Vzorová;601000101;jana@example.com;1. 2. 1985\n"
    )
    (jana,) = brought(salon, tmp_path, text)
    assert (jana.name, jana.phone, jana.email, jana.birth_date) == (
        "Jana Vzorová",
        "+420601000101",
        "jana@example.com",
        "1985-02-01",
    )
