"""Words for what a client is."""

from __future__ import annotations

from kiosk.salon.domain.people import Client, ClientStatus
from kiosk.salon.domain.text import Phone, T, Text

STATUS_TONE: dict[ClientStatus, str] = {
    "new": "info",
    "regular": "ok",
    "problem": "warn",
    "blocked": "bad",
    "potential": "ink2",
    "lost": "ink2",
}


def contact(client: Client) -> Text:
    """Phone and e-mail on one line, whichever there are."""
    if client.phone and client.email:
        return T("{phone} · {email}", phone=Phone(client.phone), email=client.email)
    if client.phone:
        return Phone(client.phone)
    return client.email
