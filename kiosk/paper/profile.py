"""What a receipt printer is able to print: its width and its table of characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

CODEPAGES: dict[str, tuple[str, int]] = {
    "PC852": ("cp852", 18),
    "WPC1250": ("cp1250", 45),
    "raster": ("raster", 0),
}
"""Name in the settings: Python's codec, and Epson's number for ``ESC t``. Both have every letter
of Czech, Hungarian and Slovenian; PC852 is in nearly every printer, WPC1250 also has the euro.
``raster``: for a printer with neither; every line is drawn and sent as a picture."""

WIDTHS: dict[int, tuple[int, int]] = {80: (48, 576), 58: (32, 384)}
"""Paper in mm: characters of font A in a line, and dots."""

# Spellings for what a table of characters may lack; anything else loses its accent or becomes "?".
SPELLINGS = {
    "€": "EUR",
    "…": "...",
    "–": "-",
    "—": "-",
    "‐": "-",
    "−": "-",
    "•": "*",
    "·": ".",
    "×": "x",
    "─": "-",
    "═": "=",
    "„": '"',
    "“": '"',
    "”": '"',
    "‚": "'",
    "‘": "'",
    "’": "'",
    "№": "No.",
    "™": "(TM)",
}
NBSP = "\N{NO-BREAK SPACE}"
SPACES = str.maketrans({"\N{NARROW NO-BREAK SPACE}": NBSP, "\t": " ", "\r": " ", "\n": " "})


@dataclass(frozen=True, slots=True)
class Profile:
    """``columns``: characters of the normal font in a line; ``dots``: width that can be printed.

    ``codec``/``table``: Python's name and the printer's number of its table of characters.
    ``drawer_pin``: 2 or 5, which pin of the drawer's plug gets the pulse.
    """

    columns: int = 48
    dots: int = 576
    codec: str = "cp852"
    table: int = 18
    drawer_pin: int = 2

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
        """The text in characters this printer has. Length may change, so spell before laying out.
        No-break spaces stay, for the layout to respect.

        Nothing a person typed may stop a receipt: what cannot be spelled becomes ``?``.
        """
        tidy = unicodedata.normalize("NFC", text).translate(SPACES)
        if self._has(tidy):
            return tidy
        return "".join(char if self._has(char) else self._instead(char) for char in tidy)

    def encode(self, text: str) -> bytes:
        """Bytes of a spelled text; UnicodeEncodeError for one that was not spelled."""
        return text.encode(self.codec, "strict")

    def _has(self, text: str) -> bool:
        if any(ord(char) < 32 or ord(char) == 127 for char in text):
            return False
        if self.drawn:
            from kiosk.paper.fonts import MONO, has

            return all(has(MONO, char) for char in text)
        try:
            text.encode(self.codec, "strict")
        except UnicodeEncodeError:
            return False
        return True

    def _instead(self, char: str) -> str:
        if char in SPELLINGS:
            return SPELLINGS[char]
        if unicodedata.category(char) in ("Cc", "Cf", "Mn"):
            return ""
        plain = unicodedata.normalize("NFKD", char)
        plain = "".join(part for part in plain if not unicodedata.combining(part))
        return plain if plain and plain != char and self._has(plain) else "?"
