"""Stories of the page of a service: it reacts at once, and tells what is safe and since when."""

from __future__ import annotations

import pytest

from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import services as sync_services
from sync_agent.google.contacts import NAME as CONTACTS
from tests.presenters.test_sync_screens import asked, case, client, connected, desk, plain, progress

DAY = 86_400_000


def ended(salon: Services, outcome: sync_book.Outcome, ago: int = 0) -> None:
    store, at = salon.context.store, salon.context.now() - ago
    sync_book.end_run(store, sync_book.begin_run(store, CONTACTS, at), at, outcome)


@pytest.mark.req("G4")
def test_the_page_reacts_at_once_to_refresh_and_to_stop(salon: Services) -> None:
    connected(salon)
    ended(salon, "ok")
    store = salon.context.store
    story = desk(salon)
    story.nav.go("sync")
    story.tap("refresh")
    assert plain(story.state.head.text) == "Google begins"
    assert (story.state.actions[0].busy, story.state.permille) == (True, 0)
    sync_book.take(store, "run")
    number = sync_book.begin_run(store, CONTACTS, salon.context.now())
    progress(salon, 500, 2500, 20)
    story.wait(1)
    assert (story.state.actions[0].intent, story.state.permille) == ("stop", 200)
    story.tap("stop")
    assert (plain(story.state.actions[0].text), story.state.actions[0].busy) == ("Stopping", True)
    sync_book.take(store, "stop")
    sync_book.end_run(store, number, salon.context.now(), "stopped")
    story.wait(1)
    assert (story.state.actions[0].intent, story.state.actions[0].busy) == ("refresh", False)
    assert plain(story.state.head.text) == "Stopped"


def test_a_run_that_goes_on_has_a_connection_again(salon: Services) -> None:
    connected(salon)
    ended(salon, "offline")
    sync_book.begin_run(salon.context.store, CONTACTS, salon.context.now())
    progress(salon, 500, 2500, 20)
    story = desk(salon)
    story.nav.go("sync")
    assert plain(story.state.head.text) == "Sending to Google"


def test_nobody_waits_for_a_run_that_google_does_not_let_begin(salon: Services) -> None:
    connected(salon)
    ended(salon, "later")
    story = desk(salon)
    story.nav.go("sync")
    story.tap("refresh")
    assert plain(story.state.head.text) == "Google asks us to wait a while"
    assert story.state.actions[0].busy


def test_a_stick_is_read_once(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("sync")
    story.tap("use_project")
    assert plain(story.state.head.text) == "The stick is being read."
    assert [action.busy for action in story.state.actions] == [True, True]
    assert asked(salon) == ["import"]


def test_without_a_connection_for_days_it_says_since_when(salon: Services) -> None:
    connected(salon)
    ended(salon, "ok", ago=4 * DAY)
    ended(salon, "offline")
    story = desk(salon)
    story.nav.go("sync")
    safe, since = plain(story.state.head.advice).split("\n")
    assert "Everything is kept" in safe
    assert since.startswith("Last time ")
    assert "today" not in since


def test_in_step_with_something_to_look_at_says_how_much(salon: Services) -> None:
    connected(salon)
    ended(salon, "ok")
    jana = client(salon)
    for lost in ("x", "y"):
        case(salon, "conflict", jana, field="city", kept="", lost=lost)
    story = desk(salon)
    story.nav.go("sync")
    assert plain(story.state.head.text) == "Everything is in step"
    assert plain(story.state.head.advice).endswith("2 things to look at")


def test_signing_out_says_first_what_stays(salon: Services) -> None:
    connected(salon)
    story = desk(salon, "Petra")
    story.nav.go("sync")
    story.tap("ask_sign_out")
    assert plain(story.state.head.text) == "Sign out of Google?"
    assert "stay on both sides" in plain(story.state.head.advice)
    story.tap("stay")
    assert plain(story.state.head.text) == "Connected"


@pytest.mark.parametrize("project", [False, True])
def test_before_signing_in_it_says_what_a_manager_does(salon: Services, project: bool) -> None:
    if project:
        account = sync_accounts.Account("google-project", "", "", 1, b"", 1)
        sync_accounts.put(salon.context.store, account)
    story = desk(salon)
    story.nav.go("sync")
    advice = plain(story.state.head.advice)
    assert ("signs in once" if project else "USB stick") in advice


@pytest.mark.parametrize(
    ("kind", "detail", "way"),
    [
        ("guard", {"direction": "here", "gone": 30, "of": 300}, "at Google"),
        ("guard", {"direction": "there", "gone": 30, "of": 300}, "right here"),
        ("empty", {"of": 300}, "at Google"),
        ("other_account", {"was": "1122", "is": "3344"}, "sign out"),
    ],
)
def test_a_question_says_how_to_say_no(
    salon: Services, kind: str, detail: dict[str, object], way: str
) -> None:
    connected(salon)
    case(salon, kind, **detail)
    story = desk(salon)
    story.nav.go("sync")
    assert way in plain(story.state.questions[0].lines[-1])


def test_an_agent_that_never_said_what_there_is_is_missed(salon: Services) -> None:
    sync_services.put(salon.context.store, [])
    story = desk(salon)
    story.nav.go("more")
    (item,) = [item for item in story.state.items if item.key == "sync"]
    assert (plain(item.title), plain(item.about)) == ("Synchronisation", "Not connected")
    story.tap("pick", "sync").at("sync")
    assert plain(story.state.title) == "Synchronisation"
    assert "does not answer" in plain(story.state.head.text)
    assert story.state.actions == ()
