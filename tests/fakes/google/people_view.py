"""A version of a contact as JSON under a field mask."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from .clock import rfc3339
from .people_book import Contact, Entry, Version

READABLE = (
    "addresses", "ageRanges", "biographies", "birthdays", "calendarUrls", "clientData",
    "coverPhotos", "emailAddresses", "events", "externalIds", "genders", "imClients",
    "interests", "locales", "locations", "memberships", "metadata", "miscKeywords", "names",
    "nicknames", "occupations", "organizations", "phoneNumbers", "photos", "relations",
    "sipAddresses", "skills", "urls", "userDefined",
)  # fmt: skip
WRITABLE = tuple(
    f for f in READABLE
    if f not in ("ageRanges", "coverPhotos", "metadata", "photos", "skills")
)  # fmt: skip
CHOSEN = "chosen"  #: key of a stored entry that was said to be its list's primary one
Mask = tuple[str, ...]  #: sorted, without doubles


def person_etag(mask: Mask, source_etag: str) -> str:
    """Depends on the mask asked with, so two masks never give equal etags (facts 0.5)."""
    numbers = bytes([len(mask), *(READABLE.index(f) + 1 for f in mask)])
    return "%" + base64.b64encode(numbers + source_etag.encode()).decode()


def source_etag(etag: str) -> str | None:
    """The source etag inside a person's etag of whatever mask; None if it never was one."""
    try:
        raw = base64.b64decode(etag.removeprefix("%"), validate=True)
        return raw[raw[0] + 1 :].decode()
    except (ValueError, IndexError):
        return None


def person_json(contact: Contact, version: Version, mask: Mask, profile: bool) -> str:
    """The person as JSON text, kept with the version: lists of thousands ask again and again."""
    key = (mask, profile)
    text = version.cache.get(key)
    if text is None:
        text = json.dumps(person(contact, version, mask, profile), ensure_ascii=False)
        version.cache[key] = text
    return text


def person(
    contact: Contact,
    version: Version,
    mask: Mask,
    profile: bool,
    previous: list[str] | None = None,
) -> dict[str, Any]:
    out: dict[str, Any] = {
        "resourceName": version.resource_name,
        "etag": person_etag(mask, version.etag),
    }
    has_profile = profile and bool(version.fields.get("emailAddresses"))
    source = {"type": "CONTACT", "id": contact.source_id}
    for name in mask:
        if name == "metadata":
            out["metadata"] = _metadata(contact, version, has_profile, previous)
        elif name == "memberships":
            out |= {"memberships": _memberships(version, source)} if version.groups else {}
        elif name == "photos":
            url = "https://lh3.googleusercontent.com/cm/default"
            out["photos"] = [{"metadata": _meta(source, 0, False), "url": url, "default": True}]
        elif entries := version.fields.get(name):
            mixed = has_profile and name == "names"
            first = next((e for e in entries if e.get(CHOSEN)), entries[0])
            out[name] = [_profile_name(contact)] if mixed else []
            out[name] += [
                {"metadata": _meta(source, int(e is not first), mixed), **_told(e),
                 **_derived(name, e)}
                for e in entries
            ]  # fmt: skip
    return out


def deleted_person(version: Version, previous: list[str]) -> dict[str, Any]:
    """A name and ``deleted``; former names too, or a client could never tell who it was."""
    metadata: dict[str, Any] = {"deleted": True, "objectType": "PERSON"}
    if previous:
        metadata["previousResourceNames"] = previous
    return {
        "resourceName": version.resource_name,
        "etag": person_etag((), version.etag),
        "metadata": metadata,
    }


def profile_person(mask: Mask, email: str) -> dict[str, Any]:
    """Somebody known by a Google profile alone: in lists that do not ask for contacts only."""
    source = {"type": "PROFILE", "id": "101010101010101010101"}
    out: dict[str, Any] = {
        "resourceName": "people/101010101010101010101",
        "etag": person_etag(mask, "profile"),
    }
    entries: dict[str, Any] = {
        "metadata": {"sources": [source], "objectType": "PERSON"},
        "names": [{"metadata": _meta(source, 0, False), "displayName": "Account Owner",
                   "givenName": "Account", "familyName": "Owner"}],
        "emailAddresses": [{"metadata": _meta(source, 0, False), "value": email}],
    }  # fmt: skip
    return out | {k: v for k, v in entries.items() if k in mask}


def _metadata(
    contact: Contact, version: Version, has_profile: bool, previous: list[str] | None
) -> dict[str, Any]:
    sources: list[dict[str, Any]] = [
        {
            "type": "CONTACT",
            "id": contact.source_id,
            "etag": version.etag,
            "updateTime": _update_time(version),
        }
    ]
    if has_profile:
        sources.insert(0, {"type": "PROFILE", "id": _profile_id(contact), "etag": "#profile"})
    out: dict[str, Any] = {"sources": sources, "objectType": "PERSON"}
    if previous:
        out["previousResourceNames"] = previous
    return out


def _update_time(version: Version) -> str:
    """Rises with every write, also of writes in the same millisecond; without zeros at its end, as
    Google writes it."""
    text = f"{rfc3339(version.at_ms).removesuffix('Z')}{version.rev % 10**6:06d}"
    return text.rstrip("0") + "Z"


def _meta(source: Entry, number: int, below_profile: bool) -> Entry:
    if number:
        return {"source": source}
    if below_profile:
        return {"source": source, "sourcePrimary": True}
    return {"primary": True, "source": source, "sourcePrimary": True}


def _memberships(version: Version, source: Entry) -> list[Entry]:
    return [
        {
            "metadata": {"source": source},
            "contactGroupMembership": {
                "contactGroupId": group.removeprefix("contactGroups/"),
                "contactGroupResourceName": group,
            },
        }
        for group in version.groups
    ]


def _profile_id(contact: Contact) -> str:
    return str(10**20 + int(contact.source_id, 16))


def _profile_name(contact: Contact) -> Entry:
    source = {"type": "PROFILE", "id": _profile_id(contact)}
    return {
        "metadata": _meta(source, 0, False), "displayName": "Profile Nickname",
        "givenName": "Profile", "familyName": "Nickname",
    }  # fmt: skip


def _told(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if key != CHOSEN}


def _derived(name: str, entry: Entry) -> Entry:
    """The output-only values that Google computes."""
    if name == "names":
        given, family = entry.get("givenName", ""), entry.get("familyName", "")
        whole = " ".join(p for p in (given, family) if p)
        last_first = ", ".join(p for p in (family, given) if p)
        return {
            "displayName": whole, "displayNameLastFirst": last_first, "unstructuredName": whole,
        }  # fmt: skip
    out: Entry = {}
    if entry.get("type"):
        out["formattedType"] = entry["type"].capitalize()
    if name == "phoneNumbers":
        digits = re.sub(r"[^\d+]", "", entry.get("value", ""))
        if re.fullmatch(r"\+\d{8,15}", digits):  # without country it is often absent
            out["canonicalForm"] = digits
    elif name == "addresses" and not entry.get("formattedValue"):
        parts = [entry.get("streetAddress"), entry.get("postalCode"), entry.get("city")]
        out["formattedValue"] = "\n".join(p for p in parts if p)
    elif name == "genders":
        out["formattedValue"] = entry.get("value", "").capitalize()
    return out
