"""A customer display of two lines with 20 characters on a serial line: CD5220 or ESC/POS."""

from __future__ import annotations

import threading
import unicodedata

from drivers.device import DISPLAY, NotReady
from drivers.options import Options
from drivers.serial_port import BAUDS, checked_port, opened

KIND = DISPLAY
LIBRARIES = ("serial",)
COLUMNS = 20
WRITE_SECONDS = 2.0
CODECS = {"ASCII": "ascii", "PC852": "cp852", "WPC1250": "cp1250"}
INIT, CLEAR, SELECT_TABLE, BRIGHTNESS = b"\x1b@", b"\x0c", b"\x1bt", b"\x1b*"
CD5220 = (b"\x1bQA", b"\x1bQB", b"\r")
"""Before the upper line, before the lower line, after each."""
ESCPOS = (b"\x1f$\x01\x01", b"\x1f$\x01\x02", b"")
SPACES = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
UNKNOWN_LETTER = "*"
SPELLINGS = {
    "€": "EUR",
    "–": "-",
    "—": "-",
    "−": "-",
    "„": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "…": "...",
    "×": "x",
    "⁄": "/",
}
"""For whoever gives it a text as it stands."""


def open(options: Options) -> CustomerDisplay:
    """``port``, ``baud`` (9600), ``protocol`` (``cd5220`` or ``escpos``), ``codepage`` (``ASCII``,
    ``PC852``, ``WPC1250``), ``codepage_number`` (0: not selected; models differ), ``brightness``
    (1-4)."""
    return CustomerDisplay(
        checked_port(options),
        options.whole("baud", 9600, 300, 115200, usual=BAUDS, decides=True),
        options.choice("protocol", "cd5220", ("cd5220", "escpos"), decides=True),
        CODECS[options.choice("codepage", "ASCII", tuple(CODECS), decides=True)],
        options.whole("codepage_number", 0, 0, 255),
        options.whole("brightness", 4, 1, 4),
    )


class CustomerDisplay:
    def __init__(
        self, port: str, baud: int, protocol: str, codec: str, table: int, brightness: int = 4
    ) -> None:
        self._port, self._baud, self._codec = port, baud, codec
        self._upper, self._lower, self._end = CD5220 if protocol == "cd5220" else ESCPOS
        self._start = INIT + (SELECT_TABLE + bytes([table]) if table else b"")
        if protocol == "cd5220":
            self._start += BRIGHTNESS + bytes([brightness])
        self._started = False
        self._busy = threading.Lock()

    def look(self) -> None:
        """Only that the line is there: displays never answer. DeviceMissing."""
        with self._busy:
            started, self._started = self._started, False
            with opened(self._port, self._baud):
                self._started = started

    def has(self, char: str) -> bool:
        """Whether it can show this character as it is."""
        return _has(char, self._codec)

    def show(self, upper: str, lower: str = "", *, right: bool = False) -> None:
        """Both lines anew; longer texts are cut, what the display lacks becomes simpler. ``right``
        puts the lower one to the right edge. Raises DeviceMissing, or NotReady when it takes no
        more."""
        self._write(
            self._upper + fitted(upper, self._codec) + self._end
            + self._lower + fitted(lower, self._codec, right=right) + self._end
        )  # fmt: skip

    def clear(self) -> None:
        """Raises as :meth:`show` does."""
        self._write(CLEAR)

    def _write(self, data: bytes) -> None:
        with self._busy:
            started, self._started = self._started, False
            try:
                with opened(self._port, self._baud, seconds=WRITE_SECONDS) as line:
                    line.write(data if started else self._start + data)
            except OSError as error:
                raise NotReady("silent", str(error)) from error
            self._started = True


def fitted(text: str, codec: str, *, right: bool = False) -> bytes:
    """Exactly 20 bytes, one for each place on the display; no byte of a text is a command."""
    shown = _spelled(text, codec).encode(codec, "replace")[:COLUMNS]
    return shown.rjust(COLUMNS) if right else shown.ljust(COLUMNS)


def _spelled(text: str, codec: str) -> str:
    """In characters of a table; others are spelled or lose their accents. What is left is a "*"
    for a letter, nothing for an ornament."""
    return "".join(_shown(char, codec) for char in unicodedata.normalize("NFC", text))


def _shown(char: str, codec: str) -> str:
    if unicodedata.category(char)[0] == "C":
        return ""
    if char in SPACES:
        return " "
    if _has(char, codec):
        return char
    if char in SPELLINGS:
        return SPELLINGS[char]
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(SPELLINGS.get(p, p) for p in parts if not unicodedata.combining(p))
    if plain and _has(plain, codec):
        return plain
    return UNKNOWN_LETTER if unicodedata.category(char)[0] in "LN" else ""


def _has(text: str, codec: str) -> bool:
    try:
        return all(byte >= 0x20 and byte != 0x7F for byte in text.encode(codec))
    except UnicodeEncodeError:
        return False
