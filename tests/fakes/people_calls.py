"""Short names for calls of the real client library, for the tests of the fake Google."""

from __future__ import annotations

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.fakes.google import FakeGoogle, Switches

CONTACT = "READ_SOURCE_TYPE_CONTACT"
FIELDS = "metadata,names,phoneNumbers,memberships,clientData"


def kind_google(**switches: Any) -> FakeGoogle:
    """Without a socket and without lag, for tests about something else."""
    return FakeGoogle(seed=1, switches=Switches.kind(**switches))


class People:
    """The People service of a fake, with the arguments that tests vary."""

    def __init__(self, google: FakeGoogle) -> None:
        self.google = google
        self.service = google.people()
        # the library makes a resource anew, at some milliseconds, each time it is asked for
        self.calls = self.service.people()
        self.connections = self.calls.connections()
        self.labels = self.service.contactGroups()

    def sync(self, **more: Any) -> dict[str, Any]:
        arguments = {
            "resourceName": "people/me", "personFields": FIELDS, "sources": CONTACT,
            "requestSyncToken": True, "pageSize": 1000,
        }  # fmt: skip
        return self.connections.list(**arguments | more).execute()

    def pages(self, **more: Any) -> list[dict[str, Any]]:
        pages = [self.sync(**more)]
        while "nextPageToken" in pages[-1]:
            pages.append(self.sync(pageToken=pages[-1]["nextPageToken"], **more))
        return pages

    def get(self, name: str, fields: str = FIELDS, **more: Any) -> dict[str, Any]:
        arguments = {"resourceName": name, "personFields": fields, "sources": CONTACT} | more
        return self.calls.get(**arguments).execute()

    def get_many(self, names: list[str], fields: str = FIELDS) -> list[dict[str, Any]]:
        call = self.calls.getBatchGet(resourceNames=names, personFields=fields, sources=CONTACT)
        return call.execute()["responses"]

    def create(self, *people: dict[str, Any], mask: str = FIELDS) -> list[dict[str, Any]]:
        body = {
            "contacts": [{"contactPerson": p} for p in people],
            "readMask": mask,
            "sources": [CONTACT],
        }
        answer = self.calls.batchCreateContacts(body=body).execute()
        return [entry["person"] for entry in answer.get("createdPeople", [])]

    def update(self, mask: str, *people: dict[str, Any], read: str = FIELDS) -> dict[str, Any]:
        body = {
            "contacts": {p["resourceName"]: p for p in people},
            "updateMask": mask,
            "readMask": read,
            "sources": [CONTACT],
        }
        answer = self.calls.batchUpdateContacts(body=body).execute()
        return answer.get("updateResult", {})

    def delete(self, *names: str) -> dict[str, Any]:
        body = {"resourceNames": list(names)}
        return self.calls.batchDeleteContacts(body=body).execute()

    def groups(self) -> Any:
        return self.labels


def refused(call: Any, *arguments: Any, **more: Any) -> HttpError:
    """The HttpError of a call that must fail."""
    with pytest.raises(HttpError) as caught:
        call(*arguments, **more)
    return caught.value


def named(given: str, **more: Any) -> dict[str, Any]:
    return {"names": [{"givenName": given}]} | more


def label(group: str) -> dict[str, Any]:
    return {"contactGroupMembership": {"contactGroupResourceName": group}}


def tagged(key: str, value: str) -> dict[str, Any]:
    return {"clientData": [{"key": key, "value": value}]}


def given_names(people: list[dict[str, Any]]) -> list[str]:
    return [p["names"][0]["givenName"] for p in people if "names" in p]
