"""The fake against itself: what its counters say is what its contacts say, after any edits."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.fakes.google import FakeGoogle, Fault, Quotas
from tests.fakes.people_calls import People, label, named, tagged


def someone(google: FakeGoogle, chance: random.Random) -> Any:
    return chance.choice(google.book.live() or [google.owner.add("First")])


def edit(google: FakeGoogle, chance: random.Random, names: list[str]) -> None:
    """One thing that a person does at Google."""
    owner, contact = google.owner, someone(google, chance)
    what = chance.randrange(10)
    if what == 0:
        owner.delete(contact)
    elif what == 1:
        binned = [c for c in google.book.contacts.values() if c.deleted]
        if binned:
            owner.restore(chance.choice(binned))
    elif what == 2 and (other := someone(google, chance)) is not contact:
        owner.merge(contact, other)
    elif what == 3:
        owner.rename_resource(contact)
    elif what == 4:
        owner.add_to_label(contact, chance.choice(names))
    elif what == 5:
        owner.remove_from_label(contact, chance.choice(names))
    elif what == 6:
        owner.add_phone(contact, str(chance.randrange(10**9)))
    elif what == 7 and chance.random() < 0.2:
        gone = names.pop(chance.randrange(len(names)))
        owner.delete_label(gone, delete_contacts=chance.random() < 0.5)
        names.append(owner.create_label(f"L{chance.random()}").resource_name)
    else:
        owner.add_many(3, label=chance.choice(names))


def write(people: People, chance: random.Random, names: list[str]) -> None:
    """One request of a client, which may fail in any way that was injected."""
    number = str(chance.randrange(10**6))
    group = chance.choice(names)
    if chance.random() < 0.5:
        people.create(named(number, memberships=[label(group)], **tagged("id", number)))
        return
    contact = someone(people.google, chance)
    source = {"type": "CONTACT", "etag": contact.source_etag}
    change = {"resourceName": contact.resource_name, "metadata": {"sources": [source]}}
    if chance.random() < 0.5:
        people.update("names", change | named(number))
    else:
        people.delete(contact.resource_name)


@pytest.mark.parametrize("seed", range(5))
def test_a_client_that_follows_the_feed_ends_with_the_truth(seed: int) -> None:
    google = FakeGoogle(seed, quotas=Quotas.off())
    chance = random.Random(seed)
    names = [google.owner.create_label(f"L{n}").resource_name for n in range(3)]
    people = People(google)
    mirror: dict[str, str] = {}
    token = follow(people, mirror, None)
    google.faults.schedule(seed, 0.2)
    for step in range(150):
        edit(google, chance, names)
        try:
            write(people, chance, names)
        except Exception:  # noqa: BLE001 - whatever was injected
            google.clock.advance(seconds=1)
        google.clock.advance(seconds=chance.randrange(60))
        if step % 5 == 0:
            google.faults.schedule(seed, 0.0)
            token = follow(people, mirror, token)
            google.faults.schedule(seed + step, 0.2, kinds=(*Fault.ALL, Fault.LATE))
    google.faults.stop()
    google.clock.advance(minutes=10)
    people.sync()
    google.settle()
    follow(people, mirror, token)
    check(google, mirror)
    assert google.violations == []


def follow(people: People, mirror: dict[str, str], token: str | None) -> str:
    """Applies a sync, full or incremental, to a copy of (source id -> source etag)."""
    pages = people.pages(syncToken=token) if token else people.pages()
    for page in pages:
        for person in page.get("connections", []):
            deleted = person["metadata"].get("deleted")
            name = person["resourceName"]
            for old in (name, *person["metadata"].get("previousResourceNames", [])):
                mirror.pop(old, None)
            if not deleted:
                mirror[name] = person["metadata"]["sources"][0]["etag"]
    return str(pages[-1]["nextSyncToken"])


def check(google: FakeGoogle, mirror: dict[str, str]) -> None:
    book = google.book
    live = book.live()
    assert mirror == {c.resource_name: c.source_etag for c in live}
    assert book.live_count == book.seen_count == len(live)
    for group in google.groups.all:
        inside = {c for c in live if group in c.groups}
        assert set(book.members(group)) == set(book.seen_members(group)) == inside
