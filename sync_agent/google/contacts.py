"""Google contacts as a remote: the members of one label are our things.

The feed shows the owner's whole address book, because it cannot be asked for one label. Of people
who are in none of our labels and do not carry our id nothing but their ids leaves this file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kiosk.salon.domain.ids import Id
from sync_agent.engine.ports import (
    Draft,
    Limits,
    NotWritten,
    Outcome,
    Page,
    Place,
    Record,
    Scope,
    Seen,
    Timing,
)
from sync_agent.engine.problems import FeedExpired, Later, Rejected, Unknown
from sync_agent.google import choice, person
from sync_agent.google import problems as google_problems
from sync_agent.google.answers import NOT_FOUND, faults_of, order_of, outcome_of
from sync_agent.google.batches import SOURCES, Batches
from sync_agent.google.http import Refusal, Session
from sync_agent.google.labels import Labels, Names

NAME: Final = "google.contacts"
MY_CONTACTS: Final = "contactGroups/myContacts"
"""Phones show what is in here; a contact in our label alone did not reach them."""
PAGE: Final = 1000
LABEL_TRIES: Final = 4


class GoogleContacts:
    """``account``: whose data it is, "" nobody is signed in. ``installation``: marks our ids.
    ``region``: ISO country of phone numbers without a prefix. ``beside``: id of the label for
    bookings as its feed knows it, "" unknown. ``take_over``: what another installation made is
    treated as made by nobody: that one is no more."""

    name = NAME
    limits = Limits()
    creates_once = False

    def __init__(
        self,
        session: Session,
        timing: Timing,
        names: Names,
        *,
        account: str,
        installation: str,
        region: str,
        beside: Callable[[], str] = str,
        take_over: bool = False,
    ) -> None:
        self._take_over = take_over
        # What is kept of a reading that left them out is of no use to one that does not.
        self.form = f"1 {PAGE} {person.READ_MASK}{' all' if take_over else ''}"
        self._session, self._timing, self._account = session, timing, account
        self._installation, self._region, self._beside = installation, region, beside
        self.labels = Labels(session, timing, names)
        self._batches = Batches(session, timing)

    def account(self) -> str:
        if not self._account:
            raise google_problems.sign_in_again()
        return self._account

    def enter(self, state: str, answers: Mapping[str, str]) -> Scope:
        return self.labels.enter(state, answers)

    # -- reading ----------------------------------------------------------------------------------

    def pull(self, token: str) -> Iterator[Page]:
        """Raises FeedExpired besides what every request does. The parameters are the same in each
        request of a feed, or Google refuses its tokens."""
        connections = self._session.people.people().connections()
        page = ""
        while True:
            request = connections.list(
                resourceName="people/me",
                personFields=person.READ_MASK,
                sources=SOURCES,
                pageSize=PAGE,
                requestSyncToken=True,
                **({"syncToken": token} if token else {}),
                **({"pageToken": page} if page else {}),
            )
            try:
                answer = self._session.run(request)
            except Refusal as refusal:
                # A token that is of no use any more is told in several ways, one of them says
                # nothing of tokens; what is wrong with the rest stays wrong without one.
                if token and refusal.status == 400:
                    raise FeedExpired from refusal
                raise
            found = (self._seen(people) for people in answer.get("connections", ()))
            page = answer.get("nextPageToken", "")
            yield Page(
                [seen for seen in found if seen is not None],
                "" if page else answer.get("nextSyncToken", ""),
                0 if token else answer.get("totalItems", 0),
            )
            if not page:
                return

    def read(self, keys: Sequence[str]) -> Sequence[Seen]:
        if not keys:
            return []
        answer = self._batches.get(keys, person.READ_MASK)
        found: list[Seen] = []
        for response in answer.get("responses", ()):
            asked = response.get("requestedResourceName", "")
            people = response.get("person")
            if people is None:
                if response.get("status", {}).get("code") == NOT_FOUND:
                    found.append(Seen(asked, "gone"))
                continue
            seen = self._seen(people)
            if seen is not None:
                found.append(_under_old_key(seen, asked))
        return found

    def _seen(self, people: Mapping[str, Any]) -> Seen | None:
        """None: a Google profile that is nobody in the address book."""
        key, metadata = people["resourceName"], people.get("metadata", {})
        former = tuple(metadata.get("previousResourceNames", ()))
        if metadata.get("deleted"):
            return Seen(key, "gone", former=former)
        source = person.contact_source(people)
        if not source:
            return None
        place, order = self._place(people), order_of(source)
        raw = person.raw_of(people)
        owners, foreign = person.owners_of(raw, self._installation)
        foreign = foreign and not self._take_over
        if place == "outside" and not owners:
            return Seen(key, place, order=order, stable=raw["id"], former=former)
        return Seen(
            key,
            place,
            version=str(source.get("etag", "")),
            record=person.record_of(raw, self._installation, self._region),
            owners=owners,
            foreign=foreign,
            order=order,
            stable=raw["id"],
            former=former,
            raw=person.packed(raw),
            untold=person.untold(raw),
            alike=choice.agreed(raw, self._region),
        )

    def follow(self, seen: Seen, agreed: Record | None, others: Sequence[Record], raw: str) -> Seen:
        if not seen.raw:
            return seen
        before = person.unpacked(raw)
        found = person.followed(person.unpacked(seen.raw), self._region, agreed, others, before)
        record = person.record_of(found, self._installation, self._region)
        return replace(seen, record=record, raw=person.packed(found), untold=person.untold(found))

    def _place(self, people: Mapping[str, Any]) -> Place:
        groups = {
            membership.get("contactGroupMembership", {}).get("contactGroupResourceName")
            for membership in people.get("memberships", ())
        }
        if self.labels.bound.label in groups:
            return "inside"
        beside = self._beside() or self.labels.bound.beside
        return "beside" if beside and beside in groups else "outside"

    # -- writing ----------------------------------------------------------------------------------

    def create(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        """Answers are matched by our id in the contact: their order is not promised."""
        built = {draft.local_id: self._build(draft) for draft in drafts}
        groups = [self.labels.bound.label, MY_CONTACTS]
        memberships = [
            {"contactGroupMembership": {"contactGroupResourceName": group}} for group in groups
        ]
        body = {
            "contacts": [
                {"contactPerson": {**person.body(raw), "memberships": memberships}}
                for raw in built.values()
            ],
            "readMask": person.ANSWER_MASK,
            "sources": SOURCES,
        }
        answer = self._labelled(
            lambda: self._session.people.people().batchCreateContacts(body=body), len(drafts)
        )
        outcomes: dict[Id, Outcome] = {}
        for response in answer.get("createdPeople", ()):
            owners, _ = person.owners_of(
                person.raw_of(response.get("person", {})), self._installation
            )
            for local_id in owners:
                if local_id in built:
                    outcomes[local_id] = outcome_of(local_id, response, built[local_id])
        if len(outcomes) < len(built):
            raise Unknown(answered=len(outcomes), sent=len(built))
        return [outcomes[draft.local_id] for draft in drafts]

    def update(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        """One request for all whose mask is the same; nearly always that is everybody."""
        outcomes: dict[Id, Outcome] = {}
        by_mask: dict[str, list[tuple[Draft, person.Raw]]] = {}
        for draft in drafts:
            if not draft.raw:
                # without the lists as they stand there, writing ours would take the owner's away
                outcomes[draft.local_id] = NotWritten(draft.local_id, "stale")
                continue
            raw = self._build(draft)
            by_mask.setdefault(person.mask(raw), []).append((draft, raw))
        for mask, group in by_mask.items():
            for outcome in self._batches.update(mask, group):
                outcomes[outcome.local_id] = outcome
        return [outcomes[draft.local_id] for draft in drafts]

    def _build(self, draft: Draft) -> person.Raw:
        raw = person.unpacked(draft.raw)
        return person.build(draft.record, raw, draft.local_id, self._installation, self._region)

    def delete(self, keys: Sequence[str]) -> None:
        self._batches.delete(keys)

    def attach(self, keys: Sequence[str]) -> Collection[str]:
        if not keys:
            return []
        answer = self._labelled(
            lambda: (
                self._session.people.contactGroups()
                .members()
                .modify(
                    resourceName=self.labels.bound.label, body={"resourceNamesToAdd": list(keys)}
                )
            ),
            len(keys),
        )
        missing: list[str] = answer.get("notFoundResourceNames", [])
        return missing

    def _labelled(self, make: Callable[[], Any], things: int) -> Mapping[str, Any]:
        """Runs a request that names our label. It may have been deleted meanwhile (ScopeGone), or
        be so young that some of Google does not know it yet."""
        pauses = self._session.backoff.pauses(LABEL_TRIES)
        while True:
            try:
                answer: Mapping[str, Any] = self._session.run(make())
            except Refusal as refusal:
                items = {i: why for i, (_, why) in faults_of(refusal, range(things)).items()}
                about_label = refusal.status == 404 or "group" in refusal.text.lower()
                if (about_label or not items) and not self.labels.alive():
                    raise google_problems.label_gone() from refusal
                if not about_label:
                    raise Rejected(refusal.text, items, refusal.message) from refusal
                if next(pauses, None) is None:
                    raise Later(why="label") from refusal
            else:
                return answer


def _under_old_key(seen: Seen, asked: str) -> Seen:
    """A key changes when a profile is linked; the old one still finds the person."""
    if seen.key == asked or asked in seen.former:
        return seen
    return replace(seen, former=(*seen.former, asked))
