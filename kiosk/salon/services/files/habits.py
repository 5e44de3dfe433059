"""What a whole file shows about how its cells are written, and no cell alone could tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.salon.domain.entry import full_names, written_days
from kiosk.salon.domain.entry.parsed_input import NOTHING_SHOWN, Marks, marks
from kiosk.salon.domain.entry.written_days import Order
from kiosk.salon.domain.folding import fold
from kiosk.salon.services.files.given_names import given_names

_ENOUGH = 3000
"""Rows that show it."""
_NEW_YEAR = re.compile(r"\d{4}[-./ ]+0?1[-./ ]+0?1\b|0?1[-./ ]+0?1[-./ ]+\d{4}")
_SUSPICIOUS = 5
"""People who are born on the same first of January."""


@dataclass(frozen=True, slots=True)
class Habits:
    """``days``: whether the day or the month stands first; ``days_unclear``: some days mean another
    one the other way round and neither the column nor a person says which, so they are left out.
    ``family_first``: whole names begin with the family (None: nothing shows it). ``prices``,
    ``stock``, ``costs``: what point and comma mean in those columns. ``genders``: what single
    letters mean here and not elsewhere, empty for one that may mean either. ``unset_days``: first
    days of a year (ISO) that so many people have as dates of birth that a program has put them
    there."""

    days: Order = ""
    days_unclear: bool = False
    family_first: bool | None = False
    prices: Marks = NOTHING_SHOWN
    stock: Marks = NOTHING_SHOWN
    genders: Mapping[str, str] = field(default_factory=dict)
    unset_days: frozenset[str] = frozenset()
    costs: Marks = NOTHING_SHOWN


def habits_of(
    fields: Sequence[str], rows: Sequence[Sequence[str]], days: Order = "", language: str = ""
) -> Habits:
    """Of rows whose cells are of those fields. ``days``: as a person said, else as they show.
    ``language``: of the salon; Hungarian has the family in front unless a column shows the
    contrary."""

    def column(name: str) -> list[str]:
        place = fields.index(name) if name in fields else -1
        return [row[place] for row in rows if 0 <= place < len(row)]

    shown, needed = written_days.order_of(
        [text for name in ("birth_date", "day", "starts") for text in column(name)]
    )
    order = days or shown
    names = ("name", "name_last_first", "first_name" if "last_name" not in fields else "")
    whole = next((name for name in names if name and name in fields), "")
    usual = language == "hu" or whole == "name_last_first"
    return Habits(
        order,
        needed and not order,
        bool(whole) and full_names.family_first(column(whole)[:_ENOUGH], usual, given_names()),
        marks(column("price")),
        marks(column("stock")),
        _genders(column("gender"), language),
        _unset_days(column("birth_date")),
        marks(column("cost")),
    )


def _genders(cells: Sequence[str], language: str) -> Mapping[str, str]:
    """Hungarian lists write F (férfi) for a man and N (nő) for a woman."""
    letters = {fold(cell) for cell in cells if len(cell) == 1}
    if language != "hu" or not letters or letters - {"f", "n"}:
        return {}
    return {"f": "m", "n": "f"} if "n" in letters else {"f": ""}


def _unset_days(cells: Sequence[str]) -> frozenset[str]:
    counted = Counter(found.group() for cell in cells if (found := _NEW_YEAR.match(cell)))
    many = max(_SUSPICIOUS, len(cells) // 50)
    years = {re.findall(r"\d{4}", text)[0] for text, n in counted.items() if n >= many}
    return frozenset(f"{year}-01-01" for year in years)
