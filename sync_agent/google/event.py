"""A visit as an event of Google's calendar, and back (Calendar API v3, resource ``events``)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kiosk.salon.domain.ids import Id
from sync_agent.engine.ports import Record, Seen

OWNER = "pult.visit"
"""Private extended property: ``INSTALLATION:VISIT`` in hex."""
COLOURS = ("9", "10", "5", "6", "4", "3", "7", "8")
"""Google's ``colorId`` (1-11) for each of the eight staff colours."""

Event = Mapping[str, Any]


def event_id(installation: str, calendar: str, visit: Id, generation: int) -> str:
    """The same for the same visit, so that an insert whose answer was lost can be repeated. Digits
    and the letters a to v, 5 to 1024 of them (RFC 4648 base32hex); ids stay taken after a deletion,
    hence ``generation``. Another in every calendar: the engine knows events by their ids alone."""
    place = hashlib.sha256(calendar.encode()).digest()[:4]
    name = bytes.fromhex(installation) + visit + place + bytes([generation])
    return base64.b32hexencode(name).decode().rstrip("=").lower()


def body(record: Record, installation: str, visit: Id) -> dict[str, Any]:
    """What is sent. Nobody is invited: Google would write to them."""
    start, _, end = record["time"].partition("/")
    return {
        "start": {"dateTime": _full(start)},
        "end": {"dateTime": _full(end)},
        "summary": record.get("title", ""),
        "description": record.get("about", ""),
        "colorId": COLOURS[int(record.get("colour") or 0) % len(COLOURS)],
        "status": "confirmed",
        "extendedProperties": {"private": {OWNER: f"{installation}:{visit.hex()}"}},
    }


def _full(time: str) -> str:
    return time.replace("Z", ":00Z")


def seen(event: Event, installation: str) -> Seen:
    """``place`` is ``gone`` for a cancelled event, of which only the id is sure to be there. A copy
    that somebody made of ours says the same of itself, but has an id of Google's: it is theirs."""
    private = (event.get("extendedProperties") or {}).get("private") or {}
    whose, _, visit = str(private.get(OWNER, "")).partition(":")
    ours = whose == installation and _made_by_us(str(event["id"]), installation, visit)
    if event.get("status") == "cancelled":
        return Seen(str(event["id"]), "gone", order=str(event.get("updated", "")))
    return Seen(
        str(event["id"]),
        "inside",
        version=str(event.get("etag", "")),
        record=project(event),
        owners=(bytes.fromhex(visit),) if ours and visit else (),
        foreign=bool(whose) and not ours,
        order=str(event.get("updated", "")),
    )


def _made_by_us(key: str, installation: str, visit: str) -> bool:
    """Whether :func:`event_id` gave it this id."""
    try:
        name = base64.b32hexdecode(key.upper() + "=" * (-len(key) % 8))
    except ValueError:
        return False
    return bool(visit) and name.hex().startswith(installation + visit)


def project(event: Event) -> Record:
    """``time`` is empty for an event of whole days."""
    start, end = _instant(event.get("start")), _instant(event.get("end"))
    colour = event.get("colorId")
    return {
        "time": f"{start}/{end}" if start and end else "",
        "title": str(event.get("summary", "")),
        "about": str(event.get("description", "")),
        "colour": str(COLOURS.index(colour)) if colour in COLOURS else "",
    }


def _instant(moment: Any) -> str:
    text = (moment or {}).get("dateTime")
    if not text:
        return ""
    at = datetime.fromisoformat(str(text))
    if at.tzinfo is None:
        return ""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
