"""What a receipt printer is able to print: its width and its table of characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.paper.signs import spelled, tidy

CODEPAGES: dict[str, tuple[str, int]] = {
    "PC852": ("cp852", 18),
    "WPC1250": ("cp1250", 45),
    "raster": ("raster", 0),
}
"""Name in the settings: Python's codec, and Epson's number for ``ESC t``. Both have every letter
of Czech, Hungarian and Slovenian; PC852 is in nearly every printer, WPC1250 also has the euro.
``raster``: for a printer with neither; every line is drawn and sent as a picture."""

Qr = Literal["native", "drawn"]
WIDTHS: dict[int, tuple[int, int]] = {80: (48, 576), 58: (32, 384)}
"""Paper in mm: characters of font A in a line, and dots."""


@dataclass(frozen=True, slots=True)
class Profile:
    """``columns``: characters of the normal font in a line; ``dots``: width that can be printed.

    ``codec``/``table``: Python's name and the printer's number of its table of characters.
    ``drawer_pin``: 2 or 5, which pin of the drawer's plug gets the pulse; 0 for no drawer.
    ``qr``: whether the printer draws QR codes itself or gets them as pictures. ``cuts``: whether
    it has a knife; without one the paper is fed to where it is torn off. ``draws_signs``: whether
    a single sign that its table lacks may be sent as a picture in the line.
    """

    columns: int = 48
    dots: int = 576
    codec: str = "cp852"
    table: int = 18
    drawer_pin: int = 2
    qr: Qr = "native"
    cuts: bool = True
    draws_signs: bool = True

    @property
    def drawn(self) -> bool:
        """Letters are pictures: whatever our font has can be printed."""
        return self.codec == "raster"

    @classmethod
    def of(
        cls, width_mm: int = 80, codepage: str = "PC852", table: int | None = None, pin: int = 2
    ) -> Profile:
        """From settings. ``table`` overrides the number where a printer counts differently.

        KeyError for a width or a code page nobody knows.
        """
        columns, dots = WIDTHS[width_mm]
        codec, number = CODEPAGES[codepage]
        return cls(columns, dots, codec, number if table is None else table, pin)

    def spell(self, text: str) -> str:
        """The text in signs this printer has or gets drawn, a cell for each. Length may change, so
        spell before laying out. No-break spaces stay, for the layout to respect.

        Nothing a person typed may stop a receipt, nor become a question mark.
        """
        plain = tidy(text)
        if self.drawn:
            return spelled(plain, _in_font)
        return spelled(plain, self.has, _in_font if self.draws_signs else _never)

    def encode(self, text: str) -> bytes:
        """Bytes of a text of signs the table has; UnicodeEncodeError for any other."""
        return text.encode(self.codec, "strict")

    def has(self, char: str) -> bool:
        """Whether the table of characters has it."""
        try:
            char.encode(self.codec, "strict")
        except UnicodeEncodeError:
            return False
        return True


def _in_font(char: str) -> bool:
    from kiosk.paper.fonts import MONO, has

    return has(MONO, char)


def _never(char: str) -> bool:
    return False
