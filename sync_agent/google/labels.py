"""The label of ours among the contact groups: found once by its name, known by its id from then on.

A contact group's id stays when people rename it; names are unique in an account (creating a second
one is a 409) [discovery document: contactGroups].
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from kiosk.salon.domain.text import T
from sync_agent.engine.ports import Scope, Timing
from sync_agent.engine.problems import Question
from sync_agent.google.http import Refusal, Session

ALL_MEMBERS: Final = 25_000
"""As many contacts as an account can have."""
READY_SECONDS: Final = 3.0
"""A label that was just made is not known to all of Google at once; others report two seconds."""
GROUP_FIELDS: Final = "groupType,memberCount,metadata,name"


@dataclass(frozen=True, slots=True)
class Names:
    """As the settings have them. ``old``, ``old_beside``: of an earlier program, may be taken over;
    "" none."""

    own: str
    beside: str = ""
    old: str = ""
    old_beside: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """``members``: how many, as far as Google counted."""

    id: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class Bound:
    """What is kept between runs: ids of our label and of the second one ("" unknown). ``asked``:
    what the settings called it when it was last given a name, "" unknown."""

    label: str
    name: str
    beside: str = ""
    asked: str = ""

    @classmethod
    def read(cls, state: str) -> Bound | None:
        return cls(**json.loads(state)) if state else None

    def kept(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


class Labels:
    """``bound`` is set by :meth:`enter`."""

    def __init__(self, session: Session, timing: Timing, names: Names) -> None:
        self._session, self._timing, self._names = session, timing, names
        self.bound = Bound("", "")

    def enter(self, state: str, answers: Mapping[str, str]) -> Scope:
        """See :meth:`sync_agent.engine.ports.Remote.enter`. One request for a label that is there.
        Asks (``adopt``, with ``labels``: name, id, members, ``for`` contacts or bookings) when
        labels of these names have members already."""
        known = Bound.read(state)
        if known is None:
            return self._first(answers)
        found = self.get(known.label, ALL_MEMBERS)
        if found is None:
            return self._lost(known, answers)
        name, own = str(found.get("name", known.name)), self._names.own
        called = known.asked in ("", own) or name == own or self.rename(known.label, own)
        if known.asked not in ("", own) and called:
            name = own
        self.bound = replace(known, name=name, asked=own)
        members = found.get("memberResourceNames")
        return Scope(
            self.bound.kept(),
            members=None
            if members is None and found.get("memberCount")
            else frozenset(members or ()),
            renamed=name if name not in (known.name, own) else "",
            taken="" if called else own,
        )

    def alive(self) -> bool:
        """Whether our label is there; one request."""
        return self.get(self.bound.label) is not None

    def get(self, label: str, members: int = 0) -> Mapping[str, Any] | None:
        """A contact group with up to so many names of its members; None: there is none. Without the
        names when Google does not want to tell so many."""
        request = self._session.people.contactGroups().get(
            resourceName=label, maxMembers=members, groupFields=GROUP_FIELDS
        )
        try:
            found: Mapping[str, Any] = self._session.run(request)
        except Refusal as refusal:
            if refusal.status == 404:
                return None
            if members and refusal.status == 400:
                return self.get(label)
            raise
        return None if found.get("metadata", {}).get("deleted") else found

    def everything(self) -> list[Group]:
        """The account's own labels."""
        groups, page = self._session.people.contactGroups(), ""
        found: list[Group] = []
        while True:
            answer = self._session.run(
                groups.list(pageSize=1000, groupFields=GROUP_FIELDS, pageToken=page or None)
            )
            found += [
                Group(g["resourceName"], g.get("name", ""), g.get("memberCount", 0))
                for g in answer.get("contactGroups", ())
                if g.get("groupType") != "SYSTEM_CONTACT_GROUP"
                and not g.get("metadata", {}).get("deleted")
            ]
            page = answer.get("nextPageToken", "")
            if not page:
                return found

    def make(self, name: str) -> str | None:
        """Makes a label and waits until Google knows it; None when the name is taken."""
        body = {"contactGroup": {"name": name}, "readGroupFields": GROUP_FIELDS}
        try:
            made = self._session.run(self._session.people.contactGroups().create(body=body))
        except Refusal as refusal:
            if refusal.status == 409:
                return None
            raise
        self._timing.sleep(READY_SECONDS)
        return str(made["resourceName"])

    def rename(self, label: str, name: str) -> bool:
        """Calls a label by another name; False when the name is taken."""
        body = {"contactGroup": {"name": name}, "updateGroupFields": "name"}
        try:
            self._session.run(
                self._session.people.contactGroups().update(resourceName=label, body=body)
            )
        except Refusal as refusal:
            if refusal.status == 409:
                return False
            raise
        return True

    def _first(self, answers: Mapping[str, str]) -> Scope:
        groups = {group.name: group for group in self.everything()}
        names, answer = self._names, answers.get("adopt", "")
        ours = [groups[name] for name in (names.own, names.old) if name and name in groups]
        theirs = [
            groups[name] for name in (names.beside, names.old_beside) if name and name in groups
        ]
        peopled = [group for group in (*ours, *theirs) if group.members]
        if peopled and answer not in ("adopt", "new"):
            raise _which(peopled, theirs)
        full = [group for group in ours if group.members]
        empty = [group for group in ours if not group.members and group.name == names.own]
        beside = next((g.id for g in theirs if answer == "adopt" or g.name == names.beside), "")
        if answer == "adopt" and full:
            return self._bind(full[0].id, full[0].name, beside)
        if empty:
            return self._bind(empty[0].id, empty[0].name, beside)
        name = _free(names.own, set(groups))
        label = self.make(name)
        if label is None:
            return self._first(answers)
        return self._bind(label, name, beside, fresh=True)

    def _lost(self, known: Bound, answers: Mapping[str, str]) -> Scope:
        """The label was deleted. Another of its name is somebody's doing: as at the first time."""
        name = self._names.own
        label = self.make(name)
        if label is None:
            scope = self._first(answers)
            return replace(scope, lost=True)
        return replace(self._bind(label, name, known.beside, fresh=True), lost=True)

    def _bind(self, label: str, name: str, beside: str, *, fresh: bool = False) -> Scope:
        self.bound = Bound(label, name, beside, self._names.own)
        return Scope(self.bound.kept(), members=frozenset() if fresh else None)


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _which(peopled: list[Group], theirs: list[Group]) -> Question:
    labels = [
        {
            "name": group.name,
            "id": group.id,
            "members": group.members,
            "for": "bookings" if group in theirs else "contacts",
        }
        for group in peopled
    ]
    return Question(
        "adopt",
        T("There are contacts in a label already. Are they the clients of this salon?"),
        labels=labels,
    )
