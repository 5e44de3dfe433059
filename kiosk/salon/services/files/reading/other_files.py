"""What somebody gives instead of a table: told by its beginning, with what to do."""

from __future__ import annotations

import io
import re
import zipfile

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

_PACKED = (b"pk\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"rar!", b"bzh", b"\xfd7zxz")
_PICTURES = (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff", b"{\\rtf")
_DATA = re.compile(rb"[\[{]\s*[\[{\"]|dn:|sqlite format 3\0|mz\x90|\x7felf")
_PAGE = re.compile(rb"<(?:\?xml|!doctype|html|table|meta)")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def refuse_others(data: bytes) -> None:
    """Refused: no text with rows, as far as its beginning shows."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    workbook = start.startswith(_OLD_WORKBOOK) or (start.startswith(b"pk") and _is_workbook(data))
    if workbook or _PAGE.match(start):
        raise Refused(
            T(
                "This is a workbook or a web page, not a CSV file. Open it in the spreadsheet and "
                "save it as CSV UTF-8."
            )
        )
    if start.startswith(_PACKED):
        raise Refused(
            T("This is a packed folder. Unpack it on a computer and take the CSV file out of it.")
        )
    if start.startswith(_PICTURES) or start[4:8] == b"ftyp":
        raise Refused(
            T(
                "This is a picture or a printed page, not a table. Export a CSV file from the "
                "program it comes from."
            )
        )
    if _DATA.match(start):
        raise Refused(
            T("This is a file for programs, not a table. Export a CSV file where it comes from.")
        )


def _is_workbook(data: bytes) -> bool:
    """Whether a packed folder is one that spreadsheets write; what cannot be opened is taken for
    one, as hardly anything else is given."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True
    return any(
        name in ("mimetype", "[Content_Types].xml") or name.startswith("Index/") for name in names
    )
