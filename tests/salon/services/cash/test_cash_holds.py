"""What must hold whatever is done: balances, series without gaps, transfers that are neutral."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.cash import KINDS, CashEntry, Way, offered
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.till import cash_moves, expenses
from kiosk.salon.store.till import figures, series
from kiosk.salon.store.till import sessions as tills
from tests.rigs.salon import clock_of, close_salon, make_salon, open_salon
from tests.rigs.till_world import Till, make_till

STEPS = ("in", "out", "drop", "safe in", "safe out", "transfer", "to the safe", "reverse", "sell",
         "night")  # fmt: skip


class Play:
    """Two desks, a safe, and what lies where as somebody counting on fingers would have it."""

    def __init__(self, home: Path) -> None:
        first = make_salon(home)
        self.world = make_till(first)
        second = open_salon(home, clock_of(first))
        second.context.desk = "2"
        self.desks = (first, second)
        self.petra = self.world.manager.id
        for desk in self.desks:
            desk.expenses.begin(self.petra)
            desk.cash.pay_in(CashEntry(kind="float", amount_minor=1000_00), self.petra)
        self.lies = {"1": 1000_00, "2": 1000_00, "safe": 0}
        self.outside = -2000_00

    def close(self) -> None:
        for desk in self.desks:
            close_salon(desk)

    def entry(self, way: Way, rng: random.Random, *, safe: bool) -> CashEntry:
        kinds = [kind for kind in offered(way, safe=safe) if kind not in ("transfer", "drop")]
        kind = rng.choice(kinds)
        row, salon = KINDS[kind], self.desks[0]
        return CashEntry(
            kind=kind,
            amount_minor=rng.randrange(1, 2000) * 100,
            item_id=rng.choice(salon.expenses.items()).id if row.expense else None,
            person_id=self.petra if row.person else None,
        )

    def step(self, what: str, rng: random.Random) -> None:
        place = rng.randrange(2)
        salon, name = self.desks[place], str(place + 1)
        if what in ("in", "out", "safe in", "safe out"):
            way: Way = "in" if what.endswith("in") else "out"
            safe = what.startswith("safe")
            made = self.entry(way, rng, safe=safe)
            act = salon.cash.pay_in if way == "in" else salon.cash.pay_out
            self.move("safe" if safe else name, act(made, self.petra, safe=safe).amount_minor)
        elif what == "drop":
            made = CashEntry(kind="drop", amount_minor=rng.randrange(1, 500) * 100)
            self.shift(name, "safe", -salon.cash.pay_out(made, self.petra).amount_minor)
        elif what in ("transfer", "to the safe"):
            ends = {one.desk: one.id for one in salon.tills.all() if one.desk}
            ends["safe"] = salon.cash.safe().id
            to = "safe" if what == "to the safe" else rng.choice(["1", "2", "safe"])
            amount = rng.randrange(1, 500) * 100
            with suppress(PultError):
                salon.cash.transfer(ends[name], ends[to], amount, self.petra)
                self.shift(name, to, amount)
        elif what == "sell":
            bill = self.world.retail()
            total = bill.totals.total_minor
            self.world.pay(bill, Payment("cash", total))
            self.move("1", total)
        elif what == "night":
            clock_of(salon).advance(24 * 3600)
            # Whoever comes first in the morning: a transfer waits for the other till to be open.
            for desk in self.desks:
                desk.cash.pay_in(CashEntry(kind="found", amount_minor=100), self.petra)
            self.move("1", 100)
            self.move("2", 100)
        elif what == "reverse":
            self.reverse(salon, rng)

    def reverse(self, salon: Services, rng: random.Random) -> None:
        today = salon.context.today()
        some = salon.cash.of_days(today, today)
        one = rng.choice(some) if some else None
        if one is None:
            return
        before = [
            half
            for half in some
            if half.id == one.id or (one.transfer_id and half.transfer_id == one.transfer_id)
        ]
        try:
            salon.cash.reverse(one.id, "Sample", self.petra)
        except PultError:
            return
        for half in before:
            place = "safe" if half.session_id is None else half.till
            if half.kind == "drop":
                self.shift("safe", place, -half.amount_minor)
            elif half.kind == "transfer":
                self.lies[place] -= half.amount_minor
            else:
                self.move(place, -half.amount_minor)

    def move(self, place: str, minor: int) -> None:
        self.lies[place] += minor
        self.outside -= minor

    def shift(self, one: str, other: str, minor: int) -> None:
        self.lies[one] -= minor
        self.lies[other] += minor

    def books(self) -> dict[str, int]:
        """What the books say lies where."""
        store = self.desks[0].context.store
        found = {"safe": sum(one.minor for one in self.desks[0].cash.in_safe())}
        for name in ("1", "2"):
            session = tills.open_at(store, name)
            assert session is not None
            found[name] = figures.standing(store, session.id).get("CZK", 0)
        return found


@pytest.mark.req("M2")
@settings(max_examples=15)
@given(st.integers(0, 10**9), st.lists(st.sampled_from(STEPS), min_size=5, max_size=25))
def test_drawers_and_safe_hold_what_moved_and_nothing_is_lost_between(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[str]
) -> None:
    play = Play(tmp_path_factory.mktemp("play"))
    rng = random.Random(seed)
    for what in steps:
        play.step(what, rng)
    assert play.books() == play.lies
    assert sum(play.lies.values()) + play.outside == 0
    found = play.desks[0].books.verify()
    assert (found.fault, found.differences) == (None, ())
    play.close()


@pytest.mark.req("M2")
@pytest.mark.parametrize("where", ["journal", "expense", "paper"])
def test_a_fault_on_the_way_takes_all_of_it_back_and_leaves_no_gap(
    till: Till, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    salon, petra = till.salon, till.manager.id
    salon.expenses.begin(petra)
    bought = CashEntry(kind="purchase", amount_minor=10_000, item_id=salon.expenses.items()[0].id)
    salon.cash.pay_out(bought, petra)
    before = _rows(salon)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    steps = {
        "journal": (cash_moves, "_journalise"),
        "expense": (expenses.rows, "add"),
        "paper": (cash_moves.printing, "add"),
    }
    with monkeypatch.context() as broken:
        broken.setattr(*steps[where], fail)
        with pytest.raises(RuntimeError):
            salon.cash.pay_out(bought, petra)
    assert _rows(salon) == before
    assert salon.cash.pay_out(bought, petra).number == "2026-1-VPD00002"
    assert salon.books.verify().holds


def _rows(salon: Services) -> dict[str, int]:
    store = salon.context.store
    tables = ("cash_movement", "expense", "journal", "print_job", "till_session")
    return {name: store.number(f"SELECT count(*) FROM {name}") for name in tables}


@pytest.mark.req("M2", "K1")
def test_numbers_of_lost_books_are_never_given_out_again(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.cash.pay_in(CashEntry(kind="float", amount_minor=100_00), petra)
    names = series.of_desk("1", 2026)
    with salon.context.store.transaction():
        skipped = series.skip(salon.context.store, names, 10)
    assert skipped["cash-in-1-2026"] == [2, 11]
    assert skipped["cash-out-1-2026"] == [1, 10]
    numbers = [
        salon.cash.pay_in(CashEntry(kind="float", amount_minor=100_00), petra).number,
        salon.cash.pay_out(CashEntry(kind="lost", amount_minor=100_00), petra).number,
    ]
    assert numbers == ["2026-1-PPD00012", "2026-1-VPD00011"]
    for number in numbers:
        name, count = series.of_number(number)
        assert (name in names, count) == (True, int(number[-5:]))
