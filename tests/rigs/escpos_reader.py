"""A small ESC/POS interpreter: what a printer would have put on paper for some bytes.

Written from Epson's command reference and independent of our encoder and of python-escpos. It is
strict: a command it does not know, a character its table does not have or a line longer than the
paper is an error, not a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TABLES = {0: "cp437", 2: "cp850", 16: "cp1252", 18: "cp852", 19: "cp858", 45: "cp1250"}
"""``ESC t n`` by Epson's numbering and Python's name for the table."""
DRAWN = "\N{OBJECT REPLACEMENT CHARACTER}"
ESC, GS, DLE, LF = 0x1B, 0x1D, 0x10, 0x0A


class Misprint(AssertionError):
    """The bytes would not print as meant."""


@dataclass(frozen=True)
class Printed:
    """One line on the paper; ``align``: 0 left, 1 centre, 2 right."""

    text: str
    bold: bool = False
    wide: bool = False
    tall: bool = False
    align: int = 0


@dataclass(frozen=True)
class Square:
    """A QR code; ``size``: dots per module."""

    content: str
    size: int
    align: int


@dataclass(frozen=True)
class Pulse:
    """The drawer was opened; ``pin`` of its plug."""

    pin: int


@dataclass(frozen=True)
class Knife:
    partial: bool


@dataclass(frozen=True)
class Strip:
    """A picture: rows of dots, true where black."""

    width: int
    rows: tuple[tuple[bool, ...], ...]


Seen = Printed | Square | Pulse | Knife | Strip


@dataclass
class Reader:
    """``columns``: characters of font A in a line."""

    columns: int = 48
    seen: list[Seen] = field(default_factory=list)
    signs: list[bytes] = field(default_factory=list)
    """Pictures inside lines; in the text each is ``DRAWN``."""

    def __post_init__(self) -> None:
        self._reset()
        self._qr_data, self._qr_size = b"", 3

    def _reset(self) -> None:
        self._bold = self._wide = self._tall = False
        self._align, self._table = 0, "cp437"
        self._line: list[str] = []
        self._style: tuple[bool, bool, bool] | None = None

    def read(self, data: bytes) -> Reader:
        """Interprets a whole job; returns itself."""
        at = 0
        while at < len(data):
            byte = data[at]
            if byte == ESC:
                at = self._escape(data, at + 1)
            elif byte == GS:
                at = self._group(data, at + 1)
            elif byte == LF:
                self._feed()
                at += 1
            elif byte < 0x20:
                raise Misprint(f"unknown control {byte:#04x} at {at}")
            else:
                self._character(data[at : at + 1])
                at += 1
        if self._line:
            raise Misprint(f"text never printed: {''.join(self._line)!r}")
        return self

    def _character(self, byte: bytes) -> None:
        style = (self._bold, self._wide, self._tall)
        if self._style is not None and style != self._style:
            raise Misprint("the style changed inside a line")
        self._style = style
        try:
            self._line.append(byte.decode(self._table))
        except UnicodeDecodeError as error:
            raise Misprint(f"{byte!r} is not in {self._table}") from error
        if len(self._line) * (2 if self._wide else 1) > self.columns:
            raise Misprint(f"longer than the paper: {''.join(self._line)!r}")

    def _feed(self) -> None:
        bold, wide, tall = self._style or (self._bold, self._wide, self._tall)
        self.seen.append(Printed("".join(self._line), bold, wide, tall, self._align))
        self._line, self._style = [], None

    def _escape(self, data: bytes, at: int) -> int:
        command, argument = data[at : at + 1], data[at + 1] if at + 1 < len(data) else 0
        if command == b"@":
            self._reset()
            return at + 1
        if command == b"*":
            return self._sign(data, at + 1)
        if command == b"!":
            if argument & ~0b1011_1001:
                raise Misprint(f"unknown print mode {argument:#04x}")
            self._bold, self._tall, self._wide = (
                bool(argument & bit) for bit in (0x08, 0x10, 0x20)
            )
        elif command == b"E":
            self._bold = bool(argument & 1)
        elif command == b"a":
            if self._line:
                raise Misprint("alignment works at the start of a line only")
            self._align = argument % 48
        elif command == b"t":
            if argument not in TABLES:
                raise Misprint(f"code page {argument} is not supported")
            self._table = TABLES[argument]
        elif command == b"d":
            self.seen.extend(Printed("") for _ in range(argument))
        elif command == b"p":
            self.seen.append(Pulse({0: 2, 48: 2, 1: 5, 49: 5}[argument]))
            return at + 4
        else:
            raise Misprint(f"unknown command ESC {command!r} at {at}")
        return at + 2

    def _sign(self, data: bytes, at: int) -> int:
        """``ESC *``: a picture inside a line, here always one cell of a normal line."""
        mode, width = data[at], data[at + 1] + 256 * data[at + 2]
        if mode != 33 or width != 12 or self._wide or self._tall:
            raise Misprint(f"a picture of {width} columns in a line, mode {mode}")
        end = at + 3 + 3 * width
        if end > len(data):
            raise Misprint("a picture cut short")
        self.signs.append(data[at + 3 : end])
        self._line.append(DRAWN)
        if len(self._line) > self.columns:
            raise Misprint("longer than the paper")
        return end

    def _group(self, data: bytes, at: int) -> int:
        command, argument = data[at : at + 1], data[at + 1]
        if command == b"!":
            self._wide, self._tall = bool(argument >> 4), bool(argument & 0x0F)
            return at + 2
        if command == b"V":
            if argument in (0, 48, 1, 49):
                self.seen.append(Knife(argument in (1, 49)))
                return at + 2
            if argument in (65, 66):
                self.seen.append(Knife(argument == 66))
                return at + 3
            raise Misprint(f"unknown cut {argument}")
        if command == b"v" and argument == 0x30:
            return self._picture(data, at + 2)
        if command == b"(" and data[at + 1 : at + 2] == b"k":
            length = data[at + 2] + 256 * data[at + 3]
            self._code(data[at + 4 : at + 4 + length])
            return at + 4 + length
        raise Misprint(f"unknown command GS {command!r} at {at}")

    def _picture(self, data: bytes, at: int) -> int:
        """``GS v 0``: mode, bytes of a row, rows."""
        if self._line:
            raise Misprint("a picture inside a line")
        mode, width, height = data[at], data[at + 1] + 256 * data[at + 2], data[at + 3 : at + 5]
        rows = height[0] + 256 * height[1]
        if mode or width * 8 > self.columns * 12 or not 0 < rows <= 100:
            raise Misprint(f"a picture of {width} bytes in {rows} rows, mode {mode}")
        end = at + 5 + width * rows
        if end > len(data):
            raise Misprint("a picture cut short")
        lines = [data[at + 5 + row * width :][:width] for row in range(rows)]
        dots = (
            tuple(bool(byte & 0x80 >> bit) for byte in one for bit in range(8)) for one in lines
        )
        self.seen.append(Strip(width * 8, tuple(dots)))
        return end

    def _code(self, told: bytes) -> None:
        """``GS ( k`` for QR codes: model, size, error level, store, print."""
        symbol, function, rest = told[0], told[1], told[2:]
        if symbol != 0x31:
            raise Misprint(f"unknown two-dimensional code {symbol}")
        if function == 65 and rest in (b"2\x00", b"1\x00"):
            return
        if function == 67 and 1 <= rest[0] <= 16:
            self._qr_size = rest[0]
        elif function == 69 and 48 <= rest[0] <= 51:
            return
        elif function == 80 and rest[:1] == b"0":
            self._qr_data = rest[1:]
        elif function == 81:
            if not self._qr_data:
                raise Misprint("a QR code without data")
            self.seen.append(Square(self._qr_data.decode(), self._qr_size, self._align))
        else:
            raise Misprint(f"unknown QR function {function}")

    @property
    def lines(self) -> list[str]:
        """The texts on the paper, without empty lines at the end."""
        texts = [one.text.rstrip() for one in self.seen if isinstance(one, Printed)]
        while texts and not texts[-1]:
            texts.pop()
        return texts

    @property
    def codes(self) -> list[str]:
        return [one.content for one in self.seen if isinstance(one, Square)]

    @property
    def dots(self) -> list[tuple[bool, ...]]:
        """All pictures below one another."""
        return [row for one in self.seen if isinstance(one, Strip) for row in one.rows]

    @property
    def cuts(self) -> int:
        return sum(isinstance(one, Knife) for one in self.seen)

    @property
    def pulses(self) -> list[int]:
        return [one.pin for one in self.seen if isinstance(one, Pulse)]


def read(data: bytes, columns: int = 48) -> Reader:
    """Reads one job's bytes."""
    return Reader(columns).read(data)
