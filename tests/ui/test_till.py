"""The till under a finger, in a real window: an impatient finger pays once."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.salon.domain.text import T
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window


def selling(studio: Studio) -> Stage:
    """One product has been scanned at the desk."""
    stage = Stage(studio)
    (code,) = stage.salon.context.store.row("SELECT code FROM barcode LIMIT 1") or ("",)
    stage.desk().scan(code)
    studio.settle()
    return stage


def button(stage: Stage, icon: str) -> Any:
    from kiosk.ui.kit import Btn

    parts = stage.shell.frame.screen.walk()
    return next(part for part in parts if isinstance(part, Btn) and part.icon == icon)


def sold(stage: Stage) -> int:
    found = stage.salon.context.store.row("SELECT count(*) FROM sale")
    return int(found[0]) if found else 0


@pytest.mark.req("M5")
def test_three_taps_on_card_are_one_sale(studio: Studio) -> None:
    stage = selling(studio)
    before = sold(stage)
    finger, card = Finger(studio), button(stage, "credit-card")
    touches = [finger.down(card) for _ in range(3)]
    for touch in touches:
        touch.touch_up()
    studio.settle()
    assert stage.screen == "pay_card"
    assert sold(stage) == before
    touches = [finger.down(button(stage, "check")) for _ in range(3)]
    for touch in touches:
        touch.touch_up()
    studio.settle()
    assert stage.screen == "paid"
    assert sold(stage) == before + 1
    stage.close()


@pytest.mark.req("M5")
def test_the_second_touch_of_a_double_tap_says_nothing_of_the_terminal(studio: Studio) -> None:
    """It may land where *Paid* or *Declined* has come up under it."""
    stage = selling(studio)
    before = sold(stage)
    finger = Finger(studio)
    finger.tap(button(stage, "credit-card"))
    studio.settle()
    assert stage.screen == "pay_card"
    for icon in ("check", "x"):
        touch = finger.down(button(stage, icon), double=True)
        touch.touch_up()
    studio.settle()
    assert stage.screen == "pay_card"
    assert stage.state.step == "asked"
    assert sold(stage) == before
    stage.close()


@pytest.mark.req("M1", "M5")
def test_three_taps_on_a_banknote_are_one_sale_with_its_change(studio: Studio) -> None:
    stage = selling(studio)
    before = sold(stage)
    finger = Finger(studio)
    finger.tap(button(stage, "banknote"))
    assert stage.screen == "pay_cash"
    studio.settle()
    note = stage.shell.frame.screen.ids.notes.children[0]
    touches = [finger.down(note) for _ in range(3)]
    for touch in touches:
        touch.touch_up()
    studio.settle()
    assert stage.screen == "paid"
    assert sold(stage) == before + 1
    assert stage.state.figures[0].label == T("Change")
    stage.close()


def test_the_scanned_line_is_pointed_at_and_opens_under_a_finger(studio: Studio) -> None:
    from kiosk.ui.kit.till import LineTap

    stage = selling(studio)
    line = next(part for part in stage.shell.frame.screen.walk() if isinstance(part, LineTap))
    assert line.line.fresh
    Finger(studio).tap(line)
    assert stage.screen == "line_edit"
    stage.close()
