"""A person of the People API and a record of ours, both ways.

What we write is built into the lists as they were last seen ("raw"), touching only what differs,
so that whatever the owner keeps there besides stays: second numbers, name prefixes, a gender in own
words, a birthday without a year. Fields: the ``Person`` schema of the discovery document; what
Google does with them: its remarks there on ``names``, ``genders``, ``birthdays``, ``biographies``
(one of each at most), and on ``metadata.sources``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.salon.domain.ids import Id
from sync_agent.engine.ports import Record
from sync_agent.google import choice, slots
from sync_agent.google.slots import Entries, Entry
from sync_agent.sides import contact

SINGLETONS = ("names", "genders", "birthdays", "biographies")
LISTS = (
    *SINGLETONS, "phoneNumbers", "emailAddresses", "addresses", "userDefined", "clientData",
)  # fmt: skip
"""What we read and write; also the update mask."""
READ_MASK = ",".join(sorted((*LISTS, "metadata", "memberships")))
ANSWER_MASK = "clientData,metadata"
"""Enough to know whose answer it is and what version stands there."""
ID, CARD, ASIDE, BIRTH = "pult.id", "pult.card", "pult.aside", "pult.birth"
"""Keys of ``clientData``. ``pult.birth``: our date of birth beside a birthday of the owner's that
has no year or is no date, which is never written over."""
USER_DEFINED = {"visits": "Pult visits", "points": "Pult points"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OUTPUT_ONLY = {"metadata", "formattedType"}
_NAME_OUTPUT = {"displayName", "displayNameLastFirst", "unstructuredName"}
_GENDERS = {"male": "m", "female": "f", "unspecified": "", "": ""}
_GENDER_WORDS = {"m": "male", "f": "female", "o": "other"}

Raw = dict[str, Any]
"""The lists by name; ``id``: that of the contact's source; ``ours``, ``lent``: which entries of
the lists are ours, ``unread``: see :class:`choice.Ours`; missing in what nobody has read yet."""
_SLOT_LISTS = frozenset(slot.list_name for slot in slots.SLOTS)


def contact_source(person: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of a person that is in the address book (not a Google profile); empty: none."""
    sources = person.get("metadata", {}).get("sources") or ()
    return next((s for s in sources if s.get("type") == "CONTACT"), {})


def raw_of(person: Mapping[str, Any]) -> Raw:
    """Only what is in the address book itself; in lists of which we use one, that one first."""
    raw: Raw = {"id": str(contact_source(person).get("id", ""))}
    for name in LISTS:
        entries = [entry for entry in person.get(name) or () if _from_contact(entry)]
        if name in SINGLETONS:
            entries.sort(key=lambda entry: not _primary(entry))
        if cleaned := [_cleaned(name, entry) for entry in entries]:
            raw[name] = cleaned
    return raw


def _from_contact(entry: Mapping[str, Any]) -> bool:
    source = (entry.get("metadata") or {}).get("source") or {}
    return bool(source.get("type", "CONTACT") == "CONTACT")


def _primary(entry: Mapping[str, Any]) -> bool:
    metadata = entry.get("metadata") or {}
    return bool(metadata.get("primary") or metadata.get("sourcePrimary"))


def _cleaned(name: str, entry: Mapping[str, Any]) -> Entry:
    dropped = set(_OUTPUT_ONLY)
    if name == "names":
        dropped |= _NAME_OUTPUT
    if name == "genders":
        dropped.add("formattedValue")
    cleaned = {key: value for key, value in entry.items() if key not in dropped}
    if name in _SLOT_LISTS and _primary(entry):
        cleaned[slots.PRIMARY] = True
    return cleaned


def packed(raw: Raw) -> str:
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Raw:
    return json.loads(text) if text else {}


# -- reading --------------------------------------------------------------------------------------


def followed(
    raw: Raw, region: str, agreed: Record | None, others: Sequence[Record], before: Raw
) -> Raw:
    """The same person, in whom ours are those that were ours ``before`` (:func:`choice.choose`)."""
    if before.get("id") != raw.get("id"):
        before = {}
    was = _ours(before, region)
    if agreed is None and was.at:
        agreed = choice.read(before, was, region)
    known = choice.Known(agreed, others, before, was)
    return _with_ours(raw, choice.choose(raw, _aside(raw), region, known))


def _ours(raw: Raw, region: str) -> choice.Ours:
    """As they were chosen, or by what stands in the person alone."""
    if "ours" in raw:
        return choice.Ours(
            raw["ours"], frozenset(raw.get("lent", ())), frozenset(raw.get("unread", ()))
        )
    return choice.choose(raw, _aside(raw), region, choice.Known())


def _with_ours(raw: Raw, ours: choice.Ours) -> Raw:
    bare = {name: value for name, value in raw.items() if name not in ("lent", "unread")}
    lent = {"lent": sorted(ours.lent)} if ours.lent else {}
    unread = {"unread": sorted(ours.unread)} if ours.unread else {}
    return {**bare, "ours": dict(ours.at), **lent, **unread}


def record_of(raw: Raw, installation: str, region: str) -> Record:
    """``region``: ISO country of phone numbers without a prefix."""
    name = (raw.get("names") or [{}])[0]
    record = {
        "first_name": contact.text(str(name.get("givenName") or "")),
        "last_name": contact.text(str(name.get("familyName") or "")),
        "gender": _gender(raw),
        "birth_date": _birth_date(raw),
        "note": contact.note_window(_note(raw)),
        "card": "\n".join(sorted(_of_ours(raw, CARD, installation))),
    }
    record |= choice.read(raw, _ours(raw, region), region)
    for field, key in USER_DEFINED.items():
        record[field] = "|".join(_user_defined(raw, key))
    return {field: record[field] for field in contact.RULES}


def untold(raw: Raw) -> tuple[str, ...]:
    """Fields whose absence means nothing. Our date of birth beside a birthday of the owner's that
    lacks the year is hidden data, and an edit on some phones drops that. What stands there for one
    of ours and cannot be read is not deleted either."""
    beside = raw.get("birthdays") and not _birthday(raw) and not _client_data(raw, BIRTH)
    unread = (
        name for slot in slots.SLOTS if slot.name in raw.get("unread", ()) for name in slot.names
    )
    return (*(("birth_date",) if beside else ()), *unread)


def owners_of(raw: Raw, installation: str) -> tuple[tuple[Id, ...], bool]:
    """Ids of ours that the person carries, and whether another installation's is there."""
    found: dict[Id, None] = {}
    foreign = False
    for value in _client_data(raw, ID):
        whose, _, text = value.partition(":")
        if whose != installation:
            foreign = True
            continue
        try:
            found[bytes.fromhex(text)] = None
        except ValueError:
            continue
    return tuple(found), foreign


def _client_data(raw: Raw, key: str) -> list[str]:
    return [str(e.get("value", "")) for e in raw.get("clientData", ()) if e.get("key") == key]


def _of_ours(raw: Raw, key: str, installation: str) -> set[str]:
    beginning = installation + ":"
    values = _client_data(raw, key)
    return {v.removeprefix(beginning) for v in values if v.startswith(beginning)}


def _user_defined(raw: Raw, key: str) -> list[str]:
    return sorted(
        contact.text(str(e.get("value") or ""))
        for e in raw.get("userDefined", ())
        if contact.text(str(e.get("key") or "")) == key
    )


def _aside(raw: Raw) -> frozenset[str]:
    return frozenset(_client_data(raw, ASIDE))


def _gender(raw: Raw) -> str:
    entry = (raw.get("genders") or [{}])[0]
    return _GENDERS.get(str(entry.get("value") or "").strip().lower(), "o")


def _note(raw: Raw) -> str:
    """Merging contacts leaves several notes; they are one for us."""
    notes = (contact.lines(str(e.get("value") or "")) for e in raw.get("biographies", ()))
    return "\n".join(filter(None, notes))


def _birthday(raw: Raw) -> str:
    for entry in raw.get("birthdays", ()):
        day = entry.get("date") or {}
        found = contact.birth_date(day.get("year", 0), day.get("month", 0), day.get("day", 0))
        if found:
            return found
    return ""


def _birth_date(raw: Raw) -> str:
    found = _birthday(raw)
    if found or not raw.get("birthdays"):
        return found
    return min((day for day in _client_data(raw, BIRTH) if _DAY.fullmatch(day)), default="")


# -- writing --------------------------------------------------------------------------------------


def build(record: Record, raw: Raw, local_id: Id, installation: str, region: str) -> Raw:
    """The lists so that :func:`record_of` gives ``record`` and :func:`owners_of` ``local_id``."""
    made: Raw = {name: list(raw.get(name, ())) for name in LISTS}
    hidden: dict[str, list[str]] = {ID: [f"{installation}:{local_id.hex()}"]}
    if card := record.get("card", ""):
        hidden[CARD] = [f"{installation}:{card}"]
    _write_name(made, record)
    _write_gender(made, record.get("gender", ""))
    if birth := _write_birthday(made, raw, record.get("birth_date", "")):
        hidden[BIRTH] = [birth]
    if contact.note_window(_note(raw)) != record.get("note", ""):
        whole = contact.note_whole(record.get("note", ""), _note(raw))
        made["biographies"] = [{"value": whole, "contentType": "TEXT_PLAIN"}] if whole else []
    lists, ours, marks = choice.write(raw, _ours(raw, region), _aside(raw), record, region)
    made |= lists
    hidden[ASIDE] = sorted(marks)
    for field, key in USER_DEFINED.items():
        _write_user_defined(made, key, record.get(field, ""))
    _write_client_data(made, hidden, installation)
    built = {"id": raw.get("id", ""), **{name: made[name] for name in LISTS if made[name]}}
    return _with_ours(built, ours)


def body(built: Raw) -> dict[str, Any]:
    """The person as it is sent: without what Google makes itself."""
    return {
        name: [_sendable(name, entry, first=not index) for index, entry in enumerate(built[name])]
        for name in LISTS
        if built.get(name)
    }


def mask(built: Raw) -> str:
    """The lists that an update may replace. One that may hold one entry and has several, left by
    an old merge, is as it was (see :func:`build`) and would be refused."""
    return ",".join(
        name for name in LISTS if name not in SINGLETONS or len(built.get(name, ())) <= 1
    )


def _sendable(name: str, entry: Entry, *, first: bool) -> Entry:
    """``first``: Google takes the first entry for the primary one unless another is said to be."""
    dropped = {"canonicalForm", slots.PRIMARY}
    if name == "addresses" and set(entry) - {"type", "formattedValue", slots.PRIMARY}:
        dropped.add("formattedValue")  # Google's own, made from the parts
    kept = {key: value for key, value in entry.items() if key not in dropped}
    if slots.PRIMARY in entry and not first:
        kept["metadata"] = {"sourcePrimary": True}
    return kept


def _write_name(made: Raw, record: Record) -> None:
    entry = dict((made["names"] or [{}])[0])
    before = dict(entry)
    for key, field in (("givenName", "first_name"), ("familyName", "last_name")):
        wanted = record.get(field, "")
        if contact.text(str(entry.get(key) or "")) != wanted:
            entry[key] = wanted
        if not wanted:
            entry.pop(key, None)
    if entry != before:
        made["names"] = [entry] if entry else []


def _write_gender(made: Raw, wanted: str) -> None:
    if _gender(made) == wanted:
        return
    entry = dict((made["genders"] or [{}])[0])
    entry["value"] = _GENDER_WORDS.get(wanted, "unspecified")
    made["genders"] = [entry] if wanted or "addressMeAs" in entry else []


def _write_birthday(made: Raw, raw: Raw, wanted: str) -> str:
    """Returns what has to go into the hidden data instead."""
    if _birthday(raw) == wanted and wanted:
        return ""
    if raw.get("birthdays") and not _birthday(raw):
        return wanted
    year, month, day = (int(part) for part in (wanted or "0-0-0").split("-"))
    made["birthdays"] = [{"date": {"year": year, "month": month, "day": day}}] if wanted else []
    return ""


def _write_user_defined(made: Raw, key: str, wanted: str) -> None:
    if "|".join(_user_defined(made, key)) == wanted:
        return
    entries: Entries = made["userDefined"]
    kept = [e for e in entries if contact.text(str(e.get("key") or "")) != key]
    made["userDefined"] = [*kept, *([{"key": key, "value": wanted}] if wanted else [])]


def _write_client_data(made: Raw, hidden: Mapping[str, list[str]], installation: str) -> None:
    """Replaces what is ours; other programs' data and other installations' ids stay."""

    def ours(entry: Entry) -> bool:
        key, value = entry.get("key"), str(entry.get("value", ""))
        return key in (ASIDE, BIRTH) or (key in (ID, CARD) and value.startswith(installation + ":"))

    kept = [entry for entry in made["clientData"] if not ours(entry)]
    added = [{"key": key, "value": v} for key, values in hidden.items() for v in values]
    made["clientData"] = [*kept, *added]
