"""An account as it stood at an earlier time: whoever was signed in to it then goes on with it.

Orders of change are not kept, so tokens that were given out before must not be taken any more: of
calendars they have expired, for contacts ``Switches.sync_token_ms`` sees to it.
"""

from __future__ import annotations

from typing import Any

from .calendar_book import Calendar, Event
from .groups import Group
from .people_book import Contact, Version
from .service import FakeGoogle

Json = dict[str, Any]


def put_back(google: FakeGoogle, kept: Json) -> None:
    """Fills an empty account. ``kept``: ``groups``, ``contacts`` and ``calendars`` by the names of
    what they become here, ``events`` with their ``calendar``, and ``now_ms``."""
    google.clock.set(kept["now_ms"])
    for group in kept["groups"]:
        made = Group(system=False, **group)
        google.groups.all[made.resource_name] = made
        google.groups.feed.touch(made)
    for contact in kept["contacts"]:
        _put_contact(google, dict(contact))
    for calendar in kept["calendars"]:
        google.calendars.all[calendar["id"]] = Calendar(**calendar, epoch=1)
    for event in kept["events"]:
        at = google.calendars.all[event["calendar"]]
        made_event = Event(**{name: value for name, value in event.items() if name != "calendar"})
        at.events[made_event.id] = made_event
        at.feed.touch(made_event)
        google.calendars.go_on_after(made_event.rev)


def _put_contact(google: FakeGoogle, kept: Json) -> None:
    version = Version(
        *(kept.pop("rev"), kept.pop("at_ms"), kept.pop("resource_name"), kept.pop("fields")),
        groups=tuple(kept.pop("groups")),
        etag=kept.pop("etag"),
        deleted=kept.pop("deleted"),
    )
    google.book.put_back(Contact(versions=[version], **kept))
