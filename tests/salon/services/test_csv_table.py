"""CSV files as they come: encodings, delimiters, quotes, and what is no CSV at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.reading.csv_table import CsvTable
from kiosk.salon.services.files.reading.csv_table import read_csv as read_table


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return path


def read_csv(path: Path) -> CsvTable:
    return read_table(path, "cs", lambda text: text.casefold() in ("jméno", "telefon", "note"))


@pytest.mark.req("C5")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f"Název{delimiter}Cena\r\nŠampon žluťoučký{delimiter}1\r\n"
    table = read_csv(written(tmp_path, text.encode(encoding)))
    assert table.header == ("Název", "Cena")
    assert table.lines[0].cells == ("Šampon žluťoučký", "1")
    assert (table.encoding, table.delimiter) == (encoding, delimiter)


def test_quotes_may_hold_delimiters_and_line_ends(tmp_path: Path) -> None:
    data = b'a;b\n"x; ""y""";"one\ntwo"\n\n ; \nlast;1\n'
    table = read_csv(written(tmp_path, data))
    assert [line.cells for line in table.lines] == [('x; "y"', "one\ntwo"), ("last", "1")]
    assert [line.number for line in table.lines] == [2, 6]


def test_a_delimiter_inside_quotes_does_not_count(tmp_path: Path) -> None:
    assert read_csv(written(tmp_path, b'"a,b,c";d\n1;2\n')).delimiter == ";"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"name\n\x81\x83\n", "Line 2"),
        (b"a\0b\n", "not a CSV"),
        (b'"a;b\n1;2\n', "Line 1"),
    ],
)
def test_what_is_no_csv_is_refused_with_the_place(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_csv(written(tmp_path, data))
    assert told in caught.value.message.plain()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_csv(tmp_path / "none.csv")


def test_a_vertical_tab_and_a_unicode_line_end_no_row(tmp_path: Path) -> None:
    text = "Name,Note\nOlga,short\u2028across\nPetr,6/1\vpeeling\nEva,a\x85b\x1cc\n"
    table = read_csv(written(tmp_path, text.encode()))
    assert [line.cells[1] for line in table.lines] == ["short across", "6/1 peeling", "a b c"]
    assert [line.number for line in table.lines] == [2, 3, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_what_stands_before_the_headings_is_passed_over(
    tmp_path: Path, end: str, mark: str
) -> None:
    lines = [f"sep={mark}", "Export z programu", "", "Jméno;Telefon", "Dana;1", "Jméno;Telefon"]
    text = end.join([*(line.replace(";", mark) for line in lines), "Eva;2".replace(";", mark), ""])
    table = read_csv(written(tmp_path, ("\ufeff" + text).encode()))
    assert table.header == ("Jméno", "Telefon")
    assert [line.cells for line in table.lines] == [("Dana", "1"), ("Eva", "2")]
    assert [line.number for line in table.lines] == [5, 7]


def test_commas_in_a_single_column_divide_nothing(tmp_path: Path) -> None:
    table = read_csv(written(tmp_path, "Jméno\nVzorová, Jana\nVzor, Petr\n".encode()))
    assert [line.cells for line in table.lines] == [("Vzorová, Jana",), ("Vzor, Petr",)]


def test_decimal_commas_do_not_outvote_semicolons(tmp_path: Path) -> None:
    table = read_csv(written(tmp_path, b"Name;Price\nA;1,50\nB;2,50\nC;3,50\n"))
    assert (table.delimiter, table.lines[0].cells) == (";", ("A", "1,50"))


@pytest.mark.timeout(20)
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Refused, match="cannot be read"):
        read_csv(tmp_path / "pipe.csv")


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    "row",
    [
        '"Jana;1;x',
        'Jana;"říká" Bára;x',
        '"Jana;2;x\nEva;3;x\nIva;"',
        'Jana;"',
    ],
)
def test_a_quote_that_is_not_closed_costs_its_row_alone(tmp_path: Path, row: str) -> None:
    data = f'Jméno;Telefon;Note\nAna;1;"1\n2"\n{row}\nOlga;4;x\nPetr;5;x\n'
    table = read_csv(written(tmp_path, data.encode()))
    good = [line.cells[0] for line in table.lines if line.wrong is None]
    assert good[0] == "Ana"
    assert good[-2:] == ["Olga", "Petr"]
    assert [line.number for line in table.lines if line.wrong] == [4]


def test_rows_that_are_cells_of_another_program(tmp_path: Path) -> None:
    for text in (
        '"Jméno;Telefon"\n"Ana;1"\n',
        "'Jméno';'Telefon'\n'Ana';'1'\n",
        '"Jméno,Telefon"\n"Ana,1"\n',
    ):
        table = read_csv(written(tmp_path, text.encode()))
        assert (table.header, table.lines[0].cells) == (("Jméno", "Telefon"), ("Ana", "1"))


@pytest.mark.req("C5")
@pytest.mark.parametrize("row", ["Jana;Vzorová", "Kdo;601 000 101", "Kdo;jana@example.com"])
def test_a_file_without_headings_loses_nobody(tmp_path: Path, row: str) -> None:
    table = read_csv(written(tmp_path, f"{row}\nEva;Ukázková\n".encode()))
    assert table.header == ("1", "2")
    assert [line.cells for line in table.lines] == [tuple(row.split(";")), ("Eva", "Ukázková")]
