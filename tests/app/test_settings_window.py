"""Settings made at the screen of a running kiosk: in effect at once, another size on trial."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.demo.prepare import DEVICES
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, opening_day
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("K9")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_larger_text_at_once_and_a_size_that_is_kept(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    file = day.home / "pult.toml"
    file.write_text("[cards]\ntrust_uid_manager = true\n" + DEVICES)
    with Display("1280x800") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        hand.tap("More")
        hand.tap("Settings")
        hand.tap("Screen and sound")
        hand.tap("130 %")
        hand.tap("Save")
        hand.at("settings")
        assert tomllib.loads(file.read_text())["screen"] == {"text_percent": 130}
        hand.tap("Screen and sound")
        hand.tap("Size of everything")
        hand.tap("Smaller")
        hand.at("size_trial")
        hand.tap("Keep it")
        hand.at("attract")
        until(lambda: not (day.home / "cache" / "size-before.json").exists())
    assert tomllib.loads(file.read_text())["screen"] == {"text_percent": 130, "density": 0.85}
