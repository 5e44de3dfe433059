"""What a new salon can begin with: the usual services of a trade in its country.

A file per trade in ``assets/services`` names them in the languages of the desk, with the minutes
they usually take. No prices: those are the salon's own, and a price nobody chose must not be sold
at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.salon.assets import asset
from kiosk.salon.domain.country import Trade
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.catalogue import Catalogue
from kiosk.salon.services.context import Area, Context


@dataclass(frozen=True, slots=True)
class Usual:
    """A usual service. ``key``: by which a list names it. ``there``: the salon has one of that name
    already, in whatever category."""

    key: str
    trade: Trade
    category: str
    name: str
    minutes: int
    gap_from: int = 0
    gap_minutes: int = 0
    after_minutes: int = 0
    there: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """``price_minor`` None: it is said at the till until the list has one."""

    usual: Usual
    price_minor: int | None = None


@cache
def _listed(trade: Trade) -> tuple[dict[str, str], ...]:
    import csv

    with asset(f"services/{trade}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


class Starting(Area):
    def __init__(self, context: Context, catalogue: Catalogue) -> None:
        super().__init__(context)
        self._catalogue = catalogue

    def starter(self, trade: Trade) -> tuple[Usual, ...]:
        """The usual services of a trade in the salon's country, in the salon's language, category
        by category."""
        salon = self._context.salon
        language = salon.language or salon.rules.language
        there = self._names()
        return tuple(
            Usual(
                key=f"{trade}-{place}",
                trade=trade,
                category=row[f"category_{language}"],
                name=row[f"name_{language}"],
                minutes=int(row["minutes"]),
                gap_from=int(row["gap_from"] or 0),
                gap_minutes=int(row["gap_minutes"] or 0),
                after_minutes=int(row["after_minutes"] or 0),
                there=fold(row[f"name_{language}"]) in there,
            )
            for place, row in enumerate(_listed(trade))
            if not row["countries"] or salon.country in row["countries"].split(",")
        )

    def add_starter(self, chosen: Sequence[Chosen], staff_id: Id | None) -> tuple[Service, ...]:
        """Those of them that the salon does not have yet, as services of its own: all or none.
        Refused for what :meth:`Catalogue.save_service` refuses."""
        context = self._context
        added = []
        with context.store.transaction():
            there = self._names()
            for one in chosen:
                usual = one.usual
                if fold(usual.name) in there:
                    continue
                there.add(fold(usual.name))
                item = Service(
                    b"",
                    usual.name,
                    usual.minutes,
                    one.price_minor or 0,
                    context.salon.usual_vat("service", context.law_day(), usual.trade),
                    category=usual.category,
                    gap_from=usual.gap_from,
                    gap_minutes=usual.gap_minutes,
                    after_minutes=usual.after_minutes,
                    open_price=one.price_minor is None,
                )
                added.append(self._catalogue.save_service(item, staff_id))
            if added:
                context.note("services.usual", staff_id, rows=len(added))
        return tuple(added)

    def _names(self) -> set[str]:
        return {fold(service.name) for service in self._catalogue.services(inactive=True)}
