"""A sentence kept in the database, to be translated when somebody reads it."""

from __future__ import annotations

import json

from kiosk.domain.text import Msg, Text


def keep(message: Msg) -> str:
    """The sentence as JSON. Values that are not text or numbers are kept as their plain words."""
    values = {
        name: value if isinstance(value, str | int) else _plain(value)
        for name, value in message.values
    }
    return json.dumps(
        {"key": message.key, "plural": message.plural, "n": message.n, "values": values},
        ensure_ascii=False,
    )


def _plain(value: object) -> str:
    return value.plain() if isinstance(value, Msg) else str(value)


def read(kept: str) -> Text:
    """What :func:`keep` made; anything else is shown as it is."""
    if not kept.startswith("{"):
        return kept
    try:
        found = json.loads(kept)
        return Msg(found["key"], tuple(found["values"].items()), found["plural"], found["n"])
    except (ValueError, KeyError, AttributeError, TypeError):
        return kept


def plain(kept: str) -> str:
    """The English words, for shells and logs."""
    found = read(kept)
    return found.plain() if isinstance(found, Msg) else str(found)
