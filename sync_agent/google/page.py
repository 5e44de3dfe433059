"""What of Google's settings can be set at the screen."""

from __future__ import annotations

from kiosk.salon.domain.text import T
from kiosk.salon.settings.pages import Page, Row

PAGE = Page(
    "google",
    "Google",
    T("Contacts, calendar, labels"),
    "globe",
    (
        Row("google.contacts", T("Keep clients and contacts the same")),
        Row("google.calendar", T("Show bookings in a calendar")),
        Row("google.contacts_label", T("Label of clients"), T("As it is called in the contacts")),
        Row(
            "google.bookings_label",
            T("Label of clients with a booking"),
            T("For the booking system"),
        ),
        Row(
            "google.bookings_calendar",
            T("Calendar of the booking system"),
            T("Its id, from the settings of that calendar; empty: none is read"),
        ),
    ),
)
