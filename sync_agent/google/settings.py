"""Settings of what goes to Google and how: ``[google]``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from kiosk.salon.settings.section import Section

URL_PLACE = "{url}"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def is_safe(endpoint: str) -> bool:
    """Secrets travel there: encrypted, or no further than this machine."""
    parts = urlsplit(endpoint)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return bool(safe and parts.hostname)


Label = Annotated[str, Meta(min_length=1, max_length=60)]
PerMinute = Annotated[int, Meta(ge=1, le=100_000)]


class QuotaSettings(Section, frozen=True):
    critical_reads: Annotated[
        PerMinute, Meta(description="requests a minute that read contacts (Google counts 90)")
    ] = 80
    critical_writes: Annotated[
        PerMinute, Meta(description="requests a minute that write contacts (Google counts 90)")
    ] = 80
    reads: Annotated[
        PerMinute, Meta(description="requests a minute that read labels (Google: 120)")
    ] = 110
    writes: Annotated[
        PerMinute, Meta(description="requests a minute that write labels (Google: 90)")
    ] = 80
    batch_weight: Annotated[
        int, Meta(ge=1, le=200, description="how many requests a batch of contacts counts for")
    ] = 6

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.batch_weight > min(self.critical_reads, self.critical_writes):
            yield "batch_weight", "may not be more than a minute's critical requests"


class GoogleSettings(Section, frozen=True):
    contacts: Annotated[bool, Meta(description="keep clients and Google contacts the same")] = True
    calendar: Annotated[bool, Meta(description="show appointments in a Google calendar")] = True
    contacts_label: Annotated[
        Label, Meta(description="label of the clients among the Google contacts")
    ] = "Pult kontakty"
    bookings_label: Annotated[
        Label, Meta(description="label of clients with a booking, for the booking system")
    ] = "Pult rezervace"
    adopt_labels: Annotated[
        tuple[Label, ...],
        Meta(description="labels of an earlier program that may be taken over, contacts first"),
    ] = ("HairSoft kontakty", "Rezervace UnisBook")
    take_over: Annotated[
        bool, Meta(description="contacts that another Pult made are ours too: that one is no more")
    ] = False
    bookings_calendar: Annotated[
        str,
        Meta(
            max_length=200,
            description="id of the calendar that the booking system writes to; empty: none is read",
        ),
    ] = ""
    bookings_per_hour: Annotated[
        int, Meta(ge=1, le=10_000, description="how many clients an hour get the bookings label")
    ] = 300
    sign_in_minutes: Annotated[
        int, Meta(ge=1, le=60, description="how long signing in may take before it is given up")
    ] = 10
    browser: Annotated[
        tuple[str, ...],
        Meta(
            min_length=1,
            description="command that opens Google's page for signing in; {url} is the page",
        ),
    ] = ("chromium", "--incognito", "--app={url}")
    people_endpoint: Annotated[str, Meta(description="address of the contacts service")] = (
        "https://people.googleapis.com"
    )
    calendar_endpoint: Annotated[str, Meta(description="address of the calendar service")] = (
        "https://www.googleapis.com/calendar/v3/"
    )
    token_endpoint: Annotated[str, Meta(description="address that gives access tokens")] = (
        "https://oauth2.googleapis.com/token"
    )
    authorize_endpoint: Annotated[str, Meta(description="page for signing in")] = (
        "https://accounts.google.com/o/oauth2/v2/auth"
    )
    revoke_endpoint: Annotated[str, Meta(description="address that ends the access")] = (
        "https://oauth2.googleapis.com/revoke"
    )
    quota: Annotated[QuotaSettings, Meta(description="requests a minute, of our own accord")] = (
        msgspec.field(default_factory=QuotaSettings)
    )

    def contradictions(self) -> Iterator[tuple[str, str]]:
        for name in self.__struct_fields__:
            if name.endswith("_endpoint") and not is_safe(getattr(self, name)):
                yield name, "must begin with https:// (http:// only for this machine itself)"
        if not any(URL_PLACE in word for word in self.browser):
            yield "browser", f"no word of it holds {URL_PLACE}"
