"""CSV files as they come: encodings, delimiters, quotes, and what is no CSV at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.services.files.csv_table import read_csv


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return path


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
        (b'a;b\n1;2\n"x;3\n4;5\n', "Line 3"),
    ],
)
def test_what_is_no_csv_is_refused_with_the_place(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_csv(written(tmp_path, data))
    assert told in caught.value.message.plain()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_csv(tmp_path / "none.csv")
