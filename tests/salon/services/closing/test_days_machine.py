"""Random days at two tills: whatever is sold, taken back, counted, miscounted, forgotten and cut
off by a power cut, every coin is in one session, and books and drawers go on where they ended."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.salon.domain.errors import PultError, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.closing import Closing, Counting
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store.till import closings, figures
from kiosk.salon.store.till import sessions as table
from tests.rigs.counting import bill_of, give_back, put, sell
from tests.rigs.salon import clock_of, close_salon, make_salon, open_salon
from tests.rigs.till_world import Till, make_till

HOUR_S = 3600
EURO = 25_000_000
DESKS = ("1", "2")
sums = st.integers(1, 30).map(lambda whole: whole * 1_000)


class Days(RuleBasedStateMachine):
    """``lies``: what really lies in each drawer; ``books``: what should, added up here by hand.
    ``counts_made``: how often a till was counted, ``counted_as``: which count closed a session."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.till = make_till(make_salon(Path(self.folder.name)))
        self.by = self.till.manager.id
        self.till.salon.rates.set_rate(EURO, self.by, currency="EUR")
        self.books: dict[str, Counter[str]] = {desk: Counter() for desk in DESKS}
        self.lies: dict[str, Counter[str]] = {desk: Counter() for desk in DESKS}
        self.sales: list[Sale] = []
        self.counting: dict[str, Counting] = {}
        self.counts_made: Counter[str] = Counter()
        self.counted_as: dict[Id, int] = {}

    def teardown(self) -> None:
        assert self.till.salon.books.verify().differences == ()
        close_salon(self.till.salon)
        self.folder.cleanup()

    @property
    def desk(self) -> str:
        return self.till.salon.context.desk

    def moves(self, currency: str, minor: int) -> None:
        self.books[self.desk][currency] += minor
        self.lies[self.desk][currency] += minor

    def moves_with(self, sale: Sale) -> None:
        self.sales.append(sale)
        for part in sale.payments:
            if part.method == "cash":
                self.moves("CZK", part.amount_minor)
            elif part.method == "foreign":
                self.moves("EUR", part.foreign_minor)
                self.moves("CZK", -part.change_minor)

    @rule(desk=st.sampled_from(DESKS))
    def go_to(self, desk: str) -> None:
        self.till.salon.context.desk = desk

    @rule(minor=sums, more=st.integers(0, 5))
    def sell_for_cash(self, minor: int, more: int) -> None:
        self.moves_with(sell(self.till, minor, tendered=minor + more * 1_000))

    @rule(minor=st.integers(1, 40_000), method=st.sampled_from(["card", "cash"]))
    def sell_a_broken_sum(self, minor: int, method: str) -> None:
        if minor >= 50:
            self.moves_with(sell(self.till, minor, method))

    @rule(whole=st.integers(1, 20), over=st.integers(0, 3))
    def sell_for_euros(self, whole: int, over: int) -> None:
        goods = bill_of(self.till, whole * 2_500)
        part = Payment(
            *("foreign", whole * 2_500),
            currency="EUR",
            foreign_minor=(whole + over) * 100,
            rate_micro=EURO,
        )
        self.moves_with(self.till.pay(goods, part))

    @rule(place=st.integers(0, 10_000))
    def void(self, place: int) -> None:
        if not self.sales:
            return
        sale = self.sales[place % len(self.sales)]
        try:
            void = self.till.salon.checkout.void(sale.id, "Sample", self.by)
        except Refused:
            return
        self.moves_with(void)

    @rule(place=st.integers(0, 10_000))
    def take_back(self, place: int) -> None:
        if not self.sales:
            return
        try:
            back = give_back(self.till, self.sales[place % len(self.sales)])
        except Refused:
            return
        self.moves_with(back)

    @rule(minor=st.integers(-9, 9), currency=st.sampled_from(["CZK", "EUR"]))
    def in_or_out(self, minor: int, currency: str) -> None:
        if minor:
            put(self.till.salon, self.by, minor * 1_000, currency)
            self.moves(currency, minor * 1_000)

    @rule(minor=st.integers(-5, 5))
    def somebody_helps_themselves(self, minor: int) -> None:
        """Money comes or goes and nobody writes it down."""
        self.lies[self.desk]["CZK"] += minor * 100

    @rule(hours=st.sampled_from([1, 5, 11, 24, 60]))
    def time_passes(self, hours: int) -> None:
        clock_of(self.till.salon).advance(hours * HOUR_S)

    @rule(during=st.sampled_from(["sale", "open", "begin", "close", "correct"]))
    def power_cut(self, during: str) -> None:
        """Cut off when everything is written and nothing is kept yet: it has never been."""
        salon = self.till.salon
        clock, desk = clock_of(salon), self.desk
        with suppress(ZeroDivisionError, PultError), salon.context.store.transaction():
            self.half(during)
            raise ZeroDivisionError
        salon.context.store.close()
        again = open_salon(Path(self.folder.name), clock)
        again.context.desk = desk
        self.till = Till(again, self.till.manager, self.till.eva, self.till.shampoo, self.till.cut)

    def half(self, during: str) -> None:
        """One of the steps of a day, of which nothing is to stay."""
        salon, closings = self.till.salon, self.till.salon.closings
        if during == "sale":
            sell(self.till, 5_000)
        elif during == "open":
            salon.tills.open(self.by, [Count("CZK", (), 7_000)], reason="Sample")
        elif during == "correct":
            wrong = next((one for one in self.closed() if one.kind != "carried"), None)
            if wrong is not None and not wrong.corrected_by:
                closings.correct(wrong.id, self.by, [Count("CZK", (), 900_000)], "Sample")
        else:
            counting = closings.begin(self.by)
            codes = counting.currencies
            counts = [Count(code, (), 900_000) for code in codes]
            if during == "close":
                reasons = dict.fromkeys(codes, "Sample")
                taken = {"CZK": 1_000}
                closings.close(counting.session.id, self.by, counts, reasons=reasons, taken=taken)

    def counts(self, miscounted: int = 0) -> list[Count] | None:
        """What lies there; None where a drawer would hold less than nothing."""
        lies = self.lies[self.desk]
        found = [
            Count("CZK", (), lies["CZK"] + miscounted),
            *(
                [Count("EUR", (), lies["EUR"])]
                if lies["EUR"] or self.books[self.desk]["EUR"]
                else ()
            ),
        ]
        return found if all(one.sum_minor >= 0 for one in found) else None

    @rule(minor=st.integers(-5, 5))
    def morning(self, minor: int) -> None:
        clock_of(self.till.salon).advance(24 * HOUR_S)
        self.somebody_helps_themselves(minor)
        self.open_with_float()

    @rule(minor=st.integers(-3, 3))
    def evening(self, minor: int) -> None:
        """Counted wrong, counted again after another sale, and the first said to be wrong."""
        self.close(earlier=False, miscounted=500, taken=0)
        self.sell_for_cash(5_000, 0)
        self.close(earlier=False, miscounted=0, taken=1)
        self.correct(1, minor)

    @rule()
    def open_with_float(self) -> None:
        counts = self.counts()
        till = table.of_desk(self.till.salon.context.store, self.desk)
        if counts is None:
            return
        try:
            self.till.salon.tills.open(self.by, counts, "Sample reason")
        except Stale:
            return
        assert till is None or self.till.salon.tills.day(self.by).session is not None
        self.counts_made[self.desk] += 1
        for count in counts:
            self.books[self.desk][count.currency] = count.sum_minor

    @rule(earlier=st.booleans())
    def begin(self, earlier: bool) -> None:
        salon = self.till.salon
        waiting = salon.tills.day(self.by).uncounted
        wanted = waiting[0].id if earlier and waiting else None
        try:
            self.counting[self.desk] = salon.closings.begin(self.by, session_id=wanted)
        except Refused:
            self.counting.pop(self.desk, None)

    @rule(
        earlier=st.booleans(),
        miscounted=st.sampled_from([0, 0, 0, 500]),
        taken=st.integers(0, 3),
    )
    def close(self, earlier: bool, miscounted: int, taken: int) -> None:
        """Counted now, whatever was sold since somebody began: that was put aside."""
        if self.desk not in self.counting:
            self.begin(earlier)
        if self.desk not in self.counting:
            return
        salon, counting = self.till.salon, self.counting.pop(self.desk)
        later = table.after(salon.context.store, counting.session)
        since = {one.currency: one.minor for one in counting.since}
        aside = Counter(figures.moved_in(salon.context.store, later))
        aside.subtract(since)
        lies = Counter(self.lies[self.desk])
        lies.subtract(aside)
        codes = {"CZK", *counting.currencies}
        counts = [
            Count(code, (), lies[code] + (miscounted if code == "CZK" else 0))
            for code in sorted(codes)
        ]
        if any(one.sum_minor < 0 for one in counts):
            return
        there = lies["CZK"] + miscounted
        most = max(0, min(there, there - since.get("CZK", 0), self.lies[self.desk]["CZK"]))
        out = min(taken * 1_000, most)
        before = Counter(self.books[self.desk])
        try:
            made = salon.closings.close(
                *(counting.session.id, self.by, counts),
                reasons=dict.fromkeys(codes, "Sample reason"),
                taken={"CZK": out},
            )
        except Stale:
            return
        for count in counts:
            self.books[self.desk][count.currency] = count.sum_minor + aside[count.currency]
        self.moves("CZK", -out)
        self.counts_made[self.desk] += 1
        self.counted_as[made.session_id] = self.counts_made[self.desk]
        told = {one.currency: one.difference_minor for one in made.counts}
        for count in counts:
            found = self.books[self.desk][count.currency] - before[count.currency]
            drawn = out if count.currency == "CZK" else 0
            assert told[count.currency] == found + drawn

    @rule(place=st.integers(0, 10_000), minor=st.integers(-3, 3))
    def correct(self, place: int, minor: int) -> None:
        salon = self.till.salon
        made = [
            one
            for one in self.closed()
            if one.kind != "carried" and not one.corrected_by and self.of_here(one)
        ]
        if not made:
            return
        wrong = made[place % len(made)]
        crowns = wrong.of("CZK")
        assert crowns is not None
        assert crowns.counted_minor is not None
        right = crowns.counted_minor + minor * 100
        if right < 0:
            return
        try:
            done = salon.closings.correct(wrong.id, self.by, [Count("CZK", (), right)], "Sample")
        except Refused:
            return
        told = done.of("CZK")
        assert told is not None
        nobody = self.counts_made[self.desk] == self.counted_as[wrong.session_id]
        assert (told.moved_by is not None) == (nobody and minor != 0)
        if nobody:
            self.books[self.desk]["CZK"] += minor * 100

    def of_here(self, closing: Closing) -> bool:
        here = table.of_desk(self.till.salon.context.store, self.desk)
        return here is not None and here.id == closing.till_id

    def closed(self) -> list[Closing]:
        return list(closings.of_days(self.till.salon.context.store, "0000", "9999"))

    @invariant()
    def every_document_is_of_one_session(self) -> None:
        """And all of them together are all that was sold."""
        store = self.till.salon.context.store
        whole: Counter[str] = Counter()
        for till in table.every_till(store):
            for session in table.of_till(store, till.id):
                told = self.till.salon.closings.x(self.by, session_id=session.id)
                whole["documents"] += told.sales.count + told.voids.count + told.returns.count
                whole["turnover"] += told.turnover_minor
                whole["rounding"] += told.rounding_minor
                whole["paid"] += told.paid_minor
        assert whole["documents"] == len(self.sales)
        assert whole["turnover"] == sum(sale.total_minor for sale in self.sales)
        assert whole["paid"] == sum(sale.paid_minor for sale in self.sales)
        assert whole["turnover"] + whole["rounding"] == whole["paid"]

    @invariant()
    def drawers_are_as_the_books_say(self) -> None:
        store = self.till.salon.context.store
        for till in table.every_till(store):
            newest = table.newest(store, till.id)
            found = figures.standing(store, newest.id) if newest else {}
            assert found == {code: minor for code, minor in self.books[till.desk].items() if minor}

    @invariant()
    def each_session_begins_where_the_one_before_ended(self) -> None:
        store = self.till.salon.context.store
        for till in table.every_till(store):
            for before, after in pairwise(table.of_till(store, till.id)):
                begun = {
                    one.currency: one.expected_minor
                    for one in table.openings(store, after.id)
                    if one.expected_minor
                }
                assert begun == figures.standing(store, before.id)

    @invariant()
    def closings_are_what_they_were_and_only_grow(self) -> None:
        salon = self.till.salon
        numbers: defaultdict[Id, list[int]] = defaultdict(list)
        totals: Counter[Id] = Counter()
        for closing in sorted(self.closed(), key=lambda one: one.number):
            numbers[closing.till_id].append(closing.number)
            assert closing.sales_before <= closing.sales_after
            assert closing.returns_before <= closing.returns_after
            if closing.kind != "correction":
                kept = salon.closings.figures_of(closing)
                again = salon.closings.x(self.by, session_id=closing.session_id)
                assert kept.of_movements() == again.of_movements()
                assert closing.sales_before == totals[closing.till_id]
                totals[closing.till_id] += kept.sales.minor
                assert closing.sales_after == totals[closing.till_id]
        for found in numbers.values():
            assert found == list(range(1, len(found) + 1))


TestDays = Days.TestCase
TestDays.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
