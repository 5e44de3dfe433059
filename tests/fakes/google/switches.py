"""What only a live account can settle, and what tests want to turn on: each by a name.

Every default is the nastier answer, so that an engine which passes does not depend on kindness.
``Switches.kind()`` gives the pleasant Google for tests about something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


@dataclass
class Switches:
    """Times in milliseconds of the fake clock. The section names the facts behind a switch."""

    # reading (1.2)
    feed_lag_ms: int = 3 * MINUTE
    """A write shows in sync answers this much later [discovery: connections.list]."""
    feed_lag_jitter_ms: int = 2 * MINUTE
    """Up to this much more for each contact, seeded: later writes may show first."""
    full_list_lags: bool = True
    """A list without sync token is as late as the feed (7.5)."""
    members_lag: bool = True
    """``contactGroups.get(maxMembers)`` and ``memberCount`` are as late as the feed."""
    stale_read_ms: int = 5_000
    """get and batchGet answer with the previous version this long after a write (1.3, #2417)."""
    sync_token_ms: int = 7 * DAY
    incremental_renews_token: bool = False
    """An incremental answer's token starts its own seven days (7.4)."""
    expired_status: Literal["INVALID_ARGUMENT", "FAILED_PRECONDITION", "alternate"] = "alternate"
    expired_details: bool = True
    """The expiry answer carries ``details[].reason``; otherwise only its message tells."""
    expired_vague: bool = False
    """The answer does not even say that it is about the token."""
    profile_for_emails: bool = True
    """Contacts with an e-mail have a Google profile, mixed in unless CONTACT alone is asked."""
    groupless: Literal["listed", "gone"] = "listed"
    """A contact out of all groups: a person without memberships, or a deleted record (1.2)."""
    max_page: int = 1000
    """Google caps pages at will (May 2020): fewer than asked, the rest on further pages."""
    max_members: int = 1000
    """``contactGroups.get`` names at most so many, whatever was asked; ``memberCount`` is
    whole (7.11)."""

    # writing (1.3)
    created_in_order: bool = False
    """``createdPeople`` comes in the order of the request (7.8)."""
    batch_error_details: Literal["none", "details", "alternate"] = "none"
    """A failed batch names its bad contacts (``contactErrors``) or not (7.3)."""
    batch_partial: bool = False
    """A failed batch has done its good part. Off: Google's page on the error details says
    that the others "would have been successful"."""
    batch_update_errors: Literal["whole", "item"] = "whole"
    """A stale or missing contact fails the whole update, or has its own status in a 200."""
    batch_delete_missing: Literal["404", "ignore"] = "404"
    max_field_chars: int = 1_024
    """Longer values are a 400 (7.7)."""
    max_contacts: int = 25_000
    group_ready_ms: int = 2_000
    """A group just made is unknown to other methods this long (1.3)."""
    old_name_reads: bool = True
    """batchGet finds a contact by its previous resource name; writes never do."""

    # the owner's edits (7.6, 7.9)
    merge_client_data: Literal["both", "one", "none", "any"] = "any"
    edit_keeps_client_data: bool = False
    """An edit on the owner's phone leaves ``clientData`` in place (7.6)."""
    restore_keeps_client_data: bool = False
    restore_keeps_name: bool = False
    restore_keeps_labels: bool = False

    # calendar (2)
    calendar_token_ms: int = 28 * DAY
    calendar_sync_keeps_window: bool = False
    """Incremental answers stay inside the first request's timeMin/timeMax."""
    calendar_revive: Literal["ok", "403"] = "403"
    """Writing to a deleted event: accepted, or forbidden as some people saw."""

    # access (3)
    require_auth: bool = True
    check_scopes: bool = True
    testing_project: bool = False
    """Refresh tokens die after seven days, as for a project in *Testing*."""

    # transport
    late_ms: int = 30_000
    """When a request of the fault ``late`` is executed after all."""
    gzip: bool = False
    keep_sent: bool = True
    """Keep every byte received, for a search. Off for soaks."""
    check_discovery: bool = True

    @classmethod
    def kind(cls, **changes: object) -> Switches:
        """The pleasant Google: no lag, nothing stale, answers in order, nothing lost."""
        pleasant = cls(
            feed_lag_ms=0, feed_lag_jitter_ms=0, stale_read_ms=0, profile_for_emails=False,
            created_in_order=True, batch_error_details="details", group_ready_ms=0,
            merge_client_data="both", edit_keeps_client_data=True,
            restore_keeps_client_data=True, restore_keeps_name=True, restore_keeps_labels=True,
            batch_delete_missing="ignore", max_field_chars=100_000, max_members=25_000,
            incremental_renews_token=True, calendar_revive="ok",
        )  # fmt: skip
        return replace(pleasant, **changes)  # type: ignore[arg-type]


#: One method's charge: (bucket, units). Sources: facts 1.6, leadminer's limiter; the rest guessed.
WEIGHTS: dict[str, dict[str, int]] = {
    "people.people.connections.list": {"critical_read": 1},
    "people.people.get": {"critical_read": 1},
    "people.people.getBatchGet": {"critical_read": 6},
    "people.people.searchContacts": {"critical_read": 1},
    "people.people.batchCreateContacts": {"critical_read": 6, "critical_write": 6},
    "people.people.batchUpdateContacts": {"critical_read": 6, "critical_write": 6},
    "people.people.createContact": {"critical_read": 1, "critical_write": 1},
    "people.people.updateContact": {"critical_read": 1, "critical_write": 1},
    "people.people.deleteContact": {"write": 1},
    "people.people.batchDeleteContacts": {"write": 6},
    "people.contactGroups.list": {"read": 1},
    "people.contactGroups.get": {"read": 1},
    "people.contactGroups.batchGet": {"read": 1},
    "people.contactGroups.create": {"write": 1},
    "people.contactGroups.update": {"write": 1},
    "people.contactGroups.delete": {"write": 1},
    "people.contactGroups.members.modify": {"write": 1},
}


@dataclass
class Quotas:
    """Units a minute and user, over a sliding window of fake time; ``None`` is no limit."""

    per_minute: dict[str, int | None] = field(
        default_factory=lambda: {
            "critical_read": 90,
            "critical_write": 90,
            "read": 120,
            "write": 90,
            "full_list": 10,
            "calendar": 600,
        }
    )
    weights: dict[str, dict[str, int]] = field(default_factory=lambda: dict(WEIGHTS))
    window_ms: int = MINUTE
    calendar_status: Literal["403", "429"] = "403"
    """How Calendar says that there were too many."""

    @classmethod
    def off(cls) -> Quotas:
        return cls(per_minute={})
