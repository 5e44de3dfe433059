"""Closings: numbered without gaps at each till, never changed.

Beside the closing that somebody counted (``count``) there is one of a session that was closed by
the count of a later one (``carried``), and one that says that a count was wrong (``correction``,
which ``corrects`` names). Nothing is ever opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.counting import Count, Face
from kiosk.salon.domain.till.session import Session, Sum, TillRules

ClosingKind = Literal["count", "carried", "correction"]
Outcome = Literal["fits", "recount", "needs_reason"]
GIVE_REASON = T("Please give a reason for the difference.")
ATTEMPTS = 2
"""How often somebody counts who does not see what there should be."""


@dataclass(frozen=True, slots=True)
class ClosingCount:
    """One currency of a closing, minor units. ``expected_minor``: what should have been there at
    the cut. ``since_minor``: what moved between the cut and the counting; it was in the drawer
    (``counted_minor``, None when nobody counted) and belongs to the next session.
    ``difference = counted - since - expected`` (short: below zero),
    ``left = expected + difference - taken``, which is where the next session begins. ``moved_by``,
    ``taken_by``: movements that the closing made."""

    currency: str
    expected_minor: int
    since_minor: int = 0
    counted_minor: int | None = None
    difference_minor: int = 0
    reason: str = ""
    taken_minor: int = 0
    left_minor: int = 0
    pieces: tuple[Face, ...] = ()
    moved_by: Id | None = None
    taken_by: Id | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """``blind``: whoever counted did not see what should be there; ``attempts``: how often they
    counted. ``card_terminal_minor``: the day's sum on the terminal, None when nobody typed it; its
    difference is noted and moves no cash. ``sales_*`` and ``returns_*``: all that the till ever
    sold and took back, before and after this session; both only grow. ``journal_seq`` and
    ``journal_mac``: of its entry in the journal. ``last_session``: number of the till's newest
    session then. ``corrects_number``, ``corrected_by``: numbers, 0 for none. Times UTC ms, sums
    minor units."""

    id: Id
    till_id: Id
    number: int
    session_id: Id
    last_session: int
    kind: ClosingKind
    business_day: str
    closed_at: int
    counted_by: Id | None
    counts: tuple[ClosingCount, ...]
    corrects: Id | None = None
    approved_by: Id | None = None
    reason: str = ""
    blind: bool = False
    attempts: int = 0
    card_expected_minor: int = 0
    card_terminal_minor: int | None = None
    card_reason: str = ""
    sales_before: int = 0
    sales_after: int = 0
    returns_before: int = 0
    returns_after: int = 0
    journal_seq: int = 0
    journal_mac: bytes = b""
    corrects_number: int = 0
    corrected_by: int = 0

    @property
    def card_difference_minor(self) -> int:
        """What the terminal says more than the till (less: below zero)."""
        told = self.card_terminal_minor
        return 0 if told is None else told - self.card_expected_minor

    def of(self, currency: str) -> ClosingCount | None:
        """Its count of a currency."""
        return next((count for count in self.counts if count.currency == currency), None)


@dataclass(frozen=True, slots=True)
class Counting:
    """What somebody is about to count. ``session``: the one that is closed by it; ``earlier``:
    uncounted ones before it, which are carried. ``expected``: at the cut, None for who counts
    blind. ``since``: what moved after the cut. ``attempts_left``: counts that are still free to be
    wrong, 0 where nobody counts blind. ``card_expected_minor``: taken by card in ``session``."""

    session: Session
    earlier: tuple[Session, ...]
    currencies: tuple[str, ...]
    expected: tuple[Sum, ...] | None
    since: tuple[Sum, ...]
    attempts_left: int
    card_expected_minor: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What becomes of a count: it ``fits``, it has to be counted once more, or it ``needs_reason``
    to be closed. ``differences``: by currency, None while they are not to be seen."""

    outcome: Outcome
    differences: tuple[Sum, ...] | None


def needs_reason(difference: Sum, home: str, rules: TillRules) -> bool:
    """Whether a difference has to be explained. ``home``: the salon's currency."""
    if difference.currency != home:
        return difference.minor != 0
    unit = int(10 ** CURRENCIES[home].exponent)
    return abs(difference.minor) > rules.difference_limit * unit


def outcome_of(
    differences: Iterable[Sum], home: str, rules: TillRules, *, blind: bool, attempt: int
) -> Outcome:
    """``attempt``: which one this count is, from 1. Who counts blind counts again after any
    difference."""
    there = [one for one in differences if one.minor]
    if there and blind and attempt < ATTEMPTS:
        return "recount"
    return "needs_reason" if any(needs_reason(one, home, rules) for one in there) else "fits"


def differences_of(
    counts: Sequence[Count], expected: Sequence[Sum], since: Sequence[Sum]
) -> tuple[Sum, ...]:
    """Of every currency that was counted: what lay there too much."""
    owed: dict[str, int] = {}
    for part in (*expected, *since):
        owed[part.currency] = owed.get(part.currency, 0) + part.minor
    return tuple(Sum(one.currency, one.sum_minor - owed.get(one.currency, 0)) for one in counts)
