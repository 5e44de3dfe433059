"""The till on the 7 inch panel: a code nobody knows, a sale, a banknote, the change."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.demo.prepare import DEVICES
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.truth import ask, faults
from tests.rigs.window import Display, missing_tools

UNKNOWN_CODE = "1234567890128"


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("K3")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_a_retail_sale_for_cash(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    (day.home / "pult.toml").write_text(
        '[screen]\nsize = "800x480"\ndensity = 0.83\n[cards]\ntrust_uid_manager = true\n' + DEVICES
    )
    with Display("800x480") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        kiosk.feed("scan", UNKNOWN_CODE)
        hand.see(UNKNOWN_CODE)
        assert ask(day.home / "pult.db", "SELECT 1 FROM bill") == []
        kiosk.feed("scan", SHAMPOO)
        hand.see("Sample shampoo 1")
        taps = hand.taps
        hand.tap("Cash", icon="banknote")
        hand.at("pay_cash")
        hand.tap("200.00")
        hand.at("paid")
        hand.see("100.00")
        assert hand.taps - taps == 2
    payments = ask(
        day.home / "pult.db", "SELECT amount_minor, tendered_minor, change_minor FROM payment"
    )
    assert payments == [(10_000, 20_000, 10_000)]
    assert faults(day.home / "pult.db") == []
