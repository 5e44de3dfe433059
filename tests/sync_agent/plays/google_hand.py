"""What an owner's hand does at Google to the fields that we know: one value set as on a phone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.salon.domain.ids import Id
from sync_agent.engine.links import Link
from sync_agent.google import person, slots
from tests.fakes.google import people_view
from tests.fakes.google.people_book import Contact

REGION = "CZ"
NAMES = {"first_name": "givenName", "last_name": "familyName"}
WORDS = {"f": "female", "m": "male", "o": "in own words"}
EVERYTHING = "everything"
"""Stands in a record beside our fields: all that the contact holds, as text."""


def held(contact: Contact, link: Link | None = None) -> person.Raw:
    """A contact in truth as the agent reads it that knows it by ``link``."""
    mask = tuple(person.READ_MASK.split(","))
    raw = person.raw_of(people_view.person(contact, contact.now, mask, profile=False))
    if link is None:
        return person.followed(raw, REGION, None, (), {})
    before = person.unpacked(link.raw)
    return person.followed(raw, REGION, link.base, (*link.tried, *link.past), before)


def shown(raw: person.Raw, installation: str) -> tuple[Mapping[str, str], tuple[Id, ...], bool]:
    """``(record, owners, foreign)`` of a contact in truth; ``raw``: see :func:`held`."""
    owners, foreign = person.owners_of(raw, installation)
    record = dict(person.record_of(raw, installation, REGION))
    record[EVERYTHING] = json.dumps({k: v for k, v in raw.items() if k != "clientData"})
    return record, owners, foreign and not owners


def typed(raw: person.Raw, name: str, text: str) -> dict[str, Any]:
    """People fields, such as ``owner.edit`` takes, after somebody typed ``text`` into the field
    that we call ``name``; ``raw``: of the contact as we read it."""
    if name in NAMES:
        entry = {**(raw.get("names") or [{}])[0], NAMES[name]: text}
        return {"names": [{key: value for key, value in entry.items() if value}]}
    if name == "gender":
        return {"genders": [{"value": WORDS[text]}] if text else []}
    if name == "note":
        return {"biographies": [{"value": text, "contentType": "TEXT_PLAIN"}] if text else []}
    if name == "birth_date":
        day = date.fromisoformat(text) if text else None
        parts = {"year": day.year, "month": day.month, "day": day.day} if day else {}
        return {"birthdays": [{"date": parts}] if parts else []}
    if name in person.USER_DEFINED:
        key = person.USER_DEFINED[name]
        rest = [one for one in raw.get("userDefined", []) if one.get("key") != key]
        return {"userDefined": [*rest, *([{"key": key, "value": text}] if text else [])]}
    return _in_slot(raw, name, text)


def _in_slot(raw: person.Raw, name: str, text: str) -> dict[str, Any]:
    """In the entry of a list that we take for ours, or a new one."""
    slot = next(one for one in slots.SLOTS if name in one.names)
    entries = [
        {key: value for key, value in entry.items() if key not in (slots.PRIMARY, "canonicalForm")}
        for entry in raw.get(slot.list_name, [])
    ]
    index = raw.get("ours", {}).get(slot.name)
    entry = dict(entries[index]) if index is not None else {"type": _TYPES[slot.name]}
    part = slots.ADDRESS_PARTS.get(name, "value")
    entry[part] = text
    left = {k: v for k, v in entry.items() if v and k != "formattedValue"}
    kept = [left] if set(left) - {"type", "countryCode", "country"} else []
    at = len(entries) if index is None else index
    return {slot.list_name: [*entries[:at], *kept, *entries[at + 1 :]]}


_TYPES = {"mobile": "mobile", "phone": "home", "email": "home", "address": "home"}


def composed(record: Mapping[str, str]) -> dict[str, Any]:
    """People fields of somebody new."""
    fields: dict[str, Any] = {}
    for name, text in record.items():
        raw = person.followed(fields, REGION, None, (), {})
        fields.update({key: value for key, value in typed(raw, name, text).items() if value})
    return fields
