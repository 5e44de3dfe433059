"""Changes values in the text of ``pult.toml`` and leaves everything else as people wrote it:
comments, order, keys that nobody here knows."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

Path = Sequence[str]
"""A section by its names: ``("device", "front")`` is ``[device.front]``."""
_HEAD = re.compile(r"^\s*\[[^\[].*\]\s*(#.*)?$")
_KEY = re.compile(r"^\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*=")


class CannotEdit(ValueError):
    """The file writes this in a way that is not changed line by line."""


def set_values(text: str, path: Path, values: Mapping[str, object]) -> str:
    """The text with these keys of a section set; None takes a key out. A section that is not there
    is added at the end. CannotEdit when the file would not say what was asked."""
    wanted = _expected(text, path, values)
    lines = text.splitlines()
    first, end = _section(lines, path)
    left = {key: value for key, value in values.items() if value is not None}
    if first is None:
        if not left:
            return text
        name = ".".join(
            part if re.fullmatch(r"[\w-]+", part) else json.dumps(part) for part in path
        )
        lines += ["", f"[{name}]"] if lines else [f"[{name}]"]
        first = end = len(lines)
    body = []
    for line in lines[first:end]:
        found = _KEY.match(line)
        key = next(filter(None, found.groups()), "") if found else ""
        if key not in values:
            body.append(line)
        elif key in left:
            body.append(f"{key} = {_toml(left.pop(key))}")
    while body and not body[-1].strip():
        body.pop()
    body += [f"{key} = {_toml(value)}" for key, value in left.items()]
    after = lines[end:]
    changed = "\n".join([*lines[:first], *body, *([""] if after else []), *after]) + "\n"
    return _checked(changed, wanted)


def remove_section(text: str, path: Path) -> str:
    """The text without a section. CannotEdit as above."""
    wanted = tomllib.loads(text)
    inner = wanted
    for part in path[:-1]:
        inner = inner.get(part, {})
    inner.pop(path[-1], None)
    lines = text.splitlines()
    first, end = _section(lines, path)
    if first is None:
        return _checked(text, wanted)
    return _checked("\n".join([*lines[: first - 1], *lines[end:]]) + "\n", wanted)


def _expected(text: str, path: Path, values: Mapping[str, object]) -> dict[str, Any]:
    whole = tomllib.loads(text)
    inner = whole
    for part in path:
        inner = inner.setdefault(part, {})
    for key, value in values.items():
        if value is None:
            inner.pop(key, None)
        else:
            inner[key] = list(value) if isinstance(value, tuple) else value
    return whole


def _section(lines: Sequence[str], path: Path) -> tuple[int | None, int]:
    """The lines between a section's head and the next one."""
    first = None
    for index, line in enumerate(lines):
        if not _HEAD.match(line):
            continue
        if first is not None:
            return first, index
        if _named(line) == list(path):
            first = index + 1
    return first, len(lines)


def _named(line: str) -> list[str]:
    try:
        inner = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return []
    names = []
    while inner:
        ((name, inner),) = inner.items()
        names.append(name)
    return names


def _checked(text: str, wanted: Mapping[str, object]) -> str:
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotEdit(str(error)) from error
    if _filled(found) != _filled(wanted):
        raise CannotEdit("the section is not written line by line")
    return text


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    """Without empty sections: they say nothing."""
    inner = {
        key: _filled(value) if isinstance(value, Mapping) else value for key, value in table.items()
    }
    return {key: value for key, value in inner.items() if value != {}}


def _toml(value: object) -> str:
    """Texts, numbers, truth and lists of texts: for these the same as JSON."""
    return json.dumps(value, ensure_ascii=False)
