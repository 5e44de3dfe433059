"""Which remotes a salon has, by its settings. The next one (a shop, a CRM) is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.salon.settings import Settings
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import links as sync_links
from sync_agent.account import Account
from sync_agent.engine.job import Rules
from sync_agent.engine.ports import Timing, Told
from sync_agent.engine.tally import RunTally
from sync_agent.google.account import GoogleAccount
from sync_agent.google.making import Making
from sync_agent.timing import Halt

if TYPE_CHECKING:
    from sync_agent.engine.feed import Place
    from sync_agent.engine.intake import Intake, Source
    from sync_agent.engine.ports import LocalSide, Remote

Work = Callable[[Store, Timing, Rules, Told, RunTally], None]


@dataclass(frozen=True, slots=True)
class Worker:
    """``run``: one run, which raises what went wrong. ``requests``: how many were made so far,
    None when nobody counts."""

    run: Work
    requests: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """``name``: as ``Remote.name``. ``entities``: of the change feed; a change of one of them calls
    for a run. ``make``: its worker, which lives until the account changes, of what
    ``Account.making`` returns. ``provider``: whose account lets it in (:data:`PROVIDERS`)."""

    name: str
    entities: frozenset[str]
    make: Callable[[Any], Worker]
    provider: str = "google"


PROVIDERS: dict[str, Callable[[Settings, Halt], Account]] = {"google": GoogleAccount}


VISITS = frozenset({"appointment"})
FED = VISITS | {"client"}


def both_ways(remote: Remote, side: LocalSide, requests: Callable[[], int] | None = None) -> Worker:
    """Kept the same on both sides."""

    def work(store: Store, timing: Timing, rules: Rules, told: Told, tally: RunTally) -> None:
        from sync_agent.engine.run import run

        run(store, side, remote, timing, rules, told, tally)

    return Worker(work, requests)


def one_way(source: Source, intake: Intake, requests: Callable[[], int] | None = None) -> Worker:
    """Only taken in."""

    def work(store: Store, timing: Timing, rules: Rules, told: Told, tally: RunTally) -> None:
        from sync_agent.engine.intake import run

        run(store, intake, source, timing, rules, told, tally)

    return Worker(work, requests)


def fed(place: Place, per_hour: int, requests: Callable[[], int] | None = None) -> Worker:
    """Only given out, each thing once."""

    def work(store: Store, timing: Timing, _rules: Rules, told: Told, tally: RunTally) -> None:
        from sync_agent.engine.feed import run

        run(store, place, per_hour, timing, told, tally)

    return Worker(work, requests)


def entries(settings: Settings) -> tuple[Entry, ...]:
    """In the order in which they run: appointments name clients, so clients come first."""
    google = settings.google
    return (
        *((Entry("google.contacts", frozenset({"client"}), _contacts),) if google.contacts else ()),
        *((Entry("google.booking_label", FED, _booking_label),) if google.contacts else ()),
        # What did not fit may do so once an appointment here has changed.
        *((Entry("google.bookings", VISITS, _bookings),) if google.bookings_calendar else ()),
        *((Entry("google.calendar", VISITS, _calendar),) if google.calendar else ()),
    )


def _contacts(making: Making) -> Worker:
    from sync_agent.google.booking_label import NAME as BOOKING_LABEL
    from sync_agent.google.booking_label import label_of
    from sync_agent.google.contacts import GoogleContacts
    from sync_agent.google.labels import Names
    from sync_agent.sides.clients import ClientsSide

    google = making.settings.google
    old, old_beside, *_ = (*google.adopt_labels, "", "")
    remote = GoogleContacts(
        making.google,
        making.timing,
        Names(google.contacts_label, google.bookings_label, old, old_beside),
        account=making.account,
        installation=making.installation,
        region=making.services.context.salon.country,
        beside=lambda: label_of(_scope(making, BOOKING_LABEL)),
        take_over=google.take_over,
    )
    return both_ways(
        remote, ClientsSide(making.services, remote.name, BOOKING_LABEL), making.requests
    )


def _booking_label(making: Making) -> Worker:
    from sync_agent.google.booking_label import GoogleBookingLabel
    from sync_agent.google.contacts import NAME as CONTACTS
    from sync_agent.google.labels import Bound

    def adopted() -> str:
        bound = Bound.read(_scope(making, CONTACTS))
        return bound.beside if bound else ""

    google = making.settings.google
    place = GoogleBookingLabel(
        making.google, making.timing, making.account, google.bookings_label, adopted
    )

    return fed(place, google.bookings_per_hour, making.requests)


def _scope(making: Making, remote: str) -> str:
    """What a remote of this account is bound to."""
    found = sync_links.load_remote(making.services.context.store, remote, making.account)
    return found.scope if found else ""


def _calendar(making: Making) -> Worker:
    from sync_agent.google.calendar import GoogleCalendar
    from sync_agent.sides.visits import Visits

    title = making.services.context.salon.name
    remote = GoogleCalendar(making.google, making.account, making.installation, title)
    return both_ways(remote, Visits(making.services), making.requests)


def _bookings(making: Making) -> Worker:
    from sync_agent.google.bookings import GoogleBookings
    from sync_agent.sides.bookings import Bookings

    calendar = making.settings.google.bookings_calendar
    source = GoogleBookings(making.google, making.account, calendar, making.timing)
    return one_way(source, Bookings(making.services), making.requests)
