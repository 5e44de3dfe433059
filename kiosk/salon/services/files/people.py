"""Rows of staff."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.salon.domain.entry import entering, parsed_input, phones
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Context
from kiosk.salon.services.files import columns as import_columns
from kiosk.salon.services.files.cells import NOTHING, Cells, taken
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.words import language, names, unknown
from kiosk.salon.services.team import LONGEST, Team

_SAID = ("phone", "email", "position", "role", "language", "bookable", "active")
_MANAGERS = {"manager", "owner", "vedouci", "majitel", "majitelka", "vezeto", "tulajdonos", "vodja"}


class StaffRows:
    """Paired by name."""

    columns = import_columns.STAFF
    portions = False
    one_of = (("first_name", "name", "name_last_first"),)
    doubt = None

    def __init__(self, context: Context, habits: Habits) -> None:
        self._team = Team(context)
        self._region = context.salon.country
        members = self._team.members(inactive=True)
        self._by_name = {fold(member.name): member for member in members}
        self._colours = len(members)
        self._habits = habits

    def item(self, cells: Cells) -> tuple[StaffMember | None, StaffMember]:
        named = names(cells, self._habits.family_first)
        cells.leave_out(lambda cell: cell.field in _SAID and unknown(cell.text), NOTHING)
        cells.passed_over("phone", "email", "position", "role", "language", "bookable", "active")
        values: dict[str, Any] = named | taken(cells, "position", "email")
        if "phone" in cells:
            values["phone"] = phones.normalise(cells["phone"], self._region)
        if "role" in cells:
            manager = bool(_MANAGERS & set(fold(cells["role"]).split()))
            values["role"] = "manager" if manager else "staff"
        if "language" in cells:
            values["language"] = language(cells["language"])
        for field in ("bookable", "active"):
            if field in cells:
                values[field] = parsed_input.yes(cells[field])
        if not values.get("first_name"):
            raise Refused(T("Enter a first name."))
        old = self._by_name.get(fold(f"{values['first_name']} {values.get('last_name', '')}"))
        if old is None:
            self._colours += 1
        base = old or StaffMember(b"", "", "", colour=self._colours - 1)
        return old, entering.record(replace(base, **values), LONGEST, old)

    def unique(self, item: StaffMember) -> dict[str, Msg]:
        return {fold(item.name): T("the same name")}

    def save(self, item: StaffMember, by: Id | None) -> None:
        self._team.save(item, by)

    def title(self, item: StaffMember) -> str:
        return item.name
