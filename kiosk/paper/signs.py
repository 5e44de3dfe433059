"""Signs that a printer or a font lacks, spelled with those it has.

Nothing a person typed may stop a paper, and nothing becomes a question mark: a sign is printed,
else spelled by the table, else without its accent, else left out when it is an ornament (emoji),
else it is one neutral ``*`` (a letter of a script that is not there).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

NBSP = "\N{NO-BREAK SPACE}"
UNKNOWN_LETTER = "*"
SPELLINGS = {
    "€": "EUR",
    "…": "...",
    "–": "-",
    "—": "-",
    "―": "-",
    "‐": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "−": "-",
    "⁻": "-",
    "•": "*",
    "·": ".",
    "×": "x",
    "÷": ":",
    "─": "-",
    "═": "=",
    "„": '"',
    "“": '"',
    "”": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "‚": "'",
    "‘": "'",
    "’": "'",
    "‹": "'",
    "›": "'",
    "`": "'",
    "´": "'",
    "′": "'",
    "″": '"',
    "№": "No.",
}
"""What a reader takes for the same: these are spelled rather than drawn."""
LAST_SPELLINGS = {
    "™": "(TM)",
    "®": "(R)",
    "©": "(C)",
    "℗": "(P)",
    "℃": "°C",
    "∅": "Ø",
    "⌀": "Ø",
    "Ø": "O",
    "ø": "o",
    "Œ": "OE",
    "œ": "oe",
    "Æ": "AE",
    "æ": "ae",
    "ß": "ss",
    "ẞ": "SS",
    "Þ": "Th",
    "þ": "th",
    "Ð": "D",
    "ð": "d",
    "Đ": "D",
    "đ": "d",
    "Ħ": "H",
    "ħ": "h",
    "ı": "i",
    "ĸ": "k",
    "Ŋ": "N",
    "ŋ": "n",
    "Ŧ": "T",
    "ŧ": "t",
    "ŉ": "'n",
    "⁄": "/",
    "∕": "/",
    "≈": "~",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "→": "->",
    "←": "<-",
    "±": "+/-",
    "¢": "c",
    "£": "GBP",
    "¥": "JPY",
    "µ": "u",
    "μ": "u",
    "¦": "|",
    "¬": "-",
    "¯": "-",
    "¨": '"',
    "¸": ",",
    "¡": "!",
    "¿": "",
    "§": "par.",
    "¶": "",
    "°": "o",
    "‰": "o/oo",
    "℮": "e",
    "ª": "a",
    "º": "o",
    "★": "*",
    "☆": "*",
    "✓": "v",
    "✔": "v",
    "☎": "tel.",
    "📞": "tel.",
    "₴": "UAH",
    "₽": "RUB",
    "₺": "TRY",
    "₹": "INR",
    "₩": "KRW",
    "♥": "<3",
    "❤": "<3",
}
"""When a sign can be neither printed nor drawn."""
_JOINED = re.compile(
    r"(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[\u2190-\u2bff\U0001f000-\U0001faff])+"
)
"""What makes one emoji of several signs: how it looks, and what is joined to it."""
Has = Callable[[str], bool]


def tidy(text: str) -> str:
    """One line of signs that can be seen: composed letters, simple spaces, nothing invisible and
    nothing that a printer would take for a command."""
    return "".join(map(_plain, _JOINED.sub("", unicodedata.normalize("NFC", text))))


def spelled(text: str, has: Has, draws: Has = lambda char: False) -> str:
    """A tidy text in signs that ``has`` knows or that ``draws`` can draw; its length may change.

    Spaces and ASCII are taken to be there.
    """
    if text.isascii():
        return text
    return "".join(
        char if char.isascii() or char == NBSP or has(char) else _instead(char, has, draws)
        for char in text
    )


def _plain(char: str) -> str:
    if " " <= char <= "~":
        return char
    kind = unicodedata.category(char)
    if char in (NBSP, "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}"):
        return NBSP
    if kind[0] == "Z" or char in "\t\r\n\v\f\x85":
        return " "
    return "" if kind in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def _instead(char: str, has: Has, draws: Has) -> str:
    if char in SPELLINGS:
        return SPELLINGS[char]
    if draws(char):
        return char
    if char in LAST_SPELLINGS:
        return spelled(LAST_SPELLINGS[char], has, draws)
    plain = _without_accent(char)
    if plain != char and plain:
        return spelled(plain, has, draws)
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    return UNKNOWN_LETTER if kind in ("Lu", "Ll", "Lt", "Lo", "Nl", "No") else ""


def _without_accent(char: str) -> str:
    """Compatibility forms taken apart (½ is 1/2, ﬁ is fi); no more than one sign of base letters
    stays itself, so this ends."""
    parts = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    return f" {kept}" if "⁄" in kept else kept
