"""What a whole file shows about how its cells are written, and no cell alone could tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.salon.domain.entry import full_names, written_days
from kiosk.salon.domain.entry.parsed_input import NOTHING_SHOWN, Marks, marks
from kiosk.salon.domain.entry.written_days import Order
from kiosk.salon.services.files.given_names import given_names

_ENOUGH = 3000
"""Rows that show it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """``days``: whether the day or the month stands first; ``days_unclear``: some days mean another
    one the other way round and neither the column nor a person says which, so they are left out.
    ``family_first``: whole names begin with the family (None: nothing shows it). ``prices``,
    ``stock``: what point and comma mean in those columns."""

    days: Order = ""
    days_unclear: bool = False
    family_first: bool | None = False
    prices: Marks = NOTHING_SHOWN
    stock: Marks = NOTHING_SHOWN


def habits_of(
    fields: Sequence[str], rows: Sequence[Sequence[str]], days: Order = "", language: str = ""
) -> Habits:
    """Of rows whose cells are of those fields. ``days``: as a person said, else as they show.
    ``language``: of the salon; Hungarian has the family in front unless a column shows the
    contrary."""

    def column(field: str) -> list[str]:
        place = fields.index(field) if field in fields else -1
        return [row[place] for row in rows if 0 <= place < len(row)]

    shown, needed = written_days.order_of(
        [text for field in ("birth_date", "day", "starts") for text in column(field)]
    )
    order = days or shown
    names = ("name", "name_last_first", "first_name" if "last_name" not in fields else "")
    whole = next((field for field in names if field and field in fields), "")
    usual = language == "hu" or whole == "name_last_first"
    return Habits(
        order,
        needed and not order,
        bool(whole) and full_names.family_first(column(whole)[:_ENOUGH], usual, given_names()),
        marks(column("price")),
        marks(column("stock")),
    )
