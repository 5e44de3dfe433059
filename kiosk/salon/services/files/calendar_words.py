"""What an event of a calendar says of a visit: whose, for what, with whom, and whether it stands.

Programs say it in different places: as attendees and the organizer, in the title, or line by line
in the description (``Staff: Eva``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kiosk.salon.services.files.columns import VISITS, field_of

ABOUT = (
    *("subject", "staff", "organizer", "calendar", "name", "phone", "email", "service", "note"),
)
_PHONE = re.compile(r"(?<![\w+])\+?\d[\d ()/-]{7,17}\d(?!\w)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABELLED = re.compile(r"^[\s*•-]*([^:\n]{2,30}):[ \t]*(\S[^\n]*)$", re.MULTILINE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventWords:
    """``cells``: in the order of :data:`ABOUT`."""

    cells: tuple[str, ...]
    status: str


def about(event: Any, calendar: str) -> EventWords:
    """``calendar``: what the whole calendar is called."""
    organizer = next(iter(event.contents.get("organizer", [])), None)
    guest = _guest(event, _address(organizer) if organizer is not None else "")
    note, subject = _plain(said(event, "description")), said(event, "summary")
    told = _told(note)
    email = _address(guest) if guest is not None else ""
    phone = _PHONE.search(f"{subject}\n{note}")
    written = _EMAIL.search(f"{subject}\n{note}")
    for found in (phone, written):
        subject = subject.replace(found.group(), "") if found else subject
    status = said(event, "status")
    if guest is not None and _param(guest, "PARTSTAT").upper() == "DECLINED":
        status = "declined"
    name = told.get("name") or " ".join(filter(None, (told.get("first"), told.get("last"))))
    cells = {
        "subject": subject,
        "staff": told.get("staff") or said(event, "x-staff"),
        "organizer": _called(organizer) if organizer is not None else "",
        "calendar": calendar,
        "name": name or (_param(guest, "CN") if guest is not None else ""),
        "phone": told.get("phone") or (phone.group().strip() if phone else ""),
        "email": email or (written.group() if written else ""),
        "service": told.get("service", ""),
        "note": note,
    }
    return EventWords(tuple(cells[field] for field in ABOUT), status)


def said(event: Any, name: str) -> str:
    """The first of a property's values; empty for none."""
    return str(event.contents[name][0].value).strip() if name in event.contents else ""


def _guest(event: Any, organizer: str) -> Any:
    """Who comes: neither who asked nor a room (RFC 5545, 3.2.3)."""
    for one in event.contents.get("attendee", []):
        person = _param(one, "CUTYPE").upper() in ("", "INDIVIDUAL", "UNKNOWN")
        if person and (not organizer or _address(one) != organizer):
            return one
    return None


def _called(line: Any) -> str:
    return _param(line, "CN") or _address(line)


def _address(line: Any) -> str:
    value = str(line.value)
    return value.partition(":")[2].strip().lower() if ":" in value else ""


def _param(line: Any, name: str) -> str:
    return str(line.params.get(name, [""])[0]).strip()


def _plain(text: str) -> str:
    """Without the markup that some programs write descriptions in."""
    return _TAG.sub("", _BREAK.sub("\n", text)).replace("&nbsp;", " ").strip()


_FIELDS = {
    "staff": "staff",
    "service": "service",
    "phone": "phone",
    "mobile": "phone",
    "name": "name",
    "name_last_first": "name",
    "first_name": "first",
    "last_name": "last",
}


def _told(note: str) -> dict[str, str]:
    """What lines with a heading say, as a column with that heading would."""
    found: dict[str, str] = {}
    for heading, text in _LABELLED.findall(note):
        field = _FIELDS.get(field_of(heading.strip(), VISITS))
        if field:
            found.setdefault(field, text.strip())
    return found
