"""The devices page in a running kiosk: test paper comes out of the folder printers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, opening_day
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("K2", "K3")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_a_strip_is_printed_from_the_page(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    (day.home / "pult.toml").write_text(
        "[cards]\ntrust_uid_manager = true\n"
        '[device.cards]\ndriver = "simulated"\n[device.till]\ndriver = "folder_printer"\n'
    )
    with Display("1280x800") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        hand.tap("More")
        hand.tap("Printing and devices")
        hand.at("papers")
        hand.tap("Devices")
        hand.at("devices")
        hand.tap("Test print")
        until(lambda: list((day.home / "paper").glob("test-*.bin")), "nothing was printed")
        hand.tap("Try it")
        hand.see("Hold a card to it.")
        kiosk.feed("tap", MANAGER_CARD)
        hand.see("A card was read. It works.")
        hand.at("devices")
