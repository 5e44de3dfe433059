"""Settings of what goes to Google and how: ``[google]``."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from kiosk.salon.settings.section import Section

URL_PLACE = "{url}"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _endpoint(text: str) -> str:
    """Secrets travel there: encrypted, or no further than this machine."""
    parts = urlsplit(text)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or not parts.hostname:
        raise ValueError("must begin with https:// (http:// only for this machine itself)")
    return text


Endpoint = Annotated[str, AfterValidator(_endpoint)]
Label = Annotated[str, Field(min_length=1, max_length=60)]
PerMinute = Annotated[int, Field(ge=1, le=100_000)]


class QuotaSettings(Section):
    critical_reads: PerMinute = Field(
        80, description="requests a minute that read contacts (Google counts 90)"
    )
    critical_writes: PerMinute = Field(
        80, description="requests a minute that write contacts (Google counts 90)"
    )
    reads: PerMinute = Field(110, description="requests a minute that read labels (Google: 120)")
    writes: PerMinute = Field(80, description="requests a minute that write labels (Google: 90)")
    batch_weight: int = Field(
        6, ge=1, le=200, description="how many requests a batch of contacts counts for"
    )

    @model_validator(mode="after")
    def _fits(self) -> QuotaSettings:
        if self.batch_weight > min(self.critical_reads, self.critical_writes):
            raise ValueError("batch_weight may not be more than a minute's critical requests")
        return self


class GoogleSettings(Section):
    contacts: bool = Field(True, description="keep clients and Google contacts the same")
    calendar: bool = Field(True, description="show appointments in a Google calendar")
    contacts_label: Label = Field(
        "Pult kontakty", description="label of the clients among the Google contacts"
    )
    bookings_label: Label = Field(
        "Pult rezervace", description="label of clients with a booking, for the booking system"
    )
    adopt_labels: tuple[Label, ...] = Field(
        ("HairSoft kontakty", "Rezervace UnisBook"),
        description="labels of an earlier program that may be taken over, contacts first",
    )
    take_over: bool = Field(
        False,
        description="contacts that another Pult made are ours too: that one is no more",
    )
    bookings_calendar: str = Field(
        "",
        max_length=200,
        description="id of the calendar that the booking system writes to; empty: none is read",
    )
    bookings_per_hour: int = Field(
        300, ge=1, le=10_000, description="how many clients an hour get the bookings label"
    )
    sign_in_minutes: int = Field(
        10, ge=1, le=60, description="how long signing in may take before it is given up"
    )
    browser: tuple[str, ...] = Field(
        ("chromium", "--incognito", "--app={url}"),
        min_length=1,
        description="command that opens Google's page for signing in; {url} is the page",
    )
    import_folders: tuple[str, ...] = Field(
        ("/media", "/run/media"),
        description="where USB sticks appear; Google's files are looked for there",
    )
    people_endpoint: Endpoint = Field(
        "https://people.googleapis.com", description="address of the contacts service"
    )
    calendar_endpoint: Endpoint = Field(
        "https://www.googleapis.com/calendar/v3/", description="address of the calendar service"
    )
    token_endpoint: Endpoint = Field(
        "https://oauth2.googleapis.com/token", description="address that gives access tokens"
    )
    authorize_endpoint: Endpoint = Field(
        "https://accounts.google.com/o/oauth2/v2/auth", description="page for signing in"
    )
    revoke_endpoint: Endpoint = Field(
        "https://oauth2.googleapis.com/revoke", description="address that ends the access"
    )
    quota: QuotaSettings = Field(
        default_factory=QuotaSettings, description="requests a minute, of our own accord"
    )

    @model_validator(mode="after")
    def _browser_gets_the_page(self) -> GoogleSettings:
        if not any(URL_PLACE in word for word in self.browser):
            raise ValueError("browser: no word of it holds {url}")
        return self
