"""What a run came to, for whoever has to tell of it or to decide when the next one is."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.store.sync.book import Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """``waiting``: things that are still to be sent or looked at. ``why``: see
    :func:`kiosk.salon.domain.stored_message.load`, empty when all went well. ``later_seconds``: the
    remote asks not to come back earlier."""

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    waiting: int = 0
    requests: int = 0
    outcome: Outcome = "ok"
    why: str = ""
    later_seconds: float = 0
