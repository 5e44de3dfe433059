"""A day's money in a real window: opened with a counted float, sold into, a power cut while
somebody counts, counted again and closed; its paper comes out once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.demo import paper_reader
from kiosk.demo.touches import Hand
from kiosk.paper.profile import Profile
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.truth import ask, faults
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools
from tests.rigs.worker import open_salon

FLOAT = ((1_000, "1"), (500, "1"), (100, "3"))
"""1,800 crowns."""


def count(hand: Hand, faces: tuple[tuple[int, str], ...]) -> None:
    """So many pieces of each face, in whole crowns."""
    for face, pieces in faces:
        hand.tap(f"{face:,}", kind="FaceTap")
        for digit in pieces:
            hand.tap(digit, kind="Key")


def to_till(hand: Hand) -> None:
    hand.tap("More", icon="menu")
    hand.at("more")
    hand.tap("The till")
    hand.at("day")


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("M3", "K1")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_a_day_is_opened_sold_into_and_closed_over_a_power_cut(tmp_path: Path) -> None:
    day = opening_day(tmp_path / "home")
    database, paper = day.home / "pult.db", day.home / "paper"
    with Display("1280x800") as display:
        kiosk = KioskProcess(day.home, display)
        kiosk.start()
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        to_till(hand)
        hand.tap("Open the till", icon="unlock")
        hand.at("open_till")
        count(hand, FLOAT)
        hand.see("1,800.00")
        hand.tap("Open", icon="unlock")
        hand.at("day")
        hand.tap(icon="arrow-left")
        hand.at("more")
        hand.tap(icon="arrow-left")
        hand.at("desk")
        kiosk.feed("scan", SHAMPOO)
        hand.tap("Cash")
        hand.at("pay_cash")
        hand.tap("Exactly")
        hand.at("paid")
        hand.tap("Done")
        hand.at("desk")
        ((cash,),) = ask(database, "SELECT sum(amount_minor) FROM payment")
        assert isinstance(cash, int)
        to_till(hand)
        hand.tap("Count and close")
        hand.at("count")
        count(hand, FLOAT)
        kiosk.kill()
        assert faults(database) == []
        assert ask(database, "SELECT state FROM till_session") == [("ended",)]
        with kiosk:
            kiosk.unlock(MANAGER_CARD)
            hand.tap("Not counted", icon="wallet")
            hand.at("day")
            hand.tap("Count and close")
            hand.at("count")
            # The sum is typed this time, and a crown is missing.
            hand.tap("Counted", kind="ValueTap")
            for digit in str((180_000 + cash) // 100 - 1):
                hand.tap(digit, kind="Key")
            hand.see("Kč short")
            hand.tap("Continue")
            hand.at("close_till")
            hand.tap("Cause unknown")
            hand.tap("Close the day", icon="check")
            hand.at("closing")
            hand.see("Till closing Z 1")
            waiting = "SELECT count(*) FROM print_job WHERE state IN ('waiting', 'sending')"
            until(lambda: ask(database, waiting) == [(0,)], "jobs still wait")
    told = ask(
        database, "SELECT expected_minor, difference_minor, reason, left_minor FROM closing_count"
    )
    left = 180_000 + cash - 100
    assert told == [(180_000 + cash, -100, "Cause unknown", left)]
    codec = Profile().codec
    texts = [paper_reader.text_of(path.read_bytes(), codec) for path in paper.glob("*.bin")]
    printed = [text for text in texts if "Till closing Z 1" in text]
    assert len(printed) == 1
    assert paper_reader.amount_after(printed[0], "Counted") == left
    assert faults(database) == []
    services, _ = open_salon(day.home, 1_795_250_000_000)
    assert services.context.journal.verify() is None
    services.context.store.close()
