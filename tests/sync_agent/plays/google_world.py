"""A salon with real clients, the real Google remote and the fake Google, for the state machine.

The agent is a process of its own: when the power goes, database, session and remote are opened
anew. Time is the fake's; salon and agent follow it.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.ids import Id, IdMaker
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import CONTACT_FIELDS, Client
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.context import Context
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.clients import contacts
from kiosk.salon.store.journal import Journal
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import remotes as sync_remotes
from kiosk.salon.store.sync.links import LinkRow, Links
from sync_agent.engine.job import Rules
from sync_agent.engine.links import Link, from_row
from sync_agent.engine.problems import Stopped
from sync_agent.google import person
from sync_agent.google.contacts import NAME, GoogleContacts
from sync_agent.google.http import Session
from sync_agent.google.labels import Bound
from sync_agent.google.quota import people_quota
from sync_agent.report import Report
from sync_agent.sides.clients import ClientsSide, record_of
from tests.fakes.google import FakeGoogle
from tests.fakes.google.groups import Group
from tests.fakes.google.people_book import Contact
from tests.rigs.salon import CHEAP, TEN_O_CLOCK, close_salon, make_salon
from tests.sync_agent.plays import google_hand as hand
from tests.sync_agent.plays.google_desk import BOOKINGS, LABEL, NAMES, VirtualTiming
from tests.sync_agent.plays.google_moods import moods
from tests.sync_agent.plays.google_wire import Wire
from tests.sync_agent.plays.memory_server import Crash
from tests.sync_agent.plays.running import run
from tests.sync_agent.plays.things import FragileStore
from tests.sync_agent.plays.world import There, Trouble

ACCOUNT = "account-1"
DATES_FROM = 700_000
"""Proleptic ordinal of a day in 1917: every number has a birthday of its own."""


def make_template(home: Path) -> Path:
    """A set-up salon that is copied for each play."""
    home.mkdir(parents=True, exist_ok=True)
    salon = make_salon(home)
    sync_accounts.installation(salon.context.store)
    salon.context.store.cut_log()
    close_salon(salon)
    return home


class GoogleWorld:
    """See :class:`tests.sync_agent.plays.world.Playground`. ``counts``: what happened in all."""

    fields = (
        "last_name", "first_name", "mobile", "email", "city", "note", "street", "phone",
        "birth_date", "postcode",
    )  # fmt: skip
    joined = ("note",)
    identity = ("last_name", "first_name", "mobile")

    def __init__(self, home: Path, template: Path, seed: int, counts: Counter[str]) -> None:
        shutil.copytree(template, home)
        self.home, self.counts = home, counts
        self.chance = random.Random(seed)
        switches, quotas, self.limits = moods(seed)
        self.google = FakeGoogle(seed, switches, quotas)
        self.wire = Wire(self.google)
        self.clock, self.ids = ManualClock(TEN_O_CLOCK), IdMaker()
        self.rules = Rules()
        self.stop_after = 0
        self._stale = switches.stale_read_ms
        self._shown: dict[tuple[str, int, LinkRow | None], Any] = {}
        self.lag = 0.0
        self._open()
        self.manager = self.salon.team.members()[0].id
        self.installation = sync_accounts.installation(self.store)
        self.sign_in()

    def _open(self) -> None:
        self.store: FragileStore = FragileStore.open(self.home / "pult.db")
        keys = SalonKeys(1, bytes(range(32)))
        journal = Journal(self.store, keys, self.home / "journal.head")
        self.salon = Services.of(
            Context(self.store, self.clock, keys, journal, pin_cost=CHEAP, ids=self.ids)
        )
        self.timing = VirtualTiming(self.google, self.salon)
        self.timing.hurry = self._hurry

    def _hurry(self) -> None:
        if self.stop_after:
            self.stop_after -= 1
            if not self.stop_after:
                raise Stopped

    def sign_in(self) -> None:
        """Somebody signs in; the agent begins with a session of its own."""
        self.credentials = self.google.credentials()
        self.restart()

    def restart(self) -> None:
        """The agent begins anew: nothing but the database and the sign-in is left."""
        session = Session(
            self.credentials,
            self.timing,
            people_quota(),
            people_endpoint=self.google.people_endpoint,
            calendar_endpoint=self.google.calendar_endpoint,
            http=self.wire,
            chance=random.Random(1),
        )
        self.side = ClientsSide(self.salon, NAME)
        self.remote = GoogleContacts(
            session,
            self.timing,
            NAMES,
            account=ACCOUNT,
            installation=sync_accounts.installation(self.store),
            region=hand.REGION,
            beside=self._bookings,
        )
        self.remote.limits = self.limits

    def _bookings(self) -> str:
        groups = self.google.groups
        return groups.by_name(BOOKINGS).resource_name if groups.has(BOOKINGS) else ""

    def close(self) -> None:
        self.store.close()
        shutil.rmtree(self.home)

    # -- running ---------------------------------------------------------------------------------

    def run(self, trouble: Trouble) -> Report | None:
        """One run of the agent; None when the power went."""
        self.wire.plan, self.wire.crash_at = list(trouble.faults), trouble.request
        self.store.left, self.stop_after = trouble.statement, trouble.stop
        fired = len(self.google.faults.fired)
        self.counts["runs"] += 1
        try:
            report = run(
                self.store, self.side, self.remote, self.timing, self.rules, lambda *_: None
            )
            self.counts[report.outcome] += 1
            self.counts["conflicts"] += report.conflicts
            return report
        except Crash:
            self.counts["crashes"] += 1
            self.store.left = 0
            self.store.close()
            self._open()
            self.restart()
            return None
        finally:
            self.counts["requests"] += self.google.requests
            self.counts["faults"] += len(self.google.faults.fired) - fired + self.wire.refused
            self.google.reset_log()
            self.google.faults.stop()
            self.wire.calm()
            self.store.left = self.stop_after = 0

    def advance(self, seconds: float) -> None:
        self.google.clock.advance(seconds=seconds)
        self.timing.now()

    @property
    def lag(self) -> float:
        return self._lag

    @lag.setter
    def lag(self, seconds: float) -> None:
        """What is read by name is never older than the feed."""
        self._lag = seconds
        self.google.switches.stale_read_ms = min(self._stale, round(seconds * 600))
        self.google.switches.feed_lag_ms = round(seconds * 600)
        self.google.switches.feed_lag_jitter_ms = round(seconds * 400)

    def link(self, local_id: Id) -> Link | None:
        row = self._links().by_local(local_id)
        return from_row(row) if row else None

    def _links(self) -> Links:
        return Links(self.store, NAME, ACCOUNT)

    def hollow(self, lists: int) -> None:
        """The token expires, and so many whole lists are empty."""
        self.google.hollow, self.google.contacts_expired_ms = lists, self.google.clock.now_ms

    def violations(self) -> list[str]:
        foreign = [f"wrote {name}, which is not ours" for name in self.google.foreign_writes]
        return [*self.google.violations, *foreign]

    def unseen(self) -> set[str]:
        """Values in contacts that we deleted before anybody could see them."""
        return {
            text
            for fields in self.wire.unseen
            for value in hand.shown(person.raw_of(fields), self.installation)[0].values()
            for text in value.split("\n")
        }

    # -- values ----------------------------------------------------------------------------------

    def value(self, field: str, n: int) -> str:
        return self.token(field, n)

    def token(self, field: str, n: int) -> str:
        if field == "mobile":
            return f"+420601{n:06}"
        if field == "phone":
            return f"+420222{n:06}"
        if field == "birth_date":
            return date.fromordinal(DATES_FROM + n).isoformat()
        if field == "email":
            return f"e{n}@example.com"
        return f"{field[0]}{field[-1]}{n}."

    # -- the desk --------------------------------------------------------------------------------

    def desk(self) -> Mapping[Id, tuple[Mapping[str, str], bool, bool]]:
        rows = self.store.rows("SELECT id FROM client ORDER BY id")
        if not rows:
            return {}
        found = contacts.people(self.store, [bytes(row[0]) for row in rows])
        return {
            one.client.id: (record_of(one.client, one.token), one.client.active, one.erased)
            for one in sorted(found, key=lambda one: one.client.id)
        }

    def desk_new(self, fields: Mapping[str, str]) -> Id:
        named = {CONTACT_FIELDS.get(name, name): text for name, text in fields.items()}
        empty = Client(b"", "", "")
        return self.salon.clients.save(replace(empty, **named), self.manager).id  # type: ignore[arg-type]

    def desk_edit(self, local_id: Id, field: str, text: str) -> None:
        if field == "visits":
            self.desk_count(local_id, int(text))
            return
        client = self.salon.clients.get(local_id)
        changed = replace(client, **{CONTACT_FIELDS.get(field, field): text})  # type: ignore[arg-type]
        self.salon.clients.save(changed, self.manager)

    def desk_count(self, local_id: Id, visits: int) -> None:
        with self.store.transaction():
            self.store.run("UPDATE client SET visits = ? WHERE id = ?", (visits, local_id))
            self.salon.context.changed("client", local_id)

    def desk_activate(self, local_id: Id, active: bool) -> None:
        client = self.salon.clients.get(local_id)
        self.salon.clients.save(replace(client, active=active), self.manager)

    def desk_erase(self, local_id: Id) -> None:
        self.salon.clients.erase(local_id, self.manager)

    def desk_points(self, local_id: Id, count: int) -> None:
        self.salon.points.move(local_id, count, "gift", self.manager)

    def desk_card(self, local_id: Id, n: int) -> None:
        self.salon.cards.give(f"04{n:012X}", CardHolder("client", local_id), self.manager)

    def desk_swap(self, number: int) -> None:
        self.salon.sync_answers.answer(number, "swap", self.manager)

    # -- Google ----------------------------------------------------------------------------------

    def label(self) -> Group | None:
        """Ours, as long as it is there."""
        row = sync_remotes.in_use(self.store, NAME)
        bound = Bound.read(row.scope) if row and row.scope else None
        group = self.google.groups.all.get(bound.label) if bound else None
        return None if group is None or group.deleted else group

    def contact(self, key: str) -> Contact:
        return self.google.book.get(key)

    def there(self) -> list[There]:
        group = self.label()
        name = group.resource_name if group else ""
        found = []
        for contact in self.google.book.live():
            link = self._links().by_key(contact.resource_name)
            version = (contact.source_id, contact.now.rev, link)
            if version not in self._shown:
                raw = hand.held(contact, from_row(link) if link else None)
                self._shown[version] = hand.shown(raw, self.installation)
            record, owners, foreign = self._shown[version]
            inside = bool(name) and name in contact.groups
            if not contact.groups and self.google.switches.groupless == "gone":
                owners, foreign = (), True  # no list shows it any more: it is as if deleted
            former = tuple(contact.previous)
            found.append(There(contact.resource_name, record, owners, inside, foreign, former))
        return found

    def there_add(self, fields: Mapping[str, str], place: str) -> str:
        made, owner = hand.composed(fields), self.google.owner
        if place == "foreign":
            made["clientData"] = [{"key": "pult.id", "value": "0123456789abcdef:" + "00" * 16}]
        contact = owner.add(**made)
        group: Group | None = None
        if place in ("inside", "foreign"):
            group = self.label()
            if group is None and self.chance.random() < 0.5:
                has = self.google.groups.has(LABEL)
                group = self.google.groups.by_name(LABEL) if has else owner.create_label(LABEL)
        elif place == "beside":
            has = self.google.groups.has(BOOKINGS)
            group = self.google.groups.by_name(BOOKINGS) if has else owner.create_label(BOOKINGS)
        if group is not None:
            owner.add_to_label(contact, group)
        return contact.resource_name

    def there_edit(self, key: str, field: str, text: str) -> None:
        self.google.owner.edit(self.contact(key), **hand.typed(self.held(key), field, text))

    def held(self, key: str) -> dict[str, Any]:
        """A contact in truth as the agent reads it."""
        row = self._links().by_key(key)
        return hand.held(self.contact(key), from_row(row) if row else None)

    def there_delete(self, key: str) -> None:
        self.google.owner.delete(self.contact(key))

    def there_label(self, key: str, inside: bool) -> None:
        group, owner = self.label(), self.google.owner
        if group is not None:
            (owner.add_to_label if inside else owner.remove_from_label)(self.contact(key), group)

    def there_rekey(self, key: str) -> None:
        self.google.owner.rename_resource(self.contact(key))

    def there_merge(self, survivor: str, other: str, owners: str) -> None:
        """``one``: the other's id stays, ``own``: the survivor's."""
        one, two = self.contact(survivor), self.contact(other)
        if owners == "one":
            data = list(two.fields.get("clientData", []))
            self.google.owner.merge(one, two, "none")
            self.google.owner.edit(one, keep_client_data=True, clientData=data)
        else:
            self.google.owner.merge(one, two, "one" if owners == "own" else owners)

    def there_lose_label(self, things: bool) -> None:
        group = self.label()
        if group is not None:
            self.google.owner.delete_label(group, delete_contacts=things)

    def adopt(self) -> None:
        """Somebody says what the labels are that were there before."""
        for case in sync_book.open_cases(self.store, NAME, "adopt"):
            sync_book.answer(self.store, case.number, self.chance.choice(("adopt", "new")), 1)
