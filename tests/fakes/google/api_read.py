"""People API, reading: connections.list, get, getBatchGet, searchContacts (facts 1.1, 1.2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from .errors import ApiError, bad, expired_sync_token, not_found
from .feed import NOTHING, asked, seal, unseal
from .people_body import mask_of
from .people_book import Contact, Version
from .people_view import Mask, deleted_person, person, person_json, profile_person
from .wire import Request

if TYPE_CHECKING:
    from .service import FakeGoogle

Item = tuple[int, Contact, Version]


class PeopleReads:
    def __init__(self, google: FakeGoogle) -> None:
        self.google, self.book, self.switches = google, google.book, google.switches
        self._expired_count = 0

    # one or some by name

    def get(self, request: Request) -> str:
        mask = read_mask(request)
        name = request.params["resourceName"]
        if name == "people/me":
            return json.dumps(profile_person(mask, self.google.email))
        contact = self.book.by_name.get(name)
        version = self.book.read(contact) if contact else None
        if contact is None or version is None or version.deleted:
            raise not_found()
        return person_json(contact, version, mask, wants_profile(request.many("sources")))

    def get_batch(self, request: Request) -> str:
        mask = read_mask(request)
        names = request.many("resourceNames")
        if not names:
            raise bad("resourceNames is required.")
        if len(names) > 200:
            raise bad("At most 200 resource names are allowed.")
        profile = wants_profile(request.many("sources"))
        responses = [self._response(name, mask, profile) for name in names]
        return '{"responses": [' + ", ".join(responses) + "]}"

    def _response(self, name: str, mask: Mask, profile: bool) -> str:
        contact = self.book.by_name.get(name)
        if contact is None and self.switches.old_name_reads:
            contact = self.book.old_names.get(name)
        version = self.book.read(contact) if contact else None
        if contact is None or version is None or version.deleted:
            missing = {"code": 5, "message": "Requested entity was not found."}
            return json.dumps(
                {"requestedResourceName": name, "status": missing, "httpStatusCode": 404}
            )
        return response_json(name, person_json(contact, version, mask, profile))

    def search(self, request: Request) -> str:
        mask = mask_of(request.one("readMask"), "readMask")
        words = request.one("query").lower()
        size = min(request.number("pageSize", 10), 30)
        if not words:  # the documented warm-up
            return "{}"
        profile = wants_profile(request.many("sources"))
        found: list[str] = []
        for contact in self.book.live():
            version = self.book.read(contact)
            if version is not None and words in contact.name().lower():
                found.append(f'{{"person": {person_json(contact, version, mask, profile)}}}')
        return '{"results": [' + ", ".join(found[:size]) + "]}"

    # the list

    def list(self, request: Request) -> str:
        if request.params["resourceName"] != "people/me":
            raise bad("Only people/me is supported.")
        mask = read_mask(request)
        size = min(page_size(request, 100), self.switches.max_page)
        if request.one("sortOrder") == "LAST_MODIFIED_DESCENDING" and request.flag(
            "requestSyncToken"
        ):
            raise bad("The sort order is not supported with a sync token.")
        self.book.catch_up()
        state = self._state(request)
        rows = list(islice(self._rows(state), size + 1))
        more, rows = len(rows) > size, rows[:size]
        profile = wants_profile(request.many("sources"))
        if state["since"] is None:
            people = [person_json(c, v, mask, profile) for _, c, v in rows]
        else:
            people = [self._changed(c, v, mask, profile) for _, c, v in rows]
        extra: dict[str, Any] = {}
        if state["since"] is None:
            extra = {"totalPeople": self.book.seen_count, "totalItems": self.book.seen_count}
        if more:
            extra["nextPageToken"] = seal(**state | {"kind": "page", "at": rows[-1][0]})
        else:
            if profile and state["since"] is None:
                people.append(json.dumps(profile_person(mask, self.google.email)))
            if request.flag("requestSyncToken"):
                extra["nextSyncToken"] = self._next_token(state)
        return object_json("connections", people, extra)

    def is_full_first_page(self, request: Request) -> bool:
        return not request.one("syncToken") and not request.one("pageToken")

    def _state(self, request: Request) -> dict[str, Any]:
        """Where this page begins: ``at``, ``since`` (None: full), ``upto``, ``full_at``."""
        same = asked(request.query)
        sync = request.one("syncToken")
        if token := request.one("pageToken"):
            state = unseal(token, "page")
            if state is None or state["same"] != same or state["sync"] != sync:
                raise bad("Page token does not fit the request: all other parameters must match.")
            return state
        state = {"same": same, "sync": sync, "since": None, "at": 0, "upto": self.book.feed.last,
                 "full_at": self.google.clock.now_ms}  # fmt: skip
        if sync:
            sealed = unseal(sync, "sync")
            if sealed is None:
                raise bad("Sync token is invalid.")
            age = self.google.clock.now_ms - sealed["full_at"]
            begun = sealed["full_at"] <= self.google.contacts_expired_ms
            if age >= self.switches.sync_token_ms or begun:
                raise self._expired()
            if sealed["same"] != same:
                raise bad("Sync token does not fit the request: all other parameters must match.")
            state |= {"since": sealed["upto"], "at": sealed["upto"], "full_at": sealed["full_at"]}
        elif self.google.hollow and request.flag("requestSyncToken"):
            self.google.hollow -= 1
            state["at"] = NOTHING
        return state

    def _next_token(self, state: dict[str, Any]) -> str:
        renew = self.switches.incremental_renews_token
        full_at = self.google.clock.now_ms if renew else state["full_at"]
        return seal(kind="sync", same=state["same"], upto=state["upto"], full_at=full_at)

    def _rows(self, state: dict[str, Any]) -> Iterator[Item]:
        if state["since"] is not None:
            return ((at, c, c.visible) for at, c in self.book.feed.after(state["at"]) if c.visible)
        if self.switches.full_list_lags:
            seen = ((at, c, c.visible) for at, c in self.book.feed.after(0) if at > state["at"])
            return self._shown((at, c, v) for at, c, v in seen if v)
        fresh = sorted((c.now.rev, c) for c in self.book.live())
        return self._shown((rev, c, c.now) for rev, c in fresh if rev > state["at"])

    def _shown(self, items: Iterable[Item]) -> Iterator[Item]:
        gone = self.switches.groupless == "gone"
        return (i for i in items if not i[2].deleted and (i[2].groups or not gone))

    def _changed(self, contact: Contact, version: Version, mask: Mask, profile: bool) -> str:
        if version.deleted or (not version.groups and self.switches.groupless == "gone"):
            return json.dumps(deleted_person(version, contact.previous))
        if contact.previous:
            return json.dumps(person(contact, version, mask, profile, contact.previous))
        return person_json(contact, version, mask, profile)

    def _expired(self) -> ApiError:
        status = self.switches.expired_status
        if status == "alternate":
            self._expired_count += 1
            status = "FAILED_PRECONDITION" if self._expired_count % 2 else "INVALID_ARGUMENT"
        return expired_sync_token(
            status, self.switches.expired_details, vague=self.switches.expired_vague
        )


def read_mask(request: Request) -> Mask:
    fields = request.one("personFields")
    if not fields and (include := request.one("requestMask.includeField")):
        fields = ",".join(part.removeprefix("person.") for part in include.split(","))
    return mask_of(fields, "personFields")


def wants_profile(sources: list[str]) -> bool:
    """CONTACT and PROFILE unless said otherwise [discovery: sources]."""
    return not sources or "READ_SOURCE_TYPE_PROFILE" in sources


def page_size(request: Request, default: int) -> int:
    size = request.number("pageSize", 0) or default
    if not 1 <= size <= 1000:
        raise bad("Page size must be between 1 and 1000.")
    return size


def response_json(name: str, person: str) -> str:
    asked_for = json.dumps(name)
    return (
        f'{{"requestedResourceName": {asked_for}, "person": {person}, '
        '"httpStatusCode": 200, "status": {}}'
    )


def object_json(name: str, items: list[str], extra: dict[str, Any]) -> str:
    """An object with one list of texts that are JSON already, and the rest."""
    parts = [f'"{name}": [{", ".join(items)}]'] if items else []
    parts += [f"{json.dumps(k)}: {json.dumps(v)}" for k, v in extra.items()]
    return "{" + ", ".join(parts) + "}"
