"""Names of time zones, against the table of another library."""

from __future__ import annotations

import pytest
from babel.core import get_global

from kiosk.salon.services.files.zones import zone_named


@pytest.mark.req("K9")
def test_every_name_of_windows_is_known() -> None:
    for name, zone in get_global("windows_zone_mapping").items():
        found = zone_named(name)
        assert found is not None, name
        assert found.key == zone


def test_a_name_of_nobody_is_none() -> None:
    for name in ("", "Somewhere Standard Time", "../../etc/passwd", "/etc/localtime"):
        assert zone_named(name) is None
    found = zone_named("Europe/Prague")
    assert found is not None
    assert found.key == "Europe/Prague"
