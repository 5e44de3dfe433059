"""What may be ours in a person's lists at Google, and how it is written: one mobile, one more
phone, one e-mail, one address. Which entry it is stands in :mod:`sync_agent.google.choice`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sync_agent.engine.ports import Record
from sync_agent.sides import contact

Entry = dict[str, Any]
Entries = list[Entry]
Values = tuple[str, ...]
Lists = Mapping[str, Entries]

PRIMARY = "primary"
"""Key of the entry that the owner made the primary one of its list, in what we keep of a person."""
_MOBILE = {"mobile", "workmobile"}
_NO_VOICE = {"homefax", "workfax", "otherfax", "pager", "workpager"}
_PHONE_ORDER = {"home": 0, "main": 1, "work": 2}
ADDRESS_PARTS = {"street": "streetAddress", "city": "city", "postcode": "postalCode"}
_ADDRESS_SHELL = {"type", "formattedValue", "formattedType", "country", "countryCode", PRIMARY}


@dataclass(frozen=True, slots=True)
class Slot:
    """``list_name``: of the person. ``names``: fields of a record it stands for. ``value``: what an
    entry means for them, in canonical form; None: nothing. ``agreed``: what it may have been agreed
    to mean before, which need not be anything today (a number that no plan has any more). ``fits``:
    whether an entry of which nothing is known may be ours by its type. ``rank``: lower is
    preferred. ``write``: the entry with other values, None when nothing is left of it."""

    name: str
    list_name: str
    names: Values
    value: Callable[[Entry, str], Values | None]
    agreed: Callable[[Entry, str], Values | None]
    fits: Callable[[Entry], bool]
    rank: Callable[[Entry], int]
    write: Callable[[Entry | None, Values, str], Entry | None]

    def read(self, entry: Entry, region: str) -> Values | None:
        """What an entry that is ours means."""
        return self.value(entry, region) or self.agreed(entry, region)

    def says(self, entry: Entry, region: str, wanted: Values) -> bool:
        """Whether it can be the entry of what was agreed."""
        return wanted in (self.value(entry, region), self.agreed(entry, region))

    def of(self, record: Record) -> Values:
        return tuple(record.get(name, "") for name in self.names)


def kind(entry: Entry) -> str:
    return str(entry.get("type") or "").lower()


def _phone(entry: Entry, region: str) -> Values | None:
    """Google's ``canonicalForm`` is not always there, so what was typed comes first."""
    typed = str(entry.get("value") or "")
    found = contact.phone(typed, region) or contact.phone(
        str(entry.get("canonicalForm") or ""), region
    )
    return (found,) if found else None


def _phone_agreed(entry: Entry, region: str) -> Values | None:
    found = contact.phone_as_written(str(entry.get("value") or ""), region)
    return (found,) if found else None


def _email(entry: Entry, _: str) -> Values | None:
    found = contact.email(str(entry.get("value") or ""))
    return (found,) if found else None


def _address(entry: Entry, _: str) -> Values | None:
    found = tuple(contact.text(str(entry.get(part) or "")) for part in ADDRESS_PARTS.values())
    return found if any(found) else None


def _not_home(entry: Entry) -> int:
    return int(kind(entry) != "home")


def _write_value(type_name: str) -> Callable[[Entry | None, Values, str], Entry | None]:
    def write(entry: Entry | None, values: Values, _: str) -> Entry | None:
        if not values[0]:
            return None
        kept = {k: v for k, v in (entry or {"type": type_name}).items() if k != "canonicalForm"}
        return {**kept, "value": values[0]}

    return write


def _write_address(entry: Entry | None, values: Values, region: str) -> Entry | None:
    """Google builds ``formattedValue`` anew when it is not sent."""
    made = dict(entry) if entry else {"type": "home", "countryCode": region}
    made.pop("formattedValue", None)
    for part, value in zip(ADDRESS_PARTS.values(), values, strict=True):
        if contact.text(str(made.get(part) or "")) != value:
            made[part] = value
        if not value:
            made.pop(part, None)
    return made if set(made) - _ADDRESS_SHELL else None


SLOTS = (
    Slot(
        "mobile",
        "phoneNumbers",
        ("mobile",),
        _phone,
        _phone_agreed,
        lambda entry: kind(entry) in _MOBILE,
        lambda entry: int(kind(entry) != "mobile"),
        _write_value("mobile"),
    ),
    Slot(
        "phone",
        "phoneNumbers",
        ("phone",),
        _phone,
        _phone_agreed,
        lambda entry: kind(entry) not in _MOBILE | _NO_VOICE,
        lambda entry: _PHONE_ORDER.get(kind(entry), 3),
        _write_value("home"),
    ),
    Slot(
        "email",
        "emailAddresses",
        ("email",),
        _email,
        _email,
        lambda _: True,
        _not_home,
        _write_value("home"),
    ),
    Slot(
        "address",
        "addresses",
        tuple(ADDRESS_PARTS),
        _address,
        _address,
        lambda _: True,
        _not_home,
        _write_address,
    ),
)


def mark(slot: Slot, values: Values) -> str:
    """Names a value without telling it: the hidden data are not to hold anything twice."""
    digest = hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]
    return f"{slot.name}:{digest}"
