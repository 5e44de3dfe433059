"""Rates of foreign currencies and the means of payment against the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.means import ALWAYS, MEANS, SalonMeans
from kiosk.salon.store.audit.part import Part, Told, moment, person
from kiosk.salon.store.database import Store
from kiosk.salon.store.till import means

_MEANS = tuple(one.name for one in fields(SalonMeans))


class Rates(Part):
    """Every rate that was set, and none besides."""

    kinds = frozenset({"rate.set"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: list[tuple[str, int, int, str, str]] = []

    def take(self, told: Told) -> None:
        body = told.body
        self._said.append((body["currency"], body["rate"], told.at, body["source"], body["by"]))

    def differences(self) -> Iterator[Msg]:
        missing = list(self._said)
        for row in self.store.rows(
            f"SELECT r.currency, r.rate_micro, r.at, r.source, {person('b', 'r.by_id')} "
            "FROM exchange_rate r LEFT JOIN staff b ON b.id = r.by_id ORDER BY r.at, r.id"
        ):
            if tuple(row) in missing:
                missing.remove(tuple(row))
            else:
                yield T(
                    "A rate of {currency} of {at} is not in the journal.",
                    currency=row[0],
                    at=moment(row[2]),
                )
        for currency, _, at, *_ in missing:
            yield T("A rate of {currency} of {at} is missing.", currency=currency, at=moment(at))


class Means(Part):
    """What a means is called, what it needs, whether it is taken and where it stands, is what was
    said last; those that nothing was said of are as they always are."""

    kinds = frozenset({"means.changed"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[str, dict[str, object]] = {
            key: asdict(
                SalonMeans(
                    *(key, key, "", key in ALWAYS, place),
                    opens_drawer=one.opens_drawer,
                    needs_client=one.needs_client,
                    needs_reference=one.needs_reference,
                    fiscal_cash=one.fiscal_cash,
                )
            )
            for place, (key, one) in enumerate(MEANS.items(), 1)
        }

    def take(self, told: Told) -> None:
        body = told.body
        if "active" in body:
            # What it needs was not written down at first.
            self._said[body["key"]] = {name: body[name] for name in _MEANS if name in body}
        for place, key in enumerate(body.get("order", ()), 1):
            self._said.setdefault(key, {})["sort"] = place

    def differences(self) -> Iterator[Msg]:
        missing = dict(self._said)
        for one in means.every(self.store):
            said = missing.pop(one.key, None)
            if said is None or any(getattr(one, name) != has for name, has in said.items()):
                yield T("{name} is not taken as the journal says.", name=one.name or one.key)
        for key in missing:
            yield T("{name} is not taken as the journal says.", name=key)
