"""Address books as telephones and mail programs write them (vCard 2.1 to 4.0, RFC 6350), read as a
table with a row a card."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.reading.csv_table import CsvTable, Line, contents
from kiosk.salon.services.files.reading.encodings import decode

HEADER = (
    *("n given", "n additional", "n family", "n prefix", "n suffix", "fn", "bday", "gender"),
    *("tel cell", "tel", "email", "adr street", "adr city", "adr code", "note", "org"),
)
_CARD = re.compile(
    r"^BEGIN:VCARD\s*$.*?(?:^END:VCARD\s*$|(?=^BEGIN:VCARD)|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""One may break off where a transfer did."""
_END = "END:VCARD"
_NO_CALLS = frozenset(("FAX", "PAGER"))
_MANY = " ::: "
"""Stands between several values of one column."""


def are_vcards(path: Path) -> bool:
    """By the name or by the beginning: some programs name them as they like."""
    if path.suffix.lower() == ".vcf":
        return True
    return contents(path)[:64].lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCARD")


def read_vcards(path: Path, language: str, encoding: str = "") -> CsvTable:
    """``language`` and ``encoding`` as for a CSV file. Refused: not readable, or no card in it."""
    text, encoding = decode(contents(path), language, encoding)
    lines = [
        Line(text.count("\n", 0, found.start()) + 1, _cells(found.group()))
        for found in _CARD.finditer(text)
    ]
    if not lines:
        raise Refused(T("There is no contact in the file."))
    return CsvTable(HEADER, tuple(lines), encoding, ";")


def _cells(card: str) -> tuple[str, ...]:
    """Empty when nobody can read the card; then the row is refused for want of a name."""
    import vobject

    # It would write the lines that it cannot read into the log, and they are about people.
    logging.getLogger("vobject").setLevel(logging.CRITICAL + 1)
    if _END not in card.upper():
        card = f"{card.rstrip()}\n{_END}\n"
    try:
        one = vobject.readOne(card, allowQP=True, ignoreUnreadable=True)
    except Exception:  # noqa: BLE001 - whatever a stranger's card does to the parser is that card's
        return ("",) * len(HEADER)
    name = one.contents["n"][0].value if "n" in one.contents else None
    numbers = [line for line in one.contents.get("tel", []) if not _types(line) & _NO_CALLS]
    mobiles = [line for line in numbers if "CELL" in _types(line)]
    home = min(one.contents.get("adr", []), key=_how_private, default=None)
    return (
        *(_part(name, part) for part in ("given", "additional", "family", "prefix", "suffix")),
        _said(one, "fn"),
        _said(one, "bday"),
        _said(one, "gender").partition(";")[0] or _said(one, "x-gender"),
        _MANY.join(map(_number, mobiles)),
        _MANY.join(_number(line) for line in numbers if line not in mobiles),
        _MANY.join(str(line.value).strip() for line in one.contents.get("email", [])),
        *(_part(home.value if home else None, part) for part in ("street", "city", "code")),
        _said(one, "note"),
        _company(one),
    )


def _how_private(address: Any) -> int:
    """The address at home before others, that of work behind them."""
    types = _types(address)
    return 0 if "HOME" in types else 2 if "WORK" in types else 1


def _company(card: Any) -> str:
    units = card.contents["org"][0].value if "org" in card.contents else []
    return str(units[0] if isinstance(units, list) and units else units or "").strip()


def _types(line: Any) -> set[str]:
    said = [*line.params.get("TYPE", []), *line.singletonparams]
    return {kind.upper() for part in said for kind in part.split(",")}


def _number(line: Any) -> str:
    """Without the scheme of an address and its parameters (RFC 3966)."""
    return str(line.value).strip().removeprefix("tel:").partition(";")[0]


def _part(value: Any, part: str) -> str:
    found = getattr(value, part, "")
    return " ".join(found) if isinstance(found, list) else str(found or "").strip()


def _said(card: Any, name: str) -> str:
    return str(card.contents[name][0].value).strip() if name in card.contents else ""
