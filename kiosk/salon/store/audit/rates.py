"""Rates of foreign currencies and the means of payment against the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part, Told, moment
from kiosk.salon.store.database import Store


class Rates(Part):
    """Every rate that was set, and none besides."""

    kinds = frozenset({"rate.set"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: list[tuple[str, int, int, str]] = []

    def take(self, told: Told) -> None:
        body = told.body
        self._said.append((body["currency"], body["rate"], told.at, body["source"]))

    def differences(self) -> Iterator[Msg]:
        missing = list(self._said)
        for row in self.store.rows(
            "SELECT currency, rate_micro, at, source FROM exchange_rate ORDER BY at, id"
        ):
            if tuple(row) in missing:
                missing.remove(tuple(row))
            else:
                yield T(
                    "A rate of {currency} of {at} is not in the journal.",
                    currency=row[0],
                    at=moment(row[2]),
                )
        for currency, _, at, _ in missing:
            yield T("A rate of {currency} of {at} is missing.", currency=currency, at=moment(at))


class Means(Part):
    """What a means is called, and whether it is taken, is what was said last."""

    kinds = frozenset({"means.changed"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[str, tuple[str, bool, str]] = {}

    def take(self, told: Told) -> None:
        body = told.body
        if "active" in body:
            self._said[body["key"]] = body["name"], body["active"], body["currency"]

    def differences(self) -> Iterator[Msg]:
        for key, name, active, currency in self.store.rows(
            "SELECT key, name, active, currency FROM means ORDER BY key"
        ):
            usual = "", key in ("cash", "card"), ""
            if self._said.get(key, usual) != (name, bool(active), currency):
                yield T("{name} is not taken as the journal says.", name=name or key)
