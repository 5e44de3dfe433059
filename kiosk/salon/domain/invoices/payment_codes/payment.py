"""What is to be paid, in words that no form of it owns, and a code that asks for it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.country.payment_form import PaymentKind
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.qr import Level

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae",
     "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ð": "d", "Ð": "D", "’": "'", "‘": "'",
     "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "..."}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """``amount_minor`` is above zero. ``reference``: digits, at most ten; ``model``: what the
    country writes before them. ``number``: of the invoice."""

    iban: str
    bic: str = ""
    name: str
    street: str = ""
    town: str = ""
    amount_minor: int
    currency: str
    reference: str
    model: str = ""
    number: str
    issued_on: date
    due_on: date | None = None
    payer_name: str = ""
    payer_street: str = ""
    payer_town: str = ""


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """``text`` in ``encoding`` (None: the smallest mode that holds it) at level ``error``.
    ``version``: the only size that the form allows, ``most_version``: the largest."""

    kind: PaymentKind
    text: str
    error: Level = "M"
    encoding: str | None = None
    eci: bool = False
    version: int | None = None
    most_version: int | None = None
    name: str = ""


def decimal(minor: int, currency: str) -> str:
    """A sum with a point and the decimals of its currency, and nothing between thousands."""
    exponent = CURRENCIES[currency].exponent
    if not exponent:
        return str(minor)
    whole, part = divmod(minor, 10**exponent)
    return f"{whole}.{part:0{exponent}d}"


def plain(text: str) -> str:
    """Without diacritics, on one line: apps of banks read no others."""
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return one_line("".join(char for char in bare if not unicodedata.combining(char)))


def one_line(text: str) -> str:
    """Line ends and tabs divide the fields of a code: no name may bring one in."""
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Zs") else char for char in text)
    return " ".join(kept.split())


def cut(text: str, most: int) -> str:
    return text[:most].rstrip()
