"""What happened in a session, as X and Z print it and the screen shows it.

One dataclass for all three; a closing keeps it as it was then. Minor units of the salon's currency
unless a currency is named; sums of voids and returns are below zero.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from kiosk.salon.domain.till.means import of_payment


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, and what they come to."""

    count: int = 0
    minor: int = 0


NONE = Tally()


@dataclass(frozen=True, slots=True)
class VatSums:
    """A VAT rate (hundredths of a percent): what was sold under it and what was taken back. As on
    the documents: VAT is that of each, added up."""

    rate_bp: int
    sold_base: int = 0
    sold_vat: int = 0
    back_base: int = 0
    back_vat: int = 0

    @property
    def sold_gross(self) -> int:
        return self.sold_base + self.sold_vat

    @property
    def back_gross(self) -> int:
        return self.back_base + self.back_vat


@dataclass(frozen=True, slots=True)
class Discounted:
    """What was given away for a reason (as it was typed; empty for none)."""

    reason: str
    count: int
    minor: int


@dataclass(frozen=True, slots=True)
class Paid:
    """A means of payment. ``title``: what one of the salon's own was called. ``currency`` and
    ``foreign_minor``: of money of another currency, ``minor`` is its value."""

    method: str
    title: str
    count: int
    minor: int
    currency: str = ""
    foreign_minor: int = 0


@dataclass(frozen=True, slots=True)
class Tipped:
    """Tips for one of the team by one means of payment."""

    staff_name: str
    method: str
    count: int
    minor: int


@dataclass(frozen=True, slots=True)
class CashKind:
    """Cash movements of a kind: how many, what came in, what went out (below zero)."""

    kind: str
    count: int
    in_minor: int
    out_minor: int


@dataclass(frozen=True, slots=True)
class CashSums:
    """One currency in the drawer. ``opening_minor``: what the session before left;
    ``opening_difference_minor``: what was counted there more (less: below zero) when it opened;
    ``sales_minor``: paid, change taken off; ``back_minor``: given back for voids and returns;
    ``movements``: the rest. ``expected_minor`` is their sum, what should lie there."""

    currency: str
    opening_minor: int
    opening_counted: bool
    opening_difference_minor: int
    sales_minor: int
    back_minor: int
    tips_minor: int
    movements: tuple[CashKind, ...]
    expected_minor: int

    @property
    def in_minor(self) -> int:
        """What came in besides sales and tips."""
        return sum(kind.in_minor for kind in self.movements)

    @property
    def out_minor(self) -> int:
        """What went out besides what was given back, below zero; drops too."""
        return sum(kind.out_minor for kind in self.movements)


@dataclass(frozen=True, slots=True)
class Late:
    """A document of an earlier business day (ISO) that was taken over later."""

    number: str
    day: str
    minor: int


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who used the drawer. ``id``: as hex."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Figures:
    """``first_day`` and ``last_day``: ISO; two where the session went on over the night.
    ``first_number`` and ``last_number``: of its documents, empty without any. ``services_minor``,
    ``goods_minor``: what was taken back is taken off. ``rounding_minor``: of cash. ``openings``: of
    the drawer without a sale; ``copies``: receipts printed again. ``bills``: still open when this
    was made. ``payments`` and ``tips``: what went back is taken off; ``paid_back`` and
    ``tips_back`` are that part, below zero. ``open_parts``: what the card terminal took of bills
    that nothing here has paid yet, ``earlier_parts`` (below zero) what it had taken before of bills
    that were paid here, ``unanswered``: what it was asked for at this desk and nobody has said yet
    what became of it; tips included. ``sales_total``, ``returns_total``: all that the till ever
    sold and took back (both above zero), this session included."""

    currency: str
    till: str
    desk: str
    session: int
    business_day: str
    first_day: str
    last_day: str
    opened_at: int
    opened_by: str
    ended_at: int | None
    ended_by: str
    first_number: str
    last_number: str
    sales: Tally
    voids: Tally
    returns: Tally
    services_minor: int
    goods_minor: int
    vat: tuple[VatSums, ...]
    discounts: tuple[Discounted, ...]
    payments: tuple[Paid, ...]
    tips: tuple[Tipped, ...]
    rounding_minor: int
    cash: tuple[CashSums, ...]
    openings: int
    copies: int
    bills: Tally
    late: tuple[Late, ...]
    people: tuple[User, ...]
    sales_total: int
    returns_total: int
    paid_back: tuple[Paid, ...] = ()
    tips_back: tuple[Tipped, ...] = ()
    open_parts: Tally = NONE
    earlier_parts: Tally = NONE
    unanswered: Tally = NONE

    @property
    def turnover_minor(self) -> int:
        """Sold, less what was taken back; exact, without the rounding of cash."""
        return self.sales.minor + self.voids.minor + self.returns.minor

    @property
    def paid_minor(self) -> int:
        """What came in by all means of payment: turnover and rounding, tips apart."""
        return sum(part.minor for part in self.payments)

    @property
    def tips_minor(self) -> int:
        return sum(tip.minor for tip in self.tips)

    @property
    def card_minor(self) -> int:
        """What the card terminal should have taken, tips and parts of open bills included."""
        parts: tuple[Paid | Tipped, ...] = (*self.payments, *self.tips)
        paid = sum(part.minor for part in parts if of_payment(part.method, "").asked)
        return paid + self.open_parts.minor + self.earlier_parts.minor

    def cash_of(self, currency: str) -> CashSums | None:
        return next((sums for sums in self.cash if sums.currency == currency), None)

    def of_movements(self) -> Figures:
        """What the ledgers say again whenever they are added up: without names, without what was
        typed as a reason and without what was open then."""
        discounts = Discounted(
            "", sum(one.count for one in self.discounts), sum(one.minor for one in self.discounts)
        )
        return replace(
            self,
            till="",
            opened_by="",
            ended_by="",
            discounts=(discounts,),
            bills=NONE,
            unanswered=NONE,
            people=tuple(replace(one, name="") for one in self.people),
        )

    def proof(self) -> str:
        """What the journal keeps of them: a digest of :meth:`of_movements`."""
        return hashlib.sha256(self.of_movements().to_json().encode()).hexdigest()

    def adds_up(self, again: Figures) -> bool:
        """Whether these, that were kept, are what the ledgers say ``again``."""
        kept, found = self.of_movements(), again.of_movements()
        return all(getattr(kept, name) == getattr(found, name) for name in kept._told())

    def _told(self) -> dict[str, Any]:
        """A figure that was not known yet when a closing was made has a default, and is left out
        while it is that: what the closing kept, and its proof, stay what they are."""
        at_default = {one.name for one in fields(self) if getattr(self, one.name) == one.default}
        return {name: value for name, value in asdict(self).items() if name not in at_default}

    def to_json(self) -> str:
        """One line, the same for the same figures."""
        told = self._told()
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Figures:
        """The opposite of :meth:`to_json`."""
        kept: dict[str, Any] = json.loads(text)
        for name in _TALLIES & kept.keys():
            kept[name] = Tally(**kept[name])
        for name in _LISTS.keys() & kept.keys():
            kept[name] = tuple(_LISTS[name](**one) for one in kept[name])
        kept["cash"] = tuple(_cash(one) for one in kept["cash"])
        return cls(**kept)


_LISTS: Mapping[str, type] = {
    "vat": VatSums, "discounts": Discounted, "payments": Paid, "tips": Tipped, "late": Late,
    "people": User, "paid_back": Paid, "tips_back": Tipped,
}  # fmt: skip
_TALLIES = frozenset(
    {"sales", "voids", "returns", "bills", "open_parts", "earlier_parts", "unanswered"}
)


def _cash(kept: Mapping[str, Any]) -> CashSums:
    movements = tuple(CashKind(**one) for one in kept["movements"])
    return CashSums(**{**kept, "movements": movements})
