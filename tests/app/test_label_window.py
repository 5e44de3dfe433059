"""Price labels in a running kiosk: seen on the screen as they come out of the printer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools

SETTINGS = """
[cards]
trust_uid_manager = true
[label]
width_mm = 40
height_mm = 25
[device.cards]
driver = "simulated"
[device.labels]
driver = "label_folder"
"""


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("K4", "P2")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_the_label_is_seen_before_it_is_printed(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home", SETTINGS)
    with Display("1280x800") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        hand.tap("More")
        hand.tap("Products")
        hand.at("products")
        kiosk.feed("scan", SHAMPOO)
        hand.at("product")
        hand.tap("Print label")
        hand.at("label")
        hand.see("40 × 25 mm")
        hand.tap("5")
        hand.tap("Preview")
        hand.at("label_sheet")
        hand.see("40 × 25 mm")
        hand.tap("Print 5 labels")
        hand.at("product")
        printed = until(lambda: list((day.home / "paper").glob("*.zpl")), "no label was printed")
    assert b"^PQ5" in printed[0].read_bytes()
