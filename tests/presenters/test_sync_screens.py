"""Stories of Google at the desk: the button in the client list, the page, and what tells of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kiosk.presenters
from kiosk.presenters.clients.args import ClientsArgs
from kiosk.salon.domain.keys import sync_import
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Msg, Text
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent.google.contacts import NAME as CONTACTS
from tests.presenters.story import Story
from tests.rigs.till_world import make_till

ACCOUNT = sync_accounts.Account("google", "sub", "salon@example.com", 1, b"", 1)


def desk(salon: Services, first_name: str = "Eva") -> Story:
    member = next(m for m in salon.team.members() if m.first_name == first_name)
    return Story(salon).unlock(member)


def connected(salon: Services, problem: str = "") -> None:
    sync_accounts.put(salon.context.store, replace(ACCOUNT, problem=problem))


def client(salon: Services, last_name: str = "Vzorová", phone: str = "+420777000001") -> Client:
    return salon.clients.save(Client(b"", "Jana", last_name, phone), None)


def case(salon: Services, kind: str, about: Client | None = None, **detail: object) -> int:
    local_id = about.id if about is not None else None
    return sync_book.open_case(salon.context.store, CONTACTS, kind, local_id, "", detail, 1)


def plain(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


def asked(salon: Services) -> list[str]:
    return [request.kind for request in sync_book.requests(salon.context.store)]


def progress(salon: Services, done: int, total: int, seconds: int) -> None:
    now = salon.context.now()
    told = sync_book.Progress(CONTACTS, "sending", done, total, now - seconds * 1000, now)
    sync_book.put_progress(salon.context.store, told)


# -- the button in the client list --------------------------------------------------------------


def test_without_google_there_is_no_button(salon: Services) -> None:
    story = desk(salon)
    story.nav.go(ClientsArgs())
    assert story.state.sync.text == ""


@pytest.mark.req("G3", "G4")
def test_refresh_shows_how_far_it_is_stops_and_tells_what_came(salon: Services) -> None:
    connected(salon)
    store = salon.context.store
    story = desk(salon)
    story.nav.go(ClientsArgs())
    story.fresh().tap("refresh")
    assert story.taps == 1
    assert (plain(story.state.sync.words), story.state.sync.busy) == ("Google begins", True)
    assert sync_book.take(store, "run") is not None
    number = sync_book.begin_run(store, CONTACTS, salon.context.now())
    progress(salon, 500, 2500, 20)
    story.wait(1)
    line = story.state.sync
    assert (line.intent, line.permille) == ("stop_refresh", 200)
    words = plain(line.words)
    assert words.startswith("Sending to Google: ")
    assert "about" in words
    story.tap("stop_refresh")
    assert story.state.sync.busy
    assert asked(salon) == ["stop"]
    sync_book.take(store, "stop")
    client(salon, "Nováčková")
    sync_book.end_run(store, number, salon.context.now(), "stopped", received=1)
    assert story.state.rows == ()
    story.wait(1)
    assert story.out.toast is not None
    assert "goes on" in plain(story.out.toast.text)
    assert [row.title for row in story.state.rows] == ["Jana Nováčková"]
    assert plain(story.state.sync.text) == "Refresh Google"


def test_a_short_run_of_its_own_leaves_the_list_alone(salon: Services) -> None:
    connected(salon)
    store = salon.context.store
    story = desk(salon)
    story.nav.go(ClientsArgs())
    number = sync_book.begin_run(store, CONTACTS, salon.context.now())
    progress(salon, 1, 2, 1)
    story.wait(1)
    assert plain(story.state.sync.text) == "Refresh Google"
    client(salon)
    sync_book.end_run(store, number, salon.context.now(), "ok", received=1)
    story.wait(1)
    assert (story.state.rows, story.out.toast) == ((), None)


def test_a_run_without_a_connection_is_told_calmly(salon: Services) -> None:
    connected(salon)
    store = salon.context.store
    story = desk(salon)
    story.nav.go(ClientsArgs())
    story.tap("refresh")
    sync_book.take(store, "run")
    sync_book.end_run(store, sync_book.begin_run(store, CONTACTS, 1), 2, "ok")
    number = sync_book.begin_run(store, "google.calendar", 3)
    story.wait(1)
    assert story.out.toast is None
    sync_book.end_run(store, number, 4, "offline")
    story.wait(1)
    assert story.out.toast is not None
    assert (plain(story.out.toast.text), story.out.toast.tone) == ("Google: No connection", "info")


def test_a_run_that_was_under_way_is_not_the_one_asked_for(salon: Services) -> None:
    connected(salon)
    store = salon.context.store
    before = sync_book.begin_run(store, CONTACTS, 1)
    story = desk(salon)
    story.nav.go(ClientsArgs())
    story.tap("refresh")
    sync_book.end_run(store, before, 2, "ok", sent=1)
    sync_book.take(store, "run")
    other = sync_book.begin_run(store, "google.booking_label", 2)
    sync_book.end_run(store, other, 3, "ok", sent=1)
    story.wait(1)
    assert story.out.toast is None
    sync_book.end_run(store, sync_book.begin_run(store, CONTACTS, 3), 4, "ok", received=1)
    story.wait(1)
    assert story.out.toast is not None


def test_picking_somebody_knows_nothing_of_google(salon: Services) -> None:
    connected(salon, "sign_in")
    client(salon)
    story = desk(salon)
    story.nav.go(ClientsArgs(pick=True))
    story.wait(2)
    assert story.state.sync.text == ""
    assert story.state.rows[0].cells == ()


# -- the page -------------------------------------------------------------------------------------


@pytest.mark.req("G8")
def test_more_and_the_page_tell_what_stands_at_google(salon: Services) -> None:
    story = desk(salon)
    story.nav.go("more")
    words = {item.key: item for item in story.state.items}
    assert plain(words["sync"].about) == "Contacts and calendar"
    connected(salon)
    story.wait(1)
    words = {item.key: item for item in story.state.items}
    assert plain(words["sync"].about) == "0 contacts"
    story.tap("pick", "sync").at("sync")
    assert next(plain(label) for label, _ in story.state.facts) == "Contacts in step"
    assert story.state.account == "salon@example.com"


def test_a_manager_signs_in_and_out(salon: Services) -> None:
    story = desk(salon)
    story.nav.go("sync")
    story.tap("sign_in")
    assert story.out.toast is not None
    assert "manager" in plain(story.out.toast.text)
    assert asked(salon) == []
    store = salon.context.store
    sync_accounts.put(store, sync_accounts.Account("google-project", "", "", 1, b"", 1))
    story = desk(salon, "Petra")
    story.nav.go("sync")
    assert story.state.actions[0].intent == "sign_in"
    story.fresh().tap("sign_in")
    assert (story.taps, asked(salon)) == (1, ["sign_in"])
    assert plain(story.state.head.text) == "Google's page opens in a moment"
    sync_book.take(store, "sign_in", "google")
    connected(salon)
    story.wait(1)
    assert story.state.account == "salon@example.com"
    story.tap("ask_sign_out").tap("sign_out")
    assert asked(salon) == ["sign_out"]


def test_a_file_from_a_stick_opens_with_its_code(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("sync")
    story.tap("use_file").at("sync_code").tap("edit", "code", "7kq2").tap("save")
    assert "12" in plain(story.at("sync_code").state.fields[0].error)
    story.tap("edit", "code", "7kq2 m8rt xw4d").tap("save").at("sync")
    (request,) = sync_book.requests(salon.context.store)
    assert sync_import.read(salon.context.keys, request.detail)[1] == "7kq2 m8rt xw4d"
    assert "7kq2" not in repr(story.nav.presenter("sync_code").state)


def test_anybody_signs_in_again(salon: Services) -> None:
    connected(salon, "sign_in")
    story = desk(salon)
    story.at("desk").wait(1)
    assert plain(story.state.chip.text) == "Google needs you"
    story.fresh().tap("open_chip").at("sync").tap("sign_in")
    assert (story.taps, asked(salon)) == (2, ["sign_in"])


def test_a_redraw_of_the_desk_asks_one_query_about_all_services(salon: Services) -> None:
    connected(salon, "sign_in")
    story = desk(salon).at("desk")
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    story.wait(1)
    connection.set_trace_callback(None)
    # Another one asks whether letters can leave.
    assert sum(" sync_" in statement for statement in asked) == 2


def test_a_question_is_asked_in_numbers_and_answered_by_a_manager(salon: Services) -> None:
    connected(salon)
    case(salon, "guard", direction="here", gone=312, changed=4, of=2500)
    story = desk(salon)
    story.wait(1)
    assert story.state.chip is not None
    story.nav.go("sync")
    (question,) = story.state.questions
    lines = " ".join(plain(line) for line in question.lines)
    assert "312 of" in lines
    (yes,) = question.actions
    story.tap(yes.intent, yes.arg)
    assert "manager" in plain(story.out.toast.text)  # type: ignore[union-attr]
    assert len(story.state.questions) == 1
    story = desk(salon, "Petra")
    story.nav.go("sync")
    story.tap(yes.intent, yes.arg)
    assert (story.state.questions, asked(salon)) == ((), ["run"])


def test_a_conflict_is_swapped_with_one_touch(salon: Services) -> None:
    connected(salon)
    jana = client(salon)
    detail = {"kept": "+420777000001", "lost": "+420777000002", "kept_side": "here"}
    case(salon, "conflict", jana, field="mobile", **detail)
    case(salon, "conflict", jana, field="email", kept="", lost="nothing", kept_side="here")
    story = desk(salon)
    story.nav.go("sync")
    (group,) = story.state.groups
    fine, swap = group.cards[0].actions
    assert group.cards[0].title == "Jana Vzorová"
    story.fresh().tap(swap.intent, swap.arg)
    assert story.taps == 1
    assert salon.clients.get(jana.id).phone == "+420777000002"
    fine, swap = story.state.groups[0].cards[0].actions
    story.tap(swap.intent, swap.arg)
    assert "e-mail" in plain(story.out.toast.text)  # type: ignore[union-attr]
    story.tap(fine.intent, fine.arg)
    assert story.state.groups == ()


def test_removed_ones_are_sent_again_one_or_all(salon: Services) -> None:
    connected(salon)
    for number in range(25):
        case(
            salon, "removed", client(salon, f"V{number}", f"+4207770001{number:02}"), why="deleted"
        )
    story = desk(salon)
    story.nav.go("sync")
    (group,) = story.state.groups
    assert (len(group.cards), plain(group.more)) == (20, "5 more")
    leave, _ = group.cards[0].actions
    story.tap(leave.intent, leave.arg)
    everybody = story.state.groups[0].for_all[0]
    story.tap(everybody.intent, everybody.arg)
    assert story.state.groups == ()
    answers = [one.answer for one in sync_book.answered(salon.context.store, CONTACTS)]
    assert sorted(answers) == ["leave"] + ["send"] * 24


def test_who_stands_there_twice_is_made_one_or_left(salon: Services) -> None:
    connected(salon)
    for number in range(3):
        case(salon, "twin", client(salon, f"V{number}", f"+4207770001{number:02}"))
    story = desk(salon)
    story.nav.go("sync")
    (group,) = story.state.groups
    leave, _ = group.cards[0].actions
    story.tap(leave.intent, leave.arg)
    each = story.state.groups[0].for_all[0]
    story.tap(each.intent, each.arg)
    assert story.state.groups == ()
    answers = [one.answer for one in sync_book.answered(salon.context.store, CONTACTS)]
    assert answers == ["leave", "one", "one"]


def test_what_google_refuses_leads_to_the_client(salon: Services) -> None:
    connected(salon)
    jana = client(salon)
    case(salon, "rejected", jana, why="Invalid email address")
    story = desk(salon)
    story.nav.go("sync")
    look, again = story.state.groups[0].cards[0].actions
    story.tap(look.intent, look.arg).at("client").tap("close").at("sync")
    story.tap(again.intent, again.arg)
    assert (story.state.groups, asked(salon)) == ((), ["run"])


def test_a_move_in_the_calendar_that_was_refused_leads_to_the_visit(salon: Services) -> None:
    connected(salon)
    till = make_till(salon)
    visit = till.visit(till.client(), 2)
    store = salon.context.store
    sync_book.open_case(
        store, "google.calendar", "refused", visit.id, "e1", {"why": "The stylist is busy."}, 1
    )
    story = desk(salon)
    story.nav.go("sync")
    (card,) = story.state.groups[0].cards
    assert card.title == "Kateřina Vzorová"
    assert plain(card.lines[1]) == "Cannot be taken over: The stylist is busy."
    look, keep = card.actions
    story.tap(look.intent, look.arg).at("desk")
    assert story.state.selected == visit.id.hex()
    story.nav.go("sync")
    story.tap(keep.intent, keep.arg)
    assert [one.answer for one in sync_book.answered(store, "google.calendar")] == ["keep"]


def test_a_booking_nobody_can_place_is_only_told(salon: Services) -> None:
    connected(salon)
    detail = {"why": "No stylist.", "time": "2026-11-24T09:00Z/x", "title": "Online: Karolína"}
    store = salon.context.store
    sync_book.open_case(store, "google.bookings", "refused", None, "e3", detail, 1)
    story = desk(salon)
    story.nav.go("sync")
    (card,) = story.state.groups[0].cards
    (fine,) = card.actions
    assert (card.title, len(card.lines)) == ("Online: Karolína", 2)
    story.tap(fine.intent, fine.arg)
    assert (story.state.groups, sync_book.open_cases(store)) == ((), [])


def test_a_question_is_seen_behind_a_thousand_other_things(salon: Services) -> None:
    connected(salon)
    jana = client(salon)
    with salon.context.store.transaction():
        for number in range(1100):
            case(salon, "conflict", jana, field="city", kept="", lost=str(number))
    case(salon, "guard", direction="there", gone=30, changed=0, of=300)
    story = desk(salon)
    story.nav.go("sync")
    assert len(story.state.questions) == 1
    assert plain(story.state.groups[0].more) == "1080 more"


def test_a_run_is_one_line_and_idle_ones_are_one_together(salon: Services) -> None:
    connected(salon)
    store, now = salon.context.store, salon.context.now()
    for remote in (CONTACTS, "google.calendar", CONTACTS):
        sync_book.end_run(store, sync_book.begin_run(store, remote, now), now + 1000, "ok")
    number = sync_book.begin_run(store, CONTACTS, now)
    sync_book.end_run(store, number, now + 12_000, "ok", sent=3, received=2, conflicts=1, waiting=4)
    story = desk(salon)
    story.nav.go("sync")
    newest, idle = story.state.runs
    told = plain(newest.subtitle)
    assert told == "3 sent, 2 received, 1 edited on both sides, 4 wait"
    assert plain(newest.right) == "12 s"
    assert plain(idle.title) == "Nothing new"


def test_nobody_ever_reads_the_word_token() -> None:
    folder = Path(kiosk.presenters.__path__[0])
    sources = list((folder / "sync").glob("*.py"))
    assert len(sources) > 4
    assert [path.name for path in sources if "token" in path.read_text("utf-8").lower()] == []
