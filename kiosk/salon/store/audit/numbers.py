"""The series of document numbers against what was given out: where each stands, and its gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.salon.domain.fiscal.furs import identifier
from kiosk.salon.domain.fiscal.premises import queue_of, series_of
from kiosk.salon.domain.invoices.numbers import shared_count
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import ANEW, GAP
from kiosk.salon.store.till import series

ISSUED = "invoice.issued"
CLOSINGS = frozenset({"closing", "closing.correction"})


class Numbers(Part):
    """Every number up to the last one of its series is a document's, an invoice's, a voucher's or a
    closing's, or one that was left out where earlier entries are missing."""

    kinds = (
        frozenset({"sale", "void", "return", "cash.in", "cash.out", "cash.reversed", ISSUED})
        | frozenset({GAP, ANEW})
        | frozenset({"fiscal", "fiscal.premise.opened"})
        | CLOSINGS
    )

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._used: dict[str, list[list[int]]] = {}

    def take(self, told: Told) -> None:
        if told.kind in (GAP, ANEW):
            skipped: dict[str, Any] = told.body.get("skipped", {})
            for name, (first, last) in skipped.items():
                self._use(name, first, last)
        elif told.kind == "fiscal":
            self._confirmed(told)
        elif told.kind == "fiscal.premise.opened":
            # Another program's numbers came before.
            body = told.body
            queue = queue_of(body["code"], body["device"], test=body["test"])
            self._before(series_of(queue), body["last"])
        elif told.kind in CLOSINGS:
            count = told.body["number"]
            self._use(series.closings(told.body["till"]), count, count)
        else:
            name, count = series.of_number(told.body["number"])
            if name:
                self._use(name, count, count)
            if told.kind == ISSUED:
                self._referred(told)

    def _referred(self, told: Told) -> None:
        """Some references are counted by all desks together."""
        body = told.body
        count = shared_count(body.get("reference", ""))
        if count:
            self._use(series.references(int(body["number"].partition("-")[0])), count, count)

    def _confirmed(self, told: Told) -> None:
        body = told.body
        of = identifier(body["number"]) if body["mark"] else None
        if of is not None:
            self._use(series_of(body["queue"]), of.number, of.number)

    def _before(self, name: str, last: int) -> None:
        used = self._used.get(name)
        self._use(name, used[-1][1] + 1 if used else 1, last)

    def _use(self, name: str, first: int, last: int) -> None:
        """Given out in their order, so there are few ranges however many documents there are."""
        ranges = self._used.setdefault(name, [])
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1][1] = last
        elif first <= last:
            ranges.append([first, last])

    def differences(self) -> Iterator[Msg]:
        stands = series.every(self.store)
        for name in sorted({*stands, *self._used}):
            until = 0
            for first, last in sorted(self._used.get(name, ())):
                yield from _gap(name, until + 1, first - 1)
                until = max(until, last)
            stand = stands.get(name, 0)
            if stand < until:
                yield T(
                    "Series {name} stands at {stand}, but {until} was given out.",
                    name=name,
                    stand=stand,
                    until=until,
                )
            yield from _gap(name, until + 1, stand)


def _gap(name: str, first: int, last: int) -> Iterator[Msg]:
    if first <= last:
        yield T(
            "Of series {name} the numbers {first} to {last} are no document of the journal.",
            name=name,
            first=first,
            last=last,
        )
