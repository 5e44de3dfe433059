"""How many requests a run takes (facts 6.1), and what a first upload costs in quota time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.google import FakeGoogle, Quotas, Switches
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk
from tests.sync_agent.plays.many import add_clients

CREATE = "people.people.batchCreateContacts"
UPDATE = "people.people.batchUpdateContacts"
DELETE = "people.people.batchDeleteContacts"
LIST = "people.people.connections.list"
GROUP = "people.contactGroups."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[GoogleDesk]:
    made = GoogleDesk(tmp_path / "home", FakeGoogle(seed=5, quotas=Quotas()))
    yield made
    made.close()
    assert made.google.violations == []


@pytest.fixture
def settled(desk: GoogleDesk) -> GoogleDesk:
    """100 clients in step, nothing in the air."""
    add_clients(desk.salon, 100)
    desk.run()
    desk.quiet()
    desk.google.reset_log()
    return desk


def counted(desk: GoogleDesk) -> dict[str, int]:
    """Without the token endpoint, and without what came back because an hour of the fake's time
    passed at once (the library renews a token early, but by the real clock)."""
    found = Counter(entry.method for entry in desk.google.log if entry.status != 401)
    return {name: n for name, n in found.items() if not name.startswith("oauth.")}


@pytest.mark.slow
@pytest.mark.req("G4")
def test_the_first_upload_of_2500_takes_17_requests_and_under_a_minute(desk: GoogleDesk) -> None:
    google = desk.google
    google.owner.add_many(700)  # the owner's own
    google.settle()
    google.latency_ms, google.virtual_latency = 200, True
    desk.session._http.credentials.token = None  # a token is fetched first
    add_clients(desk.salon, 2500)
    began = google.clock.now_ms
    report = desk.run()
    seconds = (google.clock.now_ms - began) / 1000
    assert (report.outcome, report.sent) == ("ok", 2500)
    assert dict(google.counts) == {
        "oauth.token": 1,
        GROUP + "list": 1,
        GROUP + "create": 1,
        LIST: 1,
        CREATE: 13,
    }
    assert sum(google.counts.values()) == 17
    assert [entry.status for entry in google.log] == [200] * 17
    assert seconds < 60
    assert len(desk.members()) == 2500
    assert desk.told[-1] == ("sending", 2500, 2500)
    # the echo: pages of what we wrote, and not a single write
    google.reset_log()
    desk.later()
    report = desk.run()
    assert (report.sent, report.received) == (0, 0)
    assert counted(desk) == {GROUP + "get": 1, LIST: 3}
    assert len(google.book.live()) == 3200


def test_an_idle_run_takes_2(settled: GoogleDesk) -> None:
    settled.run()
    assert counted(settled) == {GROUP + "get": 1, LIST: 1}


@pytest.mark.req("G3")
def test_ten_edits_here_take_3(settled: GoogleDesk) -> None:
    for client in settled.clients()[:10]:
        settled.edit(client.id, city="Brno")
    settled.run()
    assert counted(settled) == {GROUP + "get": 1, LIST: 1, UPDATE: 1}


@pytest.mark.req("G5")
def test_ten_edits_there_take_2(settled: GoogleDesk) -> None:
    for contact in settled.members()[:10]:
        settled.google.owner.rename_person(contact, "Zora", keep_client_data=True)
    settled.later()
    settled.google.reset_log()
    settled.run()
    assert sum(client.first_name == "Zora" for client in settled.clients()) == 10
    assert counted(settled) == {GROUP + "get": 1, LIST: 1}


def test_ten_each_way_ten_new_and_ten_deleted_take_5_at_most(settled: GoogleDesk) -> None:
    google = settled.google
    people = settled.clients()
    for contact in settled.members()[:10]:
        google.owner.rename_person(contact, "Zora", keep_client_data=True)
    settled.later()
    google.reset_log()
    named = {client.id for client in people if settled.theirs(client).name().startswith("Zora")}
    rest = [client for client in people if client.id not in named]
    for client in rest[:10]:
        settled.edit(client.id, city="Brno")
    for client in rest[10:20]:
        settled.salon.clients.erase(client.id, settled.manager.id)
    for number in range(10):
        settled.client(f"New{number}", "Nová")
    settled.run()
    assert counted(settled) == {GROUP + "get": 1, LIST: 1, UPDATE: 1, CREATE: 1, DELETE: 1}
    assert google.requests == 5
    settled.later()
    settled.quiet()
    settled.assert_equal()


@pytest.mark.slow
def test_a_deleted_label_takes_no_creates(desk: GoogleDesk) -> None:
    add_clients(desk.salon, 1100)
    desk.run()
    desk.later()
    desk.run()
    desk.google.owner.delete_label(LABEL)
    desk.google.settle()
    desk.google.reset_log()
    desk.run()
    assert counted(desk) == {
        GROUP + "get": 1,
        GROUP + "create": 1,
        LIST: 2,
        GROUP + "members.modify": 2,
    }


@pytest.mark.slow
def test_a_week_old_token_costs_one_page_a_thousand(pleasant: GoogleDesk) -> None:
    desk = pleasant
    add_clients(desk.salon, 1200)
    desk.google.owner.add_many(1000)
    desk.run()
    desk.later(7 * 24 * 60)
    desk.google.reset_log()
    desk.run()
    assert counted(desk) == {GROUP + "get": 1, LIST: 3}


@pytest.fixture
def pleasant(tmp_path: Path) -> Iterator[GoogleDesk]:
    made = GoogleDesk(tmp_path / "home", FakeGoogle(seed=6, switches=Switches.kind()))
    yield made
    made.close()
