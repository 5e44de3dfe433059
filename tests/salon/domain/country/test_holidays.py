"""Public holidays, year by year."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.salon.domain.country import COUNTRIES, holidays


@pytest.mark.parametrize(
    ("country", "count", "some"),
    [
        ("CZ", 13, {(4, 3), (4, 6), (9, 28), (11, 17), (12, 24)}),
        ("HU", 16, {(3, 15), (4, 3), (5, 25), (8, 20), (10, 23), (12, 24)}),
        ("SI", 15, {(1, 2), (2, 8), (4, 6), (4, 27), (5, 24), (12, 26)}),
        ("SK", 11, {(1, 6), (4, 3), (4, 6), (8, 29)}),
    ],
)
def test_public_holidays(country: str, count: int, some: set[tuple[int, int]]) -> None:
    found = holidays.between(country, date(2026, 1, 1), date(2026, 12, 31))
    days = [(one.day.month, one.day.day) for one in found]
    assert days == sorted(days)
    assert len(days) == count
    assert some <= set(days)


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_every_day_has_a_name_that_can_be_said_in_any_language(country: str) -> None:
    found = holidays.between(country, date(2026, 1, 1), date(2031, 12, 31))
    assert all(holidays.said(one.name.key) == one.name for one in found)
    assert holidays.OTHER not in {one.name for one in found}


def test_what_a_parliament_changes_of_a_year_is_known() -> None:
    """Slovakia worked on the 8th of May in 2026, and does not in 2027."""
    for year, free in ((2025, True), (2026, False), (2027, True)):
        day = date(year, 5, 8)
        assert bool(holidays.between("SK", day, day)) is free


def test_a_day_off_that_was_moved_is_called_so() -> None:
    (moved,) = holidays.between("HU", date(2026, 8, 21), date(2026, 8, 21))
    assert moved.name == holidays.MOVED


def test_holidays_of_a_span_over_new_year() -> None:
    found = holidays.between("CZ", date(2026, 12, 26), date(2027, 1, 1))
    assert [one.day for one in found] == [date(2026, 12, 26), date(2027, 1, 1)]
    assert holidays.said("Renovation") == "Renovation"
