"""The clock of the fake: stands until it is moved, so that seven days pass in a test at once."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime


class FakeClock:
    """UTC milliseconds; ``sleep`` and ``time`` have the shapes of the functions in ``time``."""

    def __init__(self, start: str = "2026-11-21T09:00:00Z") -> None:
        self.now_ms = parse_ms(start)

    def advance(
        self,
        ms: float = 0,
        *,
        seconds: float = 0,
        minutes: float = 0,
        hours: float = 0,
        days: float = 0,
    ) -> None:
        whole = ms + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)))
        self.now_ms += int(whole)

    def set(self, ms: int) -> None:
        self.now_ms = ms

    def sleep(self, seconds: float) -> None:
        self.now_ms += int(seconds * 1000)

    def time(self) -> float:
        return self.now_ms / 1000

    def rfc3339(self) -> str:
        return rfc3339(self.now_ms)

    def http_date(self) -> str:
        return format_datetime(datetime.fromtimestamp(self.now_ms // 1000, UTC), usegmt=True)


def rfc3339(ms: int) -> str:
    whole, rest = divmod(ms, 1000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%dT%H:%M:%S}.{rest:03d}Z"


def parse_ms(text: str) -> int:
    """RFC 3339 text to UTC ms; a time without offset is taken as UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)
