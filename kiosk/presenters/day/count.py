"""Counting the till at the end of the day: pieces or sums, blind where the salon wants it so."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.day.args import CloseTillArgs, CountArgs
from kiosk.presenters.day.piles import (
    NO_PILES,
    NOTHING,
    CountingPage,
    CountView,
    Piles,
    to_count,
)
from kiosk.presenters.day.words import difference
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, N, T, Text
from kiosk.salon.domain.till.closing import Closing, Counting
from kiosk.salon.domain.till.counting import Count, counted
from kiosk.salon.domain.till.session import Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class CountState:
    """``earlier``: days before that nobody counted and this count carries, or empty. ``expected``:
    what should be there of the currency that is shown, None while nobody may know it;
    ``difference`` and its ``tone`` then. ``told``: what the person has to know of it."""

    title: Text = ""
    earlier: Text = ""
    count: CountView = NOTHING
    expected: Amount | None = None
    difference: Text = ""
    tone: str = "ink"
    told: Text = ""
    told_tone: str = "info"
    why: Text = ""


class CountPage(CountingPage[CountState, CountArgs]):
    name = "count"
    blank = CountState()

    def forget(self) -> None:
        self._args: CountArgs | None = None
        self._piles = NO_PILES
        self._expected: Mapping[str, int] | None = None
        self._told: tuple[Text, str] = ("", "info")
        self._who: Id | None = None

    def enter(self, args: CountArgs) -> None:
        self._args, self._who = args, self.by
        if isinstance(args.of, Closing):
            self._piles = Piles([count.currency for count in args.of.counts])
            self._piles.propose(_as_counted(args.of))
            self._expected = {
                count.currency: count.expected_minor + count.since_minor for count in args.of.counts
            }
        else:
            self._piles = Piles(args.of.currencies)
            self._expected = _expected(args.of)
            if self._expected is None:
                self._told = T("What should be here is shown when you have counted."), "info"
        self._look()

    def leave(self) -> None:
        args, who = self._args, self._who
        super().leave()
        if args is not None:
            go_on(self, args.of, who)

    def _look(self) -> None:
        args, pile = self._args, self._piles.shown
        if args is None or pile is None:
            return
        expected, tone = None, "ink"
        told: Text = ""
        if self._expected is not None:
            minor = self._expected.get(pile.code, 0)
            expected = Amount(minor, pile.code)
            if pile.begun:
                told, tone = difference(pile.total - minor, pile.code)
        again = isinstance(args.of, Closing)
        self.show(
            CountState(
                title=T("Count again") if again else T("Count the till"),
                earlier=_earlier(args.of),
                count=self._piles.view(),
                expected=expected,
                difference=told,
                tone=tone,
                told=self._told[0],
                told_tone=self._told[1],
                why=to_count(self._piles),
            )
        )

    def done(self) -> None:
        """Everything is counted. Whoever does not see what should be there counts once more when it
        does not fit, and cannot come back to it afterwards."""
        args = self._args
        if args is None or self.by is None or self.state.why:
            return
        counts = self._piles.counts()
        if isinstance(args.of, Closing):
            self.host.go(CloseTillArgs(args.of, counts, self._differences(counts)))
            return
        result = self.services.closings.check(args.of.session.id, counts, self.by)
        if result.outcome == "recount":
            self.hardware.sound("attention")
            self._told = T("This is not what should be here. Please count once more."), "warn"
            self._look()
            return
        page = CloseTillArgs(args.of, counts, result.differences or (), args.approved_by)
        if self._expected is None:
            self.host.swap(page)
        else:
            self.host.go(page)

    def _differences(self, counts: tuple[Count, ...]) -> tuple[Sum, ...]:
        known = self._expected or {}
        return tuple(
            Sum(count.currency, count.sum_minor - known.get(count.currency, 0)) for count in counts
        )

    def scan(self, code: str) -> bool:
        """Nothing is sold while the till is counted here."""
        self.hardware.sound("refuse")
        return True


def go_on(presenter: Presenter[Any, Any], of: Counting | Closing, by: Id | None) -> None:
    """Whoever began to count and goes without has not ended the day, if nothing was sold since. A
    day that cannot be taken up now has ended, and waits to be counted."""
    if by is None or isinstance(of, Closing):
        return
    with suppress(PultError):
        if presenter.services.closings.take_up(of.session.id, by):
            presenter.host.say(Toast(T("Nothing was counted, so the day goes on."), "info"))


def _as_counted(closing: Closing) -> tuple[Count, ...]:
    return tuple(
        counted(count.currency, count.pieces)
        if count.pieces
        else Count(count.currency, (), count.counted_minor or 0)
        for count in closing.counts
    )


def _expected(counting: Counting) -> Mapping[str, int] | None:
    """What should be in the drawer, what came in after the cut included."""
    if counting.expected is None:
        return None
    here: dict[str, int] = {}
    for one in (*counting.expected, *counting.since):
        here[one.currency] = here.get(one.currency, 0) + one.minor
    return here


def _earlier(of: Counting | Closing) -> Text:
    if isinstance(of, Closing) or not of.earlier:
        return ""
    days = len(of.earlier)
    return N(
        "{n} day before was not counted; this count is for it too",
        "{n} days before were not counted; this count is for them too",
        days,
    )
