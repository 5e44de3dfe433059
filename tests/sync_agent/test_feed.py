"""Clients with a booking get the second label: each once, in portions, one contact a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.domain.ids import Id
from sync_agent import feed
from sync_agent.problems import Offline, ScopeGone, Unknown
from sync_agent.remotes.google_booking_label import GoogleBookingLabel
from sync_agent.run import Report
from tests.agenda_world import add_service, book, stylists
from tests.fakes.google import FakeGoogle
from tests.sync_agent.google_desk import BOOKINGS, LABEL, GoogleDesk

pytestmark = pytest.mark.req("G7", "G8")


class FeedDesk(GoogleDesk):
    per_hour = 300
    _booked = 0

    def feed(self) -> Report:
        place = GoogleBookingLabel(self.session, self.timing, self.account, BOOKINGS)
        return feed.run(self.store, place, self.per_hour, self.timing, lambda *_: None)

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

    def in_label(self) -> list[str]:
        group = self.google.groups.by_name(BOOKINGS)
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


def test_nobody_to_feed_costs_no_request(desk: FeedDesk, google: FakeGoogle) -> None:
    desk.booked(1)
    desk.run()
    desk.feed()
    google.reset_log()
    assert desk.feed() == Report()
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
