"""Contact groups: the labels of the account (facts 1.7)."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from typing import Any

from .clock import FakeClock, rfc3339
from .errors import not_found, people_error
from .feed import Feed
from .people_book import SYSTEM_GROUPS, Book, Contact
from .switches import Switches

DEFAULT_FIELDS = ("groupType", "memberCount", "metadata", "name")
FIELDS = (*DEFAULT_FIELDS, "clientData")


@dataclass(slots=True, eq=False)
class Group:
    resource_name: str
    name: str
    system: bool
    rev: int
    made_ms: int
    updated_ms: int
    client_data: list[dict[str, str]] = field(default_factory=list)
    deleted: bool = False

    @property
    def etag(self) -> str:
        return base64.b64encode(f"{self.resource_name}/{self.rev}".encode()).decode()


class Groups:
    """The labels; members stand with the contacts, as Google has it."""

    def __init__(self, book: Book, switches: Switches, clock: FakeClock, seed: int) -> None:
        self.book, self.switches, self.clock = book, switches, clock
        self.random = random.Random(seed * 7919 + 2)
        self.all: dict[str, Group] = {}
        self.feed: Feed[Group] = Feed()
        for name in SYSTEM_GROUPS:
            self._add(Group(f"contactGroups/{name}", name, True, 1, 0, clock.now_ms))

    def _add(self, group: Group) -> Group:
        self.all[group.resource_name] = group
        self.feed.touch(group)
        return group

    def by_name(self, name: str) -> Group:
        """The living label of this name; KeyError if there is none."""
        for group in self.all.values():
            if group.name == name and not group.deleted:
                return group
        raise KeyError(name)

    def has(self, name: str) -> bool:
        return any(g.name == name and not g.deleted for g in self.all.values())

    def labels(self) -> list[Group]:
        return [g for g in self.all.values() if not g.system and not g.deleted]

    def resolve(self, label: str | Group) -> Group:
        """By group, by resource name or by name."""
        if isinstance(label, Group):
            return label
        return self.all[label] if label in self.all else self.by_name(label)

    def living(self, resource_name: str) -> Group:
        group = self.all.get(resource_name)
        if group is None or group.deleted:
            raise not_found()
        return group

    def usable(self, resource_name: str) -> Group | None:
        """For writes: None too while the group is too young."""
        group = self.all.get(resource_name)
        if group is None or group.deleted:
            return None
        young = group.made_ms + self.switches.group_ready_ms > self.clock.now_ms
        return None if young and not group.system else group

    def create(self, name: str, client_data: list[dict[str, str]] | None = None) -> Group:
        """409 for a name that another label has."""
        self._check_free(name, None)
        now = self.clock.now_ms
        number = self.random.getrandbits(56) | 1 << 55
        return self._add(
            Group(f"contactGroups/{number:x}", name, False, 1, now, now, client_data or [])
        )

    def rename(self, group: Group, name: str) -> None:
        self._check_free(name, group)
        group.name = name
        self.touch(group)

    def touch(self, group: Group) -> None:
        group.rev += 1
        group.updated_ms = self.clock.now_ms
        self.feed.touch(group)

    def delete(self, group: Group, *, contacts: bool) -> list[Contact]:
        """Deletes the label, with its contacts or without; returns who was in it."""
        members = self.book.members(group.resource_name)
        for contact in members:
            if contacts:
                self.book.write(contact, deleted=True)
            else:
                rest = tuple(g for g in contact.groups if g != group.resource_name)
                self.book.write(contact, groups=rest)
        group.deleted = True
        self.touch(group)
        return members

    def _check_free(self, name: str, own: Group | None) -> None:
        for other in self.all.values():
            if other is not own and not other.deleted and other.name == name:
                raise people_error(409, "Contact group name already exists.")

    def view(self, group: Group, fields: tuple[str, ...], max_members: int = 0) -> dict[str, Any]:
        out: dict[str, Any] = {
            "resourceName": group.resource_name, "etag": group.etag,
        }  # fmt: skip
        if group.deleted:
            return out | {"metadata": {"deleted": True}}
        seen = self.book.seen_members(group.resource_name)
        if "metadata" in fields:
            out["metadata"] = {"updateTime": rfc3339(group.updated_ms)}
        if "groupType" in fields:
            out["groupType"] = "SYSTEM_CONTACT_GROUP" if group.system else "USER_CONTACT_GROUP"
        if "name" in fields:
            out |= {"name": group.name, "formattedName": group.name}
        if "memberCount" in fields and seen:
            out["memberCount"] = len(seen)
        if "clientData" in fields and group.client_data:
            out["clientData"] = group.client_data
        if max_members and seen:
            names = [(c.visible or c.now).resource_name for c in seen]
            out["memberResourceNames"] = names[: min(max_members, self.switches.max_members)]
        return out
