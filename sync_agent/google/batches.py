"""Changing and deleting contacts in batches, of which one bad contact makes Google refuse all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kiosk.salon.domain.ids import Id
from sync_agent.engine.ports import Draft, NotWritten, Outcome, Timing
from sync_agent.google import person
from sync_agent.google.answers import NOT_FOUND, Reason, faults_of, outcome_of, reason_of
from sync_agent.google.http import Refusal, Session

SOURCES: Final = ["READ_SOURCE_TYPE_CONTACT"]
"""The address book itself; otherwise Google profiles mix in."""
READ_AT_ONCE: Final = 200
STALE_SECONDS: Final = 10.0
"""A reading right after a write may show what was before it."""


class Batches:
    def __init__(self, session: Session, timing: Timing) -> None:
        self._session, self._timing = session, timing

    def get(self, keys: Sequence[str], mask: str) -> Mapping[str, Any]:
        request = self._session.people.people().getBatchGet(
            resourceNames=list(keys), personFields=mask, sources=SOURCES
        )
        answer: Mapping[str, Any] = self._session.run(request)
        return answer

    def update(
        self, mask: str, group: list[tuple[Draft, person.Raw]], *, look: bool = True
    ) -> list[Outcome]:
        """A batch fails as a whole when somebody else changed or deleted one of its contacts. Who
        it was stands in the answer, or is found by reading, or by halving."""
        if not group:
            return []
        contacts = {draft.key: _versioned(draft, raw) for draft, raw in group}
        body = {
            "contacts": contacts,
            "updateMask": mask,
            "readMask": person.ANSWER_MASK,
            "sources": SOURCES,
        }
        try:
            answer = self._session.run(self._session.people.people().batchUpdateContacts(body=body))
        except Refusal as refusal:
            failed = {
                draft.local_id: fault
                for index, fault in faults_of(refusal, list(contacts)).items()
                for draft in [group[index][0]]
            }
            if not failed and reason_of(refusal.status, refusal.grpc) == "rejected":
                raise
            if not failed and len(group) == 1:
                draft = group[0][0]
                reason = reason_of(refusal.status, refusal.grpc)
                return [NotWritten(draft.local_id, reason, refusal.text)]
            if not failed and look:
                failed = self._changed([draft for draft, _ in group])
            if failed:
                rest = [pair for pair in group if pair[0].local_id not in failed]
                bad = [NotWritten(i, reason, why) for i, (reason, why) in failed.items()]
                return [*bad, *self.update(mask, rest, look=False)]
            half = len(group) // 2
            halves = (group[:half], group[half:])
            return [one for part in halves for one in self.update(mask, part, look=False)]
        results = answer.get("updateResult", {})
        return [
            outcome_of(draft.local_id, results[draft.key], raw)
            if draft.key in results
            else NotWritten(draft.local_id, "later")
            for draft, raw in group
        ]

    def _changed(self, drafts: Sequence[Draft]) -> dict[Id, tuple[Reason, str]]:
        """Which of them are not there any more, or stand there in another version."""
        gone = self._gone([draft.key for draft in drafts])
        left = [draft.key for draft in drafts if draft.key not in gone]
        answer = self.get(left, "metadata") if left else {}
        versions = {
            response.get("requestedResourceName"): person.contact_source(
                response.get("person", {})
            ).get("etag")
            for response in answer.get("responses", ())
        }
        found: dict[Id, tuple[Reason, str]] = {}
        for draft in drafts:
            if draft.key in gone:
                found[draft.local_id] = ("missing", "")
            elif versions.get(draft.key, draft.version) != draft.version:
                found[draft.local_id] = ("stale", "")
        return found

    def _gone(self, keys: Sequence[str]) -> set[str]:
        """Those that do not exist, asked twice: a contact just made may not be found yet."""
        missing = list(keys)
        for pause in (0.0, STALE_SECONDS):
            if not missing:
                break
            self._timing.sleep(pause)
            answers = [
                response
                for at in range(0, len(missing), READ_AT_ONCE)
                for response in self.get(missing[at : at + READ_AT_ONCE], "metadata").get(
                    "responses", ()
                )
            ]
            missing = [
                response["requestedResourceName"]
                for response in answers
                if response.get("status", {}).get("code") == NOT_FOUND
            ]
        return set(missing)

    def delete(self, keys: Sequence[str]) -> None:
        """One that is gone already makes Google refuse the whole batch."""
        if not keys:
            return
        body = {"resourceNames": list(keys)}
        try:
            self._session.run(self._session.people.people().batchDeleteContacts(body=body))
        except Refusal as refusal:
            if refusal.status != 404:
                raise
            if len(keys) == 1:
                self._delete_renamed(keys[0])
                return
            gone = self._gone(keys)
            left = [key for key in keys if key not in gone]
            parts = [left] if gone else [left[: len(left) // 2], left[len(left) // 2 :]]
            for part in parts:
                self.delete(part)

    def _delete_renamed(self, key: str) -> None:
        """A contact is read by a former name, but not deleted by it."""
        for response in self.get([key], "metadata").get("responses", ()):
            name = response.get("person", {}).get("resourceName", key)
            if name != key:
                self.delete([name])


def _versioned(draft: Draft, raw: person.Raw) -> dict[str, Any]:
    source = {"type": "CONTACT", "id": raw["id"], "etag": draft.version}
    return {
        "resourceName": draft.key,
        "metadata": {"sources": [source]},
        **person.body(raw),
    }
