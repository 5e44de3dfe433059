"""Every setting is on a page of the screen, or stands in docs/settings.md with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from kiosk.hardware.machine.machine import Machine
from kiosk.salon import settings
from kiosk.salon.home import Home
from kiosk.salon.settings.form import changed, now
from kiosk.salon.settings.pages import PAGES
from sync_agent.registry import pages, sections

DOCS = Path(__file__).resolve().parents[2] / "docs"
ALL_PAGES = (*PAGES, *pages())
ON_PAGES = [row.key for page in ALL_PAGES for row in page.rows]
ROW = re.compile(r"^\| ([a-z]\w*(?:\.\w+)*) \| \S", re.MULTILINE)
IN_FILE = ROW.findall((DOCS / "settings.md").read_text())


@pytest.mark.req("K9")
def test_no_setting_is_forgotten() -> None:
    every = [key for key, _, _ in settings.explain(sections())]
    assert sorted([*ON_PAGES, *IN_FILE]) == sorted(every)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.key)
def test_what_is_offered_may_be_set(page: settings.pages.Page) -> None:
    """Saved with all that a row offers, a page is read again as it was typed."""
    for row in page.rows:
        for value, words in row.offers:
            typed = {row.key: str(value)}
            assert words
            for path, values in changed(page, typed, settings.Settings(), sections()).items():
                assert (*path, *values) == tuple(row.key.split("."))
                assert list(values.values()) == [value]


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.key)
def test_saved_as_it_is_shown_a_page_changes_nothing(
    page: settings.pages.Page, tmp_path: Path
) -> None:
    machine = Machine(Home(tmp_path), sections(), pages(), in_effect=lambda _: pytest.fail("told"))
    shown = next(one for one in machine.pages if one.key == page.key)
    machine.put(page.key, {one.key: one.value for one in shown.settings})
    assert not (tmp_path / "pult.toml").exists()


def test_a_section_of_a_service_is_checked_before_it_is_written(tmp_path: Path) -> None:
    machine = Machine(Home(tmp_path), sections(), pages())
    machine.put("google", {"google.bookings_calendar": "abc@example.com"})
    found = settings.load(tmp_path / "pult.toml", sections())
    assert now("google.bookings_calendar", found, sections()) == "abc@example.com"
    assert msgspec.structs.replace(found, services={}) == settings.Settings()
