"""Fixtures shared by all rooms: a fresh salon on a real SQLite file with a clock that stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kiosk.salon.services.salon_services import Services
from tests.rigs.pcscd import Pcscd
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.till_world import Till, make_till

# A busy machine must not fail a test for being slow: the suite asserts no times.
settings.register_profile("pult", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pult")


@pytest.fixture
def salon(tmp_path: Path) -> Iterator[Services]:
    """A set-up Czech salon: manager Petra (PIN 2580), stylist Eva, no catalogue, no clients.

    It is Saturday 21 November 2026, 10:00 in Prague.
    """
    services = make_salon(tmp_path)
    yield services
    close_salon(services)


@pytest.fixture
def till(salon: Services) -> Till:
    """That salon with something to sell and a person to sell it."""
    return make_till(salon)


@pytest.fixture(scope="module")
def pcscd() -> Iterator[Pcscd]:
    """The real service with two virtual readers, for the tests of a file."""
    with Pcscd() as running:
        yield running


def weight(item: pytest.Item) -> float:
    """How long a test may take, as its marks tell: its time limit, or a little for a slow one."""
    limit = item.get_closest_marker("timeout")
    slow = item.get_closest_marker("slow") is not None
    return float(limit.args[0]) if limit else 60.0 * slow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Requirement ids travel with the report, so that ``make requirements`` can count them. The
    longest tests come first, so that no core is idle at the end while another plays them."""
    for item in items:
        for marker in item.iter_markers("req"):
            for requirement in marker.args:
                item.user_properties.append(("req", requirement))
    items.sort(key=weight, reverse=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI a test that is skipped for want of a program has failed: ``make setup`` installs what
    the tests need. What a machine may forbid (mounts, network namespaces) is another matter."""
    report = yield
    if report.skipped and "CI" in os.environ and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2]
        if "needs " in reason:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: {reason}\nsystemd/packages.sh should install it."
    return report
