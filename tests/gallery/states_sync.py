"""The page for Google in everything that can be seen on it, and what tells of it elsewhere."""

from __future__ import annotations

from typing import Any

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, TimeOfDay
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import feed as sync_feed
from kiosk.salon.store.sync import links as sync_links
from kiosk.salon.store.sync import services as sync_services
from kiosk.salon.store.sync.book import Outcome, Progress
from kiosk.salon.store.sync.links import Intent
from kiosk.salon.store.sync.services import ChannelRow, ServiceRow
from sync_agent.engine.links import Link, to_row
from sync_agent.google.contacts import NAME as CONTACTS
from tests.gallery.stage import Stage
from tests.gallery.states import state

MINUTE = 60_000


def signed_in(stage: Stage, problem: str = "", contacts: int = 38, *, history: bool = True) -> None:
    """An account, the sample's clients as contacts, and (``history``) runs of this morning."""
    store, now = stage.salon.context.store, stage.clock.now()
    account = sync_accounts.Account(
        "google", "sub", "salon.vzorovy@example.com", 1, b"", now, now, problem
    )
    sync_accounts.put(store, account)
    people = stage.salon.clients.search("", contacts)
    with store.transaction():
        for number, client in enumerate(people):
            linked(store, client.id, f"people/c{number}")
    booked = [sync_feed.Contact(client.id, "") for client in people[::3]]
    sync_feed.note(store, "google.booking_label", "sub", booked)
    sync_feed.record(store, "google.booking_label", "sub", booked, now)
    if not history:
        return
    ran(stage, 90, sent=contacts, received=4, conflicts=2, seconds=96)
    for minutes in range(85, 40, -5):
        ran(stage, minutes)
    ran(stage, 35, received=3)
    ran(stage, 30, sent=1, conflicts=1, remote="google.calendar")


def linked(
    store: Store, client_id: Id, key: str, account: str = "sub", intent: Intent = ""
) -> None:
    """A client who stands in the account; inside a transaction."""
    link = Link(client_id, key=key, state="linked", intent=intent)
    sync_links.Links(store, CONTACTS, account).put(to_row(link))


def ran(
    stage: Stage,
    minutes_ago: int,
    outcome: Outcome = "ok",
    *,
    remote: str = CONTACTS,
    asked: str = "",
    seconds: int = 2,
    why: str = "",
    **did: int,
) -> None:
    store, at = stage.salon.context.store, stage.clock.now() - minutes_ago * MINUTE
    service = "google" if asked else ""
    number = sync_book.begin_run(store, remote, at, service=service, asked=asked)
    sync_book.end_run(store, number, at + seconds * 1000, outcome, why, **did)


def case(stage: Stage, kind: str, place: int | None, **detail: Any) -> int:
    """``place``: of the client in the list; None for nobody."""
    store = stage.salon.context.store
    client = stage.salon.clients.search("", 50)[place] if place is not None else None
    key = f"people/c{place}" if place is not None else ""
    local_id = client.id if client is not None else None
    return sync_book.open_case(
        store, CONTACTS, kind, local_id, key, detail, stage.clock.now() - 10 * MINUTE
    )


def waits(stage: Stage, many: int) -> None:
    store = stage.salon.context.store
    with store.transaction():
        for client in stage.salon.clients.search("", many):
            store.run(
                "INSERT INTO sync_pending (remote, local_id, seq) VALUES (?, ?, 1)",
                (CONTACTS, client.id),
            )


def under_way(stage: Stage, done: int, total: int, seconds: int) -> None:
    store, now = stage.salon.context.store, stage.clock.now()
    sync_book.begin_run(store, CONTACTS, now - seconds * 1000)
    sync_book.put_progress(
        store, Progress(CONTACTS, "sending", done, total, now - seconds * 1000, now)
    )


def page(stage: Stage) -> None:
    stage.desk().open("sync")


@state("Google, never connected")
def sync_never(stage: Stage) -> None:
    page(stage)


@state("Google, ready to sign in")
def sync_ready(stage: Stage) -> None:
    store = stage.salon.context.store
    sync_accounts.put(store, sync_accounts.Account("google-project", "", "salon", 1, b"", 0))
    page(stage)


@state("Google, the sign-in opens")
def sync_opening(stage: Stage) -> None:
    sync_ready(stage)
    stage.tap("sign_in")


@state("Google, the sign-in did not work")
def sync_failed(stage: Stage) -> None:
    why = stored_message.dump(T("Not everything was allowed. Sign in again and tick all boxes."))
    ran(stage, 1, "failed", remote="google.sign_in", asked="sign_in", seconds=40, why=why)
    sync_ready(stage)


@state("The code of a sign-in file")
def sync_code(stage: Stage) -> None:
    page(stage)
    stage.tap("use_file").at("sync_code").tap("edit", "code", "7KQ2").tap("save")


@state("Google, signed in and everything in step")
def sync_idle(stage: Stage) -> None:
    signed_in(stage)
    page(stage)


@state("Google, connected and nothing done yet")
def sync_fresh(stage: Stage) -> None:
    store, now = stage.salon.context.store, stage.clock.now()
    sync_accounts.put(
        store, sync_accounts.Account("google", "sub", "salon@example.com", 1, b"", now)
    )
    page(stage)


@state("Google, a first run on its way")
def sync_running(stage: Stage) -> None:
    signed_in(stage, contacts=20)
    under_way(stage, 820, 2500, 20)
    waits(stage, 18)
    page(stage)


@state("Google, no connection")
def sync_offline(stage: Stage) -> None:
    signed_in(stage)
    ran(stage, 2, "offline")
    waits(stage, 3)
    page(stage)


@state("Google, sign in again")
def sync_again(stage: Stage) -> None:
    signed_in(stage, "sign_in")
    ran(stage, 3, "sign_in")
    waits(stage, 3)
    page(stage)


@state("Google, really sign out?")
def sync_leaving(stage: Stage) -> None:
    sync_idle(stage)
    stage.tap("ask_sign_out")


@state("Google, nobody answers in the background")
def sync_asleep(stage: Stage) -> None:
    sync_idle(stage)
    stage.tap("refresh").wait(32)


@state("Google asks: unusually much is gone there")
def sync_guard(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "guard", None, direction="here", gone=312, changed=4, of=2500)
    ran(stage, 3, "question")
    page(stage)


@state("Google asks: the list there is empty")
def sync_empty(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "empty", None, of=2500)
    ran(stage, 3, "question")
    page(stage)


@state("Google asks: another account")
def sync_other(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "other_account", None, was="1122", **{"is": "sub"})
    page(stage)


@state("Google asks: labels of another program")
def sync_adopt(stage: Stage) -> None:
    signed_in(stage, contacts=0)
    labels = [
        {"name": "HairSoft kontakty", "id": "g1", "members": 2381, "for": "contacts"},
        {"name": "Rezervace UnisBook", "id": "g2", "members": 412, "for": "bookings"},
    ]
    case(stage, "adopt", None, labels=labels)
    page(stage)


@state("Google, edited on both sides")
def sync_conflicts(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "conflict", 0, field="mobile", kept="x", lost="+420700999111", kept_side="here")
    case(stage, "conflict", 3, field="email", kept="x", lost="luboš@example", kept_side="there")
    case(stage, "conflict", 5, field="note", kept="x", lost="Volat\nodpoledne", kept_side="here")
    page(stage)


@state("Google, removed there")
def sync_removed(stage: Stage) -> None:
    signed_in(stage)
    for place, why in enumerate(("deleted", "unlabelled", "merged", "edited")):
        case(stage, "removed", place, why=why)
    for place in range(4, 26):
        case(stage, "removed", place, why="deleted")
    page(stage)


@state("Google, one removed there")
def sync_removed_one(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "removed", 1, why="deleted")
    page(stage)


@state("Google, twice there")
def sync_twins(stage: Stage) -> None:
    signed_in(stage)
    for place in range(3):
        case(stage, "twin", place)
    page(stage)


@state("Google, things to know")
def sync_told(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "rejected", 2, why="Invalid email address")
    case(stage, "nameless", 9)
    case(stage, "renamed", None, name="Naši zákazníci")
    case(stage, "name_taken", None, name="Zákazníci")
    case(stage, "doubled", None, name="Salon Kateřina")
    case(stage, "refused", 4, why=stored_message.dump(T("The date of birth cannot be right.")))
    page(stage)


@state("Google's calendar, things to know")
def sync_told_visits(stage: Stage) -> None:
    signed_in(stage)
    store, now = stage.salon.context.store, stage.clock.now()
    visits = [stage.sample.visit(name).id for name in ("card", "twin")]
    clash = T("{stylist} already has a visit at {time}.", stylist="Eva", time=TimeOfDay(now))
    refused = {"why": stored_message.dump(clash)}
    sync_book.open_case(store, "google.calendar", "refused", visits[0], "e1", refused, now)
    sync_book.open_case(store, "google.calendar", "taken", visits[1], "e2", {}, now)
    booked = {
        "why": stored_message.dump(T("The booking names no service of yours. Book it by hand.")),
        "time": "2026-11-24T09:00Z/2026-11-24T10:00Z",
        "title": "Online: Karolína",
    }
    sync_book.open_case(store, "google.bookings", "refused", None, "e3", booked, now)
    page(stage)


@state("Google, asked to refresh")
def sync_asked(stage: Stage) -> None:
    sync_idle(stage)
    stage.tap("refresh")


@state("Google, the first run of a large salon")
def sync_first(stage: Stage) -> None:
    signed_in(stage, contacts=0, history=False)
    under_way(stage, 310, 12500, 240)
    waits(stage, 40)
    page(stage)


@state("Google, a run that is being stopped")
def sync_stopping(stage: Stage) -> None:
    sync_running(stage)
    stage.tap("stop")


@state("Google, a run that was stopped")
def sync_stopped(stage: Stage) -> None:
    signed_in(stage, contacts=20)
    ran(stage, 2, "stopped", sent=800, waiting=18, seconds=20)
    waits(stage, 18)
    page(stage)


@state("Google, no connection for days")
def sync_offline_long(stage: Stage) -> None:
    signed_in(stage, history=False)
    ran(stage, 4 * 24 * 60 + 200, sent=3)
    ran(stage, 2, "offline")
    waits(stage, 40)
    page(stage)


@state("Google, it did not work")
def sync_not_worked(stage: Stage) -> None:
    signed_in(stage)
    ran(
        stage,
        2,
        "failed",
        why=stored_message.dump(T("Google refuses it: {why}", why="backendError")),
    )
    page(stage)


@state("Google, the clock is wrong")
def sync_clock(stage: Stage) -> None:
    signed_in(stage, "clock")
    page(stage)


@state("A stick is being read")
def sync_importing(stage: Stage) -> None:
    page(stage)
    stage.tap("use_project")


@state("A stick held nothing to use")
def sync_import_failed(stage: Stage) -> None:
    why = stored_message.dump(T("This is not the file of a Google project (JSON)."))
    ran(stage, 1, "failed", remote="google.import", asked="import", why=why)
    page(stage)


@state("Google asks: unusually much changed here")
def sync_guard_here(stage: Stage) -> None:
    signed_in(stage)
    case(stage, "guard", None, direction="there", gone=180, changed=1240, of=2500)
    ran(stage, 3, "question")
    page(stage)


@state("Google, thirty edited on both sides")
def sync_conflicts_many(stage: Stage) -> None:
    signed_in(stage)
    for place in range(30):
        lost = f"+42070099{place:04}"
        case(stage, "conflict", place, field="mobile", kept="x", lost=lost, kept_side="here")
    page(stage)


@state("More, when Google needs somebody")
def more_sync(stage: Stage) -> None:
    signed_in(stage, "sign_in")
    stage.desk().open("more")


@state("More, with Google in step")
def more_sync_idle(stage: Stage) -> None:
    signed_in(stage)
    stage.desk().open("more")


@state("The desk, when Google needs somebody")
def desk_sync(stage: Stage) -> None:
    signed_in(stage, "sign_in")
    stage.desk()


@state("Several services to choose from")
def sync_several(stage: Stage) -> None:
    signed_in(stage)
    store = stage.salon.context.store
    about = stored_message.dump(T("Contacts and calendar"))
    channel = ChannelRow("shop.contacts", stored_message.dump(T("Contacts")), "clients", "both")
    shop = ServiceRow("shop", "Shop of the salon", about, channels=(channel,))
    sync_services.put(store, [*sync_services.everything(store), shop])
    page(stage)
