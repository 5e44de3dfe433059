"""The remote alone: places, batches and what each refusal means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync_agent.engine.ports import Draft, NotWritten, Seen, Written
from sync_agent.engine.problems import FeedExpired, Rejected, ScopeGone, SignInAgain
from sync_agent.google.contacts import GoogleContacts
from sync_agent.google.http import Refusal
from sync_agent.sides import contact
from tests.fakes.google import FakeGoogle, Switches
from tests.sync_agent.plays.google_desk import BOOKINGS, LABEL, NAMES, GoogleDesk

GET = "people.contactGroups.get"
LIST = "people.people.connections.list"
UPDATE = "people.people.batchUpdateContacts"
DELETE = "people.people.batchDeleteContacts"


def draft(n: int, seen: Written | None = None, **fields: str) -> Draft:
    record = dict.fromkeys(contact.RULES, "") | {"first_name": f"Client{n}"} | fields
    local_id = n.to_bytes(16, "big")
    if seen is None:
        return Draft(local_id, record)
    return Draft(local_id, record, seen.key, seen.version, seen.raw)


class Entered:
    """A remote that has entered its label."""

    def __init__(self, home: Path, **switches: Any) -> None:
        self.google = FakeGoogle(seed=21, switches=Switches(**switches))
        self.desk = GoogleDesk(home, self.google)
        self.remote = self.desk.remote
        self.state = self.remote.enter("", {}).state

    def made(self, number: int, first: int = 0) -> list[Written]:
        outcomes = self.remote.create([draft(n) for n in range(first, first + number)])
        return [outcome for outcome in outcomes if isinstance(outcome, Written)]

    def everything(self, token: str = "") -> list[Seen]:
        return [seen for page in self.remote.pull(token) for seen in page.items]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Entered]:
    made = Entered(tmp_path / "home")
    yield made
    made.desk.close()
    assert made.google.violations == []


@pytest.fixture
def kind(tmp_path: Path) -> Iterator[Entered]:
    made = Entered(tmp_path / "home", **vars(Switches.kind()))
    yield made
    made.desk.close()
    assert made.google.violations == []


# -- the label ------------------------------------------------------------------------------------


def test_a_label_that_is_there_costs_one_request_and_tells_its_members(kind: Entered) -> None:
    made = kind.made(3)
    kind.google.reset_log()
    scope = kind.remote.enter(kind.state, {})
    assert dict(kind.google.counts) == {GET: 1}
    assert (scope.state, scope.lost, scope.renamed) == (kind.state, False, "")
    assert scope.members == {written.key for written in made}


def test_a_new_label_is_waited_for(bench: Entered) -> None:
    assert bench.desk.timing.slept >= 2
    assert len(bench.made(2)) == 2


def test_a_label_that_is_not_ready_yet_is_tried_again(tmp_path: Path) -> None:
    bench = Entered(tmp_path / "home", group_ready_ms=10_000)
    assert len(bench.made(2)) == 2
    assert bench.google.book.live()[0].groups[0] == bench.desk.label.resource_name
    bench.desk.close()


def test_a_new_name_is_told_once(kind: Entered) -> None:
    kind.google.owner.rename_label(LABEL, "Our clients")
    scope = kind.remote.enter(kind.state, {})
    assert scope.renamed == "Our clients"
    assert kind.remote.enter(scope.state, {}).renamed == ""


def test_nobody_is_signed_in(kind: Entered) -> None:
    remote = GoogleContacts(
        kind.desk.session, kind.desk.timing, NAMES, account="", installation="x", region="CZ"
    )
    with pytest.raises(SignInAgain):
        remote.account()
    assert kind.remote.account() == "account-1"


# -- reading --------------------------------------------------------------------------------------


def test_of_people_outside_nothing_but_ids_is_told(kind: Entered) -> None:
    owner = kind.google.owner
    owner.create_label(BOOKINGS)
    private = owner.add("Private", "Person", mobile="777000000", email="p@example.com")
    inside = owner.add("Eva", "Nováková", label=LABEL)
    booked = owner.add("Jan", "Malý", label=BOOKINGS)
    gone = owner.add("Gone")
    first = kind.everything()
    token = kind_token(kind)
    owner.delete(gone)
    beside = kind.google.groups.by_name(BOOKINGS).resource_name
    remote = GoogleContacts(
        kind.desk.session,
        kind.desk.timing,
        NAMES,
        account="a",
        installation="x",
        region="CZ",
        beside=lambda: beside,
    )
    remote.enter(kind.state, {})
    seen = {one.key: one for page in remote.pull("") for one in page.items}
    assert {one.key for one in first} == {*seen, gone.resource_name}
    outside = seen[private.resource_name]
    assert outside == Seen(
        private.resource_name, "outside", order=outside.order, stable=private.source_id
    )
    assert seen[inside.resource_name].place == "inside"
    assert seen[inside.resource_name].record["last_name"] == "Nováková"
    assert seen[booked.resource_name].place == "beside"
    assert seen[booked.resource_name].record["first_name"] == "Jan"
    assert kind.everything(token) == [Seen(gone.resource_name, "gone")]
    assert [one.place for one in kind.remote.read([gone.resource_name])] == ["gone"]


def kind_token(bench: Entered) -> str:
    return [page.token for page in bench.remote.pull("")][-1]


def test_every_request_of_a_feed_has_the_same_parameters(tmp_path: Path) -> None:
    bench = Entered(tmp_path / "home", **{**vars(Switches.kind()), "max_page": 2})
    made = bench.made(5)
    pages = list(bench.remote.pull(""))
    assert [len(page.items) for page in pages] == [2, 2, 1]
    assert [bool(page.token) for page in pages] == [False, False, True]
    assert pages[0].expected == 5
    bench.google.owner.set_note(bench.google.book.get(made[0].key), "x", keep_client_data=True)
    assert len(bench.everything(pages[-1].token)) == 1
    bench.desk.close()


def test_a_token_that_is_too_old(kind: Entered) -> None:
    token = kind_token(kind)
    kind.desk.later(8 * 24 * 60)
    with pytest.raises(FeedExpired):
        kind.everything(token)


def test_order_rises_with_every_write(kind: Entered) -> None:
    (made,) = kind.made(1)
    orders = [made.order]
    for _ in range(12):
        kind.google.owner.set_note(kind.google.book.get(made.key), "same", keep_client_data=True)
        orders.append(kind.remote.read([made.key])[0].order)
    assert orders == sorted(set(orders))


# -- writing --------------------------------------------------------------------------------------


def test_creates_are_matched_by_our_id_and_reach_the_phones(bench: Entered) -> None:
    made = bench.made(200)
    assert len(made) == 200
    for number, written in enumerate(made):
        there = bench.google.book.get(written.key)
        assert there.name() == f"Client{number}"
        assert written.local_id == number.to_bytes(16, "big")
        assert set(there.groups) == {
            bench.desk.label.resource_name,
            "contactGroups/myContacts",
        }


def test_a_bad_row_is_named_when_google_names_it(kind: Entered) -> None:
    kind.google.switches.max_field_chars = 1024
    drafts = [draft(1), draft(2, birth_date="1990-02-30"), draft(3, street="x" * 2000)]
    with pytest.raises(Rejected) as problem:
        kind.remote.create(drafts)
    assert set(problem.value.items) == {1, 2}
    assert "birthday" in problem.value.items[1]


def test_the_label_is_gone_when_we_write(kind: Entered) -> None:
    made = kind.made(2)
    kind.google.owner.delete_label(LABEL)
    with pytest.raises(ScopeGone):
        kind.made(2, first=5)
    with pytest.raises(ScopeGone):
        kind.remote.attach([written.key for written in made])


def test_an_update_shows_the_version_of_its_source_and_gets_the_next(kind: Entered) -> None:
    (made,) = kind.made(1)
    for number in range(5):
        (outcome,) = kind.remote.update([draft(0, made, city=f"Town{number}")])
        assert isinstance(outcome, Written)
        assert outcome.version == kind.google.book.get(made.key).source_etag
        assert (outcome.order, outcome.stable) > (made.order, "")
        made = outcome


@pytest.mark.parametrize("errors", ["whole", "item"])
@pytest.mark.parametrize("details", ["none", "details"])
@pytest.mark.parametrize("stale_ms", [0, 5_000])
def test_stale_and_missing_ones_do_not_hold_up_the_others(
    tmp_path: Path, errors: Any, details: Any, stale_ms: int
) -> None:
    bench = Entered(
        tmp_path / "home", batch_update_errors=errors, batch_error_details=details,
        stale_read_ms=stale_ms,
    )  # fmt: skip
    made = bench.made(20)
    bench.desk.later()
    book = bench.google.book
    bench.google.owner.rename_person(book.get(made[3].key), "Zora", keep_client_data=True)
    bench.google.owner.delete(book.get(made[7].key))
    drafts = [draft(n, written, city="Brno") for n, written in enumerate(made)]
    outcomes = bench.remote.update(drafts)
    assert [outcome.local_id for outcome in outcomes] == [one.local_id for one in drafts]
    bad = {
        int.from_bytes(outcome.local_id, "big"): outcome.reason
        for outcome in outcomes
        if isinstance(outcome, NotWritten)
    }
    assert bad == {3: "stale", 7: "missing"}
    done = [contact for contact in book.live() if "addresses" in contact.fields]
    assert len(done) == 18
    bench.desk.close()


def test_without_the_lists_of_a_contact_nothing_is_written_over(kind: Entered) -> None:
    (made,) = kind.made(1)
    outcomes = kind.remote.update([Draft(made.local_id, {}, made.key, made.version)])
    assert outcomes == [NotWritten(made.local_id, "stale")]
    assert kind.google.count(UPDATE) == 0


def test_several_names_of_a_merge_are_left_alone_until_the_name_changes(kind: Entered) -> None:
    two = [{"givenName": "Eva"}, {"givenName": "Evička"}]
    there = kind.google.owner.add(label=LABEL, names=two)
    plain = kind.made(1)[0]
    (seen,) = kind.remote.read([there.resource_name])
    record = {**seen.record, "city": "Brno"}
    odd = Draft(b"e" * 16, record, seen.key, seen.version, seen.raw)
    outcomes = kind.remote.update([odd, draft(0, plain, city="Brno")])
    assert all(isinstance(outcome, Written) for outcome in outcomes)
    assert there.fields["names"] == two
    assert kind.google.count(UPDATE) == 2
    (seen,) = kind.remote.read([there.resource_name])
    changed = {**seen.record, "first_name": "Iva"}
    kind.remote.update([Draft(b"e" * 16, changed, seen.key, seen.version, seen.raw)])
    assert there.fields["names"] == [{"givenName": "Iva"}]


@pytest.mark.parametrize("missing", [0, 1, 7, 20])
def test_deleting_what_is_partly_gone(bench: Entered, missing: int) -> None:
    keys = [written.key for written in bench.made(20)]
    for key in keys[:missing]:
        bench.google.owner.delete(bench.google.book.get(key))
    bench.remote.delete(keys)
    assert bench.google.book.live() == []
    assert bench.google.count(DELETE) <= 2 + 2 * 5


def test_attaching_tells_who_is_not_there(kind: Entered) -> None:
    there = kind.google.owner.add("Eva")
    kind.google.book.write(there, groups=("contactGroups/myContacts",))
    gone = kind.google.owner.add("Jan")
    kind.google.owner.delete(gone)
    missing = kind.remote.attach([there.resource_name, gone.resource_name])
    assert list(missing) == [gone.resource_name]
    assert kind.desk.members() == [there]
    assert kind.remote.attach([]) == []


def test_a_refused_list_is_asked_for_once_without_a_token(
    bench: Entered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with the request itself stays wrong: it is told, not taken for the token."""
    refusal = Refusal(400, {"error": {"message": "Request contains an invalid argument."}})

    def refuse(_request: object) -> None:
        raise refusal

    monkeypatch.setattr(bench.desk.session, "run", refuse)
    with pytest.raises(FeedExpired):
        bench.everything("a token")
    with pytest.raises(Refusal):
        bench.everything()
    monkeypatch.undo()
    bench.google.faults.once(LIST, "429")
    assert bench.desk.run().outcome == "ok"
