"""What of the salon stands at Google, and in which direction it goes."""

from __future__ import annotations

from kiosk.salon.domain.text import T
from kiosk.salon.store.sync import remotes as sync_remotes
from sync_agent.google.context import GoogleContext
from sync_agent.google.settings import GoogleSettings
from sync_agent.provider import Configured, Entry
from sync_agent.workers import Worker, both_ways, feed, one_way

VISITS = frozenset({"appointment"})
CLIENTS = frozenset({"client"})


def remotes(account: Configured[GoogleSettings]) -> tuple[Entry, ...]:
    """In the order in which they run: appointments name clients, so clients come first."""
    settings = account.settings
    return (
        Entry(
            "google.contacts",
            T("Contacts"),
            "clients",
            "both",
            CLIENTS,
            contacts,
            settings.contacts,
        ),
        Entry(
            "google.booking_label",
            T("With a booking"),
            "clients",
            "out",
            VISITS | CLIENTS,
            booking_label,
            settings.contacts,
        ),
        # What did not fit may do so once an appointment here has changed.
        Entry(
            "google.bookings",
            T("Bookings"),
            "visits",
            "in",
            VISITS,
            bookings,
            bool(settings.bookings_calendar),
        ),
        Entry(
            "google.calendar", T("Calendar"), "visits", "both", VISITS, calendar, settings.calendar
        ),
    )


def contacts(context: GoogleContext) -> Worker:
    from sync_agent.google.booking_label import NAME as BOOKING_LABEL
    from sync_agent.google.booking_label import label_of
    from sync_agent.google.contacts import GoogleContacts
    from sync_agent.google.labels import Names
    from sync_agent.sides.clients import ClientsSide

    settings = context.settings
    old, old_beside, *_ = (*settings.adopt_labels, "", "")
    remote = GoogleContacts(
        context.session,
        context.timing,
        Names(settings.contacts_label, settings.bookings_label, old, old_beside),
        account=context.account,
        installation=context.installation,
        region=context.services.context.salon.country,
        beside=lambda: label_of(_scope(context, BOOKING_LABEL)),
        take_over=settings.take_over,
    )
    return both_ways(
        remote, ClientsSide(context.services, remote.name, BOOKING_LABEL), context.requests
    )


def booking_label(context: GoogleContext) -> Worker:
    from sync_agent.google.booking_label import GoogleBookingLabel
    from sync_agent.google.contacts import NAME as CONTACTS
    from sync_agent.google.labels import Bound

    def adopted() -> str:
        bound = Bound.read(_scope(context, CONTACTS))
        return bound.beside if bound else ""

    settings = context.settings
    place = GoogleBookingLabel(
        context.session, context.timing, context.account, settings.bookings_label, adopted
    )

    return feed(place, settings.bookings_per_hour, context.requests)


def _scope(context: GoogleContext, remote: str) -> str:
    """What a remote of this account is bound to."""
    found = sync_remotes.load(context.services.context.store, remote, context.account)
    return found.scope if found else ""


def calendar(context: GoogleContext) -> Worker:
    from sync_agent.google.calendar import GoogleCalendar
    from sync_agent.sides.visits import Visits

    title = context.services.context.salon.name
    remote = GoogleCalendar(context.session, context.account, context.installation, title)
    return both_ways(remote, Visits(context.services), context.requests)


def bookings(context: GoogleContext) -> Worker:
    from sync_agent.google.bookings import GoogleBookings
    from sync_agent.sides.bookings import Bookings

    calendar = context.settings.bookings_calendar
    source = GoogleBookings(context.session, context.account, calendar, context.timing)
    return one_way(source, Bookings(context.services), context.requests)
