"""Figures that are kept: read again as they were, also by a program that knows more of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from kiosk.salon.domain.till.figures import Figures, Tally
from tests.rigs.counting import count, put, sell
from tests.rigs.till_world import Till

NONE = Tally()


@dataclass(frozen=True, slots=True)
class Later(Figures):
    """A program of next year."""

    vouchers: Tally = NONE


@pytest.fixture
def kept(till: Till) -> Figures:
    sell(till, 12_345)
    till.salon.checkout.void(sell(till, 5_000, "card").id, "Sample", till.manager.id)
    put(till.salon, till.manager.id, -1_000)
    closing = count(till.salon, till.manager.id, 11_300)
    return till.salon.closings.figures_of(closing)


def test_what_is_written_is_read(kept: Figures) -> None:
    assert Figures.from_json(kept.to_json()) == kept
    assert kept.adds_up(kept)
    assert not kept.adds_up(replace(kept, rounding_minor=1))


def test_a_figure_that_came_later_leaves_what_was_kept_as_it_was(kept: Figures) -> None:
    again = Later.from_json(kept.to_json())
    assert isinstance(again, Later)
    assert again.vouchers == Tally()
    assert (again.to_json(), again.proof()) == (kept.to_json(), kept.proof())
    assert again.adds_up(replace(again, vouchers=Tally(1, 100)))


def test_names_and_words_are_no_part_of_the_proof(kept: Figures) -> None:
    people = tuple(replace(one, name="Somebody") for one in kept.people)
    assert replace(kept, people=people, opened_by="?", bills=Tally(9, 9)).proof() == kept.proof()
    assert replace(kept, sales=Tally(2, 17_346)).proof() != kept.proof()
