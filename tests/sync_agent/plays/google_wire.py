"""The way to the fake Google on which everything can be cut, and where the power can go."""

from __future__ import annotations

from typing import Any

from tests.fakes.google import FakeGoogle, Fault
from tests.sync_agent.plays.memory_server import Crash

KINDS = {
    "before": Fault.BEFORE,
    "after": Fault.AFTER,
    "twice": Fault.TWICE,
    "later": Fault.E429,
}
"""The machine's words for faults; the fake's own are taken as well."""


class Wire:
    """Shaped like ``httplib2.Http``. ``plan``: faults of the next requests in order, "" for none;
    ``offline``: no connection comes about. ``crash_at``: the power goes at this request, counted
    from now; negative: after it was executed. ``unseen``: fields of contacts that we deleted before
    a reading showed a change of the owner's in them."""

    def __init__(self, google: FakeGoogle) -> None:
        self.google, self._inner = google, google.transport()
        self.plan: list[str] = []
        self.crash_at = 0
        self.refused = 0
        self.unseen: list[dict[str, Any]] = []
        self._asking = False
        write = google.book.write

        def watched(contact: Any, **changes: Any) -> Any:
            unseen = google.book.read(contact) is not contact.now
            if changes.get("deleted") and self._asking and unseen:
                self.unseen.append(dict(contact.fields))
            return write(contact, **changes)

        google.book.write = watched  # type: ignore[method-assign]

    def calm(self) -> None:
        self.plan, self.crash_at, self.refused = [], 0, 0

    def request(self, *arguments: Any, **named: Any) -> Any:
        crash, self.crash_at = self.crash_at, self.crash_at - (self.crash_at > 0)
        if crash == 1:
            raise Crash
        kind = self.plan.pop(0) if self.plan else ""
        if kind == "offline":
            self.refused += 1
            raise ConnectionRefusedError("no way there")
        if kind:
            self.google.faults.once("*", KINDS.get(kind, kind))
        self._asking = True
        try:
            return self._inner.request(*arguments, **named)
        finally:
            self._asking = False
            if crash < 0:
                self.crash_at += 1
                if self.crash_at == 0:
                    raise Crash

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
