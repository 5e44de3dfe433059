"""A client's status moves by itself only upwards, and never over a person's decision."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.clients.client_status import after_visit, after_void


@pytest.mark.req("C2")
def test_regular_after_the_second_finished_visit() -> None:
    assert after_visit("new", 1) == "new"
    assert after_visit("new", 2) == "regular"
    assert after_visit("potential", 1) == "new"
    assert after_visit("lost", 7) == "regular"


@pytest.mark.req("C2")
def test_what_a_person_decided_stays() -> None:
    assert after_visit("problem", 9) == "problem"
    assert after_visit("blocked", 9) == "blocked"
    assert after_visit("regular", 1) == "regular"


@pytest.mark.req("C2", "M5")
def test_a_visit_taken_back_takes_the_step_that_it_made() -> None:
    assert after_void("regular", 1) == "new"


@pytest.mark.req("C2", "M5")
def test_a_visit_taken_back_takes_no_more_than_that() -> None:
    assert after_void("regular", 2) == "regular"
    assert after_void("regular", 0) == "regular"
    assert after_void("new", 0) == "new"
    assert after_void("problem", 1) == "problem"
    assert after_void("blocked", 1) == "blocked"
