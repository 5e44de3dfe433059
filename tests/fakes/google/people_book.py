"""The address book itself: contacts in versions, of which readers may see an older one."""

from __future__ import annotations

import base64
import heapq
import random
from dataclasses import dataclass, field
from typing import Any

from .clock import FakeClock
from .errors import precondition
from .feed import Feed
from .switches import Switches

SYSTEM_GROUPS = (
    "myContacts", "starred", "friends", "family", "coworkers", "blocked", "all", "chatBuddies",
)  # fmt: skip
MY_CONTACTS = "contactGroups/myContacts"

Entry = dict[str, Any]
Fields = dict[str, list[Entry]]


@dataclass(slots=True, eq=False)
class Version:
    """One state of a contact; never changed once made."""

    rev: int
    at_ms: int
    resource_name: str
    fields: Fields
    groups: tuple[str, ...]
    etag: str  #: of the CONTACT source
    deleted: bool
    cache: dict[Any, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Contact:
    """A contact as tests see it: the truth, without lag."""

    source_id: str
    versions: list[Version]
    forgotten: bool = False
    """It had versions before these, which everybody had seen."""
    visible: Version | None = None
    previous: list[str] = field(default_factory=list)
    by_api: bool = False
    ever_labelled: bool = False
    pending: int = 0

    @property
    def now(self) -> Version:
        return self.versions[-1]

    @property
    def resource_name(self) -> str:
        return self.now.resource_name

    @property
    def source_etag(self) -> str:
        return self.now.etag

    @property
    def fields(self) -> Fields:
        return self.now.fields

    @property
    def groups(self) -> tuple[str, ...]:
        return self.now.groups

    @property
    def deleted(self) -> bool:
        return self.now.deleted

    def client_data(self, key: str) -> list[str]:
        return [
            e.get("value", "") for e in self.fields.get("clientData", ()) if e.get("key") == key
        ]

    def phones(self) -> list[str]:
        return [e["value"] for e in self.fields.get("phoneNumbers", ())]

    def name(self) -> str:
        first = (self.fields.get("names") or [{}])[0]
        return " ".join(first[k] for k in ("givenName", "familyName") if first.get(k))


def is_label(group: str) -> bool:
    """A group that the owner made, not one of Google's."""
    return group.removeprefix("contactGroups/") not in SYSTEM_GROUPS


class Members:
    """Who is in a group: the truth and what readers see of it, both in order of joining."""

    def __init__(self) -> None:
        self.live: dict[str, dict[Contact, None]] = {}
        self.seen: dict[str, dict[Contact, None]] = {}

    @staticmethod
    def move(
        side: dict[str, dict[Contact, None]],
        contact: Contact,
        old: tuple[str, ...],
        new: tuple[str, ...],
    ) -> None:
        if old == new:
            return
        for group in old:
            if group not in new:
                side.get(group, {}).pop(contact, None)
        for group in new:
            if group not in old:
                side.setdefault(group, {})[contact] = None


class Book:
    """All contacts of the account. Writes go through ``write``; nothing else makes versions."""

    def __init__(self, switches: Switches, clock: FakeClock, seed: int) -> None:
        self.switches, self.clock = switches, clock
        self.random = random.Random(seed * 7919 + 1)
        self.contacts: dict[str, Contact] = {}
        self.by_name: dict[str, Contact] = {}
        self.old_names: dict[str, Contact] = {}
        self.binned: dict[str, tuple[str, ...]] = {}
        self.feed: Feed[Contact] = Feed()
        self.membership = Members()
        self._live: dict[Contact, None] = {}
        self.seen_count = 0
        self._pending: list[tuple[int, int, Contact, Version]] = []
        self._rev = 0
        self._fresh_rev = 0

    # what tests ask

    def live(self) -> list[Contact]:
        return list(self._live)

    @property
    def live_count(self) -> int:
        return len(self._live)

    def find(self, key: str, value: str) -> list[Contact]:
        """Live contacts with this ``clientData`` pair."""
        return [c for c in self.live() if value in c.client_data(key)]

    def members(self, group: str) -> list[Contact]:
        return list(self.membership.live.get(group, {}))

    def get(self, resource_name: str) -> Contact:
        return self.by_name[resource_name]

    # making versions

    def new(self, fields: Fields, groups: tuple[str, ...], *, by_api: bool = False) -> Contact:
        number = self.random.getrandbits(62)
        contact = Contact(f"{number:x}", [], by_api=by_api)
        self.contacts[contact.source_id] = contact
        self._live[contact] = None
        self._append(contact, f"people/c{number}", fields, groups, deleted=False)
        return contact

    def put_back(self, contact: Contact) -> None:
        """One that everybody has known for long, with its one version."""
        version = contact.now
        self.contacts[contact.source_id] = contact
        self.by_name[version.resource_name] = contact
        self.old_names.update(dict.fromkeys(contact.previous, contact))
        if not version.deleted:
            self._live[contact] = None
        self._rev = self._fresh_rev = max(self._rev, version.rev)
        self.membership.move(self.membership.live, contact, (), version.groups)
        self._show(contact, version)

    def write(
        self,
        contact: Contact,
        *,
        fields: Fields | None = None,
        groups: tuple[str, ...] | None = None,
        resource_name: str | None = None,
        deleted: bool | None = None,
    ) -> Version:
        """A new version; what is not named stays."""
        now = contact.now
        gone = now.deleted if deleted is None else deleted
        if now.deleted and not gone:
            self._live[contact] = None
        if gone and not now.deleted:
            self.binned[contact.source_id], groups = now.groups, ()
            del self._live[contact]
        return self._append(
            contact,
            resource_name or now.resource_name,
            now.fields if fields is None else fields,
            now.groups if groups is None else groups,
            deleted=gone,
        )

    def _append(
        self,
        contact: Contact,
        name: str,
        fields: Fields,
        groups: tuple[str, ...],
        *,
        deleted: bool,
    ) -> Version:
        self._rev += 1
        old = contact.versions[-1] if contact.versions else None
        etag = "#" + base64.b64encode(f"{self._rev:x}/{contact.source_id}".encode()).decode()
        made = Version(self._rev, self.clock.now_ms, name, fields, groups, etag, deleted)
        if self._settled(old):
            contact.forgotten = contact.forgotten or len(contact.versions) > 1
            contact.versions = contact.versions[-1:]
        contact.versions.append(made)
        if old is not None and old.resource_name != name:
            contact.previous.append(old.resource_name)
            self.old_names[old.resource_name] = contact
            del self.by_name[old.resource_name]
        self.by_name[name] = contact
        self.membership.move(self.membership.live, contact, old.groups if old else (), groups)
        if not contact.ever_labelled:
            contact.ever_labelled = any(is_label(g) for g in groups)
        lag = self.switches.feed_lag_ms
        if self.switches.feed_lag_jitter_ms:
            lag += self.random.randrange(self.switches.feed_lag_jitter_ms)
        contact.pending += 1
        heapq.heappush(self._pending, (self.clock.now_ms + lag, made.rev, contact, made))
        return made

    # what readers see

    def catch_up(self, *, everything: bool = False) -> None:
        """Lets the writes whose time has come into the feed."""
        now = self.clock.now_ms
        while self._pending and (everything or self._pending[0][0] <= now):
            _, _, contact, version = heapq.heappop(self._pending)
            contact.pending -= 1
            if contact.visible is None or contact.visible.rev <= version.rev:
                self._show(contact, version)

    def _show(self, contact: Contact, version: Version) -> None:
        old = contact.visible
        contact.visible = version
        self.seen_count += (not version.deleted) - (old is not None and not old.deleted)
        self.membership.move(
            self.membership.seen, contact, old.groups if old else (), version.groups
        )
        self.feed.touch(contact)

    def settle(self) -> None:
        """Everything written is seen by everybody, at once."""
        self.catch_up(everything=True)
        self._fresh_rev = self._rev

    def _settled(self, version: Version | None) -> bool:
        if version is None:
            return False
        return (
            version.rev <= self._fresh_rev
            or version.at_ms + self.switches.stale_read_ms <= self.clock.now_ms
        )

    def read(self, contact: Contact) -> Version | None:
        """What a get answers with: perhaps the version before; None if there was none yet."""
        # Should reads have become stale since, they are no staler than what is still kept.
        chosen = contact.versions[0] if contact.forgotten else None
        for version in contact.versions:
            if self._settled(version):
                chosen = version
        return chosen

    def seen_members(self, group: str) -> dict[Contact, None]:
        self.catch_up()
        side = self.membership.seen if self.switches.members_lag else self.membership.live
        return side.get(group, {})

    def check_room(self, more: int) -> None:
        if self.live_count + more > self.switches.max_contacts:
            raise precondition("MY_CONTACTS_OVERFLOW_COUNT")
