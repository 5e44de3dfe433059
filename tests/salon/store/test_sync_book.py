"""Cases, runs, progress and requests on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.text import N, T
from kiosk.salon.store import changes
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book

EVA, JAN = b"e" * 16, b"j" * 16


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "pult.db")
    yield opened
    opened.close()


def test_a_case_is_told_once_until_it_is_settled(store: Store) -> None:
    first = sync_book.open_case(store, "m", "removed", EVA, "k", {"why": "deleted"}, 1)
    again = sync_book.open_case(store, "m", "removed", EVA, "k", {"why": "unlabelled"}, 2)
    assert again == first
    (case,) = sync_book.open_cases(store)
    assert (case.detail, case.at, case.local_id) == ({"why": "unlabelled"}, 2, EVA)
    assert sync_book.open_case(store, "m", "removed", JAN, "k2", {}, 2) != first
    assert sync_book.open_case(store, "n", "removed", EVA, "k", {}, 2) != first
    sync_book.settle(store, first, 3)
    assert sync_book.open_case(store, "m", "removed", EVA, "k", {}, 4) != first


def test_every_lost_value_has_a_case_of_its_own(store: Store) -> None:
    def lost(field: str, value: str) -> int:
        detail = {"field": field, "kept": "ů", "lost": value, "kept_side": "here"}
        return sync_book.open_case(store, "m", "conflict", EVA, "k", detail, 1)

    assert len({lost("city", "Brno"), lost("city", "Plzeň"), lost("street", "Brno")}) == 3
    assert lost("city", "Brno") == 1
    values = {case.detail["lost"] for case in sync_book.open_cases(store, kind="conflict")}
    assert values == {"Brno", "Plzeň"}


def test_an_answer_is_given_once_and_kept_until_it_is_acted_upon(store: Store) -> None:
    number = sync_book.open_case(store, "m", "guard", None, "", {"gone": 99}, 1)
    assert sync_book.waiting(store) == {"guard": 1}
    assert sync_book.answer(store, number, "go", 5)
    assert not sync_book.answer(store, number, "wait", 6)
    assert sync_book.waiting(store) == {}
    sync_book.open_case(store, "m", "guard", None, "", {"gone": 100}, 7)
    (case,) = sync_book.answered(store, "m")
    assert (case.answer, case.answered_at, case.detail) == ("go", 5, {"gone": 100})
    assert sync_book.answered(store, "n") == []
    assert sync_book.newest_answers(store) == {"m": 5}
    sync_book.settle(store, number, 8)
    assert sync_book.answered(store, "m") == []
    assert sync_book.newest_answers(store) == {}
    kept = sync_book.case(store, number)
    assert kept is not None
    assert kept.settled_at == 8
    assert sync_book.case(store, 99) is None


def test_cases_come_in_portions(store: Store) -> None:
    for number in range(7):
        sync_book.open_case(store, "m", "nameless", None, str(number), {}, number)
    seen, after = [], 0
    while portion := sync_book.open_cases(store, after=after, limit=3):
        seen += [case.key for case in portion]
        after = portion[-1].number
    assert seen == list("0123456")


def run(store: Store, at: int, outcome: sync_book.Outcome = "ok", sent: int = 0) -> int:
    number = sync_book.begin_run(store, "m", at)
    sync_book.end_run(store, number, at + 1, outcome, sent=sent, requests=2)
    return number


def test_a_run_is_one_row(store: Store) -> None:
    number = sync_book.begin_run(store, "m", 10)
    (running,) = sync_book.runs(store)
    assert (running.outcome, running.ended_at) == ("running", None)
    sync_book.end_run(store, number, 12, "ok", sent=3, received=2, conflicts=1, waiting=4)
    (ended,) = sync_book.runs(store)
    assert (ended.outcome, ended.ended_at) == ("ok", 12)
    assert (ended.sent, ended.received, ended.conflicts, ended.waiting) == (3, 2, 1, 4)


def test_a_quiet_week_is_one_row(store: Store) -> None:
    run(store, 0, sent=5)
    for at in range(1, 50):
        run(store, at)
    for at in range(50, 60):
        run(store, at, "offline")
    last = run(store, 60)
    told = [(row.outcome, row.sent, row.started_at) for row in sync_book.runs(store, "m")]
    assert told == [("ok", 0, 60), ("offline", 0, 59), ("ok", 0, 49), ("ok", 5, 0)]
    other = sync_book.begin_run(store, "n", 61)
    sync_book.end_run(store, other, 62, "ok")
    assert [row.number for row in sync_book.runs(store, limit=2)] == [other, last]


def test_old_runs_are_forgotten_and_cut_off_ones_ended(store: Store) -> None:
    for at in range(30):
        run(store, at, sent=1)
    cut = sync_book.begin_run(store, "m", 30)
    sync_book.put_progress(store, sync_book.Progress("m", "sending", 1, 2, 3, 4))
    sync_book.tidy_runs(store, 31, keep=10)
    kept = sync_book.runs(store, limit=100)
    assert len(kept) == 10
    assert (kept[0].number, kept[0].outcome, kept[0].ended_at) == (cut, "stopped", 31)
    assert sync_book.progress(store) == []


def test_progress_ends_with_the_run(store: Store) -> None:
    number = sync_book.begin_run(store, "m", 0)
    for done in (1, 2):
        sync_book.put_progress(store, sync_book.Progress("m", "sending", done, 9, 0, done))
    sync_book.put_progress(store, sync_book.Progress("n", "sending", 1, 9, 0, 1))
    assert [(p.remote, p.done) for p in sync_book.progress(store)] == [("m", 2), ("n", 1)]
    sync_book.end_run(store, number, 5, "stopped")
    assert [p.remote for p in sync_book.progress(store)] == ["n"]


def test_a_request_is_taken_by_one(store: Store) -> None:
    sync_book.ask(store, "run", 1, "m")
    sync_book.ask(store, "run", 2, "m")
    assert sync_book.requests(store) == [sync_book.Request("run", "m", 2)]
    sync_book.ask(store, "run", 3, "n")
    sync_book.ask(store, "stop", 4)
    assert sync_book.take(store, "run") == sync_book.Request("run", "", 3), "both: all of them"
    assert sync_book.take(store, "run") is None
    assert [request.kind for request in sync_book.requests(store)] == ["stop"]


def test_an_account_is_kept_and_what_is_wrong_with_it(store: Store) -> None:
    assert sync_accounts.get(store, "google") is None
    account = sync_accounts.Account("google", "1", "a@example.com", 1, b"\1\2", 5)
    sync_accounts.put(store, account)
    assert sync_accounts.get(store, "google") == account
    sync_accounts.set_problem(store, "google", "sign_in")
    sync_accounts.set_sealed(store, "google", 2, b"\3")
    found = sync_accounts.get(store, "google")
    assert found is not None
    assert (found.problem, found.key_id, found.sealed) == ("sign_in", 2, b"\3")
    sync_accounts.set_ok(store, "google", 9)
    found = sync_accounts.get(store, "google")
    assert found is not None
    assert (found.problem, found.ok_at) == ("", 9)
    assert sync_accounts.forget(store, "google")
    assert not sync_accounts.forget(store, "google")


def test_an_installation_keeps_its_id(store: Store, tmp_path: Path) -> None:
    one = sync_accounts.installation(store)
    assert len(bytes.fromhex(one)) == 8
    other = Store.open(tmp_path / "pult.db")
    assert sync_accounts.installation(other) == one
    other.close()


def test_the_feed_tells_what_kind_changed(store: Store, tmp_path: Path) -> None:
    assert changes.latest(store) == 0
    with store.transaction():
        changes.record(store, "client", EVA)
        changes.record(store, "sale", JAN)
    assert changes.latest(store) == 2
    assert changes.entities_since(store, 1) == {"sale"}
    assert changes.entities_since(store, 2) == set()
    before = changes.version(store)
    other = Store.open(tmp_path / "pult.db")
    assert changes.version(store) == before
    with other.transaction():
        changes.record(other, "client", EVA)
    other.close()
    assert changes.version(store) != before
    assert changes.entities_since(store, 2) == {"client"}


def test_a_sentence_is_kept_for_another_language() -> None:
    for message in (T("Hello {name}", name="Eva"), N("{n} item", "{n} items", 3), T("Stopped.")):
        kept = stored_message.dump(message)
        assert stored_message.load(kept) == message
        assert stored_message.plain(kept) == message.plain()
    nested = T("It said: {why}", why=T("No {what}", what="paper"))
    assert stored_message.plain(stored_message.dump(nested)) == "It said: No paper"
    for odd in ("", "plain words", "{", "{}", '{"key": 1}', "[1]"):
        assert stored_message.plain(odd) == odd


def test_a_run_that_ended_well_settles_what_it_stopped_for(store: Store) -> None:
    for kind in ("other_account", "guard", "empty", "adopt", "removed"):
        number = sync_book.open_case(store, "m", kind, None, kind, {}, 1)
        if kind in ("guard", "removed"):
            assert sync_book.answer(store, number, "go", 2)
    other = sync_book.open_case(store, "n", "guard", None, "", {}, 1)
    sync_book.settle_questions(store, "m", 3)
    assert [case.kind for case in sync_book.open_cases(store, "m")] == ["removed"]
    assert [case.number for case in sync_book.open_cases(store, "n")] == [other]
