"""``timedatectl`` of systemd as it behaves (org.freedesktop.timedate1(5)): a clock that follows the
network cannot be set, and is let go of only some time after that was switched off."""

from __future__ import annotations

from datetime import UTC, datetime

FOLLOWS = "Failed to set time: Automatic time synchronization is enabled"
FORBIDDEN = "Failed to set time: Interactive authentication required."


class Timedatectl:
    """``follows``: as the machine is set up. ``lets_go_after``: attempts that still fail after it
    was told not to. ``at``: what the clock was set to."""

    def __init__(
        self, *, follows: bool = True, allowed: bool = True, lets_go_after: int = 0
    ) -> None:
        self.follows, self.allowed = follows, allowed
        self._after, self._left = lets_go_after, 0
        self.at: datetime | None = None

    def __call__(self, command: tuple[str, ...]) -> tuple[int, str]:
        name, verb, value = command
        assert name == "timedatectl"
        if not self.allowed:
            return 1, FORBIDDEN
        if verb == "set-ntp":
            self.follows, self._left = value == "true", self._after
            return 0, ""
        assert verb == "set-time"
        if self.follows or self._left > 0:
            self._left -= 1
            return 1, FOLLOWS
        self.at = datetime.strptime(value, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
        return 0, ""
