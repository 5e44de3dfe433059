"""What the desk sees of synchronisation, and what answering does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import sync_import
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent.google.contacts import NAME as CONTACTS
from tests.gallery.states_sync import linked
from tests.rigs.salon import clock_of

ACCOUNT = sync_accounts.Account("google", "sub", "salon@example.com", 1, b"", 1)


def who(salon: Services, first_name: str) -> Id:
    return next(m.id for m in salon.team.members() if m.first_name == first_name)


def jana(salon: Services, **more: str) -> Client:
    values = {"phone": "+420777000001", **more}
    return salon.clients.save(Client(b"", "Jana", "Vzorová", **values), None)  # type: ignore[arg-type]


def conflict(salon: Services, client: Client, field: str, kept: str, lost: str) -> int:
    detail = {"field": field, "kept": kept, "lost": lost, "kept_side": "here"}
    return sync_book.open_case(
        salon.context.store, CONTACTS, "conflict", client.id, "people/c1", detail, 5
    )


def kinds(salon: Services) -> list[str]:
    return [request.kind for request in sync_book.requests(salon.context.store)]


def test_nobody_is_signed_in(salon: Services) -> None:
    state = salon.sync.state()
    assert not state.summary.connected
    assert (state.problem, state.waiting, state.contacts, state.ok_at) == ("", 0, 0, 0)


@pytest.mark.req("G3")
def test_a_run_is_asked_for_once_and_seen_while_it_goes(salon: Services) -> None:
    store, clock = salon.context.store, clock_of(salon)
    sync_accounts.put(store, ACCOUNT)
    salon.sync.refresh()
    salon.sync.refresh()
    assert salon.sync.summary().asked == ("run",)
    sync_book.take(store, "run")
    now = clock.now()
    sync_book.begin_run(store, CONTACTS, now)
    sync_book.put_progress(
        store, sync_book.Progress(CONTACTS, "sending", 500, 2500, now - 20_000, now)
    )
    (running,) = salon.sync.summary().running
    assert (running.phase, running.done, running.total) == ("sending", 500, 2500)
    assert (running.seconds, running.seconds_left) == (20, 80)


def test_what_a_power_cut_left_does_not_run_for_ever(salon: Services) -> None:
    store, clock = salon.context.store, clock_of(salon)
    now = clock.now()
    sync_book.put_progress(store, sync_book.Progress(CONTACTS, "sending", 1, 2, now, now))
    clock.advance(600)
    assert salon.sync.summary().running == ()


def test_an_agent_that_does_not_answer_is_told(salon: Services) -> None:
    salon.sync.refresh()
    clock_of(salon).advance(31)
    assert salon.sync.state().problem == "asleep"


@pytest.mark.req("G8")
def test_contacts_and_bookings_are_counted_in_the_account_in_use(salon: Services) -> None:
    store = salon.context.store
    sync_accounts.put(store, ACCOUNT)
    with store.transaction():
        for number, account in enumerate(("sub", "sub", "other")):
            intent = "update" if number else ""
            linked(store, bytes([number]), f"k{number}", account, intent)
        store.run("INSERT INTO sync_pending VALUES (?, ?, 1)", (CONTACTS, bytes([1])))
    for account in ("sub", "other"):
        with store.transaction():
            for who, at in ((account.encode(), 1), (b"answer lost", 0)):
                store.run(
                    "INSERT INTO sync_fed VALUES ('google.booking_label', ?, ?, '', ?)",
                    (account, who, at),
                )
    state = salon.sync.state()
    assert (state.contacts, state.bookings, state.waiting) == (2, 1, 2)


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [("ok", ""), ("offline", "offline"), ("later", "later"), ("failed", "failed")],
)
def test_the_newest_run_tells_how_it_stands(salon: Services, outcome: str, problem: str) -> None:
    store = salon.context.store
    sync_accounts.put(store, ACCOUNT)
    for end in ("failed", outcome):
        number = sync_book.begin_run(store, CONTACTS, 1)
        sync_book.end_run(store, number, 7, end)  # type: ignore[arg-type]
    state = salon.sync.state()
    assert (state.problem, state.ok_at) == (problem, 7 if outcome == "ok" else 0)


def test_what_was_done_by_hand_is_over_with_the_next_run(salon: Services) -> None:
    store = salon.context.store
    number = sync_book.begin_run(store, "google.sign_in", 1, service="google", asked="sign_in")
    assert salon.sync.state().signing_in
    sync_book.end_run(store, number, 2, "failed", "Nobody signed in.")
    assert (salon.sync.state().problem, salon.sync.state().why) == ("failed", "Nobody signed in.")
    sync_accounts.put(store, ACCOUNT)
    sync_book.end_run(store, sync_book.begin_run(store, CONTACTS, 3), 4, "ok")
    assert salon.sync.state().problem == ""


def test_a_code_waits_sealed(salon: Services) -> None:
    salon.sync.use_file("google", who(salon, "Petra"), "7KQ2-M8RT-XW4D")
    (request,) = sync_book.requests(salon.context.store)
    assert "7KQ2" not in request.detail
    assert sync_import.read(salon.context.keys, request.detail) == ("", "7KQ2-M8RT-XW4D")


def test_signing_in_comes_before_questions(salon: Services) -> None:
    store = salon.context.store
    sync_accounts.put(store, replace(ACCOUNT, problem="sign_in"))
    sync_book.open_case(store, CONTACTS, "guard", None, "", {"gone": 30}, 1)
    assert salon.sync.state().problem == "sign_in"
    sync_accounts.set_ok(store, "google", 9)
    assert not salon.sync.state().ready
    assert salon.sync.state().problem == "question"
    assert salon.sync.summary().needs_person


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("problem", ["", "sign_in", "clock"])
@pytest.mark.parametrize("kind", ["", "guard", "conflict", "answered", "settled"])
def test_who_is_in_need_is_whose_summary_says_so(
    salon: Services, signed_in: bool, problem: str, kind: str
) -> None:
    store = salon.context.store
    if signed_in:
        sync_accounts.put(store, replace(ACCOUNT, problem=problem))
    if kind:
        asked = "conflict" if kind == "conflict" else "guard"
        number = sync_book.open_case(store, CONTACTS, asked, None, "", {"gone": 30}, 1)
        if kind == "answered":
            salon.sync_answers.answer(number, "go", who(salon, "Petra"))
        if kind == "settled":
            sync_book.settle(store, number, 2)
    summary = salon.sync.summary()
    assert salon.sync.in_need() == (summary.service if summary.needs_person else "")
    assert summary.needs_person == (signed_in and (problem != "" or kind == "guard"))


def test_whoever_asks_who_is_in_need_reads_no_other_case(salon: Services) -> None:
    store, asked = salon.context.store, list[str]()
    connection = store.db.connection()
    connection.set_trace_callback(asked.append)
    salon.sync.in_need()
    connection.set_trace_callback(None)
    (query,) = asked
    plan = [str(row[3]) for row in store.rows(f"EXPLAIN QUERY PLAN {query}")]
    (cases,) = [step for step in plan if " c " in step]
    assert cases.startswith("SEARCH")
    assert "kind=?" in cases


@pytest.mark.req("G2")
def test_a_conflict_is_swapped_into_the_client(salon: Services) -> None:
    client = jana(salon)
    number = conflict(salon, client, "mobile", "+420777000001", "+420777000002")
    (case,) = salon.sync_answers.cases("conflict")
    assert (case.name, case.now) == ("Jana Vzorová", "+420777000001")
    salon.sync_answers.answer(number, "swap", who(salon, "Eva"))
    assert salon.clients.get(client.id).phone == "+420777000002"
    assert salon.sync_answers.waiting() == {}
    assert kinds(salon) == ["run"]
    with pytest.raises(Refused, match="already"):
        salon.sync_answers.answer(number, "ok", who(salon, "Eva"))


def test_a_lost_note_is_added_not_put_in_its_place(salon: Services) -> None:
    client = jana(salon, note="Coffee")
    number = conflict(salon, client, "note", "Coffee", "Tea")
    salon.sync_answers.answer(number, "swap", who(salon, "Eva"))
    assert salon.clients.get(client.id).note == "Coffee\nTea"


def test_a_value_that_cannot_be_taken_is_explained_and_stays_open(salon: Services) -> None:
    client = jana(salon)
    number = conflict(salon, client, "email", "", "not an address")
    with pytest.raises(Refused, match="e-mail"):
        salon.sync_answers.answer(number, "swap", who(salon, "Eva"))
    assert len(salon.sync_answers.cases("conflict")) == 1
    salon.sync_answers.answer(number, "ok", who(salon, "Eva"))
    assert salon.sync_answers.waiting() == {}


def test_removed_ones_are_sent_again_all_at_once(salon: Services) -> None:
    store = salon.context.store
    for number in range(3):
        client = jana(salon, phone=f"+42077700010{number}")
        sync_book.open_case(store, CONTACTS, "removed", client.id, "", {"why": "deleted"}, 1)
    assert salon.sync_answers.answer_all("removed", "send", who(salon, "Eva")) == 3
    assert salon.sync_answers.waiting() == {}
    assert [case.answer for case in sync_book.answered(store, CONTACTS)] == ["send"] * 3
    assert kinds(salon) == ["run"]


def test_a_question_is_a_managers(salon: Services) -> None:
    store = salon.context.store
    detail = {"direction": "here", "gone": 300, "changed": 2, "of": 2500}
    number = sync_book.open_case(store, CONTACTS, "guard", None, "", detail, 1)
    with pytest.raises(Refused, match="manager"):
        salon.sync_answers.answer(number, "go", who(salon, "Eva"))
    with pytest.raises(ValueError, match="guard"):
        salon.sync_answers.answer(number, "swap", who(salon, "Eva"))
    salon.sync_answers.answer(number, "go", who(salon, "Petra"))
    assert [case.answer for case in sync_book.answered(store, CONTACTS)] == ["go"]
    with pytest.raises(Refused, match="manager"):
        salon.sync.sign_out("google", who(salon, "Eva"))


def test_the_journal_names_nobody(salon: Services) -> None:
    client = jana(salon)
    number = conflict(salon, client, "mobile", "+420777000001", "+420777000002")
    salon.sync_answers.answer(number, "swap", who(salon, "Eva"))
    bodies = " ".join(body for (body,) in salon.context.store.rows("SELECT body FROM journal"))
    assert '"case":"conflict"' in bodies
    assert "777000" not in bodies
    assert "Vzor" not in bodies
