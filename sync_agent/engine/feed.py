"""One way, each once, in portions: clients with a booking into a second label.

A client stands at the remote already, kept the same by the engine with name, mobile, e-mail and
visits, so one person is one contact with two labels; all there is to do is to add the label.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import feed as sync_feed
from kiosk.salon.store.sync import remotes as sync_remotes
from kiosk.salon.store.sync.feed import Contact
from kiosk.salon.store.sync.remotes import RemoteRow
from sync_agent.engine.names import tell_names
from sync_agent.engine.ports import OnProgress, Scope, Timing
from sync_agent.engine.problems import ScopeGone
from sync_agent.engine.tally import RunTally

HOUR_MS = 3_600_000
PORTION, FORGOTTEN = 10, 25
"""People a transaction at most: the desk never waits longer than a few milliseconds for it."""


class Place(Protocol):
    """Where they are fed into. ``linked``: name of the remote whose keys are meant; ``limit``: keys
    a request."""

    name: str
    linked: str
    limit: int

    def account(self) -> str: ...

    def enter(self, state: str, *, lost: bool) -> Scope:
        """Finds (``state``) or makes it (""). ``lost``: the one before is gone."""

    def add(self, keys: Sequence[str]) -> Collection[str]:
        """Returns those that do not exist. Raises ScopeGone when the place does not."""


def run(
    store: Store,
    place: Place,
    per_hour: int,
    timing: Timing,
    on_progress: OnProgress,
    tally: RunTally,
) -> None:
    """Feeds as many as the hour still allows. Costs no request when there is nobody to feed.

    Whoever is about to be fed is noted before the request and recorded after it. A crash or a lost
    answer in between leaves a note; those are the first whom the next run feeds, which changes
    nothing for somebody who is inside already."""
    account = place.account()
    found = sync_remotes.load(store, place.name, account)
    row = found or RemoteRow(place.name, account)
    with tally.counting(lambda: sync_feed.count_due(store, place.name, account, place.linked)):
        _feed(store, place, row, per_hour, timing, on_progress, tally)


def _feed(
    store: Store,
    place: Place,
    row: RemoteRow,
    per_hour: int,
    timing: Timing,
    on_progress: OnProgress,
    tally: RunTally,
) -> None:
    account, now = row.account, timing.now()
    left = per_hour - sync_feed.added_between(store, place.name, account, now - HOUR_MS, now)
    while left > 0:
        people = _noted(store, place, account, min(left, place.limit))
        if not people:
            return
        timing.sleep(0)
        scope = place.enter(row.scope, lost=row.epoch > 0)
        with store.transaction():
            tell_names(store, place.name, scope, timing.now())
            if scope.state != row.scope:
                row = replace(row, scope=scope.state)
                sync_remotes.put(store, row)
        try:
            missing = place.add([person.key for person in people])
        except ScopeGone:
            _lost(store, place, row)
            raise
        added = [person for person in people if person.key not in missing]
        for start in range(0, len(added), PORTION):
            part = added[start : start + PORTION]
            sync_feed.record(store, place.name, account, part, timing.now())
        tally.sent, left = tally.sent + len(added), left - len(added)
        on_progress("sending", tally.sent, 0)
        if missing:
            return  # the engine finds out what became of them


def _noted(store: Store, place: Place, account: str, many: int) -> list[Contact]:
    """Whom to feed next."""
    chosen = sync_feed.due(store, place.name, account, place.linked, many)
    noted: list[Contact] = []
    for start in range(0, len(chosen), PORTION):
        noted += sync_feed.note(store, place.name, account, chosen[start : start + PORTION])
    return noted


def _lost(store: Store, place: Place, row: RemoteRow) -> None:
    """Made anew by the next run, and everybody is fed again. The place is given up last: until
    then the next run finds it lost once more."""
    while sync_feed.forget(store, place.name, row.account, FORGOTTEN) == FORGOTTEN:
        pass
    with store.transaction():
        sync_remotes.put(store, replace(row, scope="", epoch=row.epoch + 1))
