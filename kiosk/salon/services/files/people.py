"""Rows of staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.salon.domain.entry import entering, parsed_input, phones, spreadsheet
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Context
from kiosk.salon.services.files import columns as import_columns
from kiosk.salon.services.files.cells import NO_FIELD, NOTHING, Cell, Cells
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.ways import ways
from kiosk.salon.services.files.words import language, names, readable, unknown
from kiosk.salon.services.team import LONGEST, Team

_SAID = ("phone", "email", "position", "role", "language", "bookable", "active")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MANAGERS = _words(
    "manager owner vedouci majitel majitelka veduci vezeto tulajdonos vodja lastnik lastnica "
    "inhaber inhaberin leiter leiterin"
)
_STAFF = _words(
    "staff employee member stylist pracovnik pracovnice pracovnicka zamestnanec zamestnankyne "
    "zamestnankyna clen kadernik kadernice kadernicka munkatars dolgozo alkalmazott fodrasz "
    "zaposleni zaposlena delavec delavka frizer frizerka mitarbeiter mitarbeiterin"
)
"""Folded, as all these words."""


def _position(text: str) -> str:
    if spreadsheet.is_error(text):
        raise Refused(spreadsheet.made_of_it(text))
    return entering.line(text, LONGEST["position"])


def _role(text: str) -> str:
    words = set(fold(text).split())
    if words & _MANAGERS:
        return "manager"
    if words & _STAFF:
        return "staff"
    raise Refused(T("{text} is not a role we know.", text=text[:40]))


_READERS: dict[str, Callable[[str], Any]] = {
    "position": _position,
    "role": _role,
    "language": language,
    "bookable": parsed_input.yes,
    "active": parsed_input.yes,
}


class StaffRows:
    """Paired by name. What nobody can read besides it is left out and told."""

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
        values: dict[str, Any] = named | readable(cells, _READERS)
        reach = ways(cells, lambda typed: phones.normalise(typed, self._region))
        values |= {"phone": reach.phone} if reach.phone else {}
        values |= {"email": reach.email} if reach.email else {}
        for more in filter(None, (reach.other_phone, *reach.more)):
            field = "email" if "@" in more else "phone"
            cells.remark(Cell(field, cells.each(field)[0].heading, more), NO_FIELD)
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
