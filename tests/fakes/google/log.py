"""What arrived: one entry a request, counters, and the bytes for a search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

WRITES = frozenset(
    {
        "people.people.batchCreateContacts", "people.people.batchUpdateContacts",
        "people.people.batchDeleteContacts", "people.people.createContact",
        "people.people.updateContact", "people.people.deleteContact",
        "people.contactGroups.create", "people.contactGroups.update",
        "people.contactGroups.delete", "people.contactGroups.members.modify",
        "calendar.events.insert", "calendar.events.update", "calendar.events.patch",
        "calendar.events.delete", "calendar.calendars.insert", "calendar.calendars.patch",
        "calendar.calendars.update", "calendar.calendars.delete",
    }
)  # fmt: skip


@dataclass(slots=True)
class Entry:
    method: str
    status: int  #: of the answer made; 0 when nothing was executed and nothing answered
    weight: dict[str, int]
    ids: int  #: contacts, names or events that the request carried
    bytes_in: int
    bytes_out: int
    fault: str | None
    at_ms: int


class Log:
    def __init__(self, keep_sent: bool) -> None:
        self.keep_sent = keep_sent
        self.entries: list[Entry] = []
        self.counts: Counter[str] = Counter()
        self.received: list[bytes] = []
        self.violations: list[str] = []
        self.mailed: list[str] = []

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.counts[entry.method] += 1

    def arrived(self, *parts: bytes) -> None:
        if self.keep_sent:
            self.received.extend(parts)

    @property
    def sent(self) -> bytes:
        return b"\n".join(self.received)

    @property
    def requests(self) -> int:
        return sum(n for method, n in self.counts.items() if not method.startswith("oauth."))

    def writes(self) -> int:
        return sum(n for method, n in self.counts.items() if method in WRITES)

    def reset(self) -> None:
        """Forgets requests and counters; violations, mails and bytes stay."""
        self.entries.clear()
        self.counts.clear()
