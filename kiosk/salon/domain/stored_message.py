"""A sentence kept in the database, to be translated when somebody reads it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from kiosk.salon.domain.text import (
    Amount,
    Day,
    Duration,
    Msg,
    Number,
    Percent,
    Phone,
    Text,
    TimeOfDay,
)

_VALUES = {kind.__name__: kind for kind in (Amount, TimeOfDay, Duration, Phone, Number, Percent)}


def dump(message: Msg) -> str:
    """The sentence as JSON, with the values in it as what they are: a time of day is shown in the
    zone and the language of whoever reads it."""
    return json.dumps(_packed(message), ensure_ascii=False)


def _packed(value: object) -> Any:
    if isinstance(value, Msg):
        values = {name: _packed(part) for name, part in value.values}
        return {"key": value.key, "plural": value.plural, "n": value.n, "values": values}
    if isinstance(value, Day):
        return {"kind": "Day", "day": value.day.isoformat(), "style": value.style}
    for name, kind in _VALUES.items():
        if isinstance(value, kind):
            return {"kind": name, **asdict(value)}
    return value if isinstance(value, str | int) else str(value)


def load(kept: str) -> Text:
    """What :func:`dump` made; anything else is shown as it is."""
    if not kept.startswith("{"):
        return kept
    try:
        found: Text = _unpacked(json.loads(kept))
    except (ValueError, KeyError, AttributeError, TypeError):
        return kept
    return found


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "kind" not in value:
        values = tuple((name, _unpacked(part)) for name, part in value["values"].items())
        return Msg(value["key"], values, value["plural"], value["n"])
    fields = {name: part for name, part in value.items() if name != "kind"}
    if value["kind"] == "Day":
        return Day(date.fromisoformat(fields["day"]), fields["style"])
    return _VALUES[value["kind"]](**fields)


def plain(kept: str) -> str:
    """The English words, for shells and logs."""
    found = load(kept)
    return found.plain() if isinstance(found, Msg) else str(found)
