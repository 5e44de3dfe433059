"""Which of a person's phone numbers, addresses and e-mails at Google is the one that we know.

Google keeps lists, we keep one mobile, one more phone, one e-mail, one address. Ours is the first
candidate of its kind; everything else in the lists is the owner's and stays. When ours is taken
away although others are left, those are marked as "aside" in the contact's hidden data: otherwise
the next reading would take one of them for ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sync_agent.sides import contact

Entry = dict[str, Any]
Entries = list[Entry]
Values = tuple[str, ...]

_MOBILE = {"mobile", "workmobile"}
_NO_VOICE = {"homefax", "workfax", "otherfax", "pager", "workpager"}
_PHONE_ORDER = {"home": 0, "main": 1, "work": 2}
ADDRESS_PARTS = {"street": "streetAddress", "city": "city", "postcode": "postalCode"}
_ADDRESS_SHELL = {"type", "formattedValue", "formattedType", "country", "countryCode"}


@dataclass(frozen=True, slots=True)
class Slot:
    """``list_name``: of the person. ``names``: fields of a record it stands for. ``value``: what an
    entry means for them, in canonical form; None: never ours. ``rank``: lower is preferred.
    ``write``: the entry with other values, None when nothing is left of it."""

    name: str
    list_name: str
    names: Values
    value: Callable[[Entry, str], Values | None]
    rank: Callable[[Entry], int]
    write: Callable[[Entry | None, Values, str], Entry | None]


def kind(entry: Entry) -> str:
    return str(entry.get("type") or "").lower()


def _phone(entry: Entry, region: str) -> Values | None:
    """Google's ``canonicalForm`` is not always there, so what was typed comes first."""
    typed = str(entry.get("value") or "")
    found = contact.phone(typed, region) or contact.phone(
        str(entry.get("canonicalForm") or ""), region
    )
    return (found,) if found else None


def _mobile_value(entry: Entry, region: str) -> Values | None:
    return _phone(entry, region) if kind(entry) in _MOBILE else None


def _phone_value(entry: Entry, region: str) -> Values | None:
    return None if kind(entry) in _MOBILE | _NO_VOICE else _phone(entry, region)


def _email_value(entry: Entry, _: str) -> Values | None:
    found = contact.email(str(entry.get("value") or ""))
    return (found,) if found else None


def _address_value(entry: Entry, _: str) -> Values | None:
    found = tuple(contact.text(str(entry.get(part) or "")) for part in ADDRESS_PARTS.values())
    return found if any(found) else None


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
        _mobile_value,
        lambda entry: int(kind(entry) != "mobile"),
        _write_value("mobile"),
    ),
    Slot(
        "phone",
        "phoneNumbers",
        ("phone",),
        _phone_value,
        lambda entry: _PHONE_ORDER.get(kind(entry), 3),
        _write_value("home"),
    ),
    Slot(
        "email",
        "emailAddresses",
        ("email",),
        _email_value,
        lambda entry: int(kind(entry) != "home"),
        _write_value("home"),
    ),
    Slot(
        "address",
        "addresses",
        tuple(ADDRESS_PARTS),
        _address_value,
        lambda entry: int(kind(entry) != "home"),
        _write_address,
    ),
)


def mark(slot: Slot, values: Values) -> str:
    """Names a value without telling it: the hidden data are not to hold anything twice."""
    digest = hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]
    return f"{slot.name}:{digest}"


def ours(slot: Slot, entries: Entries, aside: frozenset[str], region: str) -> int | None:
    """Index of our entry."""
    found = [
        (slot.rank(entry), index)
        for index, entry in enumerate(entries)
        if (values := slot.value(entry, region)) is not None and mark(slot, values) not in aside
    ]
    return min(found)[1] if found else None


def read(slot: Slot, entries: Entries, aside: frozenset[str], region: str) -> dict[str, str]:
    """The record's fields of this slot."""
    index = ours(slot, entries, aside, region)
    values = None if index is None else slot.value(entries[index], region)
    return dict(zip(slot.names, values or ("",) * len(slot.names), strict=True))


def write(
    slot: Slot,
    entries: Entries,
    aside: frozenset[str],
    record: Mapping[str, str],
    region: str,
) -> tuple[Entries, frozenset[str]]:
    """The list as it has to be so that :func:`read` finds what the record says, and the marks."""
    wanted = tuple(record.get(name, "") for name in slot.names)
    index = ours(slot, entries, aside, region)
    present = None if index is None else slot.value(entries[index], region)
    if (present or ("",) * len(wanted)) == wanted:
        return entries, aside
    made = list(entries)
    entry = slot.write(None if index is None else made[index], wanted, region)
    if index is not None:
        made[index : index + 1] = [entry] if entry is not None else []
    elif entry is not None:
        made.append(entry)
    if any(wanted):
        return made, aside - {mark(slot, wanted)}
    left = (slot.value(other, region) for other in made)
    return made, aside | {mark(slot, values) for values in left if values is not None}


def still(slot: Slot, entries: Entries, region: str) -> frozenset[str]:
    """Marks that could be needed: those of what is in the list."""
    found = (slot.value(entry, region) for entry in entries)
    return frozenset(mark(slot, values) for values in found if values is not None)
