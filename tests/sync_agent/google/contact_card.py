"""One contact at Google, its owner's hand and an agent that knows it, without either program."""

from __future__ import annotations

import copy
from typing import Any, Literal

from sync_agent.engine.merging import merge
from sync_agent.google import person
from sync_agent.sides import contact

HERE, ME, REGION = "a" * 16, bytes(range(16)), "CZ"
EMPTY = dict.fromkeys(contact.RULES, "")
Entry = dict[str, Any]


class Card:
    """One contact as it stands at Google, and what the agent last knew of it."""

    def __init__(self, record: dict[str, str], **lists: list[Entry]) -> None:
        self.lists: dict[str, list[Entry]] = copy.deepcopy(lists)
        self.before: person.Raw = {}
        self.base: dict[str, str] | None = None
        self.here = {**EMPTY, **record}

    def answer(self) -> person.Raw:
        """As Google tells it: the first entry of a list is the primary one unless another is."""
        told: dict[str, Any] = {
            "metadata": {"sources": [{"type": "CONTACT", "id": "1f"}]},
            "clientData": self.lists.get("clientData", []),
        }
        for name, entries in self.lists.items():
            default = next((one for one in entries if one.get("default")), None)
            told[name] = [
                {**{k: v for k, v in entry.items() if k != "default"},
                 "metadata": {"primary": entry is default or (default is None and not at)}}
                for at, entry in enumerate(entries)
            ]  # fmt: skip
        return person.raw_of(told)

    def look(self) -> person.Raw:
        return person.followed(self.answer(), REGION, self.base, (self.here,), self.before)

    def there(self) -> dict[str, str]:
        return dict(person.record_of(self.look(), HERE, REGION))

    def sync(self, newer: Literal["here", "there"] = "there") -> dict[str, str]:
        """One round of the engine: merge, write here, write there. Returns what changed here."""
        raw, there = self.look(), self.there()
        merged = merge(contact.CONTACT, self.base, self.here, there, newer)
        self.here = dict(merged.record)
        built = person.build(self.here, raw, ME, HERE, REGION)
        self.lists = {
            name: [_stored(entry) for entry in entries]
            for name, entries in person.body(built).items()
        }
        self.before, self.base = built, dict(self.here)
        return dict(merged.changes)

    def phones(self) -> list[tuple[str, str]]:
        return [(one["type"], one["value"]) for one in self.lists.get("phoneNumbers", [])]

    def mails(self) -> list[str]:
        return [one["value"] for one in self.lists.get("emailAddresses", [])]


def _stored(entry: Entry) -> Entry:
    kept = {key: value for key, value in entry.items() if key != "metadata"}
    return {**kept, **({"default": True} if "metadata" in entry else {})}


def phones(*pairs: tuple[str, str]) -> list[Entry]:
    return [{"type": kind, "value": value} for kind, value in pairs]


def mails(*values: str) -> list[Entry]:
    return [{"type": "home", "value": value} for value in values]
