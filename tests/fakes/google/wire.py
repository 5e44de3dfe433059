"""A request and an answer, the same for sockets and for the in-process transport."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .errors import ApiError


@dataclass(slots=True)
class Request:
    http: str
    target: str  #: path and query as they came over the wire
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]  #: names in lower case
    body: bytes
    json: Any = None
    #: filled by the dispatcher
    params: dict[str, str] = field(default_factory=dict)
    scopes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, http: str, uri: str, headers: dict[str, str], body: bytes) -> Request:
        parts = urlsplit(uri)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        query = parse_qs(parts.query, keep_blank_values=True)
        override = headers.get("x-http-method-override")
        if http == "POST" and override == "GET":
            # the library sends a GET longer than 2,048 characters this way (facts 4)
            http, query = "GET", query | parse_qs(body.decode(), keep_blank_values=True)
        return cls(http, target, parts.path, query, headers, body)

    def one(self, name: str, default: str = "") -> str:
        values = self.query.get(name)
        return values[0] if values else default

    def flag(self, name: str) -> bool:
        return self.one(name) == "true"

    def number(self, name: str, default: int) -> int:
        return int(self.one(name) or default)

    def many(self, name: str) -> list[str]:
        return self.query.get(name, [])


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def json(cls, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
        """``value`` is data, or text that is JSON already."""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return cls(
            status,
            {"content-type": "application/json; charset=UTF-8", **(headers or {})},
            text.encode(),
        )

    @classmethod
    def empty(cls) -> Answer:
        return cls(204, {}, b"")

    @classmethod
    def error(cls, error: ApiError) -> Answer:
        return cls.json(error.body, error.code, error.headers)


class Closed(Exception):
    """The connection ends without an answer, or with the first half of one."""

    def __init__(self, half: Answer | None = None) -> None:
        super().__init__()
        self.half = half
