"""Counting by fingers: whatever is touched, the count is one that can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.presenters.day.piles import Pile
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.till.counting import check_counts, sum_of

KEYS = (*"0123456789", ",", "back", "clear")


@pytest.mark.req("M3")
@given(code=st.sampled_from(sorted(CURRENCIES)), data=st.data())
def test_any_touches_make_a_count_that_can_be(code: str, data: st.DataObject) -> None:
    pile = Pile(code)
    touches = st.one_of(st.sampled_from(KEYS), st.sampled_from(pile.faces), st.just("sum"))
    for touch in data.draw(st.lists(touches, max_size=60)):
        before = pile.total
        if touch == "sum":
            pile.by_sum = True
        elif isinstance(touch, int):
            pile.turn(touch)
        elif not pile.press(touch):
            assert pile.total == before, "a key that is refused changes nothing"
        count = pile.count()
        check_counts([count])
        assert count.sum_minor == pile.total
        assert not count.pieces or sum_of(count.pieces) == pile.total


@given(code=st.sampled_from(sorted(CURRENCIES)), sum_minor=st.integers(0, 10**7))
def test_what_was_counted_is_proposed_again(code: str, sum_minor: int) -> None:
    first, again = Pile(code), Pile(code)
    first.by_sum = True
    scale = 1 if first.decimals else 10 ** CURRENCIES[code].exponent
    for key in str(sum_minor // scale):
        first.press(key)
    again.propose(first.count())
    assert again.total == first.total
