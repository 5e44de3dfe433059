"""People API, writing: creates, updates and deletes, single and in batches (facts 1.1, 1.3)."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from .api_read import response_json, wants_profile
from .errors import (
    GRPC_CODE,
    MISSING_ETAG,
    STALE_ETAG,
    ApiError,
    bad,
    not_found,
    people_error,
    precondition,
)
from .people_body import fields_of, groups_of, mask_of, no_groups
from .people_book import MY_CONTACTS, Contact, Fields
from .people_view import READABLE, WRITABLE, Mask, person_json, source_etag
from .wire import Request

if TYPE_CHECKING:
    from .service import FakeGoogle

Person = dict[str, Any]
K = TypeVar("K")
Item = TypeVar("Item")
C = TypeVar("C")


@dataclass(slots=True)
class Change:
    """An update that was checked and waits to be done."""

    contact: Contact
    fields: Fields
    groups: tuple[str, ...] | None


class PeopleWrites:
    def __init__(self, google: FakeGoogle) -> None:
        self.google, self.book, self.switches = google, google.book, google.switches
        self.random = random.Random(google.seed * 7919 + 3)
        self._failed_batches = 0

    # create

    def create(self, request: Request) -> str:
        mask = _mask_or_all(request.one("personFields"))
        self.book.check_room(1)
        contact = self._make(self._checked_new(request.json))
        return person_json(contact, contact.now, mask, wants_profile(request.many("sources")))

    def batch_create(self, request: Request) -> str:
        body = request.json
        wanted = body.get("contacts") or []
        if not wanted:
            raise bad("contacts is required.")
        if len(wanted) > 200:
            raise bad("At most 200 contacts are allowed in a batch.")
        mask = mask_of(body.get("readMask", ""), "readMask", empty=True)
        self.book.check_room(len(wanted))
        people = [item.get("contactPerson") or {} for item in wanted]
        checked = self._all(
            "BatchCreateContactsErrorDetails", dict(enumerate(people)),
            lambda _, person: self._checked_new(person), self._make,
        )  # fmt: skip
        made = [self._make(item) for item in checked.values()]
        if not mask:
            return "{}"
        if not self.switches.created_in_order:
            self.random.shuffle(made)
        profile = wants_profile(body.get("sources") or [])
        texts = [response_json(c.resource_name, person_json(c, c.now, mask, profile)) for c in made]
        return '{"createdPeople": [' + ", ".join(texts) + "]}"

    def _checked_new(self, person: Person) -> tuple[Fields, tuple[str, ...]]:
        fields = fields_of(person, WRITABLE, self.switches)
        groups = groups_of(person)
        self._check_groups(groups)
        return fields, groups or (MY_CONTACTS,)

    def _make(self, checked: tuple[Fields, tuple[str, ...]]) -> Contact:
        return self.book.new(*checked, by_api=True)

    # update

    def update(self, request: Request) -> str:
        names = mask_of(request.one("updatePersonFields"), "updatePersonFields", writable=True)
        mask = _mask_or_all(request.one("personFields"))
        change = self._checked_change(request.params["resourceName"], request.json, names)
        self._apply(change, names)
        contact = change.contact
        return person_json(contact, contact.now, mask, wants_profile(request.many("sources")))

    def batch_update(self, request: Request) -> str:
        body = request.json
        wanted: dict[str, Person] = body.get("contacts") or {}
        if not wanted:
            raise bad("contacts is required.")
        if len(wanted) > 200:
            raise bad("At most 200 contacts are allowed in a batch.")
        names = mask_of(body.get("updateMask", ""), "updateMask", writable=True)
        mask = mask_of(body.get("readMask", ""), "readMask", empty=True)
        profile = wants_profile(body.get("sources") or [])
        if self.switches.batch_update_errors == "whole":
            changes = self._all(
                "BatchUpdateContactsErrorDetails", wanted,
                lambda name, person: self._checked_change(name, person, names),
                lambda change: self._apply(change, names),
            )  # fmt: skip
            errors: dict[str, ApiError] = {}
        else:
            changes, errors = self._each(wanted, names)
        for change in changes.values():
            self._apply(change, names)
        if not mask:
            return "{}"
        results = {
            name: response_json(name, person_json(c.contact, c.contact.now, mask, profile))
            for name, c in changes.items()
        } | {name: _failed_json(name, error) for name, error in errors.items()}
        texts = [f'"{name}": {text}' for name, text in results.items()]
        return '{"updateResult": {' + ", ".join(texts) + "}}"

    def _each(
        self, wanted: dict[str, Person], names: Mask
    ) -> tuple[dict[str, Change], dict[str, ApiError]]:
        changes: dict[str, Change] = {}
        errors: dict[str, ApiError] = {}
        for name, person in wanted.items():
            try:
                changes[name] = self._checked_change(name, person, names)
            except ApiError as error:
                errors[name] = error
        return changes, errors

    def _checked_change(self, name: str, person: Person, names: Mask) -> Change:
        contact = self.book.by_name.get(name)
        if contact is None or contact.deleted:
            raise not_found()
        if person.get("resourceName", name) != name:
            raise bad("The resource name of the person is not the one of the request.")
        self._check_etag(contact, person)
        kept = {k: v for k, v in contact.fields.items() if k not in names}
        fields = kept | fields_of(person, names, self.switches)
        groups: tuple[str, ...] | None = None
        if "memberships" in names:
            groups = groups_of(person)
            if not groups:
                raise no_groups()
            self._check_groups(tuple(g for g in groups if g not in contact.groups))
        return Change(contact, fields, groups)

    def _check_etag(self, contact: Contact, person: Person) -> None:
        sources = (person.get("metadata") or {}).get("sources") or []
        given = next(
            (s["etag"] for s in sources if s.get("type") == "CONTACT" and s.get("etag")), None
        )
        if given is None:
            if not person.get("etag"):
                raise precondition(MISSING_ETAG, bug=True)
            given = source_etag(person["etag"])
        if given != contact.source_etag:
            raise precondition(STALE_ETAG)

    def _apply(self, change: Change, names: Mask) -> None:
        self.google.note_write(change.contact)
        self.book.write(change.contact, fields=change.fields, groups=change.groups)

    # delete

    def delete(self, request: Request) -> str:
        contact = self.book.by_name.get(request.params["resourceName"])
        if contact is None or contact.deleted:
            raise not_found()
        self._delete(contact)
        return "{}"

    def batch_delete(self, request: Request) -> str:
        names = request.json.get("resourceNames") or []
        if not names:
            raise bad("resourceNames is required.")
        if len(names) > 500:
            raise bad("At most 500 resource names are allowed in a batch.")
        found = [self.book.by_name.get(name) for name in dict.fromkeys(names)]
        living = [c for c in found if c is not None and not c.deleted]
        if len(living) < len(found) and self.switches.batch_delete_missing == "404":
            raise not_found()
        for contact in living:
            self._delete(contact)
        return "{}"

    def _delete(self, contact: Contact) -> None:
        self.google.note_write(contact)
        self.book.write(contact, deleted=True)

    # batches

    def _all(
        self,
        type_name: str,
        wanted: dict[K, Item],
        check: Callable[[K, Item], C],
        apply: Callable[[C], object],
    ) -> dict[K, C]:
        """Every item checked, or the 400 of the whole batch; nothing is done before that."""
        checked: dict[K, C] = {}
        errors: dict[K, ApiError] = {}
        for key, item in wanted.items():
            try:
                checked[key] = check(key, item)
            except ApiError as error:
                errors[key] = error
        if not errors:
            return checked
        if self.switches.batch_partial:
            for change in checked.values():
                apply(change)
        self._failed_batches += 1
        raise self._batch_error(type_name, errors)

    def _batch_error(self, type_name: str, errors: dict[K, ApiError]) -> ApiError:
        first = next(iter(errors.values()))
        form = self.switches.batch_error_details
        if form == "alternate":
            form = "details" if self._failed_batches % 2 else "none"
        details = None
        if form == "details":
            of_each = {str(key): _status(error) for key, error in errors.items()}
            kind = f"type.googleapis.com/google.people.v1.{type_name}"
            details = [{"@type": kind, "contactErrors": of_each}]
        reason = "failedPrecondition" if first.status == "FAILED_PRECONDITION" else ""
        return people_error(
            first.code, first.message, status=first.status, reason=reason, details=details,
            bug=any(e.bug for e in errors.values()),
        )  # fmt: skip

    def _check_groups(self, groups: tuple[str, ...]) -> None:
        for group in groups:
            if self.google.groups.usable(group) is None:
                raise bad(f"Contact group {group} does not exist.", bug=False)


def _mask_or_all(fields: str) -> Mask:
    return mask_of(fields, "personFields") if fields else READABLE


def _status(error: ApiError) -> dict[str, Any]:
    return {"code": GRPC_CODE.get(error.status, 3), "message": error.message}


def _failed_json(name: str, error: ApiError) -> str:
    return json.dumps(
        {"requestedResourceName": name, "status": _status(error), "httpStatusCode": error.code}
    )
