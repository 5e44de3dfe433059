"""``[vat]``: rates that are not those the program knows, and changes that come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from kiosk.salon.domain.country import COUNTRIES, VatChange
from kiosk.salon.domain.country.rules import comes_to_rest
from kiosk.salon.domain.goods.catalogue import LineKind
from kiosk.salon.settings.section import Section

MOST = 50
"""Percent."""
_RATE = r"(\d{1,2}(?:[.,]\d{1,2})?)"
_CHANGE = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}) {_RATE} > {_RATE}(?: (services|goods))?")
_KINDS: dict[str | None, LineKind | None] = {
    "services": "service",
    "goods": "product",
    None: None,
}
Rates = tuple[Decimal, ...]


class Vat(Section, frozen=True):
    CZ: Annotated[Rates, Meta(description="VAT rates in percent, Czechia; [] as the law says")] = ()
    HU: Annotated[Rates, Meta(description="VAT rates in percent, Hungary; [] as the law says")] = ()
    SI: Annotated[
        Rates, Meta(description="VAT rates in percent, Slovenia; [] as the law says")
    ] = ()
    SK: Annotated[
        Rates, Meta(description="VAT rates in percent, Slovakia; [] as the law says")
    ] = ()
    changes: Annotated[
        tuple[str, ...],
        Meta(
            description="rates that become others on a day, such as 2027-01-01 12 > 14: what has "
            "12 % in the lists is sold at 14 % from then on, at the same price; with services or "
            "goods behind it for these alone"
        ),
    ] = ()

    def contradictions(self) -> Iterator[tuple[str, str]]:
        for country in COUNTRIES:
            for place, rate in enumerate(getattr(self, country)):
                if not 0 <= rate <= MOST or rate * 100 != int(rate * 100):
                    yield f"{country}.{place}", f"percent from 0 to {MOST}, two decimals"
        changes = []
        for place, text in enumerate(self.changes):
            try:
                change = _change(text)
            except ValueError as error:
                yield f"changes.{place}", str(error)
                continue
            changes.append(change)
            if max(change.before_bp, change.after_bp) > MOST * 100:
                yield f"changes.{place}", f"percent from 0 to {MOST}"
        if not comes_to_rest(changes):
            yield "changes", "what a change makes is changed again; take out those of the past"

    def basis_points(self, country: str) -> tuple[int, ...]:
        """The rates of a country in hundredths of a percent, highest first; none where they are
        those of the law."""
        rates: Rates = getattr(self, country)
        return tuple(sorted((int(rate * 100) for rate in rates), reverse=True))

    @property
    def vat_changes(self) -> tuple[VatChange, ...]:
        return tuple(map(_change, self.changes))


def _change(text: str) -> VatChange:
    """ValueError for what is none."""
    found = _CHANGE.fullmatch(text.strip())
    if found is None:
        raise ValueError("a day, a rate, >, a rate, such as 2027-01-01 12 > 14")
    day, before, after, kind = found.groups()
    return VatChange(date.fromisoformat(day), _bp(before), _bp(after), _KINDS[kind])


def _bp(text: str) -> int:
    return int(Decimal(text.replace(",", ".")) * 100)
