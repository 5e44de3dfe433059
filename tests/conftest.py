"""Fixtures shared by all rooms: a fresh salon on a real SQLite file with a clock that stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import close_salon, make_salon


@pytest.fixture
def salon(tmp_path: Path) -> Iterator[Services]:
    """A set-up Czech salon: manager Petra (PIN 2580), stylist Eva, no catalogue, no clients.

    It is Saturday 21 November 2026, 10:00 in Prague.
    """
    services = make_salon(tmp_path)
    yield services
    close_salon(services)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Requirement ids travel with the report, so that ``make requirements`` can count them."""
    for item in items:
        for marker in item.iter_markers("req"):
            for requirement in marker.args:
                item.user_properties.append(("req", requirement))
