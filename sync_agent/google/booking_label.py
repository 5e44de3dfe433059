"""The label for clients with a booking, beside the one that is kept the same both ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence

from sync_agent.engine.ports import Scope, Timing
from sync_agent.engine.problems import Later
from sync_agent.google.contacts import NAME as CONTACTS
from sync_agent.google.http import Refusal, Session
from sync_agent.google.labels import Labels, Names
from sync_agent.google.problems import label_gone

NAME = "google.booking_label"


def label_of(state: str) -> str:
    """The label's id in what :meth:`GoogleBookingLabel.enter` returned, "" for none."""
    return str(json.loads(state)["label"]) if state else ""


class GoogleBookingLabel:
    """See :class:`sync_agent.engine.feed.Place`. ``name``: what the label is called when it has to
    be made or found. ``adopted``: id of an earlier program's label that was taken over, "" none."""

    name = NAME
    linked = CONTACTS
    limit = 1000

    def __init__(
        self,
        session: Session,
        timing: Timing,
        account: str,
        label: str,
        adopted: Callable[[], str] = str,
    ) -> None:
        self._session, self._account, self._label = session, account, label
        self._labels, self._adopted = Labels(session, timing, Names(label)), adopted
        self._id = ""

    def account(self) -> str:
        return self._account

    def enter(self, state: str, *, lost: bool) -> Scope:
        """Bound by its id; a label of this name that is there already is ours to fill."""
        adopted = "" if lost else self._adopted()
        self._id = label_of(state) or adopted or self._find()
        asked = str(json.loads(state).get("asked", "")) if state else ""
        called = asked in ("", self._label) or self._labels.rename(self._id, self._label)
        kept = json.dumps({"label": self._id, "asked": self._label}, ensure_ascii=False)
        return Scope(kept, taken="" if called else self._label)

    def _find(self) -> str:
        there = {group.name: group.id for group in self._labels.everything()}
        made = there.get(self._label) or self._labels.make(self._label)
        if made is None:
            raise Later(why="label")  # made by somebody else a moment ago
        return made

    def add(self, keys: Sequence[str]) -> Collection[str]:
        members = self._session.people.contactGroups().members()
        body = {"resourceNamesToAdd": list(keys)}
        try:
            answer = self._session.run(members.modify(resourceName=self._id, body=body))
        except Refusal as refusal:
            if refusal.status == 404:
                raise label_gone() from refusal
            raise
        return set(answer.get("notFoundResourceNames", ()))
