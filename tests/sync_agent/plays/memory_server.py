"""What stands at the smallest remote, what people do there, and what may go wrong with it.

All time comes from one clock, everything random from one seeded source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from kiosk.salon.domain.ids import Id
from kiosk.salon.services.clock import ManualClock
from sync_agent.engine.ports import Record


class Crash(BaseException):
    """The power goes at this moment."""


@dataclass(frozen=True, slots=True)
class Thing:
    """``label``: number of the label it is in, 0 for none; ``beside``: it is in the second one."""

    key: str
    stable: str
    record: Record
    owners: tuple[Id, ...] = ()
    label: int = 0
    beside: bool = False
    foreign: bool = False
    former: tuple[str, ...] = ()
    gone: bool = False
    order: int = 0
    ours: bool = False
    """It was inside or carried our id at some time: we may write it."""


@dataclass
class Faults:
    """``plan``: kinds for the next requests in order, "" for none; ``rate``: of the rest."""

    KINDS = ("offline", "before", "after", "twice", "later")
    plan: list[str] = field(default_factory=list)
    rate: float = 0.0
    kinds: Sequence[str] = KINDS
    crash_at: int = 0
    """The power goes at this request, counted from now; negative: after it was executed."""


class Server:
    """``remote``: what the engine calls it, its keys begin with ``prefix``. ``lag``: seconds until
    a change shows in feeds, reads and members. ``blunt``: a batch with something bad in it is
    refused without saying what."""

    def __init__(
        self, clock: ManualClock, seed: int = 0, remote: str = "memory", prefix: str = "k"
    ) -> None:
        self.clock, self.random = clock, Random(seed)
        self.remote, self.prefix = remote, prefix
        self.things: dict[str, Thing] = {}
        self.history: list[tuple[int, Thing]] = []
        self.label, self.labels, self.name = 0, 0, "ours"
        self.account = "owner"
        self.lag = 0.0
        self.faults = Faults()
        self.blunt = False
        self.token_days = 7.0
        self.expired_at = 0
        """Tokens from before are of no use."""
        self.hollow = 0
        """So many whole lists hold nothing, although their token is good."""
        self.page_size = 3
        self.creates_once = False
        self.quota = 0
        self.counts: dict[str, int] = {}
        self.violations: list[str] = []
        self.unseen: set[str] = set()
        """Values in things deleted by us that had been written too lately to be seen."""
        self.made = 0

    # -- what stands there ------------------------------------------------------------------------

    def put(self, thing: Thing) -> Thing:
        thing = replace(
            thing,
            order=len(self.history) + 1,
            ours=thing.ours or bool((thing.label and thing.label == self.label) or thing.owners),
        )
        self.things[thing.key] = thing
        self.history.append((self.clock.now(), thing))
        return thing

    def new_key(self) -> str:
        self.made += 1
        return f"{self.prefix}{self.made}"

    def live(self) -> list[Thing]:
        return [thing for thing in self.things.values() if not thing.gone]

    def inside(self) -> list[Thing]:
        return [one for one in self.live() if self.label and one.label == self.label]

    def visible(self, at_least: int = 0) -> int:
        """How much of the history a request shows, in entries."""
        if not self.lag:
            return len(self.history)
        until = self.clock.now() - self.random.random() * self.lag * 1000
        count = len(self.history)
        while count > at_least and self.history[count - 1][0] > until:
            count -= 1
        return count

    def state(self, count: int) -> dict[str, Thing]:
        return {thing.key: thing for _, thing in self.history[:count]}

    def note_unseen(self, thing: Thing) -> None:
        since = self.clock.now() - self.lag * 1000
        before = next(
            (one for at, one in reversed(self.history) if one.key == thing.key and at <= since),
            None,
        )
        for name, text in thing.record.items():
            if self.lag and (before is None or before.record.get(name) != text):
                self.unseen.update(text.split("\n"))

    # -- what people do there ----------------------------------------------------------------------

    def add(self, record: Record, *, label: bool = True, **more: object) -> Thing:
        thing = Thing(self.new_key(), f"s{self.made}", dict(record), **more)  # type: ignore[arg-type]
        return self.put(replace(thing, label=self.label if label else 0))

    def edit(self, key: str, **fields: str) -> Thing:
        thing = self.things[key]
        return self.put(replace(thing, record={**thing.record, **fields}))

    def change(self, key: str, **changes: object) -> Thing:
        return self.put(replace(self.things[key], **changes))  # type: ignore[arg-type]

    def delete(self, key: str) -> None:
        self.change(key, gone=True)

    def label_it(self, key: str) -> None:
        self.change(key, label=self.label)

    def unlabel(self, key: str) -> None:
        self.change(key, label=0)

    def rekey(self, key: str) -> Thing:
        """The remote gives it another key."""
        thing = self.things[key]
        self.delete(key)
        former = (*thing.former, key)
        return self.put(replace(thing, key=self.new_key(), former=former))

    def merge(self, survivor: str, other: str, owners: str) -> None:
        """Two become one. ``owners``: ``both``, ``one`` (the other's), ``none``, ``own``."""
        mine, theirs = self.things[survivor], self.things[other]
        carried = {
            "both": (*mine.owners, *theirs.owners),
            "one": theirs.owners,
            "none": (),
            "own": mine.owners,
        }[owners]
        self.delete(other)
        self.put(replace(mine, owners=carried))

    def delete_label(self, *, things: bool) -> None:
        for thing in self.inside():
            self.put(replace(thing, label=0, gone=things))
        self.label = 0
