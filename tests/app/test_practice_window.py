"""Practising at the screen: in and out again, and the books do not know of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.demo.prepare import DEVICES
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.truth import ask, faults
from tests.rigs.window import Display, missing_tools


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_a_sale_for_practice(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    (day.home / "pult.toml").write_text("[cards]\ntrust_uid_manager = true\n" + DEVICES)
    books = day.home / "pult.db"
    before = ask(books, "SELECT count(*) FROM journal"), ask(books, "SELECT count(*) FROM sale")
    with Display("1280x800") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        hand.tap("More")
        hand.tap("System")
        hand.tap("Practise")
        hand.see("your books stay as they are")
        hand.tap("Practise")
        hand.see("Practice: nothing here is real")
        kiosk.home = day.home / "practice"
        kiosk.unlock(MANAGER_CARD)
        hand.see("Practice: nothing here is real")
        practice = day.home / "practice" / "pult.db"
        kiosk.feed("scan", SHAMPOO)
        hand.see("Sample shampoo 1")
        hand.tap("Cash", icon="banknote")
        hand.at("pay_cash")
        hand.tap("200.00")
        hand.at("paid")
        assert ask(practice, "SELECT count(*) FROM sale") == [(1,)]
        hand.tap("End the practice")
        hand.gone("Practice: nothing here is real")
        kiosk.home = day.home
        kiosk.unlock(MANAGER_CARD)
        hand.see("Today")
    assert (
        ask(books, "SELECT count(*) FROM journal WHERE kind = 'sale'"),
        ask(books, "SELECT count(*) FROM sale"),
    ) == ([(0,)], before[1])
    assert faults(books) == []
