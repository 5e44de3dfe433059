"""A line of a statement, whatever file it came in."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import T

BROKEN = T("The file is cut off or damaged: it does not read as a statement. Save it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``key``: the same line always has the same one, in whichever file it comes. ``on``: the day
    it was booked; ``amount_minor``: above zero for what came in. ``references``: what the payer or
    the bank names as such, as written; ``text``: everything else that was written. ``bank_ref``:
    the bank's own mark of the line, empty where the format has none. ``reversal``: the bank says
    that it takes another back; which way the money went then, not all banks mean alike."""

    key: str = ""
    on: date
    amount_minor: int
    currency: str
    references: tuple[str, ...] = ()
    text: str = ""
    payer: str = ""
    payer_account: str = ""
    bank_ref: str = ""
    reversal: bool = False


def keyed(account: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each with its key: the bank's own mark of it, or all that stands on it. Of lines that are
    alike in everything each counts, in their order: a file of the whole day has those of a file of
    its morning first."""
    alike: Counter[str] = Counter()
    found = []
    for line in lines:
        facts = [line.on.isoformat(), str(line.amount_minor), line.currency]
        if line.bank_ref:
            facts.append(line.bank_ref)
        else:
            facts += [*map(reference, line.references), line.text, line.payer, line.payer_account]
        text = "\x1f".join([account, *facts])
        alike[text] += 1
        key = hashlib.sha256(f"{text}\x1f{alike[text]}".encode()).hexdigest()[:32]
        found.append(replace(line, key=key))
    return tuple(found)


def minor(text: str, currency: str) -> int | None:
    """``1234.50`` or ``1234,5`` of a format that has no thousands, in minor units; None for what is
    no amount of this currency."""
    found = re.fullmatch(r"([+-]?)([0-9]+)(?:[.,]([0-9]*))?", text.strip())
    if found is None or len(found[2]) > 15:
        return None
    known = CURRENCIES.get(currency)
    exponent = known.exponent if known else 2
    fraction = (found[3] or "").rstrip("0")
    if len(fraction) > exponent:
        return None
    value = int(found[2] + fraction.ljust(exponent, "0"))
    return -value if found[1] == "-" else value


_MODEL = re.compile(r"(SI\d\d|RF\d\d)([0-9A-Z-]+)")


def reference(text: str) -> str:
    """What a reference says, however it is written: without blanks, hyphens and leading noughts,
    and without the model and check digits before it (``SI00``, ``RF18``)."""
    bare = re.sub(r"[\s/]", "", text.upper())
    if found := _MODEL.fullmatch(bare):
        bare = found[2]
    return bare.replace("-", "").lstrip("0")


_SAID = (
    re.compile(r"(?<![A-Z0-9])VS\s*[:/.]?\s*(\d{1,10})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![A-Z0-9])(RF\d\d[0-9A-Z]{1,21})(?![0-9A-Z])", re.IGNORECASE),
    re.compile(r"(?<![A-Z0-9])(SI\d\d\s?[0-9][0-9-]{0,20})(?![0-9A-Z])", re.IGNORECASE),
)


def said_in(text: str) -> tuple[str, ...]:
    """References that stand within a text and say that they are: ``VS 2026100042``,
    ``/VS2026100042/SS/KS``, ``RF18…``, ``SI00 …``."""
    return tuple(found for pattern in _SAID for found in pattern.findall(text))


_NUMBER = re.compile(r"(?<![\dA-Z])\d{4}-?[A-Z0-9]{1,8}-?[A-Z]?\d{2,10}(?!\d)", re.IGNORECASE)


def numbers_in(text: str) -> frozenset[str]:
    """Runs of the text that may be an invoice's number or its digits, without hyphens."""
    bare = re.sub(r"[–—]", "-", text)
    found = {one.replace("-", "").upper() for one in _NUMBER.findall(bare)}
    return frozenset(found | set(re.findall(r"(?<!\d)\d{6,10}(?!\d)", bare)))
