"""What the engine asks of its two sides. It knows nothing else of either.

A *remote* is somewhere on the internet (an address book, a calendar, a shop); the *local side* is
our database seen as the same kind of things. Both speak in records: canonical text per field,
equal exactly when they mean the same. ``tests/sync_agent/plays/memory.py`` is a whole remote.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kiosk.salon.domain.ids import Id

Record = Mapping[str, str]
"""Canonical text per field of the schema; "" or missing: nothing there."""

Rule = Literal["shared", "local", "joined"]
"""``shared``: edited on both sides, the newer wins and the loser is kept for people to look at.
``local``: ours alone, an edit there is put back. ``joined``: both edits are kept in one text."""


@dataclass(frozen=True, slots=True)
class Schema:
    """``rules``: every field of a record with its rule, in the order people read them."""

    rules: Mapping[str, Rule]

    def shared(self) -> tuple[str, ...]:
        """Fields whose edits there count (the guard and conflicts look at these)."""
        return tuple(name for name, rule in self.rules.items() if rule != "local")


Place = Literal["inside", "beside", "outside", "gone"]
"""``inside``: in what we synchronise (the label). ``beside``: only in a second place of ours (the
booking label): may be linked to somebody of ours, is never taken in. ``outside``: exists, but in
neither. ``gone``: deleted there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing at the remote, as it was seen.

    ``version``: what an update has to show; changes whenever the thing does. ``order``: when it was
    last changed by the remote's own clock, as text that sorts ("" unknown): only ever compared with
    another ``order`` of the same thing. ``owners``: ids of ours that it carries for this
    installation; ``foreign``: it carries another installation's. ``stable``: an id that survives a
    change of ``key``; ``former``: keys it had before. ``raw``: whatever the remote needs to write
    it again without losing what is not ours (JSON, opaque here). ``untold``: fields of which this
    thing cannot say what people there think of them: they count as not edited. ``alike``: fields
    that may not be taken in as they stand there and tell all the same whose it is.
    """

    key: str
    place: Place
    version: str = ""
    record: Record = field(default_factory=dict)
    owners: tuple[Id, ...] = ()
    foreign: bool = False
    order: str = ""
    stable: str = ""
    former: tuple[str, ...] = ()
    raw: str = ""
    untold: tuple[str, ...] = ()
    alike: Record = field(default_factory=dict)

    @property
    def traits(self) -> Record:
        """By what it is found again."""
        return {**self.alike, **{name: text for name, text in self.record.items() if text}}


@dataclass(frozen=True, slots=True)
class Page:
    """``token``: where the next reading begins; "" on every page but the last. ``expected``: how
    many things this reading will have in all, 0 when the remote does not say."""

    items: Sequence[Seen]
    token: str = ""
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Where at the remote our things live (a label, a calendar), bound by its id.

    ``state``: JSON the remote gets back next time. ``lost``: what was bound is no longer there and
    this is a new one. ``members``: keys of all things inside, when the check told them anyway.
    ``renamed``: its present name when people changed it there. ``taken``: the name that the
    settings want for it and another one there has.
    """

    state: str
    lost: bool = False
    members: frozenset[str] | None = None
    renamed: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to stand at the remote. ``key``, ``version``, ``raw``: of the thing as last seen,
    empty for a new one. ``attempt``: rises when the remote needs another name for the thing."""

    local_id: Id
    record: Record
    key: str = ""
    version: str = ""
    raw: str = ""
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """The remote says that it stands there."""

    local_id: Id
    key: str
    version: str = ""
    order: str = ""
    stable: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class NotWritten:
    """``stale``: somebody changed it since ``version``: read it again. ``missing``: there is no
    such thing any more (answering a create: make it under the next ``attempt``). ``rejected``: it
    will never be taken like this; ``why`` is shown to staff. ``later``: the remote had trouble of
    its own with this one, and may have done it nevertheless."""

    local_id: Id
    reason: Literal["stale", "missing", "rejected", "later"]
    why: str = ""


Outcome = Written | NotWritten


@dataclass(frozen=True, slots=True)
class Limits:
    """Things per request."""

    create: int = 200
    update: int = 200
    delete: int = 500
    attach: int = 1000
    read: int = 200


class Remote(Protocol):
    """Requests raise the errors of :mod:`sync_agent.engine.problems` and nothing else. No method
    keeps state that a restart would miss; ``enter`` is called before any other in a run."""

    name: str
    """Such as ``shop.orders``; stands in every row of ours about it."""
    limits: Limits
    form: str
    """Changes with what a feed token was asked with; a token of another form is dropped."""
    creates_once: bool
    """Creating the same draft twice makes one thing (the id is ours): nothing has to be looked for
    after a lost answer."""

    def account(self) -> str:
        """Whose data it is; no request. Raises SignInAgain when nobody is signed in."""

    def enter(self, state: str, answers: Mapping[str, str]) -> Scope:
        """Finds (``state``) or makes ("") where our things live. One request when nothing changed.
        Raises :class:`sync_agent.engine.problems.Question` when a person has to choose first; what
        they chose comes in ``answers`` (kind of question -> answer) until ``enter`` returns."""

    def pull(self, token: str) -> Iterator[Page]:
        """Everything ("") or what changed since. One request a page."""

    def read(self, keys: Sequence[str]) -> Sequence[Seen]:
        """These things, fresh; ``gone`` for those that are not there. At most ``limits.read``."""

    def follow(self, seen: Seen, agreed: Record | None, others: Sequence[Record], raw: str) -> Seen:
        """``seen`` as somebody reads it who knows the thing: where it holds several values of a
        kind, which of them is ours. ``agreed``: what was last known of it, None: nothing;
        ``others``: what may have come to stand there since; ``raw``: of the thing as last known."""

    def create(self, drafts: Sequence[Draft]) -> Sequence[Outcome]: ...

    def update(self, drafts: Sequence[Draft]) -> Sequence[Outcome]: ...

    def delete(self, keys: Sequence[str]) -> None:
        """Things that are not there any more are no error."""

    def attach(self, keys: Sequence[str]) -> Collection[str]:
        """Puts existing things inside the scope; returns those that do not exist any more."""


@dataclass(frozen=True, slots=True)
class Local:
    """A thing of ours. ``record`` None: it should not stand at the remote (any more). ``erased``:
    it must not, whatever was done to it there. ``begin``: it may be sent if it never was."""

    record: Record | None
    erased: bool = False
    begin: bool = True


class LocalSide(Protocol):
    """Our database as things of one kind. ``add``, ``apply`` and ``removed`` are called inside a
    transaction of the engine's and write through services."""

    entity: str
    """Of the change feed (``kiosk.salon.store.changes``)."""
    schema: Schema

    def everything(self) -> Iterator[Sequence[Id]]:
        """Ids of all that should stand at the remote, in portions of a few hundred."""

    def records(self, ids: Sequence[Id]) -> Mapping[Id, Local]:
        """Ids that were never ours are left out."""

    def find(self, seen: Record) -> Id | None:
        """Who of ours this certainly is by what stands in it (not by id), or None."""

    def shown(self, seen: Record) -> Mapping[str, str]:
        """What a case about this thing shows of it: its ``title``, perhaps its ``time``."""

    def add(self, seen: Record, *, ours: bool) -> Id | None:
        """Takes something new from the remote in; None when such things are not taken in. ``ours``:
        we made it, for somebody who is not known here any more. Raises Refused when a person has to
        mend it first."""

    def stood_beside(self, local_id: Id) -> None:
        """This one stood in the second place as another thing, which is now a part of it."""

    def apply(self, local_id: Id, changes: Record) -> None:
        """Writes fields that were changed there. Raises Refused when the rules here do not allow
        it; nothing is written then."""

    def removed(self, local_id: Id, place: Place) -> Literal["suppress", "applied", "ask"]:
        """It was deleted there or taken out. ``suppress``: it stays here and is not sent again
        until somebody says so. ``applied``: the same was done here. ``ask``: it cannot be."""


class Timing(Protocol):
    """The agent's own clocks. ``now``: UTC ms; ``sleep``: seconds, ends early when the agent is
    told to stop (raises :class:`sync_agent.engine.problems.Stopped`). The engine asks with
    ``sleep(0)`` between any two requests or portions."""

    def now(self) -> int: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


OnProgress = Callable[[str, int, int], None]
"""Progress: phase (``reading``, ``merging``, ``sending``), done, total (0: unknown)."""
