"""`pult google probe`: what only a live account tells, measured with contacts of our own.

Google publishes neither how long a batch takes, nor how late its feed is, nor what one bad contact
does to the other 199. The fake Google of the tests assumes the worst of each; this says what is so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rich.console import Console
from rich.markup import escape

from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.text import T
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.engine.problems import Rejected
from sync_agent.google.context import GoogleContext
from sync_agent.google.http import Refusal, Session
from sync_agent.google.settings import GoogleSettings
from sync_agent.google.signin import vault
from sync_agent.google.signin.access import Access
from sync_agent.open_salon import OpenSalon
from sync_agent.timing import StopToken

LABEL, MARK = "Pult probe", "pult.probe"
MOST = 200
NOTES = (1_024, 4_096, 16_384)
SOURCES = ["READ_SOURCE_TYPE_CONTACT"]
READY_SECONDS = 3.0
Answer = TypeVar("Answer")
Found = tuple[str, str]


def run(
    settings: GoogleSettings, salon: OpenSalon, spare: str, contacts: int, lag_seconds: float
) -> int:
    """Raises :class:`Refused` when another account than ``spare`` is signed in."""
    kept = sync_accounts.get(salon.store, vault.ACCOUNT)
    if kept is None or kept.title.casefold() != spare.casefold():
        raise Refused(T("This account is not signed in here: {account}", account=spare))
    stop_token = StopToken()
    grant = vault.grant(salon.store, salon.keys)
    access = Access.of(grant, settings.token_endpoint)
    installation = sync_accounts.installation(salon.store)
    context = GoogleContext(
        salon.services, settings, stop_token, access, grant.account, installation
    )
    console = Console(soft_wrap=True, highlight=False)
    probe = Probe(context.session, stop_token, min(MOST, max(2, contacts)), lag_seconds)
    try:
        for what, found in probe.everything():
            console.print(f"{what}: {escape(found)}")
    finally:
        probe.clean_up()
    console.print("Everything of the probe is deleted again.")
    return 0


@dataclass
class Probe:
    """One probe of one account. Requests raise the errors of :mod:`sync_agent.engine.problems`."""

    session: Session
    stop_token: StopToken
    contacts: int
    lag_seconds: float
    label: str = ""
    token: str = ""
    made: set[str] = field(default_factory=set)

    def everything(self) -> Iterator[Found]:
        self._find_left_over()
        yield self._make_label()
        yield self._first_reading()
        made: list[Mapping[str, Any]] = []
        yield from self._create(made)
        yield self._bad_batch()
        yield from self._notes(made[0])
        yield self._members()
        yield from self._lag(made)
        yield "clock", f"{self.session.clock_off} s ahead of ours (0: less than five minutes)"
        yield "requests", str(self.session.requests)

    def clean_up(self) -> None:
        """Deletes what carries our mark, nothing else. What cannot be reached is found next
        time."""
        with suppress(PultError):
            marked = {person["resourceName"] for person in self._listed("") if _mark(person)}
            self.made |= marked
        names = sorted(self.made)
        for start in range(0, len(names), 500):
            body = {"resourceNames": names[start : start + 500]}
            with suppress(PultError):
                self.session.run(self.session.people.people().batchDeleteContacts(body=body))
        self.made.clear()
        if self.label:
            with suppress(PultError):
                self.session.run(self._groups().delete(resourceName=self.label))

    # -- steps ------------------------------------------------------------------------------------

    def _find_left_over(self) -> None:
        """Of a probe that was cut off."""
        for group in self.session.run(self._groups().list(pageSize=1000)).get("contactGroups", ()):
            if group.get("name") == LABEL:
                self.label = group["resourceName"]
                self.clean_up()
        self.label = ""

    def _make_label(self) -> Found:
        body = {"contactGroup": {"name": LABEL}}
        made, seconds = _timed(lambda: self.session.run(self._groups().create(body=body)))
        self.label = made["resourceName"]
        self.stop_token.wait(READY_SECONDS)
        return "making a label", f"{seconds:.2f} s"

    def _first_reading(self) -> Found:
        count, seconds = _timed(lambda: len(list(self._listed(""))))
        return "reading the whole list", f"{count} contacts in {seconds:.2f} s"

    def _create(self, made: list[Mapping[str, Any]]) -> Iterator[Found]:
        drafts = [self._contact(number) for number in range(self.contacts)]
        answer, seconds = _timed(lambda: self._create_batch(drafts))
        made.extend(item["person"] for item in answer.get("createdPeople", ()))
        yield f"creating {self.contacts} at once", f"{seconds:.2f} s"
        order = [_mark(person) for person in made]
        wanted = [str(number) for number in range(self.contacts)]
        told = "the order of the request" if order == wanted else "another order"
        yield "created ones are listed in", told if sorted(order) == sorted(wanted) else "part"

    def _bad_batch(self) -> Found:
        bad = self._contact(-1) | {"birthdays": [{"date": {"day": 30, "month": 2, "year": 2000}}]}
        try:
            self._create_batch([self._contact(-2), bad])
        except Refusal as refusal:
            details = [
                str(detail.get("@type") or detail.get("reason")) for detail in refusal.details
            ]
            return "30 February among two", f"HTTP {refusal.status}, details: {details or 'none'}"
        return "30 February among two", "accepted"

    def _notes(self, person: Mapping[str, Any]) -> Iterator[Found]:
        etag = _etag(person)
        for length in NOTES:
            source = {"type": "CONTACT", "id": person["metadata"]["sources"][0]["id"], "etag": etag}
            body = {
                "contacts": {
                    person["resourceName"]: {
                        "metadata": {"sources": [source]},
                        "biographies": [{"value": "x" * length, "contentType": "TEXT_PLAIN"}],
                    }
                },
                "updateMask": "biographies",
                "readMask": "metadata,biographies",
                "sources": SOURCES,
            }
            request = self.session.people.people().batchUpdateContacts(body=body)
            try:
                answer = self.session.run(request)
            except Rejected as refusal:
                yield f"note of {length}", f"refused: {refusal.why}"
                return
            (one,) = answer["updateResult"].values()
            etag = _etag(one["person"])
            kept = len(one["person"].get("biographies", [{"value": ""}])[0]["value"])
            yield f"note of {length}", f"{kept} kept"

    def _members(self) -> Found:
        request = self._groups().get(resourceName=self.label, maxMembers=25_000)
        answer, seconds = _timed(lambda: self.session.run(request))
        count = len(answer.get("memberResourceNames", ()))
        return "members right after creating", f"{count} of {self.contacts} in {seconds:.2f} s"

    def _lag(self, made: Sequence[Mapping[str, Any]]) -> Iterator[Found]:
        """How long until the feed, and the whole list, show what was created."""
        wanted = {person["resourceName"] for person in made}
        for what, token in (("the whole list", ""), ("the feed", self.token)):
            began = time.monotonic()
            seen: set[str] = set()
            while not wanted <= seen and time.monotonic() - began < self.lag_seconds:
                seen |= {person["resourceName"] for person in self._listed(token)}
                if not wanted <= seen:
                    self.stop_token.wait(5)
            late = time.monotonic() - began
            missing = len(wanted - seen)
            told = f"{missing} missing after {late:.0f} s" if missing else f"after {late:.0f} s"
            yield f"{what} shows all of them", told

    # -- requests ---------------------------------------------------------------------------------

    def _groups(self) -> Any:
        return self.session.people.contactGroups()

    def _contact(self, number: int) -> dict[str, Any]:
        return {
            "names": [{"givenName": f"Probe {number}"}],
            "clientData": [{"key": MARK, "value": str(number)}],
            "memberships": [
                {"contactGroupMembership": {"contactGroupResourceName": name}}
                for name in (self.label, "contactGroups/myContacts")
            ],
        }

    def _create_batch(self, drafts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        body = {
            "contacts": [{"contactPerson": draft} for draft in drafts],
            "readMask": "metadata,clientData",
            "sources": SOURCES,
        }
        request = self.session.people.people().batchCreateContacts(body=body)
        answer: Mapping[str, Any] = self.session.run(request)
        self.made |= {one["person"]["resourceName"] for one in answer.get("createdPeople", ())}
        return answer

    def _listed(self, token: str) -> Iterator[Mapping[str, Any]]:
        """Keeps the token of the very first reading: everything of ours comes after it."""
        connections, page = self.session.people.people().connections(), ""
        while True:
            request = connections.list(
                resourceName="people/me",
                personFields="metadata,clientData,memberships",
                sources=SOURCES,
                pageSize=1000,
                requestSyncToken=True,
                **({"syncToken": token} if token else {}),
                **({"pageToken": page} if page else {}),
            )
            answer = self.session.run(request)
            yield from answer.get("connections", ())
            page = answer.get("nextPageToken", "")
            if not page:
                self.token = self.token or answer.get("nextSyncToken", "")
                return


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    began = time.monotonic()
    answer = work()
    return answer, time.monotonic() - began


def _mark(person: Mapping[str, Any]) -> str:
    return next((d["value"] for d in person.get("clientData", ()) if d["key"] == MARK), "")


def _etag(person: Mapping[str, Any]) -> str:
    return str(person["metadata"]["sources"][0]["etag"])
