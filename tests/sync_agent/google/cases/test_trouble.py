"""Case 25: quotas, no network, no access, no power: it goes on by itself and ends the same."""

from __future__ import annotations

import pytest

from tests.fakes.google import Fault
from tests.sync_agent.google.cases.conftest import MakeDesk
from tests.sync_agent.plays.google_desk import LABEL, GoogleDesk

METHODS = (
    "people.contactGroups.get", "people.people.connections.list",
    "people.people.batchUpdateContacts", "people.people.batchCreateContacts",
    "people.people.batchDeleteContacts",
)  # fmt: skip


def edits(desk: GoogleDesk) -> None:
    """Some on both sides."""
    people = desk.clients()
    desk.edit(people[0].id, city="Brno")
    desk.client("Jan", "Malý")
    desk.salon.clients.erase(people[1].id, desk.manager.id)
    desk.google.owner.rename_person(desk.theirs(people[2]), "Zora")
    desk.google.owner.add("Hana", "Bílá", mobile="602602602", label=LABEL)
    desk.later()


def as_undisturbed(desk: GoogleDesk) -> None:
    desk.quiet()
    desk.assert_equal()
    people = {(client.first_name, client.city) for client in desk.clients()}
    assert people == {("Client0", "Brno"), ("Zora", ""), ("Jan", ""), ("Hana", "")}
    assert len(desk.google.book.live()) == 4


def at_work(make_desk: MakeDesk) -> GoogleDesk:
    """A desk in step, and edits on both sides that no run has seen."""
    desk = make_desk()
    for n in range(3):
        desk.client(f"Client{n}", "Nová", phone=f"77712345{n}")
    desk.run()
    desk.quiet()
    edits(desk)
    return desk


@pytest.fixture
def busy(make_desk: MakeDesk) -> GoogleDesk:
    return at_work(make_desk)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", Fault.ALL)
def test_case_25_one_request_goes_wrong(busy: GoogleDesk, method: str, kind: str) -> None:
    busy.google.faults.once(method, kind)
    report = busy.run()
    assert report.outcome in ("ok", "offline", "later")
    as_undisturbed(busy)


def test_case_25_a_minutes_quota_is_waited_for(busy: GoogleDesk) -> None:
    for nth in range(1, 4):
        busy.google.faults.once("people.people.batchUpdateContacts", Fault.E429, nth)
    before = busy.timing.slept
    assert busy.run().outcome == "ok"
    assert busy.timing.slept - before >= 1 + 2 + 4
    as_undisturbed(busy)


def test_case_25_the_accounts_own_limit_ends_the_run(busy: GoogleDesk) -> None:
    busy.google.faults.once("people.people.batchUpdateContacts", Fault.FBS)
    before = busy.timing.slept
    report = busy.run()
    assert (report.outcome, report.later_seconds) == ("later", 60)
    assert busy.timing.slept - before < 1
    assert report.waiting > 0
    as_undisturbed(busy)


def test_case_25_a_week_without_a_network(busy: GoogleDesk) -> None:
    busy.google.faults.schedule(1, 1.0, kinds=[Fault.BEFORE])
    for _ in range(7):
        report = busy.run()
        assert report.outcome == "offline"
        busy.later(24 * 60)
    assert busy.cases() == []
    busy.google.faults.stop()
    as_undisturbed(busy)


def test_case_25_access_was_taken_away(busy: GoogleDesk) -> None:
    busy.google.owner.revoke_access()
    assert busy.run().outcome == "sign_in"
    assert busy.run().outcome == "sign_in"
    assert busy.cases() == []
    busy.restart()  # somebody signed in again
    as_undisturbed(busy)


class PowerCut(BaseException):
    """Nothing of ours runs after it."""


def test_case_25_the_power_goes_between_any_two_steps(make_desk: MakeDesk) -> None:
    """Before each request and each portion of a run the machine stops, and starts again."""
    desk = at_work(make_desk)
    cuts = 0
    while True:
        left = [cuts]

        def cut(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise PowerCut

        desk.timing.hurry = cut
        try:
            desk.run()
            break
        except PowerCut:
            cuts += 1
        finally:
            desk.timing.hurry = lambda: None
        desk.restart()
    assert cuts > 5
    as_undisturbed(desk)
