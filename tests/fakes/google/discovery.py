"""Requests against Google's own description of them: the documents in the client library.

Which method a URL means, which parameters it takes and what a body may hold are read from
``googleapiclient/discovery_cache/documents``; nothing of it is typed here again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import googleapiclient

Check = Callable[[Any, str], None]
Json = dict[str, Any]


class Wrong(ValueError):
    """What a request has that its description does not allow."""


@dataclass(frozen=True)
class Method:
    id: str
    http: str
    pattern: re.Pattern[str]
    query: Json
    required: frozenset[str]
    body: Check | None
    scopes: frozenset[str]


@dataclass(frozen=True)
class Call:
    method: Method
    path: dict[str, str]


def find(http: str, path: str) -> Call | None:
    """The method that ``http path`` means, with its path parameters."""
    for method in methods():
        if method.http == http and (match := method.pattern.fullmatch(path)):
            return Call(method, {k: unquote(v) for k, v in match.groupdict().items()})
    return None


def check_query(method: Method, query: dict[str, list[str]]) -> None:
    """Raises ``Wrong`` for unknown, missing, repeated or mistyped parameters."""
    for name, values in query.items():
        spec = method.query.get(name)
        if spec is None:
            raise Wrong(f'Unknown name "{name}": Cannot bind query parameter.')
        if len(values) > 1 and not spec.get("repeated"):
            raise Wrong(f'Parameter "{name}" is not repeated.')
        for value in values:
            _check_text(spec, name, value)
    for name in method.required:
        if not query.get(name):
            raise Wrong(f"Required parameter: {name}")


def _check_text(spec: Json, name: str, value: str) -> None:
    kind = spec["type"]
    fine = (
        value in ("true", "false") if kind == "boolean"
        else re.fullmatch(r"-?\d+", value) is not None if kind == "integer"
        else value in spec["enum"] if "enum" in spec
        else True
    )  # fmt: skip
    if not fine:
        raise Wrong(f"Invalid value at '{name}' ({kind}), \"{value}\"")


def load(name: str) -> Json:
    """The document of this name, e.g. ``people.v1``, out of the client library."""
    file = Path(googleapiclient.__file__).parent / f"discovery_cache/documents/{name}.json"
    document: Json = json.loads(file.read_text(encoding="utf-8"))
    return document


@cache
def methods() -> tuple[Method, ...]:
    found: list[Method] = []
    for name in ("people.v1", "calendar.v3"):
        document = load(name)
        schemas = _Schemas(document["schemas"])
        _collect(document, document, schemas, found)
    # "people/c1:updateContact" must not be read as the contact "c1:updateContact"
    found.sort(key=lambda m: -len(re.sub(r"\(\?P.*?\)", "", m.pattern.pattern)))
    return tuple(found)


def _collect(document: Json, node: Json, schemas: _Schemas, found: list[Method]) -> None:
    for spec in node.get("methods", {}).values():
        parameters = spec.get("parameters", {})
        query = {k: v for k, v in parameters.items() if v["location"] == "query"}
        request = spec.get("request", {}).get("$ref")
        found.append(
            Method(
                id=spec["id"] if spec["id"].startswith(document["name"]) else "?" + spec["id"],
                http=spec["httpMethod"],
                pattern=re.compile(_pattern(document, spec["path"], parameters)),
                query=document["parameters"] | query,
                required=frozenset(k for k, v in query.items() if v.get("required")),
                body=schemas.check(request) if request else None,
                scopes=frozenset(spec.get("scopes", ())),
            )
        )
    for child in node.get("resources", {}).values():
        _collect(document, child, schemas, found)


def _pattern(document: Json, path: str, parameters: Json) -> str:
    def part(match: re.Match[str]) -> str:
        name = match[1]
        own = parameters[name].get("pattern", "").strip("^$").replace("[^/]+", "[^/:]+")
        return f"(?P<{name}>{own or '[^/]+'})"

    full = "/" + document["servicePath"] + path
    return re.sub(r"\{\+?(\w+)\}", part, full)


class _Schemas:
    """Checks compiled once a schema, because a batch of 200 contacts has thousands of values."""

    def __init__(self, schemas: Json) -> None:
        self._schemas = schemas
        self._done: dict[str, Check] = {}

    def check(self, name: str) -> Check:
        if name not in self._done:
            # schemas refer to themselves, so the name must stand before its check is made
            self._done[name] = lambda value, at: self._done[name](value, at)
            self._done[name] = self._compile(self._schemas[name])
        return self._done[name]

    def _compile(self, spec: Json) -> Check:
        if "$ref" in spec:
            return self.check(spec["$ref"])
        kind = spec.get("type")
        if kind == "object":
            return self._object(spec)
        if kind == "array":
            item = self._compile(spec["items"])

            def array(value: Any, at: str) -> None:
                if not isinstance(value, list):
                    raise Wrong(f"Invalid value at '{at}': a list is wanted.")
                for number, entry in enumerate(value):
                    item(entry, f"{at}[{number}]")

            return array
        return _scalar(spec)

    def _object(self, spec: Json) -> Check:
        known = {k: self._compile(v) for k, v in spec.get("properties", {}).items()}
        more = (
            self._compile(spec["additionalProperties"]) if "additionalProperties" in spec else None
        )

        def check(value: Any, at: str) -> None:
            if not isinstance(value, dict):
                raise Wrong(f"Invalid value at '{at}': an object is wanted.")
            for name, entry in value.items():
                inner = known.get(name, more)
                if inner is None:
                    raise Wrong(
                        f"Invalid JSON payload received. Unknown name \"{name}\" at '{at}': "
                        "Cannot find field."
                    )
                if entry is not None:
                    inner(entry, f"{at}.{name}")

        return check


def _scalar(spec: Json) -> Check:
    kind, allowed = spec.get("type"), spec.get("enum")
    types: dict[str | None, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "boolean": (bool,), "number": (int, float),
    }  # fmt: skip
    wanted = types.get(kind)

    def check(value: Any, at: str) -> None:
        if wanted is None:
            return
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind != "boolean"):
            raise Wrong(f"Invalid value at '{at}' ({kind}), {value!r}")
        if allowed is not None and value not in allowed:
            raise Wrong(f"Invalid value at '{at}' ({kind}), {value!r}")

    return check
