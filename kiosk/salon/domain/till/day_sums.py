"""What was sold and taken over some days, added up from their documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

_Key = TypeVar("_Key")
Payers = tuple[str, str]
"""A means of payment: its key, and what one of the salon's own was called."""


@dataclass(frozen=True, slots=True)
class DaySums:
    """Voids and returns are taken off everywhere; sums are minor units.

    ``sales``, ``voids``, ``returns``: how many documents of each kind. ``services``, ``goods``:
    what they came to with VAT, which together is the turnover; ``rounding``: beside it, of cash.
    ``vat``: by rate (hundredths of a percent), nothing for documents of no VAT payer.
    ``discounts``: by what they were for, ``payments``: by means, their sum is what was taken.
    ``tips`` are in none of the others. ``cost``: what goods were bought for without VAT, as far as
    known; ``unknown``: what those brought (without VAT) of which nobody knows it."""

    sales: int = 0
    voids: int = 0
    returns: int = 0
    services: int = 0
    goods: int = 0
    rounding: int = 0
    tips: int = 0
    cost: int = 0
    unknown: int = 0
    vat: Mapping[int, int] = field(default_factory=dict)
    discounts: Mapping[str, int] = field(default_factory=dict)
    payments: Mapping[Payers, int] = field(default_factory=dict)

    @property
    def turnover(self) -> int:
        return self.services + self.goods

    @property
    def taken(self) -> int:
        """What came in, in whatever way; ``turnover + rounding``."""
        return sum(self.payments.values())

    @property
    def vat_sum(self) -> int:
        return sum(self.vat.values())

    @property
    def net(self) -> int:
        """The turnover without VAT."""
        return self.turnover - self.vat_sum

    @property
    def margin(self) -> int:
        """The turnover without VAT and without what the goods were bought for."""
        return self.net - self.cost

    @property
    def bills(self) -> int:
        """How many were paid and stand."""
        return self.sales - self.voids

    @property
    def average(self) -> int | None:
        """The turnover of one bill, to the nearest minor unit; None without any."""
        return (2 * self.turnover + self.bills) // (2 * self.bills) if self.bills > 0 else None

    def to_json(self) -> dict[str, Any]:
        numbers = {name: getattr(self, name) for name in _NUMBERS}
        return {
            **numbers,
            "vat": sorted([rate, minor] for rate, minor in self.vat.items()),
            "discounts": sorted([text, minor] for text, minor in self.discounts.items()),
            "payments": sorted([*means, minor] for means, minor in self.payments.items()),
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> DaySums:
        return cls(
            **{name: said[name] for name in _NUMBERS},
            vat=dict(said["vat"]),
            discounts=dict(said["discounts"]),
            payments={(key, title): minor for key, title, minor in said["payments"]},
        )


_NUMBERS = tuple(one.name for one in fields(DaySums) if one.type == "int")


def together(days: Iterable[DaySums]) -> DaySums:
    """All of them as one."""
    every = tuple(days)
    return DaySums(
        **{name: sum(getattr(day, name) for day in every) for name in _NUMBERS},
        vat=_joined(day.vat for day in every),
        discounts=_joined(day.discounts for day in every),
        payments=_joined(day.payments for day in every),
    )


def _joined(parts: Iterable[Mapping[_Key, int]]) -> dict[_Key, int]:
    """What came to nothing in the end is there all the same: something happened."""
    whole: dict[_Key, int] = {}
    for part in parts:
        for key, minor in part.items():
            whole[key] = whole.get(key, 0) + minor
    return whole
