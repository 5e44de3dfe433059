"""What a person in a request may hold: rules that are Google's, not the schema's (facts 1.3)."""

from __future__ import annotations

import calendar
from typing import Any

from .errors import ApiError, bad, precondition
from .people_book import Entry, Fields
from .people_view import CHOSEN, READABLE, WRITABLE, Mask
from .switches import Switches

SINGLETONS = ("biographies", "birthdays", "genders", "names")
OUTPUT_ONLY = frozenset(
    {"metadata", "displayNameLastFirst", "formattedType", "canonicalForm"}
)  # fmt: skip
OUTPUT_ONLY_OF = {
    "names": {"displayName", "unstructuredName"},
    "genders": {"formattedValue"},
}  # fmt: skip
#: an entry without this has nothing to say and is dropped
SUBSTANCE = {
    "phoneNumbers": "value", "emailAddresses": "value", "biographies": "value",
    "genders": "value", "birthdays": "date", "clientData": "key", "userDefined": "key",
}  # fmt: skip


def mask_of(text: str, parameter: str, *, writable: bool = False, empty: bool = False) -> Mask:
    """A comma-separated mask, sorted; 400 for what is empty or not in the documented list."""
    valid = WRITABLE if writable else READABLE
    parts = {p.strip() for p in text.split(",") if p.strip()}
    if not parts:
        if empty:
            return ()
        raise bad(
            f"{parameter} mask is required. Please specify one or more valid paths. Valid paths "
            "are documented at https://developers.google.com/people/api/rest/v1/people/get."
        )
    for part in sorted(parts):
        if part not in valid:
            raise bad(
                f'Invalid {parameter} mask path: "{part}". Valid paths are documented at '
                "https://developers.google.com/people/api/rest/v1/people/get."
            )
    return tuple(sorted(parts))


def fields_of(person: dict[str, Any], names: tuple[str, ...], switches: Switches) -> Fields:
    """The entries to store under these field names, cleaned of what is output only.

    Raises 400 for two entries of a singleton and for values that no calendar or field can hold.
    """
    out: Fields = {}
    for name in names:
        if name == "memberships":
            continue
        given = person.get(name) or []
        if name in SINGLETONS and len(given) > 1:
            raise bad(f"There can be at most one of the field {name} on a contact.")
        entries = [_clean(name, entry) for entry in given]
        entries = [e for e in entries if e.get(SUBSTANCE.get(name, "")) or
                   (name not in SUBSTANCE and any(e.values()))]  # fmt: skip
        for entry in entries:
            _check(name, entry, switches)
        if entries:
            out[name] = entries
    if sum(map(len, out.values())) > 500:
        raise bad("The contact has more than 500 fields.", bug=False)
    return out


def groups_of(person: dict[str, Any]) -> tuple[str, ...]:
    """Group resource names in ``memberships``, without doubles."""
    found: dict[str, None] = {}
    for entry in person.get("memberships") or []:
        group = entry.get("contactGroupMembership", {}).get("contactGroupResourceName")
        if group:
            found[group] = None
    return tuple(found)


def no_groups() -> ApiError:
    return precondition("A contact must always have at least one contact group membership.",
                        bug=True)  # fmt: skip


def _clean(name: str, entry: Entry) -> Entry:
    out: set[str] = OUTPUT_ONLY_OF.get(name, set())
    cleaned = {k: v for k, v in entry.items() if k not in OUTPUT_ONLY and k not in out}
    if (entry.get("metadata") or {}).get("sourcePrimary"):
        cleaned[CHOSEN] = True
    if name == "biographies":
        cleaned.setdefault("contentType", "TEXT_PLAIN")
    return cleaned


def _check(name: str, entry: Entry, switches: Switches) -> None:
    for key, value in entry.items():
        if isinstance(value, str) and len(value) > switches.max_field_chars:
            raise bad(f"The value of {name}.{key} is too long.", bug=False)
    if name == "birthdays" and not _real(entry["date"]):
        raise bad("Invalid birthday date.", bug=False)


def _real(date: dict[str, int]) -> bool:
    """Year 0 is an unknown year, in which 29 February exists."""
    year, month, day = date.get("year", 0), date.get("month", 0), date.get("day", 0)
    if not (0 <= year <= 9999 and 1 <= month <= 12):
        return False
    return 1 <= day <= calendar.monthrange(year or 2000, month)[1]
