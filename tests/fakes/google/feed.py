"""Orders of change and opaque tokens: what is asked since a token costs only what changed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
NOTHING = 10**18
"""A place in an order of changes after which there is nothing."""

#: parameters that are about the transport, not about what is asked
GLOBAL = frozenset(
    {
        "$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token",
        "prettyPrint", "quotaUser", "uploadType", "upload_protocol", "userIp",
    }
)  # fmt: skip


class Feed(Generic[T]):
    """Things in order of their last change; a change moves a thing to the end."""

    def __init__(self) -> None:
        self._at: dict[int, T] = {}
        self._position: dict[int, int] = {}
        self.last = 0

    def touch(self, thing: T) -> None:
        old = self._position.get(id(thing))
        if old is not None:
            del self._at[old]
        self.last += 1
        self._at[self.last] = thing
        self._position[id(thing)] = self.last

    def after(self, position: int) -> Iterator[tuple[int, T]]:
        """(position, thing) with a greater position, oldest first; O(changed)."""
        if position == 0:
            return iter(self._at.items())  # used up before anybody writes: requests hold a lock
        found: list[tuple[int, T]] = []
        for at, thing in reversed(self._at.items()):
            if at <= position:
                break
            found.append((at, thing))
        return reversed(found)


def seal(**content: Any) -> str:
    text = json.dumps(content, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unseal(token: str, kind: str) -> dict[str, Any] | None:
    """What ``seal`` hid, or None for what was never a token of this kind."""
    try:
        padded = token + "=" * (-len(token) % 4)
        content = json.loads(base64.urlsafe_b64decode(padded))
    except ValueError:
        return None
    if not isinstance(content, dict) or content.get("kind") != kind:
        return None
    return content


def asked(query: dict[str, list[str]], *, without: tuple[str, ...] = ()) -> str:
    """All parameters that must be equal between the requests of one sync."""
    skip = {"pageToken", "syncToken", *without} | GLOBAL
    return json.dumps(sorted((k, v) for k, v in query.items() if k not in skip))
