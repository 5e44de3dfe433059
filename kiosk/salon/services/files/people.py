"""Rows of clients and of staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.salon.domain import parsed_input, phones
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.context import Context
from kiosk.salon.services.files import columns as import_columns
from kiosk.salon.services.team import Team
from kiosk.salon.store import importing

Cells = Mapping[str, str]
"""Field to text; only cells with something in them."""

ORIGIN = "import"
"""Where a consent that came with a file says it is from."""

_GENDERS = {
    "f": {"f", "female", "woman", "z", "zena", "n", "no", "zenska"},
    "m": {"m", "male", "man", "muz", "ferfi", "moski"},
    "o": {"o", "other", "jine", "egyeb", "drugo"},
}
_MANAGERS = {"manager", "owner", "vedouci", "majitel", "majitelka", "vezeto", "tulajdonos", "vodja"}
_LANGUAGE_NAMES = {fold(name): code for code, name in LANGUAGES.items()}


def names(cells: Cells) -> dict[str, str]:
    """First and last name from whichever columns there are.

    A full name is divided at its last blank; in Hungarian files the family name stands first.
    """
    if "name_last_first" in cells:
        last, _, first = cells["name_last_first"].partition(" ")
        return {"first_name": first or last, "last_name": last if first else ""}
    if "name" in cells:
        first, _, last = cells["name"].rpartition(" ")
        return {"first_name": first or last, "last_name": last if first else ""}
    return taken(cells, "first_name", "last_name")


def taken(cells: Cells, *fields: str) -> dict[str, str]:
    """Those of the fields that there are, as they stand there."""
    return {field: cells[field] for field in fields if field in cells}


def language(text: str) -> str:
    """A code (``cs``) from a code or a language's own name."""
    word = fold(text)
    if word in LANGUAGES:
        return word
    if word in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[word]
    raise Refused(T("{text} is not one of the languages.", text=text[:40]))


def gender(text: str) -> str:
    for code, known in _GENDERS.items():
        if fold(text) in known:
            return code
    raise Refused(T("{text} is not a gender we know.", text=text[:40]))


def _phones(cells: Cells) -> dict[str, str]:
    """Which number is the client's first and which the other one. Beside a mobile, a plain phone
    is the other one; alone it is the first, because customers check in with it."""
    first = cells.get("mobile", cells.get("phone"))
    other = cells.get("other_phone", cells.get("phone") if "mobile" in cells else None)
    found = {"phone": first, "other_phone": other}
    return {field: typed for field, typed in found.items() if typed is not None}


class ClientRows:
    """Paired by e-mail, or by phone and name; several may share a name."""

    columns = import_columns.CLIENTS
    portions = True
    one_of = (("first_name", "last_name", "name", "name_last_first"),)

    def __init__(self, context: Context) -> None:
        self._clients, self._store = Clients(context), context.store
        self._region = context.salon.country

    def item(self, cells: Cells) -> tuple[Client | None, Client]:
        """What is there and what shall be. Refused as :meth:`Clients.save` does."""
        kept = taken(cells, "street", "city", "postcode", "note", "warning")
        values: dict[str, Any] = names(cells) | kept
        if "email" in cells:
            values["email"] = cells["email"].lower()
        values |= {
            field: phones.normalise(typed, self._region) for field, typed in _phones(cells).items()
        }
        if "birth_date" in cells:
            values["birth_date"] = parsed_input.day(cells["birth_date"]).isoformat()
        if "language" in cells:
            values["language"] = language(cells["language"])
        if "gender" in cells:
            values["gender"] = gender(cells["gender"])
        old = self._find(values)
        base = old or Client(b"", "", "")
        if "marketing" in cells:
            values["marketing"] = parsed_input.yes(cells["marketing"])
            if values["marketing"] and not base.marketing:
                values["marketing_origin"] = ORIGIN
        return old, self._clients.checked(replace(base, **values))

    def _find(self, values: dict[str, Any]) -> Client | None:
        name = fold(f"{values.get('first_name', '')} {values.get('last_name', '')}")
        email, phone = values.get("email", ""), values.get("phone", "")
        found = importing.client_with_email(self._store, email) if email else None
        if found is None and phone:
            found = importing.client_with_phone_and_name(self._store, phone, name)
        return self._clients.get(found) if found else None

    def unique(self, item: Client) -> dict[str, Msg]:
        """What no other row of the file may have, with how to say so."""
        if item.email:
            return {f"email {item.email}": T("the same e-mail")}
        if item.phone:
            return {f"{item.phone} {fold(item.name)}": T("the same name and phone")}
        return {}

    def save(self, item: Client, by: Id | None) -> None:
        self._clients.save(item, by)

    def title(self, item: Client) -> str:
        return item.name


class StaffRows:
    """Paired by name."""

    columns = import_columns.STAFF
    portions = False
    one_of = (("first_name", "name", "name_last_first"),)

    def __init__(self, context: Context) -> None:
        self._team = Team(context)
        self._region = context.salon.country
        members = self._team.members(inactive=True)
        self._by_name = {fold(member.name): member for member in members}
        self._colours = len(members)

    def item(self, cells: Cells) -> tuple[StaffMember | None, StaffMember]:
        values: dict[str, Any] = names(cells) | taken(cells, "position", "email")
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
        return old, replace(base, **values)

    def unique(self, item: StaffMember) -> dict[str, Msg]:
        return {fold(item.name): T("the same name")}

    def save(self, item: StaffMember, by: Id | None) -> None:
        self._team.save(item, by)

    def title(self, item: StaffMember) -> str:
        return item.name
