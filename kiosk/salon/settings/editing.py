"""Changes values in the text of ``pult.toml`` and leaves everything else as people wrote it:
comments, order, keys that nobody here knows."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

Path = Sequence[str]
"""A section by its names: ``("device", "front")`` is ``[device.front]``; none: what stands before
the first section."""
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
            body.append(f"{key} = {_toml(left.pop(key))}{_remark(line)}")
    while body and not body[-1].strip():
        body.pop()
    at = _end_of_values(body)
    body[at:at] = [f"{key} = {_toml(value)}" for key, value in left.items()]
    after = lines[end:]
    gap = [""] if after and body else []
    return _checked("\n".join([*lines[:first], *body, *gap, *after]) + "\n", wanted)


def _end_of_values(body: Sequence[str]) -> int:
    """Where another value goes: remarks behind the last one may be about the next section. Where
    there are only remarks, the first of them are about this one."""
    for at in range(len(body), 0, -1):
        if body[at - 1].strip() and not body[at - 1].lstrip().startswith("#"):
            return at
    return next((at for at, line in enumerate(body) if not line.strip()), len(body))


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
    first = None if path else 0
    for index, line in enumerate(lines):
        if not _HEAD.match(line):
            continue
        if first is not None:
            return first, index
        if _named(line) == list(path):
            first = index + 1
    return first, len(lines)


def _remark(line: str) -> str:
    """What somebody wrote behind the value."""
    for at, sign in enumerate(line):
        if sign == "#":
            try:
                tomllib.loads(line[:at])
            except tomllib.TOMLDecodeError:
                continue  # within a text
            return line[len(line[:at].rstrip()) :]
    return ""


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
