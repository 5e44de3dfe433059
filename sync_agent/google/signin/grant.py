"""What an owner granted, and what we ask for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin.project import Project

CONTACTS = "https://www.googleapis.com/auth/contacts"
OWN_CALENDARS = "https://www.googleapis.com/auth/calendar.app.created"
READ_CALENDARS = "https://www.googleapis.com/auth/calendar.readonly"
IDENTITY = ("openid", "https://www.googleapis.com/auth/userinfo.email")


def needed(settings: GoogleSettings) -> tuple[str, ...]:
    """What the settings make use of, no more."""
    return (
        *((CONTACTS,) if settings.contacts else ()),
        *((OWN_CALENDARS,) if settings.calendar else ()),
        *((READ_CALENDARS,) if settings.bookings_calendar else ()),
    )


@dataclass(frozen=True, slots=True)
class Grant:
    """``account``: OpenID ``sub``, which an address never is: people change those. ``title``: the
    e-mail. ``refresh_token`` is good until it is revoked."""

    account: str
    title: str
    refresh_token: str
    scopes: tuple[str, ...]
    project: Project

    def __repr__(self) -> str:
        return "Grant()"

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Grant:
        """ValueError when it is none."""
        try:
            found = json.loads(text)
            project = Project(**found.pop("project"))
            scopes = tuple(found.pop("scopes"))
            made = cls(scopes=scopes, project=project, **found)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a grant") from error
        parts = (made.account, made.title, made.refresh_token, project.client_id)
        if not all(isinstance(part, str) for part in (*parts, project.client_secret, *scopes)):
            raise ValueError("not a grant")
        return made
