"""Spans against a plain set of numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.agenda.shape import on_grid
from kiosk.salon.domain.agenda.spans import Span, both, covers, crowded, meets, merged, without

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def points(spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


@given(SPANS, SPANS)
def test_they_are_as_sets_of_numbers(one: list[Span], other: list[Span]) -> None:
    these, those = merged(one), merged(other)
    assert points(these) == points(one)
    assert all(a[1] < b[0] for a, b in pairwise(these))
    assert points(both(these, those)) == points(these) & points(those)
    assert points(without(these, those)) == points(these) - points(those)


@given(SPANS, st.integers(1, 3))
def test_crowded_is_where_so_many_lie_upon_each_other(spans: list[Span], units: int) -> None:
    deep = {at for at in range(31) if sum(start <= at < end for start, end in spans) >= units}
    assert points(crowded(spans, units)) == deep


@given(SPANS, st.integers(0, 30), st.integers(1, 5))
def test_inside_and_beside(spans: list[Span], start: int, length: int) -> None:
    those, wanted = merged(spans), set(range(start, start + length))
    assert covers(those, start, start + length) == (wanted <= points(those))
    assert meets(those, start, start + length) == bool(wanted & points(those))


def test_the_grid_has_both_ends_of_what_is_allowed() -> None:
    assert on_grid([(10, 31), (44, 45)], 10) == [10, 20, 30]
