"""Clients with a booking get the second label: each once, in portions, one contact a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import feed as sync_feed
from sync_agent.engine import feed
from sync_agent.engine.problems import Offline, ScopeGone, Unknown
from sync_agent.engine.tally import RunTally
from sync_agent.google.booking_label import GoogleBookingLabel
from tests.fakes.google import FakeGoogle
from tests.rigs.agenda_world import add_service, book, stylists
from tests.sync_agent.plays.google_desk import BOOKINGS, LABEL, GoogleDesk
from tests.sync_agent.plays.memory_server import Crash
from tests.sync_agent.plays.running import silent
from tests.sync_agent.plays.things import FragileStore

pytestmark = pytest.mark.req("G7", "G8")


class WatchedLabel(GoogleBookingLabel):
    """``asked``: keys of all requests. ``meanwhile``: happens while one is under way."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.asked: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def add(self, keys: Sequence[str]) -> Collection[str]:
        self.asked += keys
        missing = super().add(keys)
        self.meanwhile()
        return missing


class FeedDesk(GoogleDesk):
    per_hour = 300
    _booked = 0

    def place(self, label: str = BOOKINGS) -> WatchedLabel:
        return WatchedLabel(self.session, self.timing, self.account, label)

    def feed(self, place: WatchedLabel | None = None, store: Store | None = None) -> RunTally:
        place, store = place or self.place(), store or self.store
        tally = RunTally()
        feed.run(store, place, self.per_hour, self.timing, silent, tally)
        return tally

    def booked(self, many: int) -> list[Id]:
        service = [add_service(self.salon, minutes=5)]
        petra, _ = stylists(self.salon)
        clients = []
        for _ in range(many):
            number, self._booked = self._booked, self._booked + 1
            clients.append(self.client(f"Client {number}").id)
            clock = f"{14 + number // 12}:{number % 12 * 5:02}"
            book(self.salon, clock, clients[-1], services=service, staff_id=petra.id)
        return clients

    def in_label(self, label: str = BOOKINGS) -> list[str]:
        group = self.google.groups.by_name(label)
        found = self.google.book.members(group.resource_name)
        return sorted(contact.name() for contact in found)


@pytest.fixture
def google() -> Iterator[FakeGoogle]:
    fake = FakeGoogle(seed=1)
    yield fake
    assert fake.violations == []
    assert fake.foreign_writes == []


@pytest.fixture
def desk(tmp_path: Path, google: FakeGoogle) -> Iterator[FeedDesk]:
    made = FeedDesk(tmp_path / "salon", google)
    yield made
    made.close()


def test_one_contact_has_both_labels(desk: FeedDesk) -> None:
    desk.booked(2)
    desk.client("Never", "Booked")
    desk.run()
    assert desk.feed().sent == 2
    assert desk.in_label() == ["Client 0", "Client 1"]
    assert len(desk.google.book.live()) == 3
    desk.quiet()


def test_another_name_in_the_settings_is_followed(desk: FeedDesk, google: FakeGoogle) -> None:
    desk.booked(1)
    desk.run()
    desk.feed()
    label = google.groups.by_name(BOOKINGS)
    desk.booked(1)
    desk.run()
    desk.feed(desk.place("Booked"))
    assert google.groups.by_name("Booked").resource_name == label.resource_name
    assert len(desk.in_label("Booked")) == 2
    assert desk.cases("name_taken") == []
    google.owner.create_label("Taken")
    desk.booked(1)
    desk.run()
    desk.feed(desk.place("Taken"))
    assert len(desk.in_label("Booked")) == 3
    (case,) = sync_book.open_cases(desk.store, "google.booking_label")
    assert (case.kind, case.detail) == ("name_taken", {"name": "Taken"})


def test_nobody_to_feed_costs_no_request(desk: FeedDesk, google: FakeGoogle) -> None:
    desk.booked(1)
    desk.run()
    desk.feed()
    google.reset_log()
    assert desk.feed() == RunTally()
    assert google.requests == 0


def test_each_once_even_when_the_owner_takes_one_out(desk: FeedDesk, google: FakeGoogle) -> None:
    desk.booked(2)
    desk.run()
    desk.feed()
    google.owner.remove_from_label(google.book.live()[0], BOOKINGS)
    assert desk.feed().sent == 0
    assert len(desk.in_label()) == 1


def test_no_more_in_an_hour_than_the_setting_allows(desk: FeedDesk) -> None:
    desk.per_hour = 3
    desk.booked(7)
    desk.run()
    first = desk.feed()
    assert (first.sent, first.waiting) == (3, 4)
    assert desk.feed().sent == 0
    desk.later(61)
    assert desk.feed().sent == 3
    desk.later(61)
    assert desk.feed().sent == 1
    assert len(desk.in_label()) == 7


def test_a_cancelled_booking_is_none(desk: FeedDesk) -> None:
    (client,) = desk.booked(1)
    visit = desk.salon.clients.visits(client)[0]
    desk.salon.agenda.set_state(visit.id, "cancelled", None)
    desk.run()
    assert desk.feed().sent == 0


def test_the_label_is_found_again_by_its_name(desk: FeedDesk, google: FakeGoogle) -> None:
    google.owner.create_label(BOOKINGS)
    desk.booked(1)
    desk.run()
    desk.feed()
    assert [group.name for group in google.groups.labels()].count(BOOKINGS) == 1
    google.owner.rename_label(BOOKINGS, "Online")
    desk.booked(1)
    desk.run()
    desk.feed()
    group = google.groups.by_name("Online")
    assert len(google.book.members(group.resource_name)) == 2


def test_a_deleted_label_is_made_anew_with_everybody(desk: FeedDesk, google: FakeGoogle) -> None:
    desk.booked(2)
    desk.run()
    desk.feed()
    google.owner.delete_label(BOOKINGS)
    desk.booked(1)
    desk.run()
    desk.later(61)
    with pytest.raises(ScopeGone):
        desk.feed()
    assert desk.feed().sent == 3
    assert len(desk.in_label()) == 3
    assert len(desk.members()) == 3


@pytest.mark.parametrize("kind", ["before", "after", "middle", "twice"])
def test_a_lost_answer_leaves_nobody_out(desk: FeedDesk, google: FakeGoogle, kind: str) -> None:
    desk.booked(2)
    desk.run()
    google.faults.once("people.contactGroups.members.modify", kind)
    with suppress(Unknown, Offline):
        desk.feed()
    desk.restart()
    desk.feed()
    assert desk.in_label() == ["Client 0", "Client 1"]


def test_both_labels_lost_with_their_contacts_both_come_back(
    desk: FeedDesk, google: FakeGoogle
) -> None:
    desk.booked(2)
    desk.run()
    desk.feed()
    google.owner.delete_label(LABEL, delete_contacts=True)
    desk.quiet()
    desk.later(61)
    assert desk.feed().sent == 2
    assert desk.in_label() == ["Client 0", "Client 1"]


@pytest.mark.parametrize("per_hour", [300, 12])
def test_the_power_goes_at_every_moment_and_nobody_is_lost_or_fed_twice(
    desk: FeedDesk, google: FakeGoogle, per_hour: int
) -> None:
    """Twice: a second request for somebody whose feeding was recorded."""
    desk.per_hour = per_hour
    desk.booked(25)
    desk.run()
    google.settle()
    moment = 0
    while True:
        moment += 1
        label = f"{BOOKINGS} {moment}"
        first, second = desk.place(label), desk.place(label)
        first.name = second.name = label
        store = FragileStore.open(desk.home / "pult.db")
        store.left = moment
        try:
            desk.feed(first, store)
            break
        except Crash:
            pass
        finally:
            store.close()
        sure = {
            row[0]
            for row in desk.store.rows(
                "SELECT key FROM sync_fed WHERE remote = ? AND at > 0", (label,)
            )
        }
        desk.feed(second)
        assert not sure & set(second.asked), moment
        assert len({*first.asked, *second.asked}) <= per_hour, moment
        for _ in range(25 // per_hour):
            desk.later(61)
            desk.feed(second)
        assert len(desk.in_label(label)) == 25, moment
        assert len(second.asked) == len(set(second.asked)), moment
    assert moment > 20


def test_the_desk_waits_for_ten_people_at_most(desk: FeedDesk) -> None:
    desk.booked(60)
    desk.run()
    desk.feed()
    desk.google.owner.delete_label(BOOKINGS)
    desk.booked(1)
    desk.run()
    connection, written = desk.store.db.connection(), [0]
    before = [connection.total_changes]

    def count(_: float) -> None:
        written.append(connection.total_changes - before[0])
        before[0] = connection.total_changes

    desk.store.manners = count
    desk.later(61)
    with pytest.raises(ScopeGone):
        desk.feed()
    desk.feed()
    desk.store.manners = None
    assert len(desk.in_label()) == 61
    assert max(written) <= 30  # a row, what it replaces and its entry in the index


def test_after_the_clock_ran_ahead_it_does_not_stand_still(desk: FeedDesk) -> None:
    desk.per_hour = 3
    desk.booked(7)
    desk.run()
    desk.timing.off_ms = 30 * 86_400_000
    assert desk.feed().sent == 3
    desk.timing.off_ms = 0
    assert desk.feed().sent == 3
    desk.later(61)
    assert desk.feed().sent == 1
    assert len(desk.in_label()) == 7


def test_who_is_erased_while_being_fed_leaves_nothing_behind(desk: FeedDesk) -> None:
    eva, _ = desk.booked(2)
    desk.run()
    place = desk.place()
    place.meanwhile = lambda: desk.salon.clients.erase(eva, desk.manager.id)
    desk.feed(place)
    kept = [bytes(row[0]) for row in desk.store.rows("SELECT local_id FROM sync_fed")]
    assert len(kept) == 1
    assert eva not in kept
    desk.quiet()
    assert desk.in_label() == ["Client 1"]


def test_who_is_erased_before_the_request_is_not_in_it(desk: FeedDesk) -> None:
    eva, jan = desk.booked(2)
    chosen = [sync_feed.Contact(eva, "people/1"), sync_feed.Contact(jan, "people/2")]
    desk.salon.clients.erase(eva, desk.manager.id)
    assert sync_feed.note(desk.store, BOOKINGS, "account-1", chosen) == chosen[1:]
    assert desk.store.rows("SELECT key, at FROM sync_fed") == [("people/2", 0)]
    sync_feed.record(desk.store, BOOKINGS, "account-1", chosen, 5)
    assert desk.store.rows("SELECT key, at FROM sync_fed") == [("people/2", 5)]


def test_another_account_and_back_feeds_nobody_twice(desk: FeedDesk) -> None:
    desk.booked(2)
    desk.run()
    desk.feed()
    before, desk.account = desk.account, "account-2"
    assert desk.feed().sent == 0  # nobody stands there yet
    desk.account = before
    place = desk.place()
    assert desk.feed(place).sent == 0
    assert place.asked == []


def test_who_was_put_aside_and_came_back_is_not_fed_twice(desk: FeedDesk) -> None:
    eva, _ = desk.booked(2)
    desk.run()
    desk.feed()
    desk.edit(eva, active=False)
    desk.run()
    desk.edit(eva, active=True)
    desk.later()
    desk.run()
    place = desk.place()
    desk.feed(place)
    known = {row[0] for row in desk.store.rows("SELECT key FROM sync_link WHERE key <> ''")}
    assert set(place.asked) <= known
    assert desk.in_label() == ["Client 0", "Client 1"]


def test_who_stood_in_it_as_another_contact_stands_in_it_as_one(desk: FeedDesk) -> None:
    """Two programs made two contacts of each; people had them made one."""
    people = [desk.client(f"P{n}", "Nová", phone=f"7771234{n:02}") for n in range(3)]
    desk.booked(1)
    desk.run()
    desk.feed()
    for one in people[:2]:
        name = one.first_name, one.last_name
        desk.google.owner.add(*name, mobile=one.phone, label=BOOKINGS)
    desk.later()
    desk.run()
    assert len(desk.cases("twin")) == 2
    for _ in range(2):
        desk.answer("twin", "one")
        desk.run()
    assert desk.in_label() == ["Client 0"]
    desk.feed()
    assert desk.in_label() == ["Client 0", "P0 Nová", "P1 Nová"]
    assert len(desk.google.book.live()) == 4
