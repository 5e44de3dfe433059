"""Something breaks at each write of a day's steps: nothing of the step stays, in the books nor in
the memory of the program, and the same step goes through afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count as places

import pytest

from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.store.database import Store
from tests.rigs.counting import crowns, sell
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till

pytestmark = pytest.mark.req("M3", "K1")

REASON = "Sample reason"
_run = Store.run


@contextmanager
def breaking(monkeypatch: pytest.MonkeyPatch, place: int) -> Iterator[None]:
    """At so many writes from now."""
    left = [place]

    def run(store: Store, sql: str, params: Sequence[object] = ()) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise ZeroDivisionError
        return _run(store, sql, params)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "run", run)
        yield


def state(till: Till) -> dict[str, list[tuple[object, ...]]]:
    """All that a step of the day may write."""
    tables = ("till_session", "session_opening", "count_attempt", "closing", "closing_count")
    more = ("cash_movement", "journal", "print_job", "series", "change")
    store = till.salon.context.store
    return {name: store.rows(f"SELECT * FROM {name}") for name in (*tables, *more)}


def cut_everywhere(till: Till, monkeypatch: pytest.MonkeyPatch, step: Callable[[], object]) -> int:
    """Returns at how many writes it was cut; the last time it goes through."""
    before = state(till)
    for place in places():
        try:
            with breaking(monkeypatch, place):
                step()
        except ZeroDivisionError:
            assert state(till) == before
            continue
        break
    assert state(till) != before
    assert till.salon.books.verify().differences == ()
    return place


def test_each_step_of_a_day_is_done_or_not(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """An earlier day is carried, another one runs on, and the count is blind and short."""
    salon, by = till.salon, till.manager.id
    eva = till.eva.id
    salon.context.till_rules = replace(salon.context.till_rules, blind=True)
    assert cut_everywhere(till, monkeypatch, lambda: salon.tills.open(eva, crowns(1_000))) >= 4
    sell(till, 10_000)
    clock_of(salon).advance(24 * 3600)
    sell(till, 10_000)
    session = salon.tills.glance().session
    assert session is not None
    assert cut_everywhere(till, monkeypatch, lambda: salon.closings.begin(eva)) >= 2
    sell(till, 5_000)
    closings, made = salon.closings, list[Closing]()
    for minor in (20_000, 20_500):
        check = partial(closings.check, session.id, crowns(minor), eva)
        assert cut_everywhere(till, monkeypatch, check) >= 2

    def close() -> None:
        made.append(closings.close(
            *(session.id, eva, crowns(20_500)),
            reasons={"CZK": REASON},
            taken={"CZK": 1_000},
            taken_approved_by=by,
        ))  # fmt: skip

    assert cut_everywhere(till, monkeypatch, close) >= 12
    assert [one.number for one in made] == [2]
    right = crowns(21_000)
    assert (
        cut_everywhere(till, monkeypatch, lambda: closings.correct(made[0].id, by, right, REASON))
        >= 5
    )
    assert salon.closings.x(by).cash[0].expected_minor == 25_000
