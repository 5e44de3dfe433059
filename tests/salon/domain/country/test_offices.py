"""Whom the law of a country wants told of receipts and invoices."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.salon.domain.country import COUNTRIES


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("SI", date(2016, 1, 1), None),
        ("SI", date(2016, 1, 2), "furs"),
        ("HU", date(2026, 12, 1), "nav"),
        ("CZ", date(2026, 12, 1), None),
        ("SK", date(2026, 12, 1), None),
    ],
)
def test_an_office_is_told_from_a_day_on(country: str, day: date, name: str | None) -> None:
    assert COUNTRIES[country].fiscaliser_on(day) == name
