"""An empty data folder on the small panel: set up by touch alone, and the first walk-in."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.truth import ask, faults
from tests.rigs.window import Display, Hand, Seen, Widget, missing_tools

PIN = "2580"

pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}"),
]


def fill(hand: Hand, label: str, text: str) -> None:
    """Touches the field under a label and types on the on-screen keys."""

    def under(seen: Seen) -> Widget | None:
        """Both in one look, for a page moves when the keys go."""
        name = next((w for w in seen["widgets"] if label in w["text"]), None)
        fields = [w for w in seen["widgets"] if w["class"] == "Input"]
        return name and next((w for w in fields if w["box"][1] >= name["box"][3] - 4), None)

    field = hand.wait(under, f"field under {label!r}")
    hand.tap_at(field["x"], field["y"])
    hand.find(icon="keyboard-hide")
    hand.keys(text)
    hand.tap(icon="keyboard-hide")
    hand.wait(
        lambda seen: not any(w["icon"] == "keyboard-hide" for w in seen["widgets"]), "whole form"
    )


@pytest.mark.req("K1")
def test_a_salon_is_set_up_and_somebody_walks_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "pult.toml").write_text('[screen]\nsize = "800x480"\ndensity = 0.83\n')
    database = home / "pult.db"
    with Display("800x480") as display, KioskProcess(home, display) as kiosk:
        hand = kiosk.hand
        hand.at("setup")
        hand.tap("English")
        hand.see("Where is the salon?")
        hand.tap("Slovenia")
        hand.see("What does the salon do most?")
        hand.tap("Hair")
        hand.see("Name of the salon")
        hand.tap("Continue")
        hand.see("Enter the salon's name.")
        fill(hand, "Name of the salon", "Salon")
        hand.tap("Continue")
        hand.see("Opening hours")
        hand.tap("Continue")
        hand.see("First name")
        fill(hand, "First name", "Petra")
        fill(hand, "PIN (4 to 8 digits)", PIN)
        fill(hand, "The same PIN again", PIN)
        hand.tap("Finish")
        hand.at("connect")
        hand.tap("Continue")
        hand.at("key_paper")
        hand.see("Write these words down, in this order")
        hand.tap("I have written it down")
        hand.at("desk")
        assert ask(database, "SELECT kind FROM journal WHERE kind = 'key.written'") != []
        hand.tap("First steps")
        hand.at("first_steps")
        assert not any(w["text"] == "Paper with the key" for w in hand.look()["widgets"])
        hand.tap(icon="arrow-left")
        hand.at("desk")
        hand.tap("To a client")
        hand.at("attract")
        assert ask(database, "SELECT name, country, language FROM salon") == [("Salon", "SI", "en")]
        assert ask(database, "SELECT first_name, role FROM staff") == [("Petra", "manager")]

        hand.tap("I am here")
        hand.at("checkin_phone")
        hand.tap("I have no booking")
        hand.at("walkin")
        if not any(w["icon"] == "keyboard-hide" for w in hand.look()["widgets"]):
            field = hand.wait(
                lambda seen: next((w for w in seen["widgets"] if w["class"] == "Input"), None),
                "field for the name",
            )
            hand.tap_at(field["x"], field["y"])
        hand.keys("Ana")
        hand.tap("I would like to be seen")
        hand.at("checkin_done")
        assert ask(database, "SELECT first_name, state FROM waiting") == [("Ana", "waiting")]

        hand.tap("Close")
        hand.at("attract")
        hand.tap("Desk", icon="lock")
        hand.at("lock")
        wrong_then_right(hand)
        hand.at("desk")
        hand.tap("More")
        hand.at("more")
    # Offered further down, before an agent has ever run.
    assert ask(database, "SELECT title FROM sync_service") == [("Google",)]
    assert faults(database) == []


def wrong_then_right(hand: Hand) -> None:
    """A wrong PIN is said, and the right one opens."""
    hand.keys("1357")
    hand.tap("Continue")
    hand.see("PIN")
    hand.wait(lambda seen: not any("••••" in w["text"] for w in seen["widgets"]), "empty dots")
    assert hand.look()["screen"] == "lock"
    # The same keys again are new touches only after the debouncing time.
    time.sleep(0.3)
    hand.keys(PIN)
    hand.tap("Continue")
