"""Words as they are compared: without diacritics, case and punctuation.

``Růžička`` is found by ``ruzicka``, so nobody needs the accent keys of the on-screen keyboard.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without diacritics: words separated by single blanks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(bare))


def words(query: str) -> list[str]:
    """The folded words of what somebody typed into a search field."""
    return fold(query).split()
